"""Import: what goes in goes in whole, what does not is told with its place, the rest is kept."""

from __future__ import annotations

import codecs
import json
import os
from pathlib import Path
from typing import Any

import pytest

from curator.corpus.connection import Connection
from curator.corpus.documents import count_documents, document_ids, get_document
from curator.corpus.verify import verify
from curator.workflow.importing import ImportReport, find_sources, import_documents
from tests.corpus.samples import HOSTILE, PLAIN


def bring_in(corpus: Connection, *paths: Path) -> tuple[ImportReport, list[str]]:
    """Import paths: the report, and all problems as the user reads them."""
    sources, problems = find_sources(paths)
    report = import_documents(corpus, sources)
    assert verify(corpus).problems == []
    return report, [str(problem) for problem in (*problems, *report.problems)]


def documents(corpus: Connection) -> dict[str, str]:
    found = [get_document(corpus, number) for number in document_ids(corpus)]
    assert len({document.name for document in found}) == len(found)
    return {document.name: document.text for document in found}


def lines(path: Path, *records: dict[str, Any] | bytes) -> Path:
    path.write_bytes(
        b"".join(
            (record if isinstance(record, bytes) else json.dumps(record).encode()) + b"\n"
            for record in records
        )
    )
    return path


def test_files_and_folders_of_any_depth(corpus: Connection, tmp_path: Path) -> None:
    folder = tmp_path / "kho"
    for name in ("b.txt", "a.TXT", "2024/tháng 1/c.txt", ".ẩn.txt", ".git/d.txt", "e.md", "f"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"Văn bản {name}", encoding="utf-8")
    single = tmp_path / "một mình.md"  # a file that is named needs no ending
    single.write_text("Riêng", encoding="utf-8")
    report, problems = bring_in(corpus, folder, single)
    assert problems == []
    assert documents(corpus) == {
        "a.TXT": "Văn bản a.TXT",
        "b.txt": "Văn bản b.txt",
        "c.txt": "Văn bản 2024/tháng 1/c.txt",
        "một mình.md": "Riêng",
    }
    assert (report.added, report.same) == (4, 0)
    assert report.characters == sum(map(len, documents(corpus).values()))


def test_a_hidden_file_that_is_named_is_meant(corpus: Connection, tmp_path: Path) -> None:
    (tmp_path / ".ẩn.txt").write_text("Ẩn", encoding="utf-8")
    bring_in(corpus, tmp_path / ".ẩn.txt")
    assert documents(corpus) == {".ẩn.txt": "Ẩn"}


@pytest.mark.parametrize(
    "data",
    [HOSTILE.encode(), codecs.BOM_UTF8 + b"x\r\ny\r", b"\x00a\x00", "\u2028 a \x85".encode()],
    ids=["hostile", "BOM", "NUL", "separators"],
)
def test_every_byte_is_kept(corpus: Connection, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    _, problems = bring_in(corpus, tmp_path / "a.txt")
    assert problems == []
    assert get_document(corpus, 1).text.encode() == data


def test_what_cannot_be_imported_is_told_and_the_rest_goes_in(
    corpus: Connection, tmp_path: Path
) -> None:
    folder = tmp_path / "kho"
    (folder / "thư mục.txt").mkdir(parents=True)
    (folder / "a.txt").write_text("Một", encoding="utf-8")
    (folder / "b.txt").write_bytes("Hải Phòng".encode("utf-16"))
    (folder / "c.txt").write_bytes("Đồng Nai".encode()[1:])
    (folder / "d.txt").write_bytes(b"")
    (folder / "e.txt").write_text(" \r\n\t\ufeff"[:-1], encoding="utf-8")
    (folder / "f.txt").symlink_to(folder / "không có")
    os.mkfifo(folder / "g.txt")
    (folder / "h.txt").write_text("Hai", encoding="utf-8")
    (folder / "i.txt").write_bytes(b"Ba" + "Huế".encode()[:-1])
    report, problems = bring_in(corpus, tmp_path / "nơi khác", folder)
    assert documents(corpus) == {"a.txt": "Một", "h.txt": "Hai"}
    assert report.added == 2
    told = dict(problem.split(": ", 1) for problem in problems)
    assert told == {
        str(tmp_path / "nơi khác"): "No such file or directory",
        str(folder / "b.txt"): "not UTF-8 text (byte 0 is 0xff); convert it first, for instance "
        "with iconv",
        str(folder / "c.txt"): told[str(folder / "c.txt")],
        str(folder / "d.txt"): "holds no text",
        str(folder / "e.txt"): "holds no text",
        str(folder / "f.txt"): "No such file or directory",
        str(folder / "g.txt"): "not a regular file",
        str(folder / "i.txt"): told[str(folder / "i.txt")],
    }
    assert told[str(folder / "c.txt")].startswith("not UTF-8 text (byte 0 is 0x90")
    assert told[str(folder / "i.txt")].startswith("not UTF-8 text (byte 4 is 0xe1")


def test_a_folder_without_text_is_told(corpus: Connection, tmp_path: Path) -> None:
    (tmp_path / "trống.txt").mkdir()
    _, problems = bring_in(corpus, tmp_path / "trống.txt")
    assert problems == [f"{tmp_path / 'trống.txt'}: no .txt file in this folder"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_told(corpus: Connection, tmp_path: Path) -> None:
    locked, folder = tmp_path / "a.txt", tmp_path / "kho"
    locked.write_text("Một", encoding="utf-8")
    folder.mkdir()
    locked.chmod(0)
    folder.chmod(0)
    try:
        _, problems = bring_in(corpus, locked, folder)
    finally:
        folder.chmod(0o700)
    assert [problem.partition(": ")[2] for problem in problems[-2:]] == [
        "no .txt file in this folder",
        "Permission denied",
    ]


def test_a_file_whose_name_is_no_text(corpus: Connection, tmp_path: Path) -> None:
    for name in (b"b\xe1o.txt", b"a.txt"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(
            b"v\xc4\x83n " + name[:1]
        )
    report, problems = bring_in(corpus, tmp_path)
    assert problems == []
    assert report.added == 2
    assert documents(corpus) == {"a.txt": "văn a", "b\ufffdo.txt": "văn b"}


def test_the_same_bytes_are_one_document(corpus: Connection, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(PLAIN, encoding="utf-8")
    first, _ = bring_in(corpus, tmp_path)
    again, _ = bring_in(corpus, tmp_path, tmp_path / "a.txt")
    assert (first.added, first.same) == (1, 1)
    assert (again.added, again.same, again.characters) == (0, 3, 0)
    assert documents(corpus) == {"a.txt": PLAIN}


def test_records_with_meta(corpus: Connection, tmp_path: Path) -> None:
    file = lines(
        tmp_path / "kho.jsonl",
        {"name": "a", "text": PLAIN, "meta": {"nguồn": "báo", "số": 1.5}},
        {"name": "b", "text": HOSTILE},
        {"name": "a", "text": "Cùng tên, khác văn bản"},
    )
    report, problems = bring_in(corpus, file)
    assert problems == []
    assert report.added == 3
    assert get_document(corpus, 1).meta == {"nguồn": "báo", "số": 1.5}
    assert get_document(corpus, 2).text == HOSTILE
    assert get_document(corpus, 2).meta == {}
    assert get_document(corpus, 3).name == "a"


def test_broken_records_are_told_with_their_place(corpus: Connection, tmp_path: Path) -> None:
    file = lines(
        tmp_path / "kho.jsonl",
        {"name": "a", "text": "Một"},
        b"{",
        {"name": "c"},
        {"name": "d", "text": "  \n"},
        b'{"name": "e", "text": "H\\ud83di"}',
        b'{"name": "f", "text": "H\xff"}',
        {"text": "không tên"},
        {"name": 1, "text": "số"},
        b"",
        {
            "name": "j",
            "text": "Hai",
            "spans": [{"start": 0, "end": 99, "layer": "x", "label": "y"}],
        },
        {"name": "k", "text": "Ba"},
    )
    report, problems = bring_in(corpus, file, tmp_path / "không có.jsonl")
    assert documents(corpus) == {"a": "Một", "k": "Ba"}
    assert report.added == 2
    places = [problem.removeprefix(str(file)) for problem in problems]
    assert "No such file" in places[0]
    rest = places[1:]
    assert [place.split(": ")[0] for place in rest] == [
        ":2",
        ", record 3",
        ", record 4",
        ":5",
        ":6",
        ":7",
        ":8",
        ":10",
    ]
    for place, reason in zip(
        rest,
        ("JSON", "has no text", "no text", "surrogate", "UTF-8", "name", "name", "spans.0"),
        strict=True,
    ):
        assert reason in place


def test_a_big_file_and_many_small_ones(corpus: Connection, tmp_path: Path) -> None:
    big = "Xã Nậm Cắn có 1.312 hộ.\r\n" * 120_000
    (tmp_path / "lớn.txt").write_bytes(big.encode())
    for number in range(200):
        (tmp_path / f"{number:03}.txt").write_text(f"Số {number}", encoding="utf-8")
    sources, _ = find_sources([tmp_path])
    advanced: list[int] = []
    report = import_documents(corpus, sources, advance=advanced.append)
    assert report.added == count_documents(corpus) == 201
    assert get_document(corpus, 201).text == big
    assert sum(advanced) == sum(source.size for source in sources)


def test_progress_reaches_the_end_whatever_is_in_the_file(
    corpus: Connection, tmp_path: Path
) -> None:
    lines(tmp_path / "kho.jsonl", b"{", {"name": "a", "text": "Một"}, b"", b"  ")
    (tmp_path / "b.txt").write_bytes(b"\xff")
    (tmp_path / "c.txt").write_bytes(b"")
    sources, _ = find_sources([tmp_path / "kho.jsonl", tmp_path])
    advanced: list[int] = []
    import_documents(corpus, sources, advance=advanced.append)
    assert sum(advanced) == sum(source.size for source in sources)
