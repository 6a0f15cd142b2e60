"""An article: front matter and a body in Markdown, one file each."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from dateutil.parser import isoparse
from pydantic import Field, field_validator

from annotate.corpus.annotations import PassageName
from annotate.corpus.model import Record
from annotate.corpus.problems import CorpusError, Problem
from annotate.corpus.reading import read_bytes
from annotate.corpus.text.markdown import Block, blocks
from annotate.corpus.yaml.strict_yaml import read
from annotate.corpus.yaml.validation import validate

MAX_BYTES = 2_000_000
"""A file larger than this is no article; an average one has 5,000 bytes."""

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def _web_address(value: str) -> str:
    if value and not _WEB_ADDRESS.fullmatch(value):
        raise ValueError(f"{value!r} is no web address; write https://…")
    return value


class Source(Record):
    """A report that an article was compiled from."""

    publisher: str = Field(min_length=1, description="Who published it.")
    url: str = Field(default="", description="Its complete http or https address; absent where it is not known.")

    _url_is_web = field_validator("url")(_web_address)


class FrontMatter(Record):
    """What stands above the text of an article."""

    title: str = Field(min_length=1, description="The headline.")
    date: str = Field(description="Of publication: 2025-02-27, or with time and zone 2025-02-27T09:59-05:00.")
    subtitle: str = Field(default="", description="The line below the headline.")
    author: str = Field(default="", description="Who wrote it.")
    publisher: str = Field(default="", description="Who published it.")
    url: str = Field(default="", description="Where it was published: an http or https address.")
    language: str = Field(default="en", description="ISO 639-1.")
    licence: str = Field(default="", description="Under what terms the text may be shown.")
    place: str = Field(default="", description="Where it was written: the place of its dateline.")
    source: str = Field(default="", description="The file that it was imported from, with its fingerprint.")
    sources: tuple[Source, ...] = Field(default=(), description="The reports that it was compiled from.")
    extra: dict[str, Any] = Field(default_factory=dict, description="Keys of your own.")

    @field_validator("date")
    @classmethod
    def _date_exists(cls, value: str) -> str:
        try:
            moment = isoparse(value)
        except ValueError:
            raise ValueError(f"{value!r} is no date; write 2025-02-27 or 2025-02-27T09:59-05:00") from None
        if not _DATE.match(value):
            raise ValueError(f"{value!r} is no full date; write year, month and day: 2025-02-27")
        if len(value) > 10 and moment.tzinfo is None:
            raise ValueError(f"{value!r} has a time without a zone; write 2025-02-27T09:59-05:00")
        return value

    _url_is_web = field_validator("url")(_web_address)


@dataclass(frozen=True)
class Passage:
    """A piece of the article that anchors can stand in."""

    name: PassageName
    """A paragraph's number from 1, or ``title``, or ``subtitle``."""
    text: str
    start: int
    """Offset of its first code point in :attr:`Article.text`."""

    @property
    def end(self) -> int:
        """One past its last code point."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class Article:
    """One article as it stands in the corpus."""

    id: str
    """The file's name without ``.md``, for good."""
    path: Path
    front_matter: FrontMatter
    body: str
    """Markdown, each line end a single line feed."""

    @property
    def title(self) -> str:
        """The headline."""
        return self.front_matter.title

    @property
    def subtitle(self) -> str:
        """The line below the headline; empty where there is none."""
        return self.front_matter.subtitle

    @cached_property
    def published(self) -> datetime | date:
        """When it was published: a date, or a moment with its zone."""
        value = self.front_matter.date
        return isoparse(value) if len(value) > 10 else date.fromisoformat(value)

    @cached_property
    def date(self) -> date:
        """The day of publication, in the zone that the article gives."""
        published = self.published
        return published.date() if isinstance(published, datetime) else published

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The passages of the body, with their lines."""
        return blocks(self.body)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Title, subtitle where there is one, and the passages of the body, in the order of :attr:`text`."""
        parts: list[tuple[PassageName, str]] = [("title", self.title)]
        if self.subtitle:
            parts.append(("subtitle", self.subtitle))
        parts += [(block.number, block.text) for block in self.blocks]
        found, start = [], 0
        for name, text in parts:
            found.append(Passage(name, text, start))
            start += len(text) + 2
        return tuple(found)

    @cached_property
    def text(self) -> str:
        """Everything a reader reads: the passages, separated by blank lines."""
        return "\n\n".join(passage.text for passage in self.passages)

    @cached_property
    def fingerprint(self) -> str:
        """Changes when, and only when, the text or the date that annotations rest on changes."""
        return hashlib.sha256(f"{self.date}\n{self.text}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def decode(data: bytes, path: Path) -> str:
    """The text of a file: UTF-8, with or without byte-order mark, each line end a single line feed.

    Raises:
        CorpusError: for an empty, too large, binary or otherwise encoded file.
    """
    if len(data) > MAX_BYTES:
        size = f"the file has {len(data):,} bytes, an article at most {MAX_BYTES:,}"
        raise CorpusError([Problem(path, 1, 1, "too-large", size, "split it into articles")])
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise CorpusError([Problem(path, 1, 1, "encoding", "the file is UTF-16", "save it as UTF-8")])
    if b"\0" in data:
        raise CorpusError([Problem(path, 1, 1, "binary", "the file is binary, not text")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        message = f"byte 0x{data[error.start]:02x} is not UTF-8"
        raise CorpusError([Problem(path, line, column, "encoding", message, "save the file as UTF-8")]) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise CorpusError([Problem(path, 1, 1, "empty", "the file is empty")])
    return text


def split_front_matter(text: str) -> tuple[str | None, str, int]:
    """Front matter (None if there is none), body, and the line from 1 that the body begins on."""
    found = _FRONT_MATTER.match(text)
    if found is None:
        return None, text, 1
    return found["yaml"], text[found.end() :], text.count("\n", 0, found.end()) + 1


def read_article(path: Path) -> Article:
    """The article in ``path``.

    Raises:
        CorpusError: with every problem of its encoding and front matter.
        OSError: the file cannot be read.
    """
    article_id = path.stem
    if not _ID.fullmatch(article_id):
        hint = "use lower-case letters and digits joined by hyphens, such as 2025-02-27-talks-in-geneva.md"
        raise CorpusError([Problem(path, 1, 1, "bad-file-name", f"{path.name!r} cannot be an article's id", hint)])
    text = decode(read_bytes(path, MAX_BYTES, "split it into articles"), path)
    yaml_text, body, _ = split_front_matter(text)
    if yaml_text is None:
        hint = "begin with a line '---', then title: and date:, then a line '---'"
        raise CorpusError([Problem(path, 1, 1, "no-front-matter", "the article has no front matter", hint)])
    front_matter = validate(FrontMatter, read(yaml_text, path, first_line=2))
    return Article(article_id, path, front_matter, body)
