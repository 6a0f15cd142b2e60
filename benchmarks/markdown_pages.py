"""The pages of the site as Markdown, one for one: what a person would have to write for MkDocs alone to show the same.

Headings, paragraphs, lists, quotes, tables of facts and links are kept; forms and drawings are left out, which Markdown
has no words for. Links lead to the Markdown files, as MkDocs asks for.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import annotate
from annotate.site.addresses import address
from annotate.site.edition import Edition, environment
from annotate.site.pages import build

_LEFT_OUT = frozenset(["svg", "form", "fieldset", "nav", "summary", "pre"])
_ENDS_BLOCK = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dd", "dt", "blockquote", "figcaption", "div"])


def write_markdown(corpus: Path, docs: Path) -> int:
    """Write the pages of the site of ``corpus`` below ``docs``, and return how many there are."""
    edition = Edition(annotate.load(corpus), environment())
    pages = list(build(edition))
    paths = {address(page.path, True): page.path for page in pages}
    for page in pages:
        file = docs / page.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(as_markdown(page.html, page.path, paths), encoding="utf-8")
    return len(pages)


def write_html(corpus: Path, docs: Path) -> None:
    """Write the same pages below ``docs`` as they are, with everything that is on them: Markdown takes HTML as well."""
    for page in build(Edition(annotate.load(corpus), environment())):
        file = docs / page.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page.html, encoding="utf-8")


def as_markdown(html: str, origin: str, paths: Mapping[str, str]) -> str:
    """``html``, which stands on the page at ``origin``; ``paths`` are the Markdown files by their pages' address."""
    writer = _Writer(origin, paths)
    writer.feed(html)
    writer.close()
    return "\n\n".join(writer.blocks) + "\n"


class _Writer(HTMLParser):
    def __init__(self, origin: str, paths: Mapping[str, str]) -> None:
        super().__init__()
        self._origin, self._paths = origin, paths
        self._here = address(origin, True)
        self.blocks: list[str] = []
        self._text: list[str] = []
        self._links: list[str] = []
        self._mark = ""
        self._left_out = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LEFT_OUT or self._left_out:
            self._left_out += tag not in ("input", "br", "hr", "path", "line", "circle", "use", "rect")
            return
        if tag in _ENDS_BLOCK:
            self._end_block()
        if re.fullmatch("h[1-6]", tag):
            self._mark = "#" * int(tag[1]) + " "
        elif tag == "li":
            self._mark = "- "
        elif tag == "blockquote":
            self._mark = "> "
        elif tag == "dd":
            self._mark = ":   "
        elif tag == "a":
            self._links.append(self._target(dict(attrs).get("href") or ""))
            self._text.append("[")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Drawings are left out."""

    def handle_endtag(self, tag: str) -> None:
        if self._left_out:
            self._left_out -= 1
        elif tag == "a" and self._links:
            target = self._links.pop()
            self._text.append(f"]({target})" if target else "]")
        elif tag in _ENDS_BLOCK:
            self._end_block()

    def handle_data(self, data: str) -> None:
        if not self._left_out:
            self._text.append(re.sub(r"([\\`*_\[\]<>#])", r"\\\1", data))

    def _end_block(self) -> None:
        text = " ".join("".join(self._text).split())
        if text:
            self.blocks.append(self._mark + text)
            self._mark = ""
        self._text = []

    def _target(self, href: str) -> str:
        parts = urlsplit(href)
        if parts.scheme or not parts.path:
            return href if parts.scheme else ""
        there = posixpath.normpath(posixpath.join("/", self._here, parts.path)).lstrip("/")
        path = self._paths.get(f"{there}/" if there else "")
        return posixpath.relpath(path, posixpath.dirname(self._origin) or ".") if path else ""
