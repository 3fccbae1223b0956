"""An agreement report as a plain text table.

Widths are those of a terminal's cells: a combining mark takes none, a wide character two, so
Vietnamese lines up composed or decomposed. Control characters in names are shown as `�`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from curator.agreement.result import AgreementReport, SpanScore
from curator.agreement.score import Interval, Score

_GAP = "  "
_SHOWN_DISAGREEMENTS = 10
_SHOWN_DOCUMENTS = 5
_NARROWEST = 40
_NARROWEST_NAME = 8

Cell = str | Score | Interval


def render(report: AgreementReport, width: int = 80) -> str:
    """The report in lines of at most `width` cells, the last one without a line break.

    Figures that are undefined read `n/a` with the number of a footnote that gives the reason.
    Where a table is too wide its last columns are left out, and a line says which.

    Raises:
        ValueError: if `width` is below 40.
    """
    if width < _NARROWEST:
        raise ValueError(f"a report needs {_NARROWEST} cells, got {width}")
    notes = _Notes()
    blocks = [_head(report, width)]
    for table in _tables(report):
        blocks.append(table.lines(width, notes))
    notes_block = [
        line
        for number, reason in enumerate(notes.reasons, 1)
        for line in _wrapped(f"[{number}] {reason}", width, indent=4)
    ]
    if notes_block:
        blocks.append(notes_block)
    blocks.append([line for text in report.conventions for line in _wrapped(text, width)])
    return "\n\n".join("\n".join(block) for block in blocks if block)


def cell_width(text: str) -> int:
    """How many cells of a terminal the text takes."""
    return sum(_width_of(character) for character in text)


def _width_of(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _plain(text: str) -> str:
    """The text on one line, without characters that a terminal would obey."""
    return "".join(
        "�" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") else c for c in text
    )


def _cut(text: str, width: int) -> str:
    """The text in at most `width` cells, with `…` where something is cut off."""
    if cell_width(text) <= width:
        return text
    taken, used = [], 1
    for character in text:
        used += _width_of(character)
        if used > width:
            break
        taken.append(character)
    return "".join(taken) + "…"


def _wrapped(text: str, width: int, indent: int = 0) -> Iterator[str]:
    """The text in lines of at most `width` cells, all but the first indented."""
    line = ""
    for word in _plain(text).split():
        longer = f"{line} {word}" if line.strip() else f"{line}{word}"
        if line.strip() and cell_width(longer) > width:
            yield line
            longer = " " * indent + word
        line = _cut(longer, width)
    if line:
        yield line


class _Notes:
    """The reasons of undefined figures, numbered as they come up."""

    def __init__(self) -> None:
        self.reasons: list[str] = []

    def mark(self, reason: str) -> str:
        """`n/a` with the number of this reason."""
        if reason not in self.reasons:
            self.reasons.append(reason)
        return f"n/a [{self.reasons.index(reason) + 1}]"


@dataclass(frozen=True, slots=True)
class _Table:
    """A table: the first `names` columns hold names, which may be cut, the others figures.

    The last `extra` columns are shown only where no name need be cut for them.
    """

    title: str
    names: int
    header: tuple[str, ...]
    rows: list[tuple[Cell, ...]]
    remark: str = ""
    extra: int = 0

    def lines(self, width: int, notes: _Notes) -> list[str]:
        """The table in lines of at most `width` cells; nothing if it has no rows."""
        if not self.rows:
            return []
        columns = self._columns(width, notes)
        shown = len(columns)
        sizes = [max(cell_width(text) for text in column) for column in columns]
        room = width - sum(sizes[self.names :]) - len(_GAP) * (shown - 1)
        sizes[: self.names] = _shared(sizes[: self.names], room)
        result = list(_wrapped(self.title, width))
        for row in zip(*columns, strict=True):
            cells = [
                _padded(_cut(text, size), size, right=number >= self.names)
                for number, (text, size) in enumerate(zip(row, sizes, strict=True))
            ]
            result.append(_GAP.join(cells).rstrip())
        if shown < len(self.header):
            left_out = ", ".join(self.header[shown:])
            result += _wrapped(f"(too narrow for: {left_out})", width)
        if self.remark:
            result += _wrapped(self.remark, width)
        return result

    def _columns(self, width: int, notes: _Notes) -> list[list[str]]:
        """Header and cells of as many columns as fit, names at their narrowest."""
        columns: list[list[str]] = []
        used = 0
        cut = 0  # how much narrower than whole the names are taken to be
        for number, header in enumerate(self.header):
            probe = _Notes()
            probe.reasons = list(notes.reasons)
            column = [header, *(_text(row[number], probe) for row in self.rows)]
            size = max(cell_width(text) for text in column)
            if number < self.names:
                cut += max(size - _NARROWEST_NAME, 0)
                size = min(size, _NARROWEST_NAME)
            if number == len(self.header) - self.extra:
                used += cut
            used += size
            if number >= self.names and used > width:
                break
            # Only figures that are shown may bring a footnote.
            notes.reasons = probe.reasons
            columns.append(column)
            used += len(_GAP)
        return columns


def _shared(sizes: list[int], room: int) -> list[int]:
    """The widths of names, the widest made narrower until all fit the room."""
    sizes = list(sizes)
    while sum(sizes) > room:
        sizes[sizes.index(max(sizes))] -= 1
    return sizes


def _padded(text: str, size: int, *, right: bool) -> str:
    space = " " * (size - cell_width(text))
    return space + text if right else text + space


def _text(cell: Cell, notes: _Notes) -> str:
    if isinstance(cell, Score):
        return notes.mark(cell.reason or "") if cell.value is None else f"{cell.value:.3f}"
    if isinstance(cell, Interval):
        if cell.low is None or cell.high is None:
            return notes.mark(cell.reason or "")
        return f"{cell.low:.3f}–{cell.high:.3f}"
    return _plain(cell)


def _share(score: Score) -> Cell:
    return score if score.value is None else f"{100 * score.value:.0f} %"


def _head(report: AgreementReport, width: int) -> list[str]:
    reviewers = ", ".join(report.reviewers) or "none"
    lines = [
        *_wrapped(f"Documents of two or more reviewers: {report.documents}", width),
        *_wrapped(f"Reviewers: {reviewers}", width, indent=4),
    ]
    if report.spans_left_out:
        lines += _wrapped(f"Spans of other labels, left out: {report.spans_left_out}", width)
    return lines


def _tables(report: AgreementReport) -> Iterator[_Table]:
    yield _spans(report)
    if not report.documents:
        return
    yield _beyond_chance(report)
    yield _pairs(report)
    yield _labels(report)
    yield _reviewers(report)
    yield _confusions(report)
    yield _documents(report)


def _spans(report: AgreementReport) -> _Table:
    intervals = report.f1_intervals
    level = f"{100 * intervals.strict.level:g} % of F1"
    rows: list[tuple[Cell, ...]] = []
    for score, interval in (
        (report.spans.strict, intervals.strict),
        (report.spans.exact, intervals.exact),
        (report.spans.partial, intervals.partial),
        (report.spans.type, intervals.type),
    ):
        rows.append((score.criterion.value, score.f1, interval, score.precision, score.recall))
    return _Table(
        "Spans, all pairs of reviewers together",
        1,
        ("", "F1", level, "precision", "recall"),
        rows,
    )


def _beyond_chance(report: AgreementReport) -> _Table:
    unitized = report.unitized
    rows: list[tuple[Cell, ...]] = [
        ("kappa, tokens", report.kappa, "", ""),
        ("alpha, tokens", report.alpha, report.alpha_interval, ""),
        ("u-alpha", unitized.u_alpha, "", ""),
        ("|u-alpha", unitized.bar_u_alpha, "", ""),
        ("cu-alpha", unitized.cu_alpha, "", _share(unitized.cu_coverage)),
    ]
    level = f"{100 * report.alpha_interval.level:g} %"
    return _Table(
        "Corrected for chance: Cohen's kappa, Krippendorff's alphas",
        1,
        ("", "value", level, "coverage"),
        rows,
    )


def _pairs(report: AgreementReport) -> _Table:
    rows: list[tuple[Cell, ...]] = [
        (
            pair.reference,
            pair.response,
            str(pair.documents),
            *_both_f1(pair.spans.strict, pair.spans.partial),
            pair.kappa,
            pair.spans.strict.precision,
            pair.spans.strict.recall,
        )
        for pair in report.pairs
        if pair.documents
    ]
    without = sum(not pair.documents for pair in report.pairs)
    return _Table(
        "Pairs; precision and recall are strict",
        2,
        ("reference", "response", "documents", "strict", "partial", "kappa", "precision", "recall"),
        rows,
        f"Pairs without a common document: {without}" if without else "",
    )


def _labels(report: AgreementReport) -> _Table:
    rows: list[tuple[Cell, ...]] = [
        (
            label.label,
            label.strict.precision,
            label.strict.recall,
            *_both_f1(label.strict, label.partial),
            label.kappa,
            label.alpha,
            label.u_alpha,
            label.k_u_alpha,
            _share(label.k_u_coverage),
        )
        for label in report.by_label
    ]
    return _Table(
        "Labels, each against the rest; precision, recall and F1 are strict",
        1,
        (
            "",
            "precision",
            "recall",
            "F1",
            "partial",
            "kappa",
            "alpha",
            "u-alpha",
            "(k)u-alpha",
            "coverage",
        ),
        rows,
        extra=3,
    )


def _reviewers(report: AgreementReport) -> _Table:
    rows: list[tuple[Cell, ...]] = [
        (
            reviewer.reviewer,
            str(reviewer.documents),
            *_both_f1(reviewer.strict, reviewer.partial),
            reviewer.strict.precision,
            reviewer.strict.recall,
        )
        for reviewer in report.by_reviewer
    ]
    # Of two reviewers the pair says it all.
    return _Table(
        "Reviewers, each against the others; precision and recall are strict",
        1,
        ("", "documents", "strict", "partial", "precision", "recall"),
        rows if len(rows) > 2 else [],
    )


def _both_f1(strict: SpanScore, partial: SpanScore) -> tuple[Score, Score]:
    return strict.f1, partial.f1


def _confusions(report: AgreementReport) -> _Table:
    entries = report.confusion.disagreements()
    rows: list[tuple[Cell, ...]] = [
        (one, other, str(number)) for one, other, number in entries[:_SHOWN_DISAGREEMENTS]
    ]
    more = len(entries) - len(rows)
    return _Table(
        "Labels confused, all pairs of reviewers together",
        2,
        ("one", "other", "spans"),
        rows,
        f"and {more} more" if more else "",
    )


def _documents(report: AgreementReport) -> _Table:
    scored = [document for document in report.by_document if document.strict.value is not None]
    scored.sort(key=lambda document: (document.strict.value, document.partial.value))
    rows: list[tuple[Cell, ...]] = [
        (document.name, document.strict, document.partial, str(len(document.reviewers)))
        for document in scored[:_SHOWN_DOCUMENTS]
    ]
    return _Table(
        "Documents with the lowest strict F1", 1, ("", "strict", "partial", "reviewers"), rows
    )
