"""The work of a worker: one annotator a process, loaded when the first article comes.

Whoever hands work to an engine imports this module, and spaCy only with the first article.
"""

from __future__ import annotations

import datetime
import gc
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from annotate.corpus.actors import Actor
from annotate.corpus.annotations import Annotations
from annotate.corpus.article import Article
from annotate.corpus.problems import CorpusError, Problem
from annotate.engines import Engine, Failed

if TYPE_CHECKING:
    from annotate.language.annotator import Annotator

BATCH = 8
"""Articles, or texts, that a worker is given at a time."""

T = TypeVar("T")


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


def let_go() -> None:
    """Free the memory of this process's annotator; the next article loads another."""
    with _ONE_AT_A_TIME:
        _LOADED.clear()
    gc.collect()  # its parts refer to each other


def annotate_articles(setup: Setup, articles: Sequence[Article]) -> list[Annotations]:
    """What is found in each of ``articles``."""
    with _ONE_AT_A_TIME:
        return list(loaded(setup).annotate_articles(articles))


def annotate_texts(setup: Setup, texts: Sequence[tuple[str, datetime.date | None]]) -> list[Annotations]:
    """What is found in each of ``texts``, which have the days they were published."""
    with _ONE_AT_A_TIME:
        return list(loaded(setup).pipe(texts))


def found_in_each(
    work: Callable[[Setup, Sequence[T]], list[Annotations]], setup: Setup, things: Iterable[T], engine: Engine
) -> Iterator[tuple[T, Annotations | Failed[T]]]:
    """Each of ``things`` with what ``work`` finds in it, in their order; taken little by little.

    They go to ``engine`` some at a time. Where that costs workers their lives, each is tried alone.

    Raises:
        CorpusError: there is nothing to run on, or ``setup`` can't be used.
    """
    for batch, found in _each(engine, work, setup, _batches(things, BATCH)):
        if not isinstance(found, Failed):
            yield from zip(batch, found, strict=True)
            continue
        for (alone,), one in _each(engine, work, setup, _batches(batch, 1)):
            yield alone, Failed(alone, one.reason) if isinstance(one, Failed) else one[0]


def _batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    coming = iter(things)
    while batch := list(islice(coming, size)):
        yield batch


def _each(
    engine: Engine, work: Callable[[Setup, Sequence[T]], list[Annotations]], setup: Setup, batches: Iterator[list[T]]
) -> Iterator[tuple[list[T], list[Annotations] | Failed[list[T]]]]:
    sent: list[list[T]] = []

    def noted() -> Iterator[list[T]]:
        for batch in batches:
            sent.append(batch)
            yield batch

    for found in engine.map(work, setup, noted()):
        yield sent.pop(0), found
