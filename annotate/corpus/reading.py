"""Reading a file of the corpus whole, if it is a file and of a sensible size."""

from __future__ import annotations

import stat
from pathlib import Path

from annotate.corpus.problems import CorpusError, Problem

MAX_YAML_BYTES = 20_000_000
"""A larger YAML file is a mistake."""


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


def read_text(path: Path) -> str:
    """A YAML file's text, line ends as they are.

    Raises:
        CorpusError: it is no file, too large, or not UTF-8.
        OSError: it cannot be read.
    """
    data = read_bytes(path, MAX_YAML_BYTES)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        message = "the file is not UTF-8"
        raise CorpusError([Problem(path, line, column, "encoding", message, "save it as UTF-8")]) from None
