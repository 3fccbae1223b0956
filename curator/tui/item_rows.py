"""Rows of items, on wide and narrow screens: the key, the name, what there is to say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from curator.tui.cells import fit
from curator.tui.widgets.status_line import Part

_NARROW = 72
"""Below so many cells the columns are narrower."""

_WIDEST = 100
"""No row is longer than this."""

_EDGES = 4
"""Cells of a row that hold no text: edges, scroll bar."""

_BLOCK = 4
"""Cells of what moves in a bar that knows no end."""

_BLOCK_STEPS = 8
"""Cells that it goes a second."""

_LONG = 1000
"""More cells than any row has."""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A row: an item with its key and what it does (None: there is nothing to do), or a text."""

    parts: tuple[Part, ...]
    key: str = ""
    act: Callable[[], None] | None = None
    item: bool = False
    told: tuple[str, ...] = ()
    """An item's name and what is said of it, without columns."""


def text_row(*parts: Part) -> ItemRow:
    """A row that is no item."""
    return ItemRow(parts)


@dataclass(frozen=True, slots=True)
class Columns:
    """The cells of a line, and in it of a key and a name; of a bar."""

    line: int
    key: int
    name: int
    bar_cells: int

    @classmethod
    def of(cls, width: int) -> Columns:
        """The columns on a screen so wide."""
        line = max(20, min(_WIDEST, width) - _EDGES)
        return cls(line, 2, 16, 8) if width < _NARROW else cls(line, 4, 26, 20)

    def item(
        self,
        key: str,
        name: str,
        *parts: Part,
        short: Sequence[Part] = (),
        act: Callable[[], None] | None = None,
    ) -> ItemRow:
        """An item, dim where it does nothing; `short` is said where `parts` find no room."""
        shown: list[Part] = [(f"{key:>{self.key}}  ", "ok"), (self._name(name), "strong")]
        shown += self._said(name, parts, short)
        if act is None:
            shown = [(_text(part), "muted") for part in shown]
        told = name, " ".join("".join(map(_text, parts)).split())
        return ItemRow(tuple(shown), key, act, item=True, told=told)

    def named(self, name: str, *parts: Part, short: Sequence[Part] = ()) -> ItemRow:
        """A text that stands among the items, with a name and without a key."""
        return ItemRow((self.indent, self._name(name), *self._said(name, parts, short)))

    def wrapped(self, text: str, style: str = "", *, indent: bool = True) -> Iterator[ItemRow]:
        """A text of any length, below the names of items or from the edge on."""
        edge = self.indent if indent else ""
        for line in wrap(text, self.line - len(edge)):
            yield ItemRow((edge, (line, style)))

    @property
    def indent(self) -> str:
        """What stands in the place of a key."""
        return " " * (self.key + 2)

    def fits(self, name: str, *parts: Part) -> bool:
        """Whether there is room for all of this in an item's row."""
        head = len(self.indent) + _cells(self._name(name))
        return head + sum(_cells(_text(part)) for part in parts) <= self.line

    def _said(self, name: str, parts: Sequence[Part], short: Sequence[Part]) -> Sequence[Part]:
        return short if short and not self.fits(name, *parts) else parts

    def _name(self, name: str) -> str:
        shown, cells = fit(name, _LONG)
        return shown + " " * max(self.name + 1 - cells, 2)

    def bar(self, done: int, of: int) -> tuple[Part, ...]:
        """How much is done."""
        full = min(self.bar_cells, done * self.bar_cells // of) if of else 0
        return (("━" * full, "ok"), ("─" * (self.bar_cells - full), "muted"))

    def moving_bar(self, seconds: float) -> tuple[Part, ...]:
        """That something is being done of which nobody knows how much is left."""
        way = self.bar_cells - _BLOCK
        place = int(seconds * _BLOCK_STEPS) % (2 * way)
        left = min(place, 2 * way - place)
        return (
            ("─" * left, "muted"),
            ("━" * _BLOCK, "ok"),
            ("─" * (way - left), "muted"),
        )


def _text(part: Part) -> str:
    return part if isinstance(part, str) else part[0]


def _cells(text: str) -> int:
    return fit(text, _LONG)[1]
