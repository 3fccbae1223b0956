"""JSON Lines, the exchange format: one document a line, with its raw text and its spans.

    {"name": .., "sha256": .., "text": .., "spans": [{"start": .., "end": .., "layer": ..,
     "label": .., "text": .., "value": .., "unit": .., "source": .., "score": .., "reviewer": ..}],
     "meta": ..}

Every key is written, in this order, null where there is nothing. The file is UTF-8 with LF line
ends, `text` is the raw text as it is, offsets are half-open code points of it. The three
characters that JSON allows inside a string but that many programs take for a line's end (U+0085,
U+2028, U+2029) are written as escapes, which every JSON parser turns back into the character.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from curator.model.document import sha256_of
from curator.model.span import SpanError, check_range

if TYPE_CHECKING:
    # pydantic takes long to load: a command that only mentions this format does without it.
    from curator.model.record import DocumentRecord, SpanRecord

MAX_LINE_BYTES = 256 * 1024 * 1024
"""A longer line is no document but a file of another kind; it is not read into memory."""

_BOM = b"\xef\xbb\xbf"
_SURROGATE_ESCAPE = re.compile(rb"\\u[dD][89a-fA-F]")
_LINE_ENDS = (("\x85", "\\u0085"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))
_SHOWN_FAULTS = 3


@dataclass(frozen=True, slots=True)
class RecordProblem:
    """A line that holds no usable document. `line` counts from 1."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


def write_documents(out: TextIO, records: Iterable[DocumentRecord]) -> int:
    """Write the records, one a line; returns how many.

    Raises:
        ValueError: for a score or a number in `meta` that JSON cannot hold (NaN, infinity).
        UnicodeEncodeError: from a UTF-8 file, for text that holds a lone surrogate.
    """
    count = 0
    for record in records:
        out.write(document_line(record))
        out.write("\n")
        count += 1
    return count


def document_line(record: DocumentRecord) -> str:
    """The line that holds `record`, without its line end.

    Raises:
        ValueError: for a score or a number in `meta` that JSON cannot hold (NaN, infinity).
    """
    line = json.dumps(record.model_dump(), ensure_ascii=False, allow_nan=False)
    for character, escape in _LINE_ENDS:
        line = line.replace(character, escape)
    return line


def read_documents(path: Path) -> Iterator[DocumentRecord | RecordProblem]:
    """The documents of a file in its order, one line in memory at a time.

    A line that is broken yields a `RecordProblem` with its place, and the rest is read on. Broken
    is what is not UTF-8 or not JSON, has the wrong shape, holds lone surrogates, an empty name, a
    `sha256` that is not its text's, or spans that `check_spans` finds fault with. Where a record
    has no text, its spans' labels and ranges are checked as far as they can be; call
    `check_spans` once the text is known. Blank lines and a byte order mark are passed over.

    Raises:
        OSError: at the first step, if the file cannot be read.
    """
    with path.open("rb") as stream:
        yield from read_stream(stream, path)


def read_stream(stream: BinaryIO, path: Path) -> Iterator[DocumentRecord | RecordProblem]:
    """As `read_documents`, from a stream of bytes that `path` names in problems."""
    for number, line in enumerate(_lines(stream), 1):
        if line is None:
            megabytes = MAX_LINE_BYTES // (1024 * 1024)
            yield RecordProblem(path, number, f"a line of more than {megabytes} MB")
        elif line.strip():
            try:
                yield _record(line)
            except _LineError as error:
                yield RecordProblem(path, number, str(error))


def check_spans(text: str, spans: Sequence[SpanRecord]) -> list[str]:
    """What is wrong with spans on `text`: one message a fault, empty if all is well.

    A span must lie in the text, hold something, have no white space at an edge, agree with the
    characters it says it covers, and name a layer and a label without white space.
    """
    faults = _name_faults(spans)
    for number, span in enumerate(spans):
        try:
            check_range(text, span.start, span.end)
        except SpanError as error:
            faults.append(f"spans.{number}: {error}")
            continue
        covered = text[span.start : span.end]
        if span.text is not None and span.text != covered:
            faults.append(
                f"spans.{number}: text is {_short(span.text)}, "
                f"but [{span.start}, {span.end}) is {_short(covered)}"
            )
    return faults


class _LineError(Exception):
    """Why a line holds no usable document."""


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """The lines of a stream, None for one that is too long; LF alone ends a line."""
    first = True
    while line := stream.readline(MAX_LINE_BYTES + 1):
        if len(line) > MAX_LINE_BYTES and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(1024 * 1024)
            yield None
        else:
            yield line.removeprefix(_BOM) if first else line
        first = False


def _record(line: bytes) -> DocumentRecord:
    from pydantic import ValidationError

    from curator.model.record import DocumentRecord

    data = _parsed(line)
    try:
        record = DocumentRecord.model_validate(data)
    except ValidationError as error:
        faults = [
            f"{'.'.join(str(part) for part in fault['loc']) or 'document'}: {fault['msg']}"
            for fault in error.errors(include_url=False, include_context=False)
        ]
    else:
        faults = list(_record_faults(record))
    if faults:
        more = len(faults) - _SHOWN_FAULTS
        shown = "; ".join(faults[:_SHOWN_FAULTS])
        raise _LineError(f"{shown}; and {more} more" if more > 0 else shown)
    return record


def _parsed(line: bytes) -> Any:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _LineError(f"not UTF-8: {error.reason} at byte {error.start + 1}") from error
    try:
        data = json.loads(text, parse_constant=_no_number, parse_float=_finite)
    except json.JSONDecodeError as error:
        raise _LineError(f"not JSON: {error.msg} at character {error.pos + 1}") from error
    except ValueError as error:
        raise _LineError(f"not JSON: {error}") from error
    except RecursionError as error:
        raise _LineError("not JSON that can be read: nested too deeply") from error
    # Valid UTF-8 holds no surrogates, so only an escape can bring one in.
    if _SURROGATE_ESCAPE.search(line):
        try:
            json.dumps(data, ensure_ascii=False).encode("utf-8")
        except UnicodeEncodeError as error:
            raise _LineError("holds half of a surrogate pair, which is no character") from error
    return data


def _no_number(constant: str) -> float:
    raise ValueError(f"{constant} is no JSON number")


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise ValueError(f"{digits} is too large a number")
    return number


def _record_faults(record: DocumentRecord) -> Iterator[str]:
    if not record.name.strip():
        yield "name: empty"
    if record.text is not None:
        if record.sha256 is not None and record.sha256.lower() != sha256_of(record.text):
            yield "sha256: is not that of the text, which was changed on its way"
        yield from check_spans(record.text, record.spans)
        return
    yield from _name_faults(record.spans)
    for number, span in enumerate(record.spans):
        if span.start >= span.end:
            yield f"spans.{number}: [{span.start}, {span.end}) holds nothing"


def _name_faults(spans: Sequence[SpanRecord]) -> list[str]:
    return [
        f"spans.{number}: {field}: {_short(name)} is empty or holds white space"
        for number, span in enumerate(spans)
        for field, name in (("layer", span.layer), ("label", span.label))
        if not name or any(character.isspace() for character in name)
    ]


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:39]}…")
