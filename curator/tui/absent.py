"""Leave a module out that others import if it is there and do without if not."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def absent(name: str) -> Iterator[None]:
    """Let the imports of the block find no such module; one that is loaded already stays.

    Only for what is known to catch the ImportError. Afterwards it can be imported as ever.
    """
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]  # what the import system has for "none"
    try:
        yield
    finally:
        del sys.modules[name]
