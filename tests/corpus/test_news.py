"""What other processes write is known without reading all anew."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from curator.corpus.connection import Connection
from curator.corpus.news import Watch
from curator.model.errors import DatabaseError
from curator.model.review import SpanState
from tests.corpus.samples import PLAIN, Reviewer, with_suggestions

_IMPORT = """
import sys
from curator.corpus.connection import Connection
from curator.corpus.documents import add_document
with Connection(sys.argv[1]) as corpus, corpus.transaction():
    for number in range(3):
        add_document(corpus, f"{number}.txt", f"Văn bản số {number}")
"""


def test_nothing_is_new_until_another_process_writes(corpus: Connection) -> None:
    one = with_suggestions(corpus, "one.txt", PLAIN)
    mai = Reviewer(corpus)
    watch = Watch(corpus, mai.log.id)
    mai.open(one)
    assert watch.look() is None
    subprocess.run([sys.executable, "-c", _IMPORT, str(corpus.path)], check=True)
    news = watch.look()
    assert news is not None
    assert news.documents == (one.id + 1, one.id + 2, one.id + 3)
    assert news.suggested == frozenset()
    assert news.decided == {one.id}  # one's own, since they were not looked for before
    assert news.changed == {one.id}
    assert watch.look() is None


def test_whose_decisions_they_are_is_told(corpus: Connection) -> None:
    one = with_suggestions(corpus, "1.txt", PLAIN)
    two = with_suggestions(corpus, "2.txt", f"{PLAIN}!")
    mai = Reviewer(corpus)
    watch = Watch(corpus, mai.log.id)
    with Connection(corpus.path) as other:
        again, lan = Reviewer(other), Reviewer(other, "lan")
        again.open(one)
        again.set(one, again.spans(one)[0], SpanState.ACCEPTED)
        lan.open(two)
    news = watch.look()
    assert news is not None
    assert (news.decided, news.decided_by_others) == ({one.id}, {two.id})
    with Connection(corpus.path) as other:
        three = with_suggestions(other, "3.txt", f"{PLAIN}?")
    news = watch.look()
    assert news is not None
    assert (news.documents, news.suggested) == ((three.id,), {three.id})
    assert news.changed == frozenset()


def test_a_corpus_that_is_gone_is_told(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    with Connection(path) as corpus:
        watch = Watch(corpus, Reviewer(corpus).log.id)
        path.rename(tmp_path / "other.db")
        with pytest.raises(DatabaseError, match="deleted, moved or replaced; put it back"):
            watch.look()
        (tmp_path / "other.db").rename(path)
        assert watch.look() is None
