"""What curator speaks of: spans, suggestions, tokens, documents, the label scheme. No I/O."""
