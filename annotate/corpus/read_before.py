"""What was read from files before, for a process that reads the same folder again and again."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

_RECENT = 2_000_000_000
"""Nanoseconds in which a file may change again without its time of change showing it."""


class ReadBefore:
    """Remembers what became of each file; reads it again when its size or time of change is another, or too recent."""

    def __init__(self) -> None:
        self._files: dict[tuple[str, Path], tuple[tuple[int, ...], int, object, Any]] = {}
        self._made: dict[tuple[str, Path], tuple[tuple[object, ...], Any]] = {}

    def of_file(self, what: str, path: Path, read: Callable[[], T], given: object = None) -> T:
        """What ``read`` makes of the file at ``path`` and of what is ``given`` beside it.

        It is called only if the file may be other than the last time, or something else is given.

        Raises:
            OSError: there is no such file; also what ``read`` raises, which is not remembered.
        """
        status = path.stat()
        state = (status.st_size, status.st_mtime_ns, status.st_ino)
        known = self._files.get((what, path))
        is_as_before = known is not None and known[0] == state and status.st_mtime_ns < known[1] - _RECENT
        if known is not None and is_as_before and known[2] is given:
            found: T = known[3]
            return found
        seen = time.time_ns()
        made = read()
        self._files[what, path] = (state, seen, given, made)
        return made

    def of_parts(self, what: str, path: Path, parts: tuple[object, ...], make: Callable[[], T]) -> T:
        """What ``make`` makes of ``parts`` for the file at ``path``, called only if these are not the same objects."""
        known = self._made.get((what, path))
        if known is not None and all(one is other for one, other in zip(known[0], parts, strict=True)):
            found: T = known[1]
            return found
        made = make()
        self._made[what, path] = (parts, made)
        return made

    def keep_only(self, paths: set[Path]) -> None:
        """Forget all files but these."""
        self._files = {key: known for key, known in self._files.items() if key[1] in paths}
        self._made = {key: known for key, known in self._made.items() if key[1] in paths}
