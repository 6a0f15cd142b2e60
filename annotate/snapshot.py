"""Whether anything has changed since a run that left nothing to do: told from the bytes of the files, and unparsed.

Losing what is kept costs time only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from annotate.corpus.writing import write_atomically

KEPT = Path(".cache") / "annotate" / "settled"
"""Below the folder that holds the corpus folder."""

_SUFFIXES = {".md", ".yaml"}


@dataclass(frozen=True)
class Snapshot:
    """The files of a corpus at a moment."""

    digests: Mapping[str, bytes]
    """By path below the corpus folder."""

    @classmethod
    def of(cls, root: Path) -> Snapshot:
        """The files of the corpus folder ``root`` as they are now; one that can't be read is none of them."""
        return cls({str(path.relative_to(root)): digest for path in _files(root) if (digest := _digest(path))})

    def with_texts(self, root: Path, texts: Mapping[Path, str]) -> Snapshot:
        """These files with others' ``texts``, by path, in their place."""
        new = {
            str(path.relative_to(root)): _hash(text.encode("utf-8", "surrogatepass")) for path, text in texts.items()
        }
        return Snapshot({**self.digests, **new})

    def mark(self, *version: str) -> str:
        """Changes with every file, and with each of ``version``."""
        whole = hashlib.sha256("\0".join(version).encode())
        for name, digest in sorted(self.digests.items()):
            whole.update(name.encode("utf-8", "surrogateescape") + b"\0" + digest)
        return whole.hexdigest()


def is_settled(root: Path, mark: str) -> bool:
    """Whether ``mark`` is what the last run of the corpus folder ``root`` has left."""
    try:
        return (root.resolve().parent / KEPT).read_text(encoding="utf-8").strip() == mark
    except (OSError, ValueError):
        return False


def settle(root: Path, mark: str) -> None:
    """Remember ``mark`` for the corpus folder ``root``, if the folder beside it can hold it."""
    path = root.resolve().parent / KEPT
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, mark + "\n")
    except OSError:
        return  # it only saves time


def _files(root: Path) -> Iterator[Path]:
    try:
        yield from (path for path in sorted(root.glob("*")) if path.suffix in _SUFFIXES)
    except OSError:
        return


def _digest(path: Path) -> bytes:
    try:
        return _hash(path.read_bytes()) if path.is_file() else b""
    except OSError:
        return b""


def _hash(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()
