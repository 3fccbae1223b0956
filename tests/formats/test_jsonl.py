"""JSON Lines: what is written is read back the same, and a broken line is told and passed over."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.formats import jsonl
from curator.formats.jsonl import (
    RecordProblem,
    check_spans,
    document_line,
    read_documents,
    read_stream,
    write_documents,
)
from curator.model.document import sha256_of
from curator.model.record import DocumentRecord, SpanRecord

PATH = Path("in.jsonl")


def read(data: bytes) -> list[DocumentRecord | RecordProblem]:
    return list(read_stream(io.BytesIO(data), PATH))


def problem(line: bytes) -> str:
    """The message for a line that is broken."""
    (result,) = read(line)
    assert isinstance(result, RecordProblem), result
    assert (result.path, result.line) == (PATH, 1)
    return result.message


def line_of(**fields: Any) -> bytes:
    return json.dumps({"name": "a", **fields}).encode()


def span_of(**fields: Any) -> dict[str, Any]:
    return {"start": 0, "end": 3, "layer": "entity", "label": "LOC", **fields}


def test_keys_come_in_the_order_of_the_shape() -> None:
    record = DocumentRecord(
        name="tin/01.txt",
        sha256=sha256_of("Tỉnh Lào Cai thu 12,5%."),
        text="Tỉnh Lào Cai thu 12,5%.",
        spans=(
            SpanRecord(start=0, end=12, layer="entity", label="LOC", reviewer="mai"),
            SpanRecord(
                start=17,
                end=22,
                layer="figure",
                label="PERCENT",
                text="12,5%",
                value="12.5",
                unit="%",
                source="figures",
                score=0.75,
            ),
        ),
        meta={"z": 1, "a": [None, "é"]},
    )
    assert document_line(record) == (
        '{"name": "tin/01.txt", "sha256": "' + sha256_of("Tỉnh Lào Cai thu 12,5%.") + '", '
        '"text": "Tỉnh Lào Cai thu 12,5%.", "spans": ['
        '{"start": 0, "end": 12, "layer": "entity", "label": "LOC", "text": null, "value": null, '
        '"unit": null, "source": null, "score": null, "reviewer": "mai"}, '
        '{"start": 17, "end": 22, "layer": "figure", "label": "PERCENT", "text": "12,5%", '
        '"value": "12.5", "unit": "%", "source": "figures", "score": 0.75, "reviewer": null}], '
        '"meta": {"z": 1, "a": [null, "é"]}}'
    )


def test_a_file_is_lines_of_utf8_that_end_in_lf(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    records = [DocumentRecord(name="một"), DocumentRecord(name="hai", text="Đà Lạt\r\n")]
    with path.open("w", encoding="utf-8", newline="\n") as out:
        assert write_documents(out, records) == 2
    lines = path.read_bytes().split(b"\n")
    assert lines[-1] == b""
    assert len(lines) == 3
    assert all(line == line.strip() for line in lines)
    assert "một".encode() in lines[0]
    assert list(read_documents(path)) == records


@pytest.mark.parametrize("mark", ["\x85", "\u2028", "\u2029", "\x0b", "\x0c", "\x1c", "\x1e", "\r"])
def test_what_other_programs_take_for_a_line_end_survives(mark: str) -> None:
    record = DocumentRecord(name=f"n{mark}", text=f"Lào{mark}Cai", meta={mark: mark})
    line = document_line(record)
    assert line.splitlines() == [line]
    assert read(line.encode() + b"\n") == [record]
    raw = json.dumps(record.model_dump(), ensure_ascii=False).encode()
    assert read(raw + b"\n" + raw) == [record, record], "also where another program left it raw"


def test_blank_lines_crlf_and_a_byte_order_mark_are_passed_over() -> None:
    data = b"\xef\xbb\xbf" + line_of() + b"\r\n\r\n  \n" + line_of(name="b") + b"\n"
    assert read(data) == [DocumentRecord(name="a"), DocumentRecord(name="b")]
    assert read(b"\xef\xbb\xbf") == []
    assert read(b"") == []


def test_a_broken_line_is_told_with_its_place_and_the_rest_goes_on() -> None:
    good = line_of(text="Lào Cai", spans=[span_of(text="Lào")])
    results = read(b"\n".join([good, b"{", good, b"\xff", good]))
    assert [result.line for result in results if isinstance(result, RecordProblem)] == [2, 4]
    assert sum(isinstance(result, DocumentRecord) for result in results) == 3
    assert str(results[1]).startswith("in.jsonl:2: not JSON: ")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"name,text", "not JSON: Expecting value at character 1"),
        (b'{"name": "a"} x', "not JSON: Extra data"),
        ('{"name": "Đ"'.encode("utf-16"), "not UTF-8"),
        ("tên: Đà Lat".encode("cp1258"), "not UTF-8"),
        (b'{"name": "\xed\xa0\x80"}', "not UTF-8"),
        (b'{"name": "\\ud83d"}', "half of a surrogate pair"),
        (b'{"name": "a", "meta": {"\\uDC00": 1}}', "half of a surrogate pair"),
        (b'{"name": "a", "meta": {"x": NaN}}', "NaN is no JSON number"),
        (b'{"name": "a", "meta": {"x": 1e999}}', "1e999 is too large"),
        (b'{"name": "a", "meta": ' + b"9" * 5000 + b"}", "not JSON: Exceeds the limit"),
        (b"[" * 200_000, "nested too deeply"),
        (b"[]", "document: Input should be"),
        (b"null", "document: Input should be"),
        (b"{}", "name: Field required"),
        (line_of(name=" "), "name: empty"),
        (line_of(name=3), "name: Input should be a valid string"),
        (line_of(text=["Lào"]), "text: Input should be a valid string"),
        (line_of(text="Lào", sha256=sha256_of("lào")), "sha256: is not that of the text"),
        (line_of(spans={}), "spans: Input should be a valid tuple"),
        (line_of(spans=[span_of(start=0.0)]), "spans.0.start: Input should be a valid integer"),
        (line_of(spans=[span_of(start=True)]), "spans.0.start: Input should be a valid integer"),
        (line_of(spans=[span_of(start=-1)]), "spans.0.start: "),
        (line_of(spans=[span_of(value=3)]), "spans.0.value: Input should be a valid string"),
        (line_of(spans=[span_of(), span_of(end=0)]), "spans.1: [0, 0) holds nothing"),
        (line_of(spans=[span_of(label="")]), "spans.0: label: '' is empty"),
        (line_of(spans=[span_of(label="A\u00a0B")]), "holds white space"),
        (line_of(spans=[span_of(layer="")]), "spans.0: layer: '' is empty"),
        (line_of(text="Lào", spans=[span_of(end=4)]), "spans.0: [0, 4) does not lie in a text"),
        (line_of(text="", spans=[span_of()]), "does not lie in a text of 0"),
        (line_of(text="Lào Cai", spans=[span_of(end=4)]), "[0, 4) has white space at an edge"),
        (
            line_of(text="Lào Cai", spans=[span_of(text="Là")]),
            "spans.0: text is 'Là', but [0, 3) is 'Lào'",
        ),
    ],
)
def test_broken_lines(line: bytes, message: str) -> None:
    assert message in problem(line)


def test_a_surrogate_pair_in_escapes_is_one_character() -> None:
    (record,) = read(rb'{"name": "\ud83d\ude00", "text": "\\ud83d"}')
    assert record == DocumentRecord(name="\U0001f600", text="\\ud83d")


def test_many_faults_of_a_line_are_cut_short() -> None:
    message = problem(line_of(text="Lào", spans=[span_of(end=9)] * 10))
    assert message.count("does not lie") == 3
    assert message.endswith("; and 7 more")


def test_spans_without_text_are_checked_later() -> None:
    (record,) = read(line_of(spans=[span_of(text="Lao")]))
    assert isinstance(record, DocumentRecord)
    assert check_spans("Lao Cai", record.spans) == []
    assert check_spans("Lào Cai", record.spans) == ["spans.0: text is 'Lao', but [0, 3) is 'Lào'"]


def test_a_line_of_another_kind_of_file_is_not_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MAX_LINE_BYTES", 100)
    fitting = line_of(text="x" * (100 - len(line_of(text=""))))
    assert len(fitting) == 100
    results = read(b"\n".join([b"x" * 3_000_000, fitting, b"y" * 101, line_of(name="b")]))
    assert [type(result).__name__ for result in results] == [
        "RecordProblem",
        "DocumentRecord",
        "RecordProblem",
        "DocumentRecord",
    ]


def test_a_reader_takes_one_line_at_a_time() -> None:
    class Endless(io.RawIOBase):
        def readline(self, size: int | None = -1, /) -> bytes:
            return line_of() + b"\n"

    documents = read_stream(Endless(), PATH)  # type: ignore[arg-type]
    assert [next(documents) for _ in range(3)] == [DocumentRecord(name="a")] * 3


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_json_cannot_hold_is_not_written(number: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        document_line(DocumentRecord(name="a", meta={"x": number}))


def test_a_missing_file_is_an_error_not_an_empty_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(read_documents(tmp_path / "none.jsonl"))


def test_importing_the_format_does_not_load_pydantic() -> None:
    code = "import sys, curator.formats.jsonl; sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# Letters of both normal forms, and every kind of character that has broken a reader somewhere.
_CHARACTERS = st.one_of(
    st.sampled_from(
        'Hà Nộiộ\u0301\u00a0\u200b\ufeff\u2028\u2029\x85\r\n\t\0\x1c\\"/_\U0001f469\u200d'
    ),
    st.characters(exclude_categories=["Cs"]),
)
_TEXTS = st.text(_CHARACTERS, max_size=40)
_NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(
    lambda name: not any(character.isspace() for character in name)
)
_MAYBE = st.none() | _TEXTS
_META = st.none() | st.dictionaries(
    _TEXTS,
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False, allow_infinity=False)
        | _TEXTS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXTS, inner, max_size=3),
        max_leaves=5,
    ),
    max_size=3,
)


@st.composite
def records(draw: st.DrawFn) -> DocumentRecord:
    text = draw(_TEXTS)
    edges = [place for place, character in enumerate(text) if not character.isspace()]
    spans = []
    for _ in range(draw(st.integers(0, 4)) if edges else 0):
        first, last = sorted((draw(st.sampled_from(edges)), draw(st.sampled_from(edges))))
        spans.append(
            SpanRecord(
                start=first,
                end=last + 1,
                layer=draw(_NAMES),
                label=draw(_NAMES),
                text=draw(st.sampled_from([None, text[first : last + 1]])),
                value=draw(_MAYBE),
                unit=draw(_MAYBE),
                source=draw(_MAYBE),
                score=draw(st.none() | st.floats(0, 1)),
                reviewer=draw(_MAYBE),
            )
        )
    return DocumentRecord(
        name=draw(_TEXTS.filter(str.strip)),
        sha256=draw(st.sampled_from([None, sha256_of(text)])),
        text=draw(st.sampled_from([None, text])) if not spans else text,
        spans=tuple(spans),
        meta=draw(_META),
    )


@given(st.lists(records(), max_size=3))
def test_what_is_written_is_read_back_the_same(documents: list[DocumentRecord]) -> None:
    out = io.StringIO()
    write_documents(out, documents)
    data = out.getvalue().encode()
    assert read(data) == documents
    assert data.decode().splitlines() == [document_line(document) for document in documents]


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_no_bytes_stop_the_reader(data: bytes) -> None:
    results = read(data + b"\n" + line_of())
    assert results[-1] == DocumentRecord(name="a")
