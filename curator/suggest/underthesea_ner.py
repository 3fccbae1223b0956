"""Persons, organisations and places by underthesea's own recogniser.

It comes with underthesea and needs no training, so it helps a project on its first day. On news
and administrative text about one of its spans in four is right, which its score says: it stands
behind every other source. Where it stands alone its spans are worse still (15 of 251 on documents
of our own), but for those in the shape of a name.

The models are underthesea's (CRFs for words, parts of speech, phrases and entities), and so is the
result for a sentence. Two things are done here: words come with offsets, and features are built
from templates that are read once. underthesea reads each template anew for every word and copies
the sentence each time, which makes it quadratic.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import re
import unicodedata
import warnings
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from curator.model.span import Span, Suggestion
from curator.text.words import LOADING, Word, segmented

PRECISION = 0.25
"""The share of its spans that were right on news: the score of those in the shape of a name."""

DOUBTFUL = 0.1
"""The score of the other spans: they count only where another source agrees."""

_REVISION = 1
_NAME = re.compile(r"[^\W\d_]+(?:[ \u00a0][^\W\d_]+){1,3}")
_LAYER = "entity"
_LABELS = frozenset({"PER", "ORG", "LOC"})


class UndertheseaNer:
    """A `Suggester` of the layer `entity` with the labels PER, ORG and LOC. No downloads."""

    name = "underthesea"

    @property
    def version(self) -> str:
        """underthesea's version and the revision of this adapter."""
        return f"{importlib.metadata.version('underthesea')}-{_REVISION}"

    def suggest(self, text: str) -> list[Suggestion]:
        """Suggestions over `text` in order, without overlap; any string, in linear time."""
        version = self.version
        found: list[Suggestion] = []
        for sentence in segmented(text):
            if sentence:
                tags = _recogniser().tags([word.form for word in sentence])
                for start, end, label in _entities(sentence, tags):
                    span = Span(start, end, _LAYER, label)
                    score = PRECISION if is_name(text[start:end]) else DOUBTFUL
                    found.append(Suggestion(span, self.name, version, score))
        return found


def is_name(surface: str) -> bool:
    """Whether a surface has the shape of a name: two to four words, each with one capital."""
    surface = unicodedata.normalize("NFC", surface)
    return _NAME.fullmatch(surface) is not None and surface == surface.title()


def _entities(words: Sequence[Word], tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The ranges that BIO tags describe; an I- without its B- begins one."""
    open_: tuple[int, int, str] | None = None
    for word, tag in zip(words, tags, strict=True):
        prefix, _, label = tag.partition("-")
        if open_ and prefix == "I" and label == open_[2]:
            open_ = (open_[0], word.end, label)
            continue
        if open_:
            yield open_
        open_ = (word.start, word.end, label) if label in _LABELS else None
    if open_:
        yield open_


_TEMPLATE = re.compile(r"T\[(-?\d+)(?:,(-?\d+))?\](?:\[(\d+)\])?(?:\.(\w+))?")


class _Feature:
    """A template of features, such as `T[-1,0][1].lower`.

    It reads: from the word before to this one, column 1, in lower case. Column 0 holds the words,
    the next ones the tags of the stages before.
    """

    def __init__(self, template: str, functions: Any) -> None:
        match = _TEMPLATE.fullmatch(template)
        if match is None:
            raise ValueError(f"underthesea has a template that is not known here: {template}")
        first, last, column, function = match.groups()
        self._prefix = f"{template}="
        self._first = int(first)
        self._last = self._first if last is None else int(last)
        self._column = int(column or 0)
        self._function: Callable[[str], object] | None = (
            lru_cache(maxsize=1 << 15)(getattr(functions, f"text_{function}")) if function else None
        )

    def values(self, columns: Sequence[Sequence[str]]) -> list[str]:
        """The feature of each word; `BOS` and `EOS` where it looks beyond the sentence."""
        column = columns[self._column]
        count = len(column)
        width = self._last - self._first
        forms = column
        if width:
            forms = [" ".join(column[at : at + width + 1]) for at in range(count - width)]
        prefix, function = self._prefix, self._function
        if function is None:
            inside = [prefix + form for form in forms]
        else:
            inside = [f"{prefix}{function(form)}" for form in forms]
        before = [f"{prefix}BOS"] * max(-self._first, 0)
        behind = [f"{prefix}EOS"] * (max(self._last, 0) + width)
        skipped = max(self._first, 0)
        return [*before, *inside, *behind][skipped : skipped + count]


class _Stage:
    """One of underthesea's taggers of words: its model and its features."""

    def __init__(self, package: str, predictor: str) -> None:
        instance = getattr(importlib.import_module(f"{package}.model_crf"), predictor).Instance()
        functions = importlib.import_module(f"{package}.tagged_feature")
        self._model: Any = instance.model
        self._features = [_Feature(t, functions) for t in instance.transformer.template]

    def tags(self, columns: Sequence[Sequence[str]]) -> list[str]:
        """A tag for each word, from the words and the tags of the stages before."""
        # What is to be found is "X" for underthesea, and looked at as such.
        known = [*columns, ["X"] * len(columns[0])]
        rows = zip(*(feature.values(known) for feature in self._features), strict=True)
        tags: list[str] = self._model.tag([list(row) for row in rows])
        return tags


class _Recogniser:
    """The chain of taggers: parts of speech, phrases, entities."""

    def __init__(self) -> None:
        pipeline = "underthesea.pipeline"
        self._stages = (
            _Stage(f"{pipeline}.pos_tag", "CRFPOSTagPredictor"),
            _Stage(f"{pipeline}.chunking", "CRFChunkingPredictor"),
            _Stage(f"{pipeline}.ner", "CRFNERPredictor"),
        )

    def tags(self, forms: Sequence[str]) -> Sequence[str]:
        """The BIO tag of each word of a sentence."""
        columns: list[Sequence[str]] = [forms]
        for stage in self._stages:
            columns.append(stage.tags(columns))
        return columns[-1]


_loaded: _Recogniser | None = None


def _recogniser() -> _Recogniser:
    global _loaded
    if _loaded is None:
        with LOADING:
            if _loaded is None:
                with warnings.catch_warnings():
                    # It warns of its own source text.
                    warnings.simplefilter("ignore")
                    _loaded = _Recogniser()
    return _loaded
