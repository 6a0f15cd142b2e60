"""A document as it came: from a file or from an address, read only as far as a limit allows."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from annotate.corpus.actors import Actor
from annotate.corpus.annotations import Annotations
from annotate.corpus.article import MAX_BYTES
from annotate.corpus.problems import CorpusError, Problem
from annotate.corpus.timeline import Entry
from annotate.exchange.draft import Draft, one_line

_HEAD = 8192


@dataclass(frozen=True)
class Document:
    """What came, not yet read."""

    path: Path
    """What problems name: the file, or the address without its scheme."""
    open: Callable[[], BinaryIO]
    """Opens the bytes from their beginning."""
    size: int
    """In bytes."""
    url: str = ""
    """The address it was fetched from; empty for a file."""
    retrieved: str = ""
    """The day it was fetched, as 2025-02-27; empty where nobody knows."""
    charset: str = ""
    """What the server said of its encoding."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """The field of an article (or ``text``) that a column fills, where its name does not tell."""

    @property
    def name(self) -> str:
        """How an article names it as its source: the address, or the file's name on one line."""
        clean = self.path.name.encode("utf-8", "replace").decode("utf-8")
        return self.url or one_line(clean) or "document"

    @property
    def suffix(self) -> str:
        """The end of its name, in lower case: ``.html``."""
        return Path(self.path.name).suffix.lower()

    @cached_property
    def head(self) -> bytes:
        """Its first bytes, by which its kind is told."""
        with self.open() as file:
            return file.read(_HEAD)

    def data(self, limit: int = MAX_BYTES, what: str = "an article") -> bytes:
        """All of it.

        Raises:
            CorpusError: it has more than ``limit`` bytes.
        """
        if self.size > limit:
            raise self.refusal("too-large", f"the file has {self.size:,} bytes, {what} at most {limit:,}", "split it")
        with self.open() as file:
            return file.read(limit + 1)[:limit]

    def problem(self, code: str, message: str, hint: str = "", *, line: int = 1) -> Problem:
        """A finding in it."""
        return Problem(self.path, line, 1, code, message, hint)

    def refusal(self, code: str, message: str, hint: str = "", *, line: int = 1) -> CorpusError:
        """The error that says why it cannot be read."""
        return CorpusError([self.problem(code, message, hint, line=line)])


@dataclass(frozen=True)
class Item:
    """An article's worth of a document."""

    draft: Draft
    mark: str
    """Sixteen hexadecimal digits that tell this item from any other, whatever its article becomes."""
    line: int = 1
    """Where in the document it begins: a line, or its number from 1 where there are no lines."""
    retrieved: str = ""
    """When it was fetched, where the document itself tells: 2025-02-27."""
    article_id: str = ""
    """The id that it had in the corpus it comes from."""
    annotations: Annotations | None = None
    """What was marked in it there, not yet placed."""


Found = Item | Annotations | Actor | Entry | Problem
"""What a reader finds: an article; annotations of an article that is there already; an actor; an entry of the
timeline; or why a part of the document is none of these."""


@dataclass(frozen=True)
class Reader:
    """Reads one kind of document."""

    kind: str
    """As a sentence names it: a web page."""
    recognises: Callable[[Document], bool]
    read: Callable[[Document], Iterator[Found]]
    """Raises CorpusError where nothing of the document can be used."""


def mark_of(*parts: str | bytes) -> str:
    """The mark of an item that consists of ``parts``."""
    digest = hashlib.sha256()
    for number, part in enumerate(parts):
        digest.update(b"\0" * bool(number) + (part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part))
    return digest.hexdigest()[:16]


def file_document(path: Path) -> Document:
    """The file at ``path``.

    Raises:
        CorpusError: there is none, or it is a folder, a device or a pipe.
        OSError: it cannot be looked at.
    """
    if path.is_dir():
        raise CorpusError([Problem(path, 1, 1, "folder", "this is a folder", "name the files in it")])
    if not path.exists():
        raise CorpusError([Problem(path, 1, 1, "no-file", "there is no such file")])
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise CorpusError([Problem(path, 1, 1, "no-file", "this is a device or a pipe, not a file")])
    return Document(path, lambda: path.open("rb"), status.st_size)


def held_document(path: Path, data: bytes, *, url: str = "", retrieved: str = "", charset: str = "") -> Document:
    """A document whose bytes are at hand."""
    return Document(path, lambda: BytesIO(data), len(data), url, retrieved, charset)
