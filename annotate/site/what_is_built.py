"""Digests of everything that goes into a site: equal as long as building again would give the same."""

from __future__ import annotations

import hashlib
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from annotate import __version__
from annotate.corpus.folder import article_paths

_PACKAGE = Path(__file__).parent.parent
_CODE = ("corpus", "exchange", "site", "timeline")
_TEMPLATES = _PACKAGE / "site" / "templates"
_RECENT = 2_000_000_000
"""Nanoseconds in which a file may change again without its time of change showing it."""

FileStates = Mapping[str, Any]
"""By a file's name, its size, time of change and digest when it was looked at last; fit for JSON."""


def setting_digest(*settings: object) -> str:
    """Of the version, the code, the templates and ``settings``."""
    return _digest([__version__, _code(), *_contents(_TEMPLATES.glob("*.html")), *map(repr, settings)])


@cache
def _code() -> str:
    """Of the package's files, but for the templates, which may change while it serves."""
    paths = [path for part in _CODE for path in (_PACKAGE / part).rglob("*") if path.suffix in {".py", ".yaml"}]
    return _digest(_contents([_PACKAGE / "workflow.py", _PACKAGE / "exporting.py", *paths]))


def _contents(paths: Iterable[Path]) -> Iterator[str]:
    for path in sorted(paths):
        yield path.name
        yield hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()


def corpus_digest(folder: Path, known: FileStates) -> tuple[str, FileStates]:
    """Of the files of the corpus in ``folder``, and their states for the next time.

    A file is read only if its size or time of change is not as it was in ``known``, or too recent to tell.
    """
    states: dict[str, Any] = {}
    now = time.time_ns()
    for path in (*article_paths(folder), *sorted(folder.glob("*.yaml"))):
        try:
            found = path.stat()
            if not stat.S_ISREG(found.st_mode):
                raise OSError  # a pipe would be waited for
            before = known.get(path.name)
            seen = [found.st_size, found.st_mtime_ns]
            if before is None or before[:2] != seen or found.st_mtime_ns > before[3] - _RECENT:
                states[path.name] = [*seen, hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest(), now]
            else:
                states[path.name] = before
        except (OSError, IndexError, TypeError):
            states[path.name] = [0, 0, "", 0]  # reading the corpus tells what is wrong with it
    return _digest(f"{name} {state[2]}" for name, state in states.items()), states


def _digest(parts: Iterable[str]) -> str:
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
