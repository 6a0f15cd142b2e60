"""Pages that were made before, kept in one file from build to build. Losing it costs time only.

What is kept belongs to one setting (version, configuration, templates); another setting begins anew. A page is kept
with the questions that it asked and the digest of their answers (:mod:`annotate.site.building.rests_on`), and what the
site no longer has is removed, so that the file never grows beyond the site. SQLite sees to it that a build which is
cut off leaves the file as it was; a file that is broken all the same is put aside and begun anew.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import BytecodeCache, FileSystemBytecodeCache

from annotate.site.generated import GeneratedPage, Heading

if TYPE_CHECKING:
    from annotate.site.building.rests_on import Question

_TABLES = (
    "create table notes (name text primary key, value text not null)",
    "create table pages (path text primary key, digest text not null, asked text not null, about text not null,"
    " html blob not null, entries text not null)",
    "create table files (path text primary key, data blob not null)",
    "create table parts (path text primary key, data blob not null)",
)
_ABOUT = tuple(field.name for field in fields(GeneratedPage) if field.name not in ("path", "html"))
_PARTS = "parts"
"""Whose parts of a search index are kept: the digest of its entries, and the folder."""
_AT_ONCE = 500


@dataclass(frozen=True)
class Made:
    """A page, and what the search index holds of it."""

    page: GeneratedPage
    entries: tuple[Mapping[str, Any], ...]


class KeptPages:
    """The pages of the last build. Every method works without the file as well; it then keeps nothing."""

    def __init__(self, path: Path | None, setting: str) -> None:
        """Open the file at ``path`` (None: keep nothing), for pages of this ``setting``."""
        self._path = path
        self._waiting: list[tuple[str, str, str, str, bytes, str]] = []
        self.setting = setting
        self._database = self._opened(setting)
        self._paths = self._kept_paths()

    def _opened(self, setting: str) -> sqlite3.Connection | None:
        if self._path is None:
            return None
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            database = sqlite3.connect(self._path, timeout=0, isolation_level=None, check_same_thread=False)
            # One build at a time may keep its pages; another that runs meanwhile does without.
            database.execute("pragma locking_mode=exclusive")
            database.execute("begin immediate")
            if _setting_of(database) != setting:
                for table in ("notes", "pages", "files", "parts"):
                    database.execute(f"drop table if exists {table}")
                for statement in _TABLES:
                    database.execute(statement)
                database.execute("insert into notes values ('setting', ?)", (setting,))
        except sqlite3.OperationalError:
            return None  # somebody else has it, or the folder cannot hold it
        except (OSError, sqlite3.DatabaseError):
            self._path.unlink(missing_ok=True)  # broken; the next build begins anew
            return None
        return database

    def digest(self, path: str) -> tuple[str, frozenset[Question]] | None:
        """Of the page at ``path``: the digest of what it rests on, and the questions that it asked."""
        found = self._page("digest, asked", path)
        if found is None:
            return None
        with suppress(ValueError, TypeError):
            return str(found[0]), frozenset(tuple(question) for question in json.loads(found[1]))
        return None

    def made(self, path: str) -> Made | None:
        """The page at ``path``."""
        found = self._page("about, html, entries", path)
        if found is None:
            return None
        try:
            about = json.loads(found[0])
            about["headings"] = tuple(Heading(*heading) for heading in about["headings"])
            html = found[1].decode("utf-8", "surrogatepass")
            return Made(GeneratedPage(path=path, html=html, **about), tuple(json.loads(found[2])))
        except (ValueError, TypeError, KeyError, AttributeError):
            return None

    def entries(self, path: str) -> tuple[Mapping[str, Any], ...] | None:
        """What the search index holds of the page at ``path``."""
        found = self._page("entries", path)
        with suppress(ValueError, TypeError):
            return tuple(json.loads(found[0])) if found is not None else None
        return None

    def keep(self, made: Made, digest: str, asked: Iterable[Question]) -> None:
        """Keep a page with what it rests on."""
        if self._database is None:
            return
        page = made.page
        about = {name: getattr(page, name) for name in _ABOUT}
        about["headings"] = [(heading.title, heading.anchor) for heading in page.headings]
        html = page.html.encode("utf-8", "surrogatepass")
        row = (page.path, digest, json.dumps(list(asked)), json.dumps(about), html, json.dumps(made.entries))
        self._waiting.append(row)
        self._paths.add(page.path)
        if len(self._waiting) >= _AT_ONCE:
            self._write()

    def note(self, name: str) -> Any:
        """What was noted under ``name``; None: nothing."""
        found = self._row("select value from notes where name = ?", name)
        with suppress(ValueError, TypeError):
            return json.loads(found[0]) if found is not None else None
        return None

    def put_note(self, name: str, value: Any) -> None:
        """Note ``value``, which must be fit for JSON."""
        self._do("insert or replace into notes values (?, ?)", [(name, json.dumps(value))])

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The files beside the pages, by path."""
        if self._database is not None:
            with suppress(sqlite3.Error):
                yield from self._database.execute("select path, data from files")

    def put_files(self, files: Mapping[str, bytes]) -> None:
        """Keep these files instead of those that are kept."""
        self._do("delete from files", [()])
        self._do("insert into files values (?, ?)", files.items())

    def search_parts(self, digest: str) -> tuple[str, Mapping[str, bytes]] | None:
        """Folder and files of the search index of entries with that digest."""
        known = self.note(_PARTS)
        if self._database is None or not isinstance(known, list) or known[:1] != [digest]:
            return None
        try:
            files = dict(self._database.execute("select path, data from parts"))
        except sqlite3.Error:
            return None
        return str(known[-1]), files

    def keep_search_parts(self, digest: str, folder: str, files: Mapping[str, bytes]) -> None:
        """Keep these parts instead of those that are kept."""
        self._do("delete from parts", [()])
        self._do("insert into parts values (?, ?)", files.items())
        self.put_note(_PARTS, [digest, folder])

    def compiled_templates(self) -> BytecodeCache | None:
        """A place for compiled templates, one file each, in the folder of the file; None where nothing is kept."""
        if self._database is None or self._path is None:
            return None
        folder = self._path.parent / "templates"
        with suppress(OSError):
            folder.mkdir(exist_ok=True)
            return FileSystemBytecodeCache(str(folder))
        return None

    def end(self, paths: Iterable[str]) -> None:
        """Keep nothing but the pages at ``paths``, for good."""
        if self._database is None:
            return
        self._write()
        try:
            stale = {path for (path,) in self._database.execute("select path from pages")}.difference(paths)
            self._database.executemany("delete from pages where path = ?", [(path,) for path in stale])
        except sqlite3.Error as error:
            self._give_up(error)

        self.save()

    def save(self) -> None:
        """Keep what stands now, for good."""
        if self._database is not None:
            self._write()
            try:
                self._database.execute("commit")
                self._database.execute("begin immediate")
            except sqlite3.Error as error:
                self._give_up(error)

    def close(self) -> None:
        """Let go of the file; what came after :meth:`save` is forgotten."""
        self._give_up()

    def _kept_paths(self) -> set[str]:
        """The paths of the pages that are kept, so that nothing is asked of the file where there are none."""
        if self._database is None:
            return set()
        try:
            return {path for (path,) in self._database.execute("select path from pages")}
        except sqlite3.Error as error:
            self._give_up(error)
            return set()

    def _page(self, columns: str, path: str) -> Any:
        if path not in self._paths:
            return None
        return self._row(f"select {columns} from pages where path = ?", path)  # noqa: S608  # columns are our own

    def _row(self, statement: str, *values: str) -> Any:
        if self._database is None:
            return None
        self._write()
        try:
            return self._database.execute(statement, values).fetchone()
        except sqlite3.Error as error:
            self._give_up(error)
            return None

    def _write(self) -> None:
        rows, self._waiting = self._waiting, []
        if rows:
            self._do("insert or replace into pages values (?, ?, ?, ?, ?, ?)", rows)

    def _do(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        if self._database is not None:
            try:
                self._database.executemany(statement, rows)
            except sqlite3.Error as error:
                self._give_up(error)

    def _give_up(self, error: sqlite3.Error | None = None) -> None:
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.close()
        self._database = None
        if error is not None and not isinstance(error, sqlite3.OperationalError) and self._path is not None:
            self._path.unlink(missing_ok=True)


def _setting_of(database: sqlite3.Connection) -> str | None:
    try:
        found = database.execute("select value from notes where name = 'setting'").fetchone()
    except sqlite3.OperationalError:
        return None  # there is no such table yet
    return str(found[0]) if found is not None else None
