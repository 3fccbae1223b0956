"""The version of the schema that this curator reads and writes."""

SCHEMA_VERSION = 6
"""The number of migrations in `curator.corpus.migrations`; kept in `PRAGMA user_version`."""
