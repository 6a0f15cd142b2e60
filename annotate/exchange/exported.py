"""What an export is, and the addresses that exported files name."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

from annotate.corpus.article import Article
from annotate.corpus.edtf import first_day, last_day
from annotate.corpus.timeline import Entry
from annotate.timeline.linked import Corpus, EventIn

DATA = "data"
"""The folder of the site that exported files stand in."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class ExportedFile:
    """A file to be written."""

    path: str
    """Relative, with slashes: ``calendars/all.ics``."""
    data: bytes


@dataclass(frozen=True)
class Publication:
    """Where the site stands, as far as exported files must know it."""

    address: str = ""
    """Of the site's home page; empty where the site has none, and files then name no addresses."""
    name: str = "Dateline"
    directory_urls: bool = True

    def article(self, article_id: str, anchor: str = "") -> str:
        """The address of an article's page, or of an element on it."""
        return self._page("articles", article_id, anchor)

    def actor(self, actor_id: str) -> str:
        """The address of an actor's page."""
        return self._page("actors", actor_id)

    def event(self, entry_id: str) -> str:
        """The address of an event's page."""
        return self._page("events", entry_id)

    def file(self, path: str) -> str:
        """The address of an exported file."""
        return urljoin(self._base, f"{DATA}/{path}") if self.address else ""

    @property
    def _base(self) -> str:
        return self.address if self.address.endswith("/") else f"{self.address}/"

    def _page(self, folder: str, name: str, anchor: str = "") -> str:
        if not self.address:
            return ""
        # As in the site: the page of something called "index" does not take the folder's own place.
        inner = f"{folder}/index/index" if name == "index" else f"{folder}/{name}"
        path = (inner.removesuffix("/index") + "/") if self.directory_urls else f"{inner}.html"
        return urljoin(self._base, path) + (f"#{anchor}" if anchor else "")


@dataclass(frozen=True)
class Export:
    """One format."""

    name: str
    """As a person types it: ``annotate export NAME``."""
    title: str
    """In a few words."""
    files: Callable[[Corpus, Publication], Iterator[ExportedFile]]
    at_build: bool = True
    """Whether the site offers it; what is large or for other programs' training is made on demand."""


def text_file(path: str, text: str) -> ExportedFile:
    """A file of UTF-8."""
    return ExportedFile(path, text.encode("utf-8", "replace"))


def json_text(value: Any) -> str:
    """``value`` as JSON for people to read, the same bytes every time."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def xml_bytes(root: ET.Element, *, indented: bool = True) -> bytes:
    """``root`` as an XML file; ``indented`` only where white space means nothing."""
    if indented:
        ET.indent(root, " ")
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def lasting_id(kind: str, name: str) -> str:
    """A URN that stays the same wherever the site stands."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"dateline:{kind}:{name}").urn


def printable(text: str) -> str:
    """``text`` without the characters that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)


def moment(article: Article) -> datetime:
    """When the article was published; midnight UTC where only the day is known."""
    published = article.published
    if isinstance(published, datetime):
        return published
    return datetime.combine(published, time(), UTC)


def as_of(corpus: Corpus) -> datetime:
    """When the newest article was published, the only clock that an export looks at."""
    return max((moment(a.article) for a in corpus.articles.values()), default=datetime(1970, 1, 1, tzinfo=UTC))


def stamp(when: datetime) -> str:
    """RFC 3339 in UTC: ``2025-02-27T14:59:00Z``."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def days(entry: Entry) -> tuple[date, date] | None:
    """First and last day that the entry stands for (the new date of a postponed one); None: undated."""
    when = entry.new_date or entry.date
    if when is None:
        return None
    first, last = first_day(when), last_day(when)
    one = first or last
    if one is None:
        return None
    return one, max(last or one, one)


def day_after(day: date) -> date:
    """The next day; the last one that there is stays."""
    return day if day == date.max else day + timedelta(days=1)


def evidence(corpus: Corpus, entry: Entry) -> list[tuple[EventIn, str]]:
    """Each report of the entry with the words that tell it."""
    return [(report, report.event.evidence.text) for report in corpus.reports_of(entry)]
