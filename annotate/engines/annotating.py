"""The work of a worker: one annotator a process, loaded when the first article comes."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotate.corpus.actors import Actor
from annotate.corpus.annotations import Annotations
from annotate.corpus.article import Article
from annotate.corpus.problems import CorpusError, Problem

if TYPE_CHECKING:
    from annotate.language.annotator import Annotator


@dataclass(frozen=True)
class Setup:
    """What an annotator is made of."""

    actors: tuple[Actor, ...] = ()
    """The registry."""
    pipeline: str | None = None
    """The trained pipeline to build on; None: the shipped one."""


_LOADED: list[tuple[Setup, Annotator]] = []
_ONE_AT_A_TIME = threading.RLock()
"""A cluster's worker may have several threads; spaCy's pipelines are for one."""


def loaded(setup: Setup) -> Annotator:
    """The annotator of this process.

    Raises:
        CorpusError: its pipeline can't be used.
    """
    from annotate.language.annotator import Annotator  # noqa: PLC0415  # loads spaCy, which only annotating needs
    from annotate.language.words.trained import PipelineError  # noqa: PLC0415

    with _ONE_AT_A_TIME:
        if not _LOADED or _LOADED[0][0] != setup:
            try:
                _LOADED[:] = [(setup, Annotator(setup.actors, pipeline=setup.pipeline))]
            except PipelineError as error:
                path = Path(setup.pipeline or ".")
                raise CorpusError([Problem(path, 1, 1, "no-pipeline", str(error))]) from error
        return _LOADED[0][1]


def annotate_articles(setup: Setup, articles: Sequence[Article]) -> list[Annotations]:
    """What is found in each of ``articles``."""
    with _ONE_AT_A_TIME:
        return list(loaded(setup).annotate_articles(articles))
