"""What reviewers decided on each surface, over the whole corpus."""

from __future__ import annotations

from collections.abc import Iterator

from curator.corpus.connection import Connection


def surface_decisions(corpus: Connection, layer: str) -> Iterator[tuple[str, str, str, str, int]]:
    """Rows (surface, layer, label, state, count) of the decided spans of a layer, all reviewers."""
    yield from corpus.execute(
        "SELECT text, layer, label, state, count(*) FROM review_spans "
        "WHERE layer = ? AND state IN ('accepted', 'rejected') "
        "GROUP BY text, layer, label, state ORDER BY text, label, state",
        (layer,),
    )
