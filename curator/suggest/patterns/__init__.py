"""Names found by rule: the `patterns` suggester."""

from curator.suggest.patterns.suggester import Patterns

__all__ = ["Patterns"]
