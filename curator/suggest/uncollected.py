"""No walks for garbage while a document is read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Let Python look for no garbage in the block.

    To read a document makes hundreds of thousands of objects, of which hardly any refers to itself;
    the walks over them would take a tenth of the time, and more the longer the document is.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
