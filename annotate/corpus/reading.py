"""Reading a file of the corpus whole, if it is a file and of a sensible size."""

from __future__ import annotations

import stat
from pathlib import Path

from annotate.corpus.problems import CorpusError, Problem


def read_bytes(path: Path, most: int, hint: str = "") -> bytes:
    """What the file holds. A pipe or a device is never opened, nor a file that is too large.

    Args:
        path: the file.
        most: how many bytes are read at most.
        hint: what to do about a larger file.

    Raises:
        CorpusError: it is no regular file, or too large.
        OSError: it cannot be read.
    """
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        what = "a folder" if stat.S_ISDIR(status.st_mode) else "a pipe or a device"
        raise CorpusError([Problem(path, 1, 1, "no-file", f"this is {what}, not a file", "give it another name")])
    if status.st_size > most:
        message = f"the file has {status.st_size:,} bytes, at most {most:,} are read"
        raise CorpusError([Problem(path, 1, 1, "too-large", message, hint)])
    return path.read_bytes()
