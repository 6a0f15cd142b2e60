"""Where the wings meet: loading a corpus, annotating it, and writing what was found.

The wings know nothing of each other; this module hands the findings of one to the next. It imports the language wing
only when there is something to annotate, so that loading and building never load spaCy.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from annotate.corpus.annotations import Annotations
from annotate.corpus.article import Article
from annotate.corpus.article_paths import article_paths
from annotate.corpus.checking import MILD, check
from annotate.corpus.curated import ACTORS, TIMELINE
from annotate.corpus.folder import Files, attempt, known_actors, read_folder, stands
from annotate.corpus.item_lines import item_lines
from annotate.corpus.locking import one_writer
from annotate.corpus.placing import place
from annotate.corpus.problems import CorpusError, Problem
from annotate.corpus.read_before import ReadBefore
from annotate.corpus.reading import read_text
from annotate.corpus.references import IN_SIDECARS, references
from annotate.corpus.schema import write_schemas
from annotate.corpus.sidecar import only_typed, parse_sidecar, people_refer_to, refresh
from annotate.corpus.start_registry import beside
from annotate.corpus.writing import write_atomically
from annotate.engines import Engine, Failed
from annotate.engines.local import ThisMachine
from annotate.engines.version import annotator_version
from annotate.language.annotating import Setup, annotate_articles, found_in_each, loaded
from annotate.last_run import STATE, LastRun
from annotate.snapshot import Snapshot, is_settled, settle
from annotate.timeline.actors.actor_index import ActorIndex
from annotate.timeline.actors.concerned import looked_up_in
from annotate.timeline.actors.linking import link
from annotate.timeline.actors.settling import Settling, missing
from annotate.timeline.actors.unlinking import unlink
from annotate.timeline.actors.waiting import Waiting
from annotate.timeline.entries.merging import propose_entries
from annotate.timeline.linked import Corpus

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


def load(root: str | Path, before: ReadBefore | None = None) -> Corpus:
    """The corpus in the folder ``root``, linked.

    Lost anchors and missing sidecars are carried in ``Corpus.problems``; the items are there, unplaced.

    Args:
        root: the folder.
        before: what was read from it before; files that have not changed since are not read again.

    Raises:
        CorpusError: with every other problem of its files and between them.
    """
    files = read_folder(Path(root), before)
    problems = check(files)
    if any(problem.code not in MILD for problem in problems):
        raise CorpusError(problems)
    return Corpus.link(_pairs(files, keep_bare=True), files.actors, files.entries, problems, item_lines(files))


def run(
    root: Path,
    chosen: Sequence[Path] = (),
    *,
    write: bool = True,
    everything: bool = False,
    jobs: int | None = 1,
    engine: Engine | None = None,
    pipeline: str | None = None,
    progress: Progress | None = None,
) -> RunReport:
    """Annotate articles and bring their sidecars, the registry's and the timeline's proposals up to date.

    A broken article or sidecar is reported and left alone, and the others go on. What people wrote stays.

    Args:
        root: the corpus folder.
        chosen: articles or folders of articles; none: all.
        write: False: only find out what would change.
        everything: annotate also what has not changed since the last run.
        jobs: worker processes for the annotating; None: as many as there are cores and work for.
        engine: where to annotate, instead of in processes here.
        pipeline: the trained pipeline to build on, see ``Annotator``; None: the shipped one.
        progress: told how many are done, of how many, and which is next.

    Raises:
        CorpusError: the folder or a chosen article is missing, there are no articles, or ``actors.yaml`` or
            ``timeline.yaml`` is broken, ``pipeline`` can't be used, or another command is writing there; nothing was
            written.
    """
    if not write:
        return _run(root, chosen, write, everything, engine or ThisMachine(jobs), pipeline, progress)
    with one_writer(root):
        return _run(root, chosen, write, everything, engine or ThisMachine(jobs), pipeline, progress)


def _run(
    root: Path,
    chosen: Sequence[Path],
    write: bool,
    everything: bool,
    engine: Engine,
    pipeline: str | None,
    progress: Progress | None,
) -> RunReport:
    before = Snapshot.of(root)
    version = (annotator_version(), pipeline or "")
    if not everything and root.is_dir() and is_settled(root, before.mark(*version)):
        return RunReport(articles=len(article_paths(root, chosen)))
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
    desk = _Desk(files, report, write, pipeline)
    unread = files.unread
    readable = [path.stem for path in paths if path.stem in files.articles and path.with_suffix(".yaml") not in unread]
    desk.annotate([files.articles[name] for name in readable], everything, engine, progress)
    desk.propose()
    report.changes = [change for change in desk.changes.values() if change.after != change.before]
    if write and not chosen and not report.problems:
        # What was read and written, and not what stands there now: a person may have gone on meanwhile.
        after = before.with_texts({change.path: change.after for change in report.changes})
        settle(root, after.mark(*version))
    return report


class _Desk:
    """One run over a corpus: what was read, and what is to be written."""

    def __init__(self, files: Files, report: RunReport, write: bool, pipeline: str | None = None) -> None:
        self.pipeline = pipeline
        self.files = files
        self.report = report
        self.write = write
        self.changes: dict[Path, Change] = {}
        self.actors_text = _text(files.root / ACTORS.name)
        self.timeline_text = _text(files.root / TIMELINE.name)
        self.own_actors = ACTORS.own(self.actors_text, files.root / ACTORS.name)
        self.shipped = beside(self.own_actors)
        self.rejected = frozenset(
            key.split(" ")[0] for key in ACTORS.rejected(self.actors_text, files.root / ACTORS.name)
        )

    def annotate(
        self, articles: Sequence[Article], everything: bool, engine: Engine, progress: Progress | None
    ) -> None:
        """Bring the sidecars of ``articles`` up to date, and link each as all articles together ask for."""
        state_path = self.files.root.resolve().parent / STATE
        state = LastRun() if everything else LastRun.read(state_path)
        changed = state.know(self.own_actors, self.shipped, self.rejected, self.files.articles.values())
        stale = [article for article in articles if state.stamps.get(article.id) != self._stamp(article)]
        settling = Settling(self.own_actors, self.shipped)
        for article, said in _pairs(self.files):
            settling.remember(article, said, state.evidence.get(article.id))
        index = settling.index_with(state.proposals)
        read: dict[str, Article] = {}
        try:
            with Waiting() as waiting:
                for number, (article, found) in enumerate(self._annotated(stale, engine)):
                    if progress is not None:
                        progress(number, len(stale), article.path)
                    state.looked_up[article.id] = looked_up_in(found)
                    once = settling.first(article, found)
                    waiting.put(article.id, once)
                    self._link(article, once, index)
                    read[article.id] = article
                    state.stamps[article.id] = self._stamp(article)
                settling.kept_ids = frozenset(self._kept(settling.variants()))
                met = set(settling.met_by(state.proposals))
                for article in read.values():
                    if article.id in met:
                        self._link(article, waiting.get(article.id), settling.index)
                again = [article for article in articles if article.id in met.difference(read)]
                for article, found in self._annotated(again, engine):
                    self._link(article, settling.first(article, found), settling.index)
                    read[article.id] = article
                state.stamps |= {article.id: self._stamp(article) for article in read.values()}
                for other in met.difference(article.id for article in articles):
                    state.stamps.pop(other, None)  # it was not asked for, and waits for a run that does
                state.proposals = settling.proposals
        finally:
            self.report.annotated = len(read)
            # Also when the run is interrupted: the next one goes on from here.
            if self.write and (stale or changed):
                state.evidence = {i: settling.evidence[i] for i in state.stamps if i in settling.evidence}
                state.looked_up = {i: names for i, names in state.looked_up.items() if i in state.stamps}
                state.write(state_path)

    def _annotated(self, articles: Sequence[Article], engine: Engine) -> Iterator[tuple[Article, Annotations]]:
        """Each article with what the annotator finds in it, in the same order; one that kills workers is a problem."""
        if not articles:
            return
        setup = Setup(tuple(self.own_actors), self.pipeline)
        if setup.pipeline is not None:
            loaded(setup)  # a worker could not say so well what is wrong with it
        for article, found in found_in_each(annotate_articles, setup, articles, engine):
            if isinstance(found, Failed):
                message = f"it could not be annotated: {found.reason}"
                self.report.problems.append(Problem(article.path, 1, 1, "not-annotated", message))
            else:
                yield article, found

    def _link(self, article: Article, once: Annotations, index: ActorIndex) -> None:
        linked = link(once, index, article.date, article.text)
        self._sidecar(article, unlink(linked, self.rejected))

    def _kept(self, variants: set[str]) -> set[str]:
        """Those of ``variants`` (ids of proposals) that people refer to."""
        if not variants:
            return set()
        kept = {owner for a in self.own_actors for owner in (a.part_of, *(role.of for role in a.roles)) if owner}
        path = self.files.root / TIMELINE.name
        kept |= {actor for e in TIMELINE.own(self.timeline_text, path) for actor in (*e.actors, e.place) if actor}
        for article in self.files.articles.values():
            sidecar = article.path.with_suffix(".yaml")
            said = self.files.annotations.get(article.id)
            if said is not None and any(i in variants for _, i in references(said, IN_SIDECARS)):
                kept |= people_refer_to(attempt([], sidecar, partial(read_text, sidecar)) or "", sidecar)
        return kept & variants

    def _stamp(self, article: Article) -> str:
        """Equal as long as annotating the article again would change nothing, if the registry stays as it is."""
        sidecar = article.path.with_suffix(".yaml")
        text = attempt([], sidecar, lambda: _text(sidecar))  # what is wrong with it is told where it is written to
        parts = [
            annotator_version(),
            self.pipeline or "",
            article.fingerprint,
            text or "",
        ]
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def _sidecar(self, article: Article, found: Annotations) -> None:
        path = article.path.with_suffix(".yaml")
        problems = len(self.report.problems)
        written = self.changes.get(path)
        old = written.before if written else attempt(self.report.problems, path, lambda: _text(path))
        if len(self.report.problems) > problems:
            return
        new = attempt(self.report.problems, path, lambda: refresh(old, path, article, found))
        if new is not None and self._put(path, old, new):
            self.files.annotations[article.id] = place(parse_sidecar(new, path)[0], article)

    def _sidecars(self) -> Iterator[tuple[Path, str, bool]]:
        """Path and text of each sidecar as it is to be, and whether all of it is the annotator's, being new."""
        for article in self.files.articles.values():
            path = article.path.with_suffix(".yaml")
            change = self.changes.get(path)
            text = change.after if change else attempt([], path, partial(_text, path))
            yield path, text or "", change is not None and change.before is None

    def propose(self) -> None:
        """Bring the proposals in ``actors.yaml`` and ``timeline.yaml`` up to date.

        While a file cannot be read, what was proposed because of it stays. An id that only a person typed is not
        proposed: it may be a slip of the pen, and would be hidden by that.
        """
        withdraw = not self.files.unread
        pairs = list(_pairs(self.files))
        actors = missing(pairs, self.own_actors, self.shipped)
        path = self.files.root / ACTORS.name
        known = {actor.id for actor in (*self.files.actors, *self.shipped)}
        typed = only_typed({actor.id for actor in actors} - known, self._sidecars())
        named = [(actor.id, actor) for actor in actors if actor.id not in typed]
        self._put(path, self.actors_text, ACTORS.refresh(self.actors_text, path, named, withdraw=withdraw))

        path = self.files.root / TIMELINE.name
        owned = {entry.id: entry.reports for entry in TIMELINE.own(self.timeline_text, path)}
        claimed = {tuple(key.split(" ")) for key in TIMELINE.claimed(self.timeline_text, path)}
        placed = {report for reports in owned.values() for report in reports}
        rejected = {report for name, *reports in claimed if name not in owned for report in reports} - placed
        entries = propose_entries(
            [(a, _without_events(a, n, rejected)) for a, n in pairs],
            self.files.entries,
            actors=(*self.own_actors, *self.shipped, *actors),
            touched=owned.keys(),
            # What a person took out of an entry does not come back to it.
            apart={(name, report) for name, *reports in claimed if name in owned for report in reports} - _kept(owned),
        )
        proposals = [(" ".join((e.id, *e.reports)), e) for e in entries if e.id not in owned]
        self._put(path, self.timeline_text, TIMELINE.refresh(self.timeline_text, path, proposals, withdraw=withdraw))
        if self.write:
            folder = self.files.root / ".schemas"
            try:
                write_schemas(folder, known_actors(self.files.root))
            except OSError as error:
                self._not_written(folder, error)

    def _put(self, path: Path, old: str | None, new: str) -> bool:
        """Write the file, which held ``old`` before the run, if it changes; whether it holds ``new`` only now."""
        standing = self.changes[path].after if path in self.changes else old
        if new == standing:
            return False
        if self.write:
            try:
                write_atomically(path, new, expected=(standing or "").encode())
            except OSError as error:
                self._not_written(path, error)
                return False
        self.changes[path] = Change(path, old, new)
        return True

    def _not_written(self, path: Path, error: OSError) -> None:
        message = f"nothing was written: {error.strerror or error}"
        problem = Problem(path, 1, 1, "not-written", message)
        if problem not in self.report.problems:  # an article that is linked twice is tried twice
            self.report.problems.append(problem)


def _kept(owned: Mapping[str, Sequence[str]]) -> set[tuple[str, str]]:
    """Entries with each of their reports."""
    return {(name, report) for name, reports in owned.items() for report in reports}


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


def _text(path: Path) -> str | None:
    return read_text(path) if stands(path) else None
