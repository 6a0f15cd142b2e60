"""Whether anything has changed since a run that left nothing to do: told from the bytes of the files, and unparsed.

Losing what is kept costs time only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from annotate.corpus.file_states import digest, file_states
from annotate.corpus.keeping.writing import write_atomically

KEPT = Path(".cache") / "annotate" / "settled"
"""Below the folder that holds the corpus folder."""


@dataclass(frozen=True)
class Snapshot:
    """The files of a corpus at a moment."""

    digests: Mapping[str, str]
    """By name."""

    @classmethod
    def of(cls, root: Path) -> Snapshot:
        """The files of the corpus folder ``root`` as they are now; one that can't be read is none of them."""
        return cls({name: state[2] for name, state in file_states(root).items() if state[2]})

    def with_texts(self, texts: Iterable[tuple[Path, str]]) -> Snapshot:
        """These files with others' ``texts`` in their place, each with its path."""
        new = {path.name: digest(text.encode("utf-8", "surrogatepass")) for path, text in texts}
        return Snapshot({**self.digests, **new})

    def mark(self, *version: str) -> str:
        """Changes with every file, and with each of ``version``."""
        whole = hashlib.sha256("\0".join(version).encode())
        for name, content in sorted(self.digests.items()):
            whole.update(f"{name}\0{content}\0".encode("utf-8", "surrogateescape"))
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
