"""What Material's search index holds of a page, without parsing its HTML anew for every element and attribute.

The entries are those that Material's own search plugin makes of the same page (a test holds the two together): one
for the page and one for each heading with an ``id``; what says ``data-search-exclude`` is left out. The HTML is our
own: balanced, attributes in double quotes, every text escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from itertools import islice
from typing import Any

from markupsafe import escape as as_markup

from annotate.site.generated import GeneratedPage

KINDS = {"article": "Article", "actor": "Actor", "event": "Event"}
"""What the search shows beside its results, by kind of page."""

_EXCLUDED = 'data-search-exclude="'
_OWN_HINT = ' data-search-exclude="1"'
"""As our templates write it; looking for what others may write takes ten times as long."""
_HINTS = re.compile(r"\s?data-search-\w+=\"[^\"]+\"")
_TOKEN = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^>\"]*(?:\"[^\"]*\"[^>\"]*)*)>|([^<]+)")
_ID = re.compile(r'\sid="([^"]*)"')
_INNER_HEADING = re.compile(r"<h[1-6]\s[^>]*\bid=")
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_KEPT = frozenset(["p", "code", "pre", "li", "ol", "ul", "sub", "sup"])
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_ALWAYS_SKIPPED = frozenset(["object", "script", "style"])
_FAR = 1 << 60


def without_hints(html: str) -> str:
    """``html`` as it is published: without the attributes that only the search reads."""
    html = html.replace(_OWN_HINT, "")
    return _HINTS.sub("", html) if "data-search-" in html else html


def search_entries(page: GeneratedPage, url: str) -> list[dict[str, Any]]:
    """The entries of ``page``, which stands at ``url`` below the site's root."""
    if not page.searchable:
        return []
    name = str(as_markup(page.title))
    tags = [KINDS[page.kind]] if page.kind in KINDS else None
    found: list[dict[str, Any]] = []
    for section in _sections(page.html):
        title = "".join(section.title or [name]).strip()
        entry: dict[str, Any] = {
            "location": f"{url}#{section.anchor}" if section.anchor else url,
            "title": title,
            "text": "".join(section.text).strip(),
        }
        if tags:
            entry["tags"] = [*tags]
        found.append(entry)
    return found


class _Section:
    def __init__(self, tag: str, depth: int = 0, *, excluded: bool = False) -> None:
        self.tag, self.depth, self.excluded = tag, depth, excluded
        self.anchor = ""
        self.title: list[str] = []
        self.text: list[str] = []


def _sections(html: str) -> Iterator[_Section]:
    reading = _Reading(html)
    token, position = _TOKEN.search(html), 0
    while token is not None:
        closing, tag, attributes, text = token.groups()
        position = token.end()
        if text:
            reading.text(text)
        elif closing:
            reading.end(tag)
        else:
            reading.start(tag, attributes)
            if attributes.endswith("/"):
                reading.end(tag)
            elif _EXCLUDED in attributes:
                position = reading.behind(position)
        token = _TOKEN.search(html, position)
    return (section for section in reading.sections if not section.excluded)


class _Reading:
    """Goes through a page, element by element."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.sections: list[_Section] = []
        self.section: _Section | None = None
        self.open: list[str] = []
        self.skipped = set(_ALWAYS_SKIPPED)

    def start(self, tag: str, attributes: str) -> None:
        if tag in _VOID:
            return
        self.open.append(tag)
        excluded = _EXCLUDED in attributes
        if tag in _HEADINGS and (found := _ID.search(attributes)):
            if tag != "h1" and not self.sections:
                self._begin(_Section("hx", len(self.open)))
            begun = _Section(tag, len(self.open), excluded=excluded)
            if self.sections:
                begun.anchor = unescape(found[1])
            self._begin(begun)
        section = self.section or self._begin(_Section("hx"))
        if excluded:
            self.skipped.add(tag)
        elif tag in _KEPT and self.skipped.isdisjoint(self.open):
            self._target(section).append(f"<{tag}>")

    def behind(self, position: int) -> int:
        """From where to go on after the start of an excluded element: its end, where nothing within it matters.

        Of an excluded heading, the whole section is left out: that ends with the element around the heading.
        """
        section, depth = self.section, len(self.open)
        if section is None or section.depth > depth:
            return position
        is_heading = section.excluded and section.depth == depth
        if is_heading and depth < 2:
            return position
        around = self.open[-2 if is_heading else -1]
        end = self.html.find(f"</{around}>", position)
        within = self.html[position:end]
        if end < 0 or f"<{around}" in within or _INNER_HEADING.search(within):
            return position
        if is_heading:
            self.skipped.discard(self.open.pop())
        return end

    def end(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag or self.section is None:
            return
        depth = len(self.open)
        if self.section.depth > depth:
            # A heading within another element: with that, its section ends.
            outer = next((section for section in reversed(self.sections) if section.depth <= depth), None)
            if outer is not None:
                self.section.depth = _FAR
                self.section = outer
        self.open.pop()
        if tag in self.skipped:
            if tag not in _ALWAYS_SKIPPED:
                self.skipped.remove(tag)
        elif tag in _KEPT and self.skipped.isdisjoint(self.open):
            target = self._target(self.section)
            begun = target.index(f"<{tag}>")
            if all(piece.isspace() for piece in islice(target, begun + 1, None)):
                del target[begun:]
            else:
                target.append(f"</{tag}>")

    def text(self, data: str) -> None:
        if not self.skipped.isdisjoint(self.open):
            return
        if "&" in data:
            data = unescape(data)
        blank = data.isspace()
        if "pre" not in self.open:
            data = " " if blank else data.replace("\n", " ")
        section = self.section or self._begin(_Section("hx"))
        if section.tag in self.open:
            section.title.append(escape(data, quote=False))
        elif not blank:
            section.text.append(escape(data, quote=False))
        elif not section.text or not section.text[-1].isspace() or "pre" in self.open:
            section.text.append(data)

    def _begin(self, section: _Section) -> _Section:
        self.section = section
        self.sections.append(section)
        return section

    def _target(self, section: _Section) -> list[str]:
        return section.title if section.tag in self.open else section.text
