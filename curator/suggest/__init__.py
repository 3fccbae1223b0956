"""Suggesters: sources of spans for a reviewer to confirm, and the merge of what they say."""
