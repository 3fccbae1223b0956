"""The use cases, one file each; the CLI and the TUI are thin over them."""
