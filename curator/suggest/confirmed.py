"""Names that reviewers have confirmed, proposed wherever they stand again.

A surface accepted once is worth proposing; each time it was rejected, or accepted under another
label, its score falls.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from curator.model.span import Span, Suggestion
from curator.text.fold import surface_key
from curator.text.syllables import syllables

_MOST_TOKENS: Final = 16
"""Longer names are rare, and every token costs a look-up a length."""

_PRIOR: Final = 0.5
"""What one doubtful case more weighs: a surface accepted once scores 2/3, ten times .95."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """How often a surface was accepted under its usual label, and what speaks against it."""

    layer: str
    label: str
    accepted: int
    against: int

    @property
    def score(self) -> float:
        """The share of decisions for it, with half a decision against it to begin with."""
        return round(self.accepted / (self.accepted + self.against + _PRIOR), 3)


class ConfirmedNames:
    """A `Suggester` (name `confirmed`) of surfaces and what was decided on them.

    `names` maps surface keys (`curator.text.fold.surface_key`) to decisions. The version is a hash
    of them. A surface is found as whole tokens, and only where it has as many capitals to begin
    with as a name (its first letter is no small one).
    """

    name: Final = "confirmed"

    def __init__(self, names: Mapping[str, Confirmed]) -> None:
        self._names = dict(names)
        said = repr(sorted((key, repr(value)) for key, value in self._names.items()))
        self._version = hashlib.sha256(said.encode()).hexdigest()[:12]
        # For each first token the numbers of tokens that a name beginning with it has, longest
        # first: most tokens of a text begin none.
        lengths: dict[str, set[int]] = {}
        for key in self._names:
            tokens = [token.text_of(key) for token in syllables(key)]
            if 0 < len(tokens) <= _MOST_TOKENS:
                lengths.setdefault(tokens[0], set()).add(len(tokens))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    @property
    def version(self) -> str:
        """A hash of what was confirmed."""
        return self._version

    def suggest(self, text: str) -> Sequence[Suggestion]:
        """The confirmed names in `text`, in order, the longest where several begin."""
        tokens = syllables(text)
        found: list[Suggestion] = []
        at = 0
        while at < len(tokens):
            start = tokens[at].start
            step = 1
            if not text[start].islower():
                lengths = self._lengths.get(surface_key(tokens[at].text_of(text)), ())
                for length in lengths:
                    if at + length > len(tokens):
                        continue
                    end = tokens[at + length - 1].end
                    known = self._names.get(surface_key(text[start:end]))
                    if known is not None:
                        span = Span(start, end, known.layer, known.label)
                        found.append(Suggestion(span, self.name, self._version, known.score))
                        step = length
                        break
            at += step
        return found


def confirmed_names(decisions: Iterable[tuple[str, str, str, str, int]]) -> dict[str, Confirmed]:
    """What reviewers made of each surface.

    `decisions` are rows (surface, layer, label, state, count) with the state `accepted` or
    `rejected`. The label accepted most often is the surface's; other labels and rejections speak
    against it. Surfaces that were never accepted are left out.
    """
    accepted: dict[str, dict[tuple[str, str], int]] = {}
    rejected: dict[str, int] = {}
    for surface, layer, label, state, count in decisions:
        key = surface_key(surface)
        if state == "accepted":
            labels = accepted.setdefault(key, {})
            labels[layer, label] = labels.get((layer, label), 0) + count
        else:
            rejected[key] = rejected.get(key, 0) + count
    names = {}
    for key, labels in accepted.items():
        (layer, label), count = max(labels.items(), key=lambda item: (item[1], item[0]))
        against = sum(labels.values()) - count + rejected.get(key, 0)
        names[key] = Confirmed(layer, label, count, against)
    return names
