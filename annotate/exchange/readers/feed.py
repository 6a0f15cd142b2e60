"""RSS and Atom feeds in: each entry that holds its article. Parsing is feedparser's work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any

from annotate.exchange.document import Document, Found, Item, Reader, mark_of
from annotate.exchange.draft import Draft, one_line
from annotate.exchange.readers.web_page import fragment_parts
from annotate.exchange.text.charset import decoded
from annotate.exchange.text.parts import Part, body_of
from annotate.exchange.text.publication_date import DateDoubtError, read_date

MAX_FEED_BYTES = 20_000_000

_ROOT = re.compile(rb"<(?:[\w-]+:)?(?:rss|feed|rdf)\b", re.IGNORECASE)
_LEADING = re.compile(
    rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^\[>]*>\s*)*", re.DOTALL
)
_WEB = re.compile(r"https?://[^\s<>\"]+")
_TEASER = 400
"""Characters. A summary shorter than this announces an article and is none."""


def recognises(document: Document) -> bool:
    """Whether the first element is that of a feed."""
    start = _LEADING.sub(b"", document.head.replace(b"\0", b""))
    return bool(_ROOT.match(start)) or (document.suffix in {".rss", ".atom"} and start.startswith(b"<"))


def read(document: Document) -> Iterator[Found]:
    """The articles that stand in the feed; a problem for each entry that only announces one.

    Raises:
        CorpusError: it is too large, declares entities, or is no feed.
    """
    publisher, entries = _parsed(document)
    for number, entry in enumerate(entries, 1):
        draft = _draft(entry, publisher)
        if draft.body:
            yield Item(draft, mark_of(draft.url, draft.title, draft.body), number)
        else:
            message = f"entry {number}, {draft.title[:60]!r}, only announces its article"
            yield document.problem("teaser", message, "fetch the articles with --follow", line=number)


def links(document: Document) -> list[tuple[str, str]]:
    """Address and title of each entry's article, each once, in the order of the feed.

    Raises:
        CorpusError: as :func:`read`.
    """
    _, entries = _parsed(document)
    found = {str(entry.get("link", "")): one_line(str(entry.get("title", ""))) for entry in entries}
    return [(address, title) for address, title in found.items() if _WEB.fullmatch(address)]


def _parsed(document: Document) -> tuple[str, list[Any]]:
    import feedparser  # noqa: PLC0415  # loads slowly

    data = document.data(MAX_FEED_BYTES, "a feed")
    # feedparser's fallback for broken XML is lenient; entities of one's own serve nobody but an attacker.
    if re.search(r"<!ENTITY", decoded(data, document, marked_up=True), re.IGNORECASE):
        raise document.refusal("entities", "the feed declares entities of its own, which are not read")
    try:
        # A file object, never a string: feedparser would take that for an address or a path.
        parsed = feedparser.parse(BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
    except Exception as error:  # noqa: BLE001  # what a broken feed raises is not told
        raise document.refusal("broken", f"the feed cannot be read: {one_line(str(error))[:100]}") from None
    if not parsed.version and not parsed.entries:
        raise document.refusal("broken", "the file is no feed that can be read")
    if not parsed.entries:
        raise document.refusal("empty", "the feed has no entries")
    return _plain(str(parsed.feed.get("title", ""))), list(parsed.entries)


def _draft(entry: Any, publisher: str) -> Draft:
    contents = [str(content.get("value", "")) for content in entry.get("content", ())]
    markup = max(contents, key=len, default="")
    paragraphs = fragment_parts(markup)
    if not paragraphs:
        paragraphs = fragment_parts(str(entry.get("summary", "")))
        if sum(map(len, paragraphs)) < _TEASER:
            paragraphs = []
    link = str(entry.get("link", ""))
    source = entry.get("source")
    return Draft(
        title=_plain(str(entry.get("title", ""))),
        date=_date(entry),
        author=_plain(str(entry.get("author", ""))),
        publisher=_plain(str(source.get("title", ""))) if isinstance(source, dict) else publisher,
        url=link if _WEB.fullmatch(link) else "",
        licence=_plain(str(entry.get("rights", ""))),
        body=body_of([Part("paragraph", text) for text in paragraphs]),
    )


def _plain(markup: str) -> str:
    return one_line(" ".join(fragment_parts(markup))) if re.search(r"[<&]", markup) else one_line(markup)


def _date(entry: Any) -> str:
    for name in ("published", "created", "updated"):
        if name not in entry:  # feedparser would warn, and hand out another date instead
            continue
        written = str(entry.get(name) or "")
        moment = entry.get(f"{name}_parsed")
        with suppress(DateDoubtError):
            value = read_date(re.sub(r"(T\d\d:\d\d:\d\d)\.\d+", r"\1", written))
            if value:
                return value
        if moment:
            return f"{moment.tm_year:04d}-{moment.tm_mon:02d}-{moment.tm_mday:02d}"
    return ""


READER = Reader("a feed", recognises, read)
