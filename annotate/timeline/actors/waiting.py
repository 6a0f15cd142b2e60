"""Findings that wait on disk until every article has been read, so that memory does not grow with their number."""

from __future__ import annotations

import pickle
import tempfile
from types import TracebackType
from typing import Self

from annotate.corpus.annotations import Annotations
from annotate.corpus.article import Article


class Waiting:
    """Annotations by article, in a nameless file that is gone with this object."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # closed by __exit__
        self._starts: dict[str, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def put(self, article: Article, found: Annotations) -> None:
        """Keep an article with what was found in it."""
        self._starts[article.id] = self._file.seek(0, 2)
        pickle.dump((article, found), self._file)

    def get(self, article: str) -> tuple[Article, Annotations]:
        """The article of this id, and what was kept of it.

        Raises:
            KeyError: nothing was.
        """
        self._file.seek(self._starts[article])
        kept: tuple[Article, Annotations] = pickle.load(self._file)  # noqa: S301  # written above, by this process
        return kept
