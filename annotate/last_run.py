"""What the last run saw, kept beside the corpus so that the next reads only what has changed.

Losing it costs time only: everything in it follows from the files, and is told by their digests. Nothing of an article
is in memory but its digests, so that memory hardly grows with the corpus.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from annotate.contributions import Contribution, Said
from annotate.corpus.actors import Actor
from annotate.corpus.annotations import Annotations, Event
from annotate.corpus.text.placed_json import from_json, to_json
from annotate.timeline.actors.concerned import Concern
from annotate.timeline.actors.evidence import Evidence
from annotate.timeline.entries.tellings import Told

STATE = Path(".cache") / "annotate" / "run.sqlite"
"""Below the folder that holds the corpus folder."""

_FOR_READERS = {"note", "wikidata", "picture"}
"""What the registry tells the site's readers, and no article is annotated by."""
_SOME = 500
"""Articles after which what was done is sure to be there for the next run, should this one be killed."""

_TABLES = """
CREATE TABLE IF NOT EXISTS articles (
    id TEXT PRIMARY KEY, day TEXT, fingerprint TEXT, article TEXT, sidecar TEXT, stamp TEXT,
    evidence TEXT, told TEXT, by_people TEXT, by_machine TEXT, first TEXT, looked_up TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS findings (id TEXT PRIMARY KEY, found BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""
"""``article`` and ``sidecar`` are digests of the files that the rest was read from; ``evidence``, ``told`` and what is
said ``by_people`` and ``by_machine`` are what the sidecar says, and missing where there is none; ``first`` is what was
found of actors when the article was annotated, before it was linked to any proposal. ``findings`` is what the annotator
found in it, before it was linked at all."""


@dataclass
class Held:
    """What is in memory of an article."""

    fingerprint: str
    article: str
    sidecar: str
    stamp: str
    """Fingerprint and digest of the sidecar for which annotating it again would change nothing; empty: nobody knows."""

    @property
    def is_settled(self) -> bool:
        """Whether annotating it again would change nothing, if the registry stays as it is."""
        return self.stamp == f"{self.fingerprint} {self.sidecar}"


class LastRun:
    """The state of a corpus after a run."""

    def __init__(self, database: sqlite3.Connection, version: str, *, anew: bool = False) -> None:
        """Read what ``database`` holds, unless it was written by another ``version``, or ``anew`` is asked for.

        Raises:
            sqlite3.Error: it is none, or someone else is writing to it.
        """
        self._database = database
        database.executescript(_TABLES)
        if anew or self.note("version") != version:
            for table in ("articles", "findings", "notes"):
                database.execute(f"DELETE FROM {table}")  # noqa: S608  # ours
            self.set_note("version", version)
        rows = database.execute("SELECT id, fingerprint, article, sidecar, stamp FROM articles")
        self.held: dict[str, Held] = {name: Held(*map(str, row)) for name, *row in rows}
        """By article."""
        self.evidence: MutableMapping[str, Mapping[str, Evidence]] = _FirstEvidence(database)
        """By article, what it says of actors that the registry does not know, as it was first linked."""
        self.proposals = tuple(Actor.model_validate(actor) for actor in json.loads(self.note("proposals") or "[]"))
        """Whom the articles were linked to beside the registry."""
        self._put = 0

    @classmethod
    def beside(cls, root: Path, version: str, *, anew: bool = False, write: bool = True) -> LastRun:
        """What the last run of the corpus folder ``root`` has left.

        Args:
            root: the folder.
            version: of everything that decides what is kept.
            anew: forget it.
            write: keep what this run will leave. False: whatever is put into it is gone with this object.
        """
        path = root.resolve().parent / STATE
        with suppress(OSError, sqlite3.Error, ValueError, TypeError, ValidationError):
            if write:
                path.parent.mkdir(parents=True, exist_ok=True)
                return cls(sqlite3.connect(path), version, anew=anew)
            if path.is_file():
                copy = sqlite3.connect("")
                sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True).backup(copy)
                return cls(copy, version, anew=anew)
        if write:
            with suppress(OSError, sqlite3.Error):
                path.unlink(missing_ok=True)
                return cls(sqlite3.connect(path), version)
        return cls(sqlite3.connect(""), version)  # a folder that can't hold it costs a slower run

    def note(self, name: str) -> str:
        """What was noted under ``name``; empty: nothing was."""
        row = self._database.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def set_note(self, name: str, value: str) -> None:
        """Note something for the next run."""
        self._database.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, value))

    def put(self, given: Contribution, article: str, sidecar: str) -> None:
        """Hold what an article gives, read from files with these digests."""
        self._database.execute("INSERT INTO articles (id) VALUES (?) ON CONFLICT DO NOTHING", (given.article,))
        self._database.execute(
            "UPDATE articles SET day = ?, fingerprint = ?, article = ?, sidecar = ?, stamp = coalesce(stamp, ''), "
            "evidence = ?, told = ?, by_people = ?, by_machine = ? WHERE id = ?",
            (given.day.isoformat(), given.fingerprint, article, sidecar, *_said(given.said), given.article),
        )
        before = self.held.get(given.article)
        self.held[given.article] = Held(given.fingerprint, article, sidecar, before.stamp if before else "")
        self._put += 1
        if self._put % _SOME == 0:
            self.keep()

    def forget(self, article: str) -> None:
        """Hold nothing of an article."""
        self._database.execute("DELETE FROM articles WHERE id = ?", (article,))
        self._database.execute("DELETE FROM findings WHERE id = ?", (article,))
        self.held.pop(article, None)

    def settle(self, article: str, *, is_settled: bool = True) -> None:
        """Note whether annotating an article again, as it and its sidecar stand, would change nothing."""
        held = self.held[article]
        held.stamp = f"{held.fingerprint} {held.sidecar}" if is_settled else ""
        self._database.execute("UPDATE articles SET stamp = ? WHERE id = ?", (held.stamp, article))

    def look_up(self, article: str, names: list[str]) -> None:
        """Note the names and ids in an article that were linked."""
        self._database.execute("UPDATE articles SET looked_up = ? WHERE id = ?", (_json(names), article))

    def put_findings(self, article: str, found: Annotations) -> None:
        """Hold what the annotator found in an article."""
        data = zlib.compress(to_json(found).encode(), 1)
        self._database.execute("INSERT OR REPLACE INTO findings VALUES (?, ?)", (article, data))

    def findings(self, article: str) -> Annotations | None:
        """What the annotator found in an article when it was annotated last; None: nobody knows."""
        row = self._database.execute("SELECT found FROM findings WHERE id = ?", (article,)).fetchone()
        with suppress(zlib.error, ValueError, KeyError):
            return from_json(zlib.decompress(row[0]).decode()) if row else None
        return None

    def said(self) -> Iterator[Mapping[str, Evidence]]:
        """What each sidecar says of everyone, by the day of its article."""
        rows = self._database.execute("SELECT evidence FROM articles WHERE evidence IS NOT NULL ORDER BY day, id")
        return (_evidence(row[0]) for row in rows)

    def with_sidecar(self) -> set[str]:
        """The articles that have one."""
        return {row[0] for row in self._database.execute("SELECT id FROM articles WHERE evidence IS NOT NULL")}

    def told(self) -> Iterator[Told]:
        """The events of all articles, by article."""
        rows = self._database.execute("SELECT id, day, told FROM articles WHERE told IS NOT NULL ORDER BY id")
        for article, day, told in rows:
            for event, words in json.loads(told):
                yield Told(article, date.fromisoformat(day), Event.model_validate(event), words)

    def by_people(self) -> set[str]:
        """The ids that people's items refer to."""
        return self._ids("by_people")

    def by_machine(self) -> set[str]:
        """The ids that the annotator's items refer to."""
        return self._ids("by_machine")

    def _ids(self, column: str) -> set[str]:
        rows = self._database.execute(f"SELECT DISTINCT {column} FROM articles WHERE {column} != ''")  # noqa: S608  # ours
        return {name for row in rows for name in row[0].split()}

    def columns(self, *names: str) -> Iterator[str]:
        """What is held in these columns, article by article, as text: equal as long as nothing in them changes."""
        for row in self._database.execute(f"SELECT id, {', '.join(names)} FROM articles ORDER BY id"):  # noqa: S608  # ours
            yield "\0".join(map(str, row))

    def know(
        self,
        own: Iterable[Actor],
        shipped: Iterable[Actor],
        rejected: frozenset[str],
        text_of: Callable[[str], str | None],
    ) -> None:
        """Take the registry as it is now, and forget for which articles its change leaves nothing to do.

        Args:
            own: people's.
            shipped: what is known beside it.
            rejected: the ids that no article is linked to, since people have struck them from the registry.
            text_of: the text of an article; None: it can't be read.
        """
        known = [*(_known("o", actor) for actor in own), *(_known("s", actor) for actor in shipped)]
        was: list[str] = json.loads(self.note("known") or "[]")
        struck = frozenset(json.loads(self.note("rejected") or "[]"))
        if (known, rejected) == (was, struck):
            return
        before, now = set(was), set(known)
        if [entry for entry in was if entry in now] != [entry for entry in known if entry in before]:
            for name in self.held:
                self.settle(name, is_settled=False)  # of two with one name, the first is meant
        actors = {entry: Actor.model_validate_json(entry[1:]) for entry in before | now}
        by_id = {actor.id: actor for actor in (*actors.values(), *self.proposals)}
        changed = [actors[entry] for entry in sorted(before ^ now)] + [
            by_id.get(gone) or Actor(id=gone, name=gone.replace("-", " "), type="group")
            for gone in sorted(rejected ^ struck)
        ]
        concern = Concern(changed, actors.values())
        rows = self._database.execute("SELECT id, looked_up FROM articles WHERE stamp != ''").fetchall()
        for name, looked_up in rows:
            text = text_of(name)
            if text is None or concern.touches(text, json.loads(looked_up or "[]")):
                self.settle(name, is_settled=False)
        self.set_note("known", _json(known))
        self.set_note("rejected", _json(sorted(rejected)))

    def keep(self) -> None:
        """Let the next run find what was put so far, if the folder can hold it."""
        with suppress(sqlite3.Error):
            self._database.commit()

    def close(self, proposals: Iterable[Actor]) -> None:
        """Keep everything, with whom the articles were linked to beside the registry."""
        self.set_note("proposals", _json([actor.model_dump(mode="json", by_alias=True) for actor in proposals]))
        self._database.execute("UPDATE articles SET first = NULL, looked_up = NULL WHERE stamp = ''")
        self._database.execute("DELETE FROM findings WHERE id IN (SELECT id FROM articles WHERE stamp = '')")
        self.keep()


class _FirstEvidence(MutableMapping[str, Mapping[str, Evidence]]):
    """Of an article that was not annotated lately, what its sidecar says."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def __getitem__(self, article: str) -> Mapping[str, Evidence]:
        row = self._database.execute(
            "SELECT coalesce(first, evidence) FROM articles WHERE id = ?", (article,)
        ).fetchone()
        if row is None or row[0] is None:
            raise KeyError(article)
        return _evidence(row[0])

    def __setitem__(self, article: str, evidence: Mapping[str, Evidence]) -> None:
        self._database.execute("UPDATE articles SET first = ? WHERE id = ?", (_as_json(evidence), article))

    def __delitem__(self, article: str) -> None:
        self._database.execute("UPDATE articles SET first = NULL WHERE id = ?", (article,))

    def __iter__(self) -> Iterator[str]:
        rows = self._database.execute(
            "SELECT id FROM articles WHERE coalesce(first, evidence) IS NOT NULL ORDER BY day, id"
        )
        return (row[0] for row in rows)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _known(whose: str, actor: Actor) -> str:
    """The entry as far as annotating rests on it."""
    return whose + actor.model_dump_json(by_alias=True, exclude_defaults=True, exclude=_FOR_READERS)


def _said(said: Said | None) -> tuple[str | None, ...]:
    if said is None:
        return None, None, "", ""
    told = [
        [each.event.model_dump(mode="json", by_alias=True, exclude_defaults=True), each.words] for each in said.told
    ]
    return _as_json(said.evidence), _json(told), " ".join(sorted(said.by_people)), " ".join(sorted(said.by_machine))


def _evidence(text: str) -> Mapping[str, Evidence]:
    return {actor: Evidence.from_json(seen) for actor, seen in json.loads(text).items()}


def _as_json(evidence: Mapping[str, Evidence]) -> str:
    return _json({actor: seen.as_json() for actor, seen in evidence.items()})


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
