"""When Python looks for garbage: between keys, and only among what is new.

A document of 20,000 spans is some hundred thousand objects, and a walk over them takes as long as
several keys. Nearly all that goes is freed without one; only what refers to itself needs it.
"""

from __future__ import annotations

import gc
from typing import Final

_FEW: Final = 2_000
"""So many new objects are no work worth doing."""

_TOO_MANY: Final = 500_000
"""With so many new objects Python looks by itself, key or not: as safety only."""

_IDLE: Final = 2.0
"""After so many seconds without a key the reviewer is reading."""


def hold() -> None:
    """Look for none while the program starts: all that is made then is there to stay."""
    gc.disable()


class Garbage:
    """Looks for garbage when it is told that there is time."""

    def __init__(self) -> None:
        self._is_whole_due = False

    def settle(self) -> None:
        """Take all that is there now for settled, as after a document was opened; no walk."""
        gc.freeze()
        gc.set_threshold(_TOO_MANY, 20, 100)
        gc.enable()
        self._is_whole_due = True

    def tidy(self, idle: float) -> None:
        """Walk over what is new; over all, once a document, where no key came for long enough.

        `idle` are the seconds since the last key.
        """
        if self._is_whole_due and idle >= _IDLE:
            self._is_whole_due = False
            gc.unfreeze()
            gc.collect()
            gc.freeze()
        elif gc.get_count()[0] >= _FEW:
            gc.collect(0)
            gc.freeze()
