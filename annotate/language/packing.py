"""What was learned as one small file: compressed, with its kind and version in it, and nothing that could run."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import srsly


class PackedFileError(Exception):
    """A file holds nothing of the kind that was asked for, or of another version; the message says which."""


def write_packed(path: Path, kind: str, content: Mapping[str, Any]) -> int:
    """Write ``content`` to ``path`` as of ``kind`` and return the size in bytes.

    Args:
        path: the file; what stands in it is replaced.
        kind: what it is and of which version: ``dateline events 1``.
        content: numbers, words, arrays of numpy, and lists and mappings of them.
    """
    data = zlib.compress(srsly.msgpack_dumps({"kind": kind, **content}), level=9)
    path.write_bytes(data)
    return len(data)


def read_packed(path: Path, kind: str) -> dict[str, Any]:
    """What :func:`write_packed` wrote as of ``kind``.

    Raises:
        PackedFileError: the file holds something else.
        OSError: the file cannot be read.
    """
    try:
        content = srsly.msgpack_loads(zlib.decompress(path.read_bytes()))
    except (zlib.error, ValueError) as error:
        raise PackedFileError(f"{path}: not a file of {kind!r}: {error}") from error
    if not isinstance(content, dict) or content.get("kind") != kind:
        raise PackedFileError(f"{path}: not a file of {kind!r}, which this version reads; train it again")
    return content
