"""curator: annotate and curate Vietnamese text in the terminal."""

__version__ = "0.1.0"
