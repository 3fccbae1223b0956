"""Go on after a pause, however busy the machine is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual.message_pump import MessagePump


def after_pause(node: MessagePump, seconds: float, go_on: Callable[[], object]) -> None:
    """Call back in a screen or widget once its keys have had their turn.

    Textual's timers leave out a tick for which they are late: one of a few milliseconds may never
    come where others need the processor.
    """
    asyncio.get_running_loop().call_later(seconds, node.call_later, go_on)
