"""The rule of a label, below the text: what it is for, examples, what it is mistaken for."""

from __future__ import annotations

from functools import lru_cache
from textwrap import wrap

from curator.model.scheme import Label, Scheme
from curator.tui.cells import fit
from curator.tui.widgets.status_line import Part, StatusLine
from curator.workflow.review.actions import Keymap, label_action

_HEAD = 10
"""Cells before the text: room for the longest name of a label, or a sign."""

_LEAST_ROWS = 2

Lines = tuple[tuple[Part, ...], ...]


class Guideline(StatusLine):
    """Shows one label's rule, or all labels in short, in a height that never changes.

    That is as much as the longest rule needs, and no more than a `share` of the screen; what then
    finds no room is cut: further examples first, of the rule itself the least.
    """

    DEFAULT_CSS = """
    Guideline {
        background: $primary 9%;
        &:ansi { background: ansi_default; }
    }
    """

    def __init__(self, keymap: Keymap, scheme: Scheme, *, share: float = 1 / 3) -> None:
        super().__init__()
        self._keymap = keymap
        self._labels = list(scheme.labels.values())
        self._share = share
        self._label: Label | None = None
        self._hint = ""

    def on_mount(self) -> None:
        """Take the height that the rules need."""
        self._fit()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._fit()

    def tell(self, name: str | None, hint: str = "") -> None:
        """Show the rule of a label; of all in short where that is None, or none of the scheme's.

        `hint` stands at the right of the first line.
        """
        label = next((label for label in self._labels if label.name == name), None)
        if (label, hint) != (self._label, self._hint):
            self._label, self._hint = label, hint
            self._show_all()

    def _fit(self) -> None:
        width, height = self.app.size
        needed = max(len(rule_lines(label, self._room(width))) for label in self._labels)
        rows = min(needed, max(_LEAST_ROWS, int(height * self._share)))
        if rows != len(self._content):
            self.set_rows(rows)
        self._show_all()

    def _room(self, width: int) -> int:
        return max(20, width - 2 - _HEAD)  # the line keeps a cell free at either edge

    def _show_all(self) -> None:
        if not self.is_attached:
            return
        rows = len(self._content)
        width = self.size.width or self.app.size.width
        if self._label is not None:
            # The first line leaves room for the hint beside it.
            lines = rule_lines(self._label, self._room(width), rows, len(self._hint) + 2)
        else:
            lines = self._in_short(width - 2, rows)
        for row in range(rows):
            right: list[Part] = [(self._hint, "muted")] if row == 0 and self._hint else []
            self.show(lines[row] if row < len(lines) else [], right, row=row)

    def _in_short(self, width: int, rows: int) -> Lines:
        """All labels in as many columns as it takes, each with its key and as much of its rule."""
        labels = self._labels
        columns = -(-len(labels) // rows)
        wide = width // columns
        lines: list[tuple[Part, ...]] = []
        for row in range(min(rows, len(labels))):
            line: list[Part] = []
            for label in labels[row::rows]:
                key = self._keymap.key_for(label_action(label.name))
                room = wide - 17
                line += [
                    (f"{key:>3}  ", "key"),
                    (f"{label.name:<9} ", label.colour),
                    fit(label.rule, room, pad=True)[0] + "  ",
                ]
            lines.append(tuple(line))
        return tuple(lines)


@lru_cache(maxsize=64)
def rule_lines(label: Label, width: int, rows: int | None = None, hint: int = 0) -> Lines:
    """A label's rule in lines of `width` cells behind a head, at most `rows` of them.

    The first line is shorter by `hint` cells.
    """
    rule = _wrapped("x" * hint + label.description, width)
    rule[0] = rule[0][hint:]
    examples = _wrapped(" · ".join(label.examples), width)
    counterexamples = _wrapped(" · ".join(label.counterexamples), width)
    confused = [_wrapped(f"{name}: {how}", width, "  ") for name, how in label.confused]
    parts = [rule, examples, counterexamples, *confused]
    while rows is not None and sum(map(len, parts)) > rows:
        # From what says the least: further lines of examples, then of advice, then of the rule.
        longer = [part for part in (examples, counterexamples, *confused[::-1]) if len(part) > 1]
        if longer:
            _cut(longer[0])
        elif len(confused) > 1 and confused[-1]:
            parts.remove(confused.pop())
        elif len(rule) > 2:
            _cut(rule)
        else:
            break
    heads = [(label.name, label.colour), ("yes", "ok"), ("no", "error")]
    heads += [("unlike", "warning")] * bool(confused) + [("", "muted")] * (len(confused) - 1)
    lines: list[tuple[Part, ...]] = []
    for (head, style), part in zip(heads, parts, strict=True):
        for number, line in enumerate(part):
            first = (f"{head:<{_HEAD}}", style) if number == 0 else (" " * _HEAD, "")
            lines.append((first, line))
    return tuple(lines[:rows])


def _wrapped(text: str, width: int, indent: str = "") -> list[str]:
    return wrap(text, width, subsequent_indent=indent, break_on_hyphens=False)


def _cut(lines: list[str]) -> None:
    """Take the last line away, and let the one before say that there was more."""
    lines.pop()
    lines[-1] = f"{lines[-1][: lines[-1].rstrip().rfind(' ')].rstrip(' ·,;:')} …"
