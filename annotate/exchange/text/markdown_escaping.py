"""Paragraphs of plain text as Markdown that a reader sees unchanged, escaped only where Markdown would change them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotate.corpus.text.markdown import PARSER, blocks

_INLINE = {character: re.compile(re.escape(character)) for character in "\\`*_[]<&~|!:"}
_LINE_STARTS = {
    "#": re.compile(r"^(?=#)", re.MULTILINE),
    ">": re.compile(r"^(?=>)", re.MULTILINE),
    "-": re.compile(r"^(?=-)", re.MULTILINE),
    "+": re.compile(r"^(?=\+)", re.MULTILINE),
    "=": re.compile(r"^(?==)", re.MULTILINE),
    "1.": re.compile(r"^(\d{1,9})(?=[.)])", re.MULTILINE),
}


def to_markdown(paragraphs: Sequence[str]) -> str:
    """The body of an article whose passages are ``paragraphs``, in their order.

    A paragraph may have several lines and no blank one. Its passage is its lines, without the white space around
    them, joined by single spaces. Paragraphs that Markdown shows unchanged are taken over byte for byte.
    """
    body = "\n\n".join(_paragraph(paragraph) for paragraph in paragraphs)
    if [block.text for block in blocks(body)] != [as_read(paragraph) for paragraph in paragraphs]:
        raise AssertionError("paragraphs do not change each other, for each of them is one paragraph by itself")
    return f"{body}\n" if body else ""


def as_read(paragraph: str) -> str:
    """The passage that ``paragraph`` must become."""
    return " ".join(line.strip() for line in paragraph.strip().split("\n"))


def _paragraph(text: str) -> str:
    if _shows(text, as_read(text)):
        return text
    lines = "\n".join(line.strip() for line in text.strip().split("\n"))
    wanted = as_read(text)
    needed = set(_INLINE) | set(_LINE_STARTS)
    # What is not needed is dropped, one kind of mark after the other, as long as the reader sees the same.
    for kind in (*_INLINE, *_LINE_STARTS):
        if _shows(_escaped(lines, needed - {kind}), wanted):
            needed.discard(kind)
    return _escaped(lines, needed)


def _escaped(text: str, kinds: set[str]) -> str:
    for kind, pattern in _INLINE.items():
        if kind in kinds:
            text = pattern.sub(lambda found: f"\\{found[0]}", text)
    for kind, pattern in _LINE_STARTS.items():
        if kind in kinds:
            text = pattern.sub(lambda found: f"{found[0]}\\", text)
    return text


def _shows(markdown: str, wanted: str) -> bool:
    """Whether ``markdown`` is one paragraph of plain text that reads ``wanted``."""
    tokens = PARSER.parse(markdown)
    if [token.type for token in tokens] != ["paragraph_open", "inline", "paragraph_close"]:
        return False
    children = tokens[1].children or []
    return all(child.type in {"text", "softbreak"} for child in children) and (
        "".join(child.content if child.type == "text" else " " for child in children) == wanted
    )
