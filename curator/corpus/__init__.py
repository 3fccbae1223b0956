"""The SQLite store: documents, suggestions, decisions and what is derived from them."""
