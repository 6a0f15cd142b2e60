"""Marked-up text as a row of parts, and the parts as the Markdown body of an article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from lxml.etree import _Element

from annotate.corpus.text.markdown import blocks
from annotate.exchange.draft import one_line
from annotate.exchange.text.markdown_escaping import as_read, to_markdown

Kind = Literal["paragraph", "heading", "item", "quotation"]

_HEADINGS = re.compile(r"h[1-6]|head")
_OWN_LINES: dict[str, Kind] = {
    "p": "paragraph", "li": "item", "item": "item", "dt": "paragraph", "dd": "paragraph", "pre": "paragraph",
    "figcaption": "paragraph", "caption": "paragraph", "address": "paragraph", "tr": "paragraph", "row": "paragraph",
    "quote": "quotation", "blockquote": "quotation",
}  # fmt: skip
_UNREAD = frozenset(
    ["script", "style", "template", "noscript", "head", "title", "svg", "math", "iframe", "object", "form", "button"]
)
_BROKEN_BY = frozenset(["div", "section", "article", "main", "body", "ul", "ol", "dl", "table", "br", "hr", "lb"])
_CELLS = frozenset(["td", "th", "cell"])
_MAX_DEPTH = 200


@dataclass(frozen=True)
class Part:
    """A paragraph, heading, list item or quotation of plain text."""

    kind: Kind
    text: str
    """Of one line."""


class _Walk:
    """Collects text, and cuts it into parts wherever an element stands on lines of its own."""

    def __init__(self, *, head_is_heading: bool) -> None:
        self.parts: list[Part] = []
        self.pieces: list[str] = []
        self.head_is_heading = head_is_heading

    def cut(self, kind: Kind) -> None:
        text = one_line("".join(self.pieces))
        self.pieces.clear()
        if text:
            self.parts.append(Part(kind, text))

    def walk(self, element: _Element, kind: Kind, depth: int = 0) -> None:
        tag = element.tag.lower() if isinstance(element.tag, str) else ""
        heading = tag != "head" or self.head_is_heading
        if tag and not (tag in _UNREAD and not (tag == "head" and heading)) and depth < _MAX_DEPTH:
            inner: Kind = "heading" if _HEADINGS.fullmatch(tag) and heading else _OWN_LINES.get(tag, kind)
            cuts = tag in _OWN_LINES or tag in _BROKEN_BY or inner == "heading"
            if inner == "paragraph" and kind in ("item", "quotation"):
                inner = kind
            if cuts:
                self.cut(kind)
            if tag in _CELLS and self.pieces:
                self.pieces.append(" | ")
            self.pieces.append(element.text or "")
            for child in element:
                self.walk(child, inner, depth + 1)
            if cuts:
                self.cut(inner)
        self.pieces.append(element.tail or "" if depth else "")


def parts_of(element: _Element, *, head_is_heading: bool = False) -> list[Part]:
    """The parts of an HTML element, or of one whose headings are called ``head`` (as in TEI)."""
    walk = _Walk(head_is_heading=head_is_heading)
    walk.walk(element, "paragraph")
    walk.cut("paragraph")
    return walk.parts


def body_of(parts: Sequence[Part]) -> str:
    """Markdown that a reader sees as ``parts``; where marks would change a text, all are plain paragraphs."""
    texts = [as_read(part.text) for part in parts]
    body = "\n\n".join(_marked(parts))
    if [block.text for block in blocks(body)] == texts:
        return f"{body}\n" if body else ""
    return to_markdown([part.text for part in parts])


def _marked(parts: Sequence[Part]) -> Iterator[str]:
    items: list[str] = []
    for part in parts:
        text = to_markdown([part.text]).rstrip("\n")
        if part.kind == "item":
            items.append(f"- {text}")
            continue
        if items:
            yield "\n".join(items)
            items = []
        yield {"heading": "## ", "quotation": "> "}.get(part.kind, "") + text
    if items:
        yield "\n".join(items)
