"""Annotating an archive: each shard by itself, wherever there is room for it, and never twice."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from annotate.archive.articles import articles_in
from annotate.archive.shards import Shard, file_system, shards_of
from annotate.corpus.actors import Actor
from annotate.corpus.article import Article
from annotate.corpus.folder import stands
from annotate.corpus.keeping.curated import ACTORS
from annotate.corpus.known.start_registry import beside
from annotate.corpus.problems import CorpusError, Problem
from annotate.corpus.reading import read_text
from annotate.engines import Engine, Failed
from annotate.engines.version import annotator_version
from annotate.exchange.document import mark_of
from annotate.exchange.exports.json_lines import article_record
from annotate.language.annotating import Setup, annotate_articles, loaded
from annotate.timeline.actors.actor_index import ActorIndex
from annotate.timeline.actors.linking import link
from annotate.timeline.actors.settling import Settling

Progress = Callable[[int, int, str], None]

_BATCH = 16
"""Articles in memory at a time, beside what was written of their shard."""


@dataclass(frozen=True)
class Job:
    """What all shards share."""

    setup: Setup
    target: str
    """The address of the folder that is written to."""
    everything: bool
    version: str
    """Of annotator and registry: what was written by another is written anew."""


@dataclass(frozen=True)
class Written:
    """What became of a shard."""

    articles: int
    kept: bool = False
    """Whether it was there already."""
    problems: tuple[Problem, ...] = ()


@dataclass
class ArchiveReport:
    """What became of an archive."""

    articles: int = 0
    """That stand annotated in the target."""
    written: int = 0
    """Files written now."""
    kept: int = 0
    """Files that were there already."""
    problems: list[Problem] = field(default_factory=list)


def annotate_archive(
    source: str,
    target: str,
    *,
    corpus: Path,
    engine: Engine,
    pipeline: str | None = None,
    everything: bool = False,
    progress: Progress | None = None,
) -> ArchiveReport:
    """Annotate the articles at ``source`` into files of JSON Lines in the folder ``target``.

    A record holds an article, its text and its annotations, as ``annotate export jsonl`` writes them. A broken article
    is reported, and the others go on. A file is whole or not there; what stands there from the same articles, registry
    and version is left alone, so an interrupted run goes on where it was.

    Args:
        source: an address that fsspec knows, see :func:`annotate.archive.shards.shards_of`.
        target: the address of a folder.
        corpus: the folder whose ``actors.yaml`` says who is known; it need not exist.
        engine: where to annotate.
        pipeline: the trained pipeline to build on; None: the shipped one.
        everything: write also what stands there already.
        progress: told how many shards are done, of how many, and the last one's name.

    Raises:
        CorpusError: ``source`` holds no articles, an address can't be reached, ``actors.yaml`` is broken, ``pipeline``
            or ``engine`` can't be used.
    """
    path = corpus / ACTORS.name
    setup = Setup(ACTORS.own(read_text(path) if stands(path) else None, path), pipeline)
    if pipeline is not None:
        loaded(setup)
    shards = list(shards_of(source))
    _ready(target)
    job = Job(setup, target, everything, mark_of_job(setup))
    report = ArchiveReport()
    for number, (shard, done) in enumerate(zip(shards, engine.map(annotate_shard, job, shards), strict=True), 1):
        if isinstance(done, Failed):
            message = f"{shard.name} could not be annotated: {done.reason}"
            report.problems.append(Problem(Path(shard.paths[0]), 1, 1, "not-annotated", message))
        else:
            report.articles += done.articles
            report.kept += done.kept
            report.written += not done.kept
            report.problems += done.problems
        if progress is not None:
            progress(number, len(shards), shard.name)
    return report


def mark_of_job(setup: Setup) -> str:
    """Changes when annotating the same articles again would give something else."""
    return mark_of(annotator_version(), setup.pipeline or "", repr(setup.actors))


def annotate_shard(job: Job, shard: Shard) -> Written:
    """Read, annotate and write one shard; what stands there already from the same is left alone."""
    system, folder = file_system(job.target)
    data, state = f"{folder}/{shard.name}.jsonl", f"{folder}/{shard.name}.state.json"
    stamp = f"{job.version} {shard.version}"
    if not job.everything and (before := _state(system, state)).get("stamp") == stamp and system.exists(data):
        return Written(before["articles"], True, tuple(_problems(before)))
    lines: list[bytes] = []
    problems: list[Problem] = []
    articles = articles_in(shard)
    while batch := list(islice(articles, _BATCH)):
        problems += [found for found in batch if isinstance(found, Problem)]
        lines += _annotated(job.setup, [found for found in batch if isinstance(found, Article)])
    _write(system, data, b"".join(lines))
    told = [[str(p.path), p.line, p.column, p.code, p.message, p.hint] for p in problems]
    summary = {"stamp": stamp, "articles": len(lines), "problems": told}
    # Last, for it says that the file beside it is whole.
    _write(system, state, json.dumps(summary, ensure_ascii=False).encode())
    return Written(len(lines), False, tuple(problems))


def _annotated(setup: Setup, articles: list[Article]) -> Iterator[bytes]:
    index = _index(setup.actors)
    for article, found in zip(articles, annotate_articles(setup, articles), strict=True):
        linked = link(found, index, article.date, article.text)
        yield json.dumps(article_record(article, linked), ensure_ascii=False).encode("utf-8", "replace") + b"\n"


@lru_cache(maxsize=1)
def _index(actors: tuple[Actor, ...]) -> ActorIndex:
    return Settling(actors, beside(actors)).index_with(())


def _ready(target: str) -> None:
    system, folder = file_system(target)
    try:
        system.makedirs(folder, exist_ok=True)
    except OSError as error:
        message = f"the folder cannot be written to: {error}"
        raise CorpusError([Problem(Path(target), 1, 1, "not-written", message)]) from error


def _state(system: Any, path: str) -> dict[str, Any]:
    try:
        read = json.loads(system.cat_file(path))
        return {"articles": int(read["articles"]), "stamp": str(read["stamp"]), "problems": list(read["problems"])}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _problems(state: dict[str, Any]) -> Iterator[Problem]:
    for path, line, column, code, message, hint in state["problems"]:
        yield Problem(Path(path), line, column, code, message, hint)


def _write(system: Any, path: str, data: bytes) -> None:
    """The whole file or none: a store takes an object at once, a disk is given it under another name first."""
    local = "file" in ((system.protocol,) if isinstance(system.protocol, str) else system.protocol)
    system.pipe_file(f"{path}.part" if local else path, data)
    if local:
        Path(f"{path}.part").replace(path)
