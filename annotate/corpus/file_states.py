"""The files of a corpus folder as they are at a moment: told from their bytes, with nothing parsed."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FileStates = Mapping[str, Any]
"""By a file's name its size, time of change, digest, and when it was looked at; fit for JSON."""

_SUFFIXES = (".md", ".yaml")
_RECENT = 2_000_000_000
"""Nanoseconds in which a file may change again without its time of change showing it."""


def file_states(folder: Path, known: FileStates | None = None) -> FileStates:
    """The articles and YAML files of ``folder``, by name in order; of one that can't be read the digest is empty.

    Args:
        folder: the corpus folder; where there is none it has no files.
        known: how they were at an earlier time: a file is not read whose size and time of change are the same, unless
            that is too recent to tell. None: every file is read, for only its bytes are proof.
    """
    try:
        with os.scandir(folder) as found:
            names = sorted(entry.name for entry in found if entry.name.endswith(_SUFFIXES))
    except OSError:
        return {}
    now = time.time_ns()
    return {name: _state(folder / name, (known or {}).get(name), now) for name in names}


def digest(data: bytes) -> str:
    """Changes with any of ``data``."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _state(path: Path, before: Any, now: int) -> list[Any]:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise OSError  # a pipe would be waited for
        seen = [found.st_size, found.st_mtime_ns]
        if before is not None and before[:2] == seen and found.st_mtime_ns <= before[3] - _RECENT:
            kept: list[Any] = before
            return kept
        return [*seen, digest(path.read_bytes()), now]
    except (OSError, IndexError, TypeError):
        return [0, 0, "", 0]  # reading the corpus tells what is wrong with it
