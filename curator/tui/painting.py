"""Paint what a key changed as soon as it is handled.

Textual gives each widget that changed a message of its own, each of those tells the screen in
another, and then a timer paints: with a dozen turns of the event loop between a key and its frame
that was a fifth of the time of a key. This does what the last of them does, at once. The names
with an underscore are Textual's own; its version is pinned, and a test compares the frames.
"""

from __future__ import annotations

from time import monotonic
from typing import Any, Final

from textual.screen import Screen
from textual.widget import Widget

_FRAME: Final = 1 / 60
"""Seconds between two frames that keys may ask for; in a burst Textual's timer gathers them."""


class Painter:
    """Paints a screen between two keys, if only the looks of widgets changed."""

    def __init__(self) -> None:
        self._painted = 0.0

    def paint(self, screen: Screen[Any]) -> bool:
        """Finish the frame now; False where it is left to Textual.

        That is so where something has another size or place, where another screen is on top, and
        where the last frame was only just painted.
        """
        now = monotonic()
        app = screen.app
        if now - self._painted < _FRAME or app.screen is not screen or app._batch_count:
            return False
        dirty = []
        for node in (screen, *screen.walk_children(Widget)):
            if (
                node._layout_required
                or node._scroll_required
                or node._recompose_required
                or node._refresh_styles_required
            ):
                return False
            if node._repaint_required and node is not screen:
                dirty.append(node)
        for node in dirty:
            node._repaint_required = False
            if node.display:
                screen._dirty_widgets.add(node)
        if not (dirty or screen._repaint_required or screen._dirty_widgets):
            return False
        self._painted = now
        with screen._context():
            screen._on_timer_update()
        return True
