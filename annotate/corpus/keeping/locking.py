"""One writer at a time: a lock on the corpus folder that the system lets go of by itself, whatever ends the run."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from annotate.corpus.problems import CorpusError, Problem

LOCK = Path(".cache") / "annotate" / "run.lock"
"""Beside the corpus folder; the file stays, only its lock comes and goes."""

_HALF_WRITTEN = re.compile(r"\..+\.(yaml|md)\.[a-z0-9_]{8}\.new")
"""The names that :mod:`annotate.corpus.keeping.writing` gives; whatever else lies about is left alone."""


@contextmanager
def one_writer(root: Path) -> Iterator[None]:
    """Hold the lock on the corpus folder ``root``; and sweep up what a command that was killed left half written.

    Where there is no such folder yet, or no lock file can be made, as in a read-only project, there is none.

    Raises:
        CorpusError: another command holds it.
    """
    if not root.is_dir():
        yield
        return
    path = root.resolve().parent / LOCK
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a")
    except OSError:
        yield
        return
    with file:
        if not _take(file):
            message = "another annotate command is writing to this folder; nothing was done"
            raise CorpusError([Problem(root, 1, 1, "busy", message, "try again when it has finished")])
        for left in root.glob(".*.new"):
            if _HALF_WRITTEN.fullmatch(left.name):
                left.unlink(missing_ok=True)
        yield


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[str]) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _take(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
