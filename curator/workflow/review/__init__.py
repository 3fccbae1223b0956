"""The review session: what every key does, without a terminal."""
