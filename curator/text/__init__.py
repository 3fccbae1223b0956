"""Text and its coordinates: tokens with offsets, views over raw text, folding."""
