"""Where the wings meet: loading a corpus, annotating it, and writing what was found.

The wings know nothing of each other; this module hands the findings of one to the next. It imports the language wing
only when there is something to annotate, so that loading and building never load spaCy.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from annotate import __version__
from annotate.corpus.actors import Actor
from annotate.corpus.annotations import Annotations
from annotate.corpus.article import Article
from annotate.corpus.checking import MILD, check
from annotate.corpus.curated import ACTORS, TIMELINE
from annotate.corpus.folder import Files, article_paths, attempt, read_folder, read_text, stands
from annotate.corpus.placing import place
from annotate.corpus.problems import CorpusError, Problem
from annotate.corpus.schema import write_schemas
from annotate.corpus.sidecar import parse_sidecar, refresh
from annotate.corpus.writing import write_atomically
from annotate.timeline.actor_index import ActorIndex
from annotate.timeline.linked import Corpus
from annotate.timeline.linking import link
from annotate.timeline.merging import propose_entries
from annotate.timeline.proposing import propose_actors
from annotate.timeline.unlinking import unlink

if TYPE_CHECKING:
    from annotate.language.annotator import Annotator

STATE = Path(".cache") / "annotate" / "run.json"
"""What the last run saw, beside the corpus folder; losing it costs time, nothing else."""

Progress = Callable[[int, int, Path], None]


@dataclass(frozen=True)
class Change:
    """A file that a run wrote, or would write."""

    path: Path
    before: str | None
    """None: there was no file."""
    after: str


@dataclass
class RunReport:
    """What a run did."""

    articles: int = 0
    """How many were asked for."""
    annotated: int = 0
    """How many were read anew; the others had not changed."""
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def load(root: str | Path) -> Corpus:
    """The corpus in the folder ``root``, linked.

    Lost anchors and missing sidecars are carried in ``Corpus.problems``; the items are there, unplaced.

    Raises:
        CorpusError: with every other problem of its files and between them.
    """
    files = read_folder(Path(root))
    problems = check(files)
    if any(problem.code not in MILD for problem in problems):
        raise CorpusError(problems)
    return Corpus.link(_pairs(files, keep_bare=True), files.actors, files.entries, problems)


def run(
    root: Path,
    chosen: Sequence[Path] = (),
    *,
    write: bool = True,
    everything: bool = False,
    jobs: int = 1,
    progress: Progress | None = None,
) -> RunReport:
    """Annotate articles and bring their sidecars, the registry's and the timeline's proposals up to date.

    A broken article or sidecar is reported and left alone, and the others go on. What people wrote stays.

    Args:
        root: the corpus folder.
        chosen: articles or folders of articles; none: all.
        write: False: only find out what would change.
        everything: annotate also what has not changed since the last run.
        jobs: worker processes for the annotating.
        progress: told how many are done, of how many, and which is next.

    Raises:
        CorpusError: the folder or a chosen article is missing, there are no articles, or ``actors.yaml`` or
            ``timeline.yaml`` is broken: nothing was written.
    """
    files = read_folder(root)
    paths = article_paths(root, chosen)
    if not paths:
        hint = "put articles (*.md) there, or make them from your documents with: annotate import"
        raise CorpusError([Problem(root, 1, 1, "no-articles", "the folder has no articles", hint)])
    curated = {root / ACTORS.name, root / TIMELINE.name}
    broken = [problem for problem in files.problems if problem.path in curated]
    if broken:
        raise CorpusError(broken)
    report = RunReport(articles=len(paths), problems=[p for p in files.problems if p.code != "no-article"])
    desk = _Desk(files, report, write)
    unread = files.unread
    readable = [path.stem for path in paths if path.stem in files.articles and path.with_suffix(".yaml") not in unread]
    desk.annotate([files.articles[name] for name in readable], everything, jobs, progress)
    desk.propose()
    return report


class _Desk:
    """One run over a corpus: what was read, and what is to be written."""

    def __init__(self, files: Files, report: RunReport, write: bool) -> None:
        self.files = files
        self.report = report
        self.write = write
        self.actors_text = _text(files.root / ACTORS.name)
        self.timeline_text = _text(files.root / TIMELINE.name)
        self.own_actors = ACTORS.own(self.actors_text, files.root / ACTORS.name)
        self.rejected = frozenset(
            key.split(" ")[0] for key in ACTORS.rejected(self.actors_text, files.root / ACTORS.name)
        )

    def annotate(self, articles: Sequence[Article], everything: bool, jobs: int, progress: Progress | None) -> None:
        """Bring the sidecars of ``articles`` up to date."""
        state_path = self.files.root.resolve().parent / STATE
        state = {} if everything else _read_state(state_path)
        stale = [article for article in articles if state.get(article.id) != self._stamp(article)]
        index = ActorIndex(self.own_actors)
        try:
            for number, (article, found) in enumerate(_annotated(stale, self.own_actors, jobs)):
                if progress is not None:
                    progress(number, len(stale), article.path)
                self._sidecar(article, unlink(link(found, index, article.date), self.rejected))
                self.report.annotated += 1
                state[article.id] = self._stamp(article)
        finally:
            # Also when the run is interrupted: the next one goes on from here.
            if self.write and stale:
                _write_state(state_path, state)

    def _stamp(self, article: Article) -> str:
        """Equal as long as annotating the article again would change nothing."""
        sidecar = article.path.with_suffix(".yaml")
        text = attempt([], sidecar, lambda: _text(sidecar))  # what is wrong with it is told where it is written to
        parts = [
            annotator_version(),
            article.fingerprint,
            repr(self.own_actors),
            repr(sorted(self.rejected)),
            text or "",
        ]
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def _sidecar(self, article: Article, found: Annotations) -> None:
        path = article.path.with_suffix(".yaml")
        problems = len(self.report.problems)
        old = attempt(self.report.problems, path, lambda: _text(path))
        if len(self.report.problems) > problems:
            return
        new = attempt(self.report.problems, path, lambda: refresh(old, path, article, found))
        if new is not None and self._put(path, old, new):
            self.files.annotations[article.id] = place(parse_sidecar(new, path)[0], article)

    def propose(self) -> None:
        """Bring the proposals in ``actors.yaml`` and ``timeline.yaml`` up to date.

        While a file cannot be read, what was proposed because of it stays.
        """
        withdraw = not self.files.unread
        pairs = list(_pairs(self.files))
        actors = propose_actors(pairs, self.own_actors)
        path = self.files.root / ACTORS.name
        named = [(actor.id, actor) for actor in actors]
        self._put(path, self.actors_text, ACTORS.refresh(self.actors_text, path, named, withdraw=withdraw))

        path = self.files.root / TIMELINE.name
        own = TIMELINE.own(self.timeline_text, path)
        rejected = {part for key in TIMELINE.rejected(self.timeline_text, path) for part in key.split(" ")[1:]}
        entries = propose_entries([(a, _without_events(a, n, rejected)) for a, n in pairs], self.files.entries)
        owned = {entry.id for entry in own}
        proposals = [(" ".join((e.id, *e.reports)), e) for e in entries if e.id not in owned]
        self._put(path, self.timeline_text, TIMELINE.refresh(self.timeline_text, path, proposals, withdraw=withdraw))
        if self.write:
            folder = self.files.root / ".schemas"
            try:
                write_schemas(folder)
            except OSError as error:
                self._not_written(folder, error)

    def _put(self, path: Path, old: str | None, new: str) -> bool:
        """Write the file if it changes; whether what is known of it is now ``new``."""
        if new == old:
            return False
        if self.write:
            try:
                write_atomically(path, new, expected=(old or "").encode())
            except OSError as error:
                self._not_written(path, error)
                return False
        self.report.changes.append(Change(path, old, new))
        return True

    def _not_written(self, path: Path, error: OSError) -> None:
        message = f"nothing was written: {error.strerror or error}"
        self.report.problems.append(Problem(path, 1, 1, "not-written", message))


def _pairs(files: Files, *, keep_bare: bool = False) -> Iterator[tuple[Article, Annotations]]:
    for article in sorted(files.articles.values(), key=lambda article: (article.date, article.id)):
        if article.id in files.annotations:
            yield article, files.annotations[article.id]
        elif keep_bare:
            yield article, Annotations(article=article.id)


def _without_events(article: Article, annotations: Annotations, rejected: frozenset[str] | set[str]) -> Annotations:
    """``annotations`` without the events whose timeline entry a person has deleted."""
    kept = tuple(event for event in annotations.events if f"{article.id}#{event.id}" not in rejected)
    return annotations if len(kept) == len(annotations.events) else annotations.model_copy(update={"events": kept})


def _annotated(
    articles: Sequence[Article], actors: Sequence[Actor], jobs: int
) -> Iterator[tuple[Article, Annotations]]:
    """Each article with what the annotator finds in it, in the same order."""
    if not articles:
        return
    if jobs <= 1 or len(articles) == 1:
        _start_annotator(actors)
        for article in articles:
            yield article, _annotate_article(article)
        return
    # Fresh processes: forking one that has loaded spaCy is neither safe everywhere nor faster.
    with ProcessPoolExecutor(jobs, get_context("spawn"), _start_annotator, (actors,)) as pool:
        yield from zip(articles, pool.map(_annotate_article, articles, chunksize=4), strict=True)


_WORKER: list[Annotator] = []
"""The annotator of this process, once it is loaded."""


def _start_annotator(actors: Sequence[Actor]) -> None:
    from annotate.language.annotator import Annotator  # noqa: PLC0415  # loads spaCy, which only annotating needs

    _WORKER[:] = [Annotator(actors)]


def _annotate_article(article: Article) -> Annotations:
    return _WORKER[0].annotate_article(article)


@cache
def annotator_version() -> str:
    """Changes with the release and with every file that decides what is found."""
    digest = hashlib.sha256(__version__.encode())
    package = Path(__file__).parent
    for wing in ("language", "timeline"):
        for path in sorted((package / wing).rglob("*")):
            if path.suffix in {".py", ".yaml"}:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _text(path: Path) -> str | None:
    return read_text(path) if stands(path) else None


def _read_state(path: Path) -> dict[str, str]:
    try:
        state = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in state.items()} if isinstance(state, dict) else {}


def _write_state(path: Path, state: dict[str, str]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, json.dumps(state, indent=0, sort_keys=True) + "\n")
    except OSError:
        return  # the state only saves time; a folder that cannot hold it costs a slower run
