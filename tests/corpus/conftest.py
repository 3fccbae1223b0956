"""Each test has a corpus of its own."""

from tests.corpora import corpus, tmp_path

__all__ = ["corpus", "tmp_path"]
