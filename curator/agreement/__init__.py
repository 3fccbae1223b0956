"""Agreement between reviewers: matching of spans and the measures."""
