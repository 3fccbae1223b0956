"""The version of the schema that this curator reads and writes."""

SCHEMA_VERSION = 7
"""The number of migrations in `curator.corpus.migrations`; kept in `PRAGMA user_version`."""
