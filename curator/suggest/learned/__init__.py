"""A tagger that learns names from documents that have been finished."""

from __future__ import annotations

from curator.suggest.learned.remembered import Remembered
from curator.suggest.learned.suggester import Learned

__all__ = ["Learned", "Remembered"]
