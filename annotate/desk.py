"""One run over a corpus: what is to be annotated, linking it, and writing what was found."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from annotate.contributions import Contribution, contribution_of, is_as, said_in
from annotate.corpus.actors import Actor
from annotate.corpus.annotations import Annotations
from annotate.corpus.article import Article, read_article
from annotate.corpus.file_states import digest
from annotate.corpus.folder import attempt, known_actors, stands
from annotate.corpus.keeping.curated import ACTORS, TIMELINE, Curation
from annotate.corpus.keeping.sidecar import refresh
from annotate.corpus.keeping.writing import write_atomically
from annotate.corpus.known.start_registry import beside
from annotate.corpus.problems import CorpusError, Problem
from annotate.corpus.reading import read_text
from annotate.corpus.schema import write_schemas
from annotate.corpus.timeline import Entry
from annotate.engines import Engine, Failed
from annotate.language.annotating import Setup, annotate_articles, found_in_each, let_go, loaded
from annotate.last_run import LastRun
from annotate.timeline.actors.actor_index import ActorIndex
from annotate.timeline.actors.concerned import looked_up_in
from annotate.timeline.actors.evidence import gathered
from annotate.timeline.actors.linking import link
from annotate.timeline.actors.settling import Settling, lacking
from annotate.timeline.actors.unlinking import unlink
from annotate.timeline.entries.merging import merge_told

Progress = Callable[[int, int, Path], None]

_MANY = 1_000
"""Articles of a corpus that needs the room that an annotator takes for proposing."""


@dataclass(frozen=True)
class Change:
    """A file that a run wrote, or would write."""

    path: Path
    _before: bytes | None
    _after: bytes

    @classmethod
    def of(cls, path: Path, before: str | None, after: str) -> Change:
        """A change of the file at ``path``; its texts are held small, for a run may write thousands."""
        return cls(
            path, None if before is None else zlib.compress(before.encode(), 1), zlib.compress(after.encode(), 1)
        )

    @property
    def before(self) -> str | None:
        """None: there was no file."""
        return None if self._before is None else zlib.decompress(self._before).decode()

    @property
    def after(self) -> str:
        """What the file holds now, or would hold."""
        return zlib.decompress(self._after).decode()

    @property
    def is_any(self) -> bool:
        """Whether the file is other than before."""
        return self._before != self._after


@dataclass
class RunReport:
    """What a run did."""

    articles: int = 0
    """How many were asked for."""
    annotated: int = 0
    """How many were read anew; the others had not changed."""
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Desk:
    """One run over a corpus: what was read, and what is to be written.

    Raises:
        CorpusError: ``actors.yaml`` or ``timeline.yaml`` is broken.
    """

    def __init__(
        self, root: Path, state: LastRun, digests: Mapping[str, str], report: RunReport, *, write: bool = True
    ) -> None:
        """``digests`` are those of the folder's files, by name."""
        self.root = root
        self.state = state
        self.digests = digests
        self.report = report
        self.write = write
        self.changes: dict[Path, Change] = {}
        self.actors_path, self.timeline_path = root / ACTORS.name, root / TIMELINE.name
        problems: list[Problem] = []
        self.actors_text = attempt(problems, self.actors_path, lambda: _text(self.actors_path))
        self.timeline_text = attempt(problems, self.timeline_path, lambda: _text(self.timeline_path))
        registry = attempt(problems, self.actors_path, lambda: ACTORS.curation(self.actors_text, self.actors_path))
        if state.note("timeline") != _mark(self.timeline_text):
            attempt(problems, self.timeline_path, lambda: self.timeline)
        if problems or registry is None:
            raise CorpusError(problems)
        self.registry = registry
        self.shipped = beside(self.registry.own)
        self.rejected = frozenset(key.split(" ")[0] for key in self.registry.rejected)
        self.unread: set[Path] = set()
        """The files that could not be read, so that nobody knows what they hold."""
        self._unwritten: set[Path] = set()

    @cached_property
    def timeline(self) -> Curation[Entry]:
        """What ``timeline.yaml`` holds. A long one takes long to read, and is asked for only where it must be."""
        return TIMELINE.curation(self.timeline_text, self.timeline_path)

    def look(self, paths: Collection[Path]) -> None:
        """Read what has changed in the folder, whose articles are ``paths``, since it was looked at last."""
        for name in self.state.held.keys() - {path.stem for path in paths}:
            self.state.forget(name)
        for path in paths:
            held = self.state.held.get(path.stem)
            seen = self._digest(path), self._digest(path.with_suffix(".yaml"))
            if held is None or (held.article, held.sidecar) != seen or not seen[0]:
                self._read(path, *seen)
        for path in sorted(self.root.glob("*.yaml")):
            is_lone = path.name not in {ACTORS.name, TIMELINE.name} and not path.name.startswith(".")
            if is_lone and not path.with_suffix(".md").exists():
                self._attempt(path, lambda path=path: said_in(read_text(path), path, None))  # type: ignore[misc]

    def _digest(self, path: Path) -> str:
        return self.digests.get(path.name, "")

    def _read(self, path: Path, article: str, sidecar: str) -> None:
        problems: list[Problem] = []
        given = contribution_of(path, problems)
        self.report.problems += problems
        self.unread |= {problem.path for problem in problems}
        if given is None:
            self.state.forget(path.stem)
            return
        if not (is_as(path, article) and is_as(path.with_suffix(".yaml"), sidecar)):
            article = ""  # somebody is writing there; the next run reads it again
        self.state.put(given, article, sidecar)

    def _attempt(self, path: Path, work: Callable[[], object]) -> None:
        before = len(self.report.problems)
        attempt(self.report.problems, path, work)
        self.unread |= {problem.path for problem in self.report.problems[before:]}

    def annotate(self, chosen: Sequence[Path], engine: Engine, pipeline: str | None, progress: Progress | None) -> None:
        """Bring the sidecars of ``chosen`` up to date, and link each as all articles together ask for."""
        state, own = self.state, self.registry.own
        state.know(own, self.shipped, self.rejected, self._text_of)
        readable = [path for path in chosen if path.stem in state.held]
        stale = [path for path in readable if not state.held[path.stem].is_settled]
        settling = Settling(own, self.shipped, state.evidence)
        index = settling.index_with(state.proposals)
        proposals: Iterable[Actor] = state.proposals
        setup = Setup(tuple(own), pipeline)
        done: set[str] = set()
        annotated = 0
        try:
            for number, (article, found) in enumerate(self._annotated(stale, setup, engine)):
                if progress is not None:
                    progress(number, len(stale), article.path)
                self.state.look_up(article.id, looked_up_in(found))
                self.state.put_findings(article.id, found)
                self._link(article, settling.first(article, found), index)
                done.add(article.id)
                annotated += 1
                self._settle(article.id)
            settling.kept_ids = frozenset(self._kept(settling.variants()))
            met = set(settling.met_by(state.proposals))
            unknown = []
            for path in (path for path in readable if path.stem in met):
                # What an article says does not change with whom it is linked to: most need not be annotated again.
                is_known = path.stem in done or state.held[path.stem].is_settled
                known = state.findings(path.stem) if is_known else None
                if known is None:
                    unknown.append(path)
                    continue
                for article in self._articles([path]):
                    self._link(article, settling.first(article, known), settling.index)
                    done.add(article.id)
            for article, found in self._annotated(unknown, setup, engine):
                self.state.put_findings(article.id, found)
                self._link(article, settling.first(article, found), settling.index)
                done.add(article.id)
                annotated += 1
            for name in done:
                self._settle(name)
            for name in met - {path.stem for path in chosen}:
                state.settle(name, is_settled=False)  # it was not asked for, and waits for a run that does
            proposals = settling.proposals
        finally:
            if len(state.held) > _MANY:
                let_go()
            self.report.annotated = annotated
            # Also when the run is interrupted: the next one goes on from here.
            state.close(proposals)

    def _settle(self, name: str) -> None:
        self.state.settle(name, is_settled=self.root / f"{name}.yaml" not in self._unwritten)

    def _text_of(self, name: str) -> str | None:
        article = attempt([], self.root, lambda: read_article(self.root / f"{name}.md"))
        return article.text if article is not None else None

    def _annotated(self, paths: Sequence[Path], setup: Setup, engine: Engine) -> Iterator[tuple[Article, Annotations]]:
        """Each article with what the annotator finds in it, in the same order; one that kills workers is a problem."""
        if not paths:
            return
        if setup.pipeline is not None:
            loaded(setup)  # a worker could not say so well what is wrong with it
        for article, found in found_in_each(annotate_articles, setup, self._articles(paths), engine):
            if isinstance(found, Failed):
                message = f"it could not be annotated: {found.reason}"
                self.report.problems.append(Problem(article.path, 1, 1, "not-annotated", message))
            else:
                yield article, found

    def _articles(self, paths: Iterable[Path]) -> Iterator[Article]:
        for path in paths:
            article = attempt(self.report.problems, path, lambda path=path: read_article(path))  # type: ignore[misc]
            if article is not None:
                yield article

    def _link(self, article: Article, once: Annotations, index: ActorIndex) -> None:
        linked = link(once, index, article.date, article.text)
        self._sidecar(article, unlink(linked, self.rejected))

    def _kept(self, variants: set[str]) -> set[str]:
        """Those of ``variants`` (ids of proposals) that people refer to."""
        if not variants:
            return set()
        kept = {owner for a in self.registry.own for owner in (a.part_of, *(role.of for role in a.roles)) if owner}
        kept |= self._in_own_entries()
        return (kept | self.state.by_people()) & variants

    def _in_own_entries(self) -> set[str]:
        """The ids that people's entries of the timeline refer to."""
        if "timeline" not in self.__dict__ and self.state.note("timeline") == _mark(self.timeline_text):
            return set(self.state.note("in own entries").split())
        return {actor for e in self.timeline.own for actor in (*e.actors, e.place) if actor}

    def _sidecar(self, article: Article, found: Annotations) -> None:
        path = article.path.with_suffix(".yaml")
        problems = len(self.report.problems)
        written = self.changes.get(path)
        old = written.before if written else attempt(self.report.problems, path, lambda: _text(path))
        new = attempt(self.report.problems, path, lambda: refresh(old, path, article, found))
        if new is None or len(self.report.problems) > problems:
            self._unwritten.add(path)
            return
        self._put(path, old, new)
        text = self._now(path, old)
        said = said_in(text, path, article) if text is not None else None
        held = self.state.held[article.id]
        seen = held.article if held.fingerprint == article.fingerprint else ""
        given = Contribution(article.id, article.date, article.fingerprint, said)
        self.state.put(given, seen, _mark(text) if text is not None else "")

    def propose(self) -> None:
        """Bring the proposals in ``actors.yaml`` and ``timeline.yaml`` up to date.

        While a file cannot be read, what was proposed because of it stays. An id that only a person typed is not
        proposed: it may be a slip of the pen, and would be hidden by that.
        """
        if not self._is_done("all", ["evidence", "told", "by_machine"], ()):
            actors = lacking(gathered(self.state.said()), self.registry.own, self.shipped)
            self._propose_actors(actors)
            if not self._is_done("entries", ["told"], actors):
                self._propose_entries(actors)
            self._note_done("entries", ["told"], actors)
        self._note_done("all", ["evidence", "told", "by_machine"], ())
        # A run leaves people's entries as they are.
        self.state.set_note("in own entries", " ".join(sorted(self._in_own_entries())))
        self.state.set_note("timeline", _mark(self._now(self.timeline_path, self.timeline_text)))
        self.state.keep()
        if self.write:
            folder = self.root / ".schemas"
            try:
                write_schemas(folder, known_actors(self.root))
            except OSError as error:
                self._not_written(folder, error)

    def _propose_actors(self, actors: Sequence[Actor]) -> None:
        path = self.actors_path
        known = {actor.id for actor in (*self.registry.items, *self.shipped)}
        typed = {actor.id for actor in actors} - known - self.state.by_machine()
        named = [(actor.id, actor) for actor in actors if actor.id not in typed]
        self._put(path, self.actors_text, ACTORS.refresh(self.actors_text, path, named, withdraw=not self.unread))

    def _propose_entries(self, actors: Sequence[Actor]) -> None:
        path = self.timeline_path
        owned = {entry.id: entry.reports for entry in self.timeline.own}
        claimed = {tuple(key.split(" ")) for key in self.timeline.claimed}
        placed = {report for reports in owned.values() for report in reports}
        rejected = {report for name, *reports in claimed if name not in owned for report in reports} - placed
        entries = merge_told(
            # Without the events whose entry a person has deleted.
            (told for told in self.state.told() if told.key not in rejected),
            self.state.with_sidecar() | self._gone(),
            self.timeline.items,
            actors=(*self.registry.own, *self.shipped, *actors),
            touched=owned.keys(),
            # What a person took out of an entry does not come back to it.
            apart={(name, report) for name, *reports in claimed if name in owned for report in reports} - _kept(owned),
        ).entries
        proposals = [(" ".join((e.id, *e.reports)), e) for e in entries if e.id not in owned]
        text = TIMELINE.refresh(self.timeline_text, path, proposals, withdraw=not self.unread)
        self._put(path, self.timeline_text, text)

    def _gone(self) -> set[str]:
        """The articles that reports name and the folder no longer has: what they told goes with them."""
        named = {report.partition("#")[0] for entry in self.timeline.items for report in entry.reports}
        return {name for name in named if not stands(self.root / f"{name}.md")}

    def _is_done(self, what: str, columns: Sequence[str], actors: Sequence[Actor]) -> bool:
        """Whether a run has done this already from the same, and left the files as they are now."""
        return not self.unread and self.state.note(what) == self._basis(
            columns, actors, self.actors_text, self.timeline_text
        )

    def _note_done(self, what: str, columns: Sequence[str], actors: Sequence[Actor]) -> None:
        if self.unread or self._unwritten:
            self.state.set_note(what, "")
            return
        after = self._now(self.actors_path, self.actors_text), self._now(self.timeline_path, self.timeline_text)
        self.state.set_note(what, self._basis(columns, actors, *after))

    def _basis(self, columns: Sequence[str], actors: Sequence[Actor], *texts: str | None) -> str:
        """Changes with whatever the proposals rest on."""
        whole = hashlib.sha256()
        for each in (*self.registry.own, *self.shipped, *actors):
            whole.update(each.model_dump_json(by_alias=True).encode())
        for part in (*texts, *sorted(self.rejected)):
            whole.update(f"\0{part}".encode("utf-8", "surrogatepass"))
        for row in self.state.columns(*columns):
            whole.update(f"\0{row}".encode("utf-8", "surrogatepass"))
        return whole.hexdigest()

    def _now(self, path: Path, before: str | None) -> str | None:
        return self.changes[path].after if path in self.changes else before

    def _put(self, path: Path, old: str | None, new: str) -> None:
        """Write the file, which held ``old`` before the run, if it changes."""
        standing = self._now(path, old)
        if new == standing:
            return
        if self.write:
            try:
                write_atomically(path, new, expected=(standing or "").encode())
            except OSError as error:
                self._not_written(path, error)
                return
        self.changes[path] = Change.of(path, old, new)

    def _not_written(self, path: Path, error: OSError) -> None:
        self._unwritten.add(path)
        message = f"nothing was written: {error.strerror or error}"
        problem = Problem(path, 1, 1, "not-written", message)
        if problem not in self.report.problems:  # an article that is linked twice is tried twice
            self.report.problems.append(problem)


def _kept(owned: Mapping[str, Sequence[str]]) -> set[tuple[str, str]]:
    """Entries with each of their reports."""
    return {(name, report) for name, reports in owned.items() for report in reports}


def _mark(text: str | None) -> str:
    return digest(text.encode("utf-8", "surrogatepass")) if text is not None else ""


def _text(path: Path) -> str | None:
    return read_text(path) if stands(path) else None
