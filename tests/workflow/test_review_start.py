"""How a review begins, and what it does while another process holds the corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.corpus.connection import Connection
from curator.model.review import SpanState
from curator.model.scheme import default_scheme
from curator.workflow.review import start
from curator.workflow.review.outcome import Level
from curator.workflow.review.start import Desk
from tests.corpus.samples import PLAIN, add, plain_spans, suggest


def test_a_key_does_not_wait_for_ever_for_a_corpus_that_another_process_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "_PATIENCE", 0.05)
    path = tmp_path / "corpus.db"
    with Connection(path) as other, Desk(path, "lan", default_scheme()) as desk:
        document = add(other, "a.txt", PLAIN)
        suggest(other, document, plain_spans(PLAIN))
        desk.begin()
        session = desk.session
        assert session is not None
        pending = session.page.table.counts[SpanState.PENDING]
        with other.transaction():
            outcome = session.accept()
        assert outcome.level is Level.ERROR
        assert outcome.message.startswith("not saved")
        assert session.saved == 0
        assert session.page.table.counts[SpanState.PENDING] == pending
        assert session.accept().level is Level.INFO
        assert session.saved == 1
