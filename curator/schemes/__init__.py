"""The label schemes that come with curator, as TOML."""
