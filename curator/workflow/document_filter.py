"""What a reviewer types to narrow the list of documents down.

    họp xã                        documents whose name or text holds these words
    state:pending label:ORG       that are not finished and have a span labelled ORG
    reviewer:mai flag:yes "a:b"   that mai worked on, with a flag, and that hold `a:b`

Words are one phrase, searched as `/` searches. A value may be written as far as it is clear, and
without accents; fields too, since an input method may put a mark on them. One `state` or another
is enough where several are given, all other conditions hold together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from curator.corpus.listing import Standing
from curator.model.errors import CuratorError
from curator.text.occurrences import unaccented


class FilterError(CuratorError):
    """A filter that cannot be; the message says why and what may stand there."""


class Field(StrEnum):
    """What a condition is about."""

    STATE = "state"
    LABEL = "label"
    REVIEWER = "reviewer"
    FINISHED = "finished"
    FLAG = "flag"
    DIFFERS = "differs"
    NAME = "name"
    TEXT = "text"


PENDING = "pending"
"""As a state: any but finished."""

STATES = (PENDING, *Standing)
FLAGS = ("yes", "mine", "others", "no")
_FREE = (Field.NAME, Field.TEXT)
"""Fields whose value is any text."""

_MEANINGS = {
    Field.STATE: "how far you are with them",
    Field.LABEL: "with a span of that label",
    Field.REVIEWER: "that somebody worked on",
    Field.FINISHED: "that somebody finished",
    Field.FLAG: "with a flag",
    Field.DIFFERS: "finished by you and otherwise by others",
    Field.NAME: "whose name holds it",
    Field.TEXT: "whose text holds it",
}


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """What documents must meet: a phrase in name or text, and conditions (field, full value)."""

    phrase: str = ""
    conditions: tuple[tuple[Field, str], ...] = ()

    def values(self, field: Field) -> tuple[str, ...]:
        """The values asked for in a field."""
        return tuple(value for name, value in self.conditions if name is field)


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    field: str | None
    """As it was typed; None for a word of the phrase."""
    value: str


# The field may have accents, composed or not.
_TOKEN = re.compile(r'(?:((?:[^\W\d_][\u0300-\u036f]*)+):)?(?:"([^"]*)(?:"|$)|(\S*))(?=\s|$)|(\S+)')


def _tokens(line: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(line):
        if match.end() > match.start():
            field, quoted, bare, odd = match.groups()
            value = next((part for part in (quoted, bare, odd) if part is not None), "")
            yield _Token(match.start(), match.end(), field, value)


class FilterLanguage:
    """Reads and completes filters for one scheme's labels and one corpus's reviewers."""

    def __init__(self, labels: Sequence[str], reviewers: Sequence[str]) -> None:
        self.choices: Mapping[Field, Sequence[str]] = {
            Field.STATE: STATES,
            Field.LABEL: tuple(labels),
            Field.REVIEWER: tuple(reviewers),
            Field.FINISHED: tuple(reviewers),
            Field.FLAG: FLAGS,
            Field.DIFFERS: ("yes", "no"),
        }

    def read(self, line: str) -> DocumentFilter:
        """The filter that a line is. A condition whose value is not clear yet is left out.

        Raises:
            FilterError: if there is no such field, or nothing that its value could become.
        """
        words, conditions = [], []
        for token in _tokens(line):
            if token.field is None:
                words.append(token.value)
                continue
            field = self._field(token.field)
            value = self._value(field, token.value)
            if value:
                conditions.append((field, value))
        return DocumentFilter(" ".join(" ".join(words).split()), tuple(conditions))

    def hint(self, line: str) -> str:
        """What may stand where the line ends; empty where anything may, or it is clear."""
        last = self._last(line)
        if last is None or last.field is None:
            return ""
        try:
            field = self._field(last.field)
        except FilterError:
            return ""
        if field in _FREE:
            return "" if last.value else f"{field}: documents {_MEANINGS[field]}"
        found = self._begun(field, last.value)
        if last.value in found:
            return ""
        return f"{field}: {' · '.join(found)}" if found else ""

    def completions(self, line: str) -> list[str]:
        """The lines that this one may become by completing its last word, best first."""
        last = self._last(line)
        head = line if last is None else line[: last.start]
        if last is None or (last.field is None and not line.endswith('"')):
            begun = unaccented(last.value) if last is not None else ""
            return [f"{head}{field}:" for field in Field if field.startswith(begun)]
        if last.field is None:
            return []
        try:
            field = self._field(last.field)
        except FilterError:
            begun = unaccented(last.field)
            return [f"{head}{one}:{last.value}" for one in Field if one.startswith(begun)]
        if field in _FREE:
            return []
        return [head + condition(field, value) for value in self._begun(field, last.value)]

    def stepped(self, line: str, field: Field) -> str:
        """The line with the next value of a field: from none through all to none again."""
        choices = self.choices[field]
        try:
            found = next(
                token
                for token in _tokens(line)
                if token.field is not None and self._field(token.field) is field
            )
        except (StopIteration, FilterError):
            head = line.rstrip()
            return (f"{head} " if head else "") + condition(field, choices[0]) if choices else line
        begun = self._begun(field, found.value)
        place = choices.index(begun[0]) + 1 if begun and found.value else 0
        new = condition(field, choices[place]) if place < len(choices) else ""
        return " ".join(f"{line[: found.start]}{new}{line[found.end :]}".split(" ")).strip(" ")

    def _last(self, line: str) -> _Token | None:
        """The token that is being typed; None where a new one begins."""
        last = None
        for token in _tokens(line):
            last = token
        return last if last is not None and last.end == len(line) else None

    def _field(self, typed: str) -> Field:
        bare = unaccented(typed)
        found = [field for field in Field if field.startswith(bare)]
        if bare in found:
            return Field(bare)
        if len(found) == 1:
            return found[0]
        raise FilterError(
            f"“{typed}:” is no filter; there are {', '.join(found or Field)}"
            + ("" if found else " (in quotes it is searched)")
        )

    def _begun(self, field: Field, typed: str) -> list[str]:
        """The values that what was typed may become; those that begin with it as it is first."""
        bare = unaccented(typed)
        found = [value for value in self.choices[field] if unaccented(value).startswith(bare)]
        return sorted(found, key=lambda value: value != typed and bool(typed))

    def _value(self, field: Field, typed: str) -> str | None:
        """The full value; None where it is not clear yet."""
        if field in _FREE:
            return " ".join(typed.split())
        found = self._begun(field, typed)
        if not found:
            there = ", ".join(self.choices[field]) or "nobody yet"
            raise FilterError(f"{field}: nothing begins with “{typed}”; there are {there}")
        if typed in found or (typed and len(found) == 1):
            return found[0]
        exact = [value for value in found if unaccented(value) == unaccented(typed)]
        return exact[0] if len(exact) == 1 else None


def condition(field: Field, value: str) -> str:
    """A condition as it is typed."""
    plain = value.partition('"')[0]  # as far as it can be written; the beginning will do
    return f'{field}:"{plain}"' if " " in plain else f"{field}:{plain}"
