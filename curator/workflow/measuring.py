"""Agreement between the reviewers who finished the same documents."""

from __future__ import annotations

from collections.abc import Callable

from curator.agreement.report import AgreementReport, ReviewedDocument, agreement_report
from curator.corpus.connection import Connection
from curator.corpus.documents import get_document
from curator.corpus.versions import finished_by_several, reviewed
from curator.model.scheme import Scheme
from curator.text.syllables import syllables


def measure_agreement(
    corpus: Connection, scheme: Scheme, *, advance: Callable[[int], None] = lambda _: None
) -> AgreementReport:
    """The report over all documents that two reviewers or more finished.

    Tokens are syllables. `advance` is called with 1 a document.
    """
    documents = []
    with corpus.snapshot():
        for document_id, reviewers in list(finished_by_several(corpus)):
            document = get_document(corpus, document_id)
            spans = {}
            for name, reviewer in reviewers.items():
                version = reviewed(corpus, document_id, reviewer)
                assert version is not None
                spans[name] = [item.span for item in version.spans]
            documents.append(
                ReviewedDocument(
                    name=document.name,
                    tokens=syllables(document.text),
                    length=len(document.text),
                    spans=spans,
                )
            )
            advance(1)
    return agreement_report(documents, list(scheme.labels))
