"""Saved web pages in. What is article and what is frame, and who published it when, is trafilatura's finding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from urllib.parse import urlsplit

from lxml import html
from lxml.etree import ParserError, _Element

from annotate.exchange.document import Document, Found, Item, Reader, mark_of
from annotate.exchange.draft import Draft, one_line
from annotate.exchange.text.charset import decoded
from annotate.exchange.text.parts import body_of, parts_of
from annotate.exchange.text.publication_date import DateDoubtError, read_date

MAX_PAGE_BYTES = 10_000_000

_SIGNS = (b"<!doctype html", b"<html", b"<head", b"<body")
_SUFFIXES = frozenset([".html", ".htm", ".xhtml"])
_WEB = re.compile(r"https?://[^\s<>\"]+")
_PUBLISHED = (
    "//meta[@property='article:published_time' or @itemprop='datePublished' or @name='article:published_time'"
    " or @name='parsely-pub-date' or @name='datePublished' or @name='date']/@content",
    "//time[@itemprop='datePublished' or @pubdate]/@datetime",
)
_JSON_LD = re.compile(r'"datePublished"\s*:\s*"([^"]{10,40})"')


def recognises(document: Document) -> bool:
    """Whether it is HTML, by its name or by its beginning."""
    start = re.sub(rb"\0", b"", document.head).lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    start = re.sub(rb"^(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)+", b"", start, flags=re.DOTALL)
    return start.startswith(_SIGNS) or (document.suffix in _SUFFIXES and b"<" in start)


def read(document: Document) -> Iterator[Found]:
    """The article on the page.

    Raises:
        CorpusError: it is too large, in no known encoding, or holds no text.
    """
    data = document.data(MAX_PAGE_BYTES, "a web page")
    text = decoded(data, document, marked_up=True)
    yield Item(read_page(text, document), mark_of(text.strip()))


def read_page(text: str, document: Document) -> Draft:
    """What the page shows of its article.

    Raises:
        CorpusError: it holds no text.
    """
    from trafilatura import bare_extraction  # noqa: PLC0415  # takes half a second to load

    # The encoding is known by now; a declaration in the text would be read again, and believed.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        tree = html.document_fromstring(text, parser=html.HTMLParser(encoding=None, huge_tree=False))
        found = bare_extraction(
            text,
            url=document.url or None,
            with_metadata=True,
            include_comments=False,
            include_formatting=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as error:  # noqa: BLE001  # what a broken page raises is not told by either package
        message = f"the page cannot be read: {one_line(str(error))[:100] or type(error).__name__}"
        raise document.refusal("broken", message) from None
    if found is None or isinstance(found, dict) or found.body is None:
        raise document.refusal("no-text", "no article was found on the page", "save the page as it is read, or as text")
    title = one_line(found.title or "")
    parts = parts_of(found.body, head_is_heading=True)
    while parts and parts[0].text.casefold() == title.casefold():
        del parts[0]
    return Draft(
        title=title,
        date=_date(found.date or "", tree),
        author=", ".join(one_line(name) for name in (found.author or "").split(";") if name.strip()),
        publisher=one_line(found.sitename or ""),
        url=_address(found.url or "", document.url),
        language=_language(tree),
        licence=one_line(found.license or ""),
        body=body_of(parts),
    )


def _date(day: str, tree: _Element) -> str:
    """The day that was found, or the moment where the page gives one for it."""
    candidates = [str(value) for path in _PUBLISHED for value in tree.xpath(path)]
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        candidates += _JSON_LD.findall(str(script))
    moments = []
    for candidate in candidates:
        with suppress(DateDoubtError):
            moments.append(read_date(re.sub(r"(T\d\d:\d\d:\d\d)\.\d+", r"\1", candidate)))
    moments = [moment for moment in moments if moment]
    if not day:
        return next(iter(moments), "")
    for moment in moments:
        if abs(date.fromisoformat(moment[:10]) - date.fromisoformat(day)) <= timedelta(days=1):
            return moment
    return day


def _address(canonical: str, fetched: str) -> str:
    """The page's own address for itself, believed only as far as it stays on the host it came from."""
    if not _WEB.fullmatch(canonical):
        return fetched
    with suppress(ValueError):
        if not fetched or urlsplit(canonical).hostname == urlsplit(fetched).hostname:
            return canonical
    return fetched


def _language(tree: _Element) -> str:
    found = re.match(r"[a-z]{2}(?![a-z])", str(tree.get("lang") or tree.get("xml:lang") or "").strip().lower())
    return found[0] if found else ""


def fragment_parts(markup: str) -> list[str]:
    """The paragraphs of a piece of HTML, as plain text."""
    try:
        element = html.fragment_fromstring(markup, create_parent="div")
    except (ParserError, ValueError):
        return []
    return [part.text for part in parts_of(element)]


READER = Reader("a web page", recognises, read)
