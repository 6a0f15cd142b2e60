"""The body of an article as passages of plain text: what a reader sees, without the Markdown around it.

Annotations are made on this text and rendering lays them back into it, so both sides must see the same
characters. :func:`visible` says which token of markdown-it gives which text; everything else follows from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

# Raw HTML is off: in an article it is text like any other, so it is shown and never runs.
PARSER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


@dataclass(frozen=True)
class Block:
    """One passage of the body: a paragraph, heading, list item or table cell."""

    number: int
    """Counted from 1, over the whole body."""
    text: str
    """What a reader sees; line breaks within the passage are single spaces."""
    line: int
    """The line of the body, from 1, that it begins on."""


def visible(token: Token) -> str:
    """The text that an inline token puts before the reader: of equal length in the passage and on the page."""
    if token.type in {"text", "code_inline"}:
        return token.content
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    return ""


def inline_text(inline: Token) -> str:
    """The text of an ``inline`` token."""
    return "".join(visible(child) for child in inline.children or ())


def numbered(tokens: list[Token]) -> Iterator[tuple[int, Token]]:
    """The ``inline`` tokens that hold text, with their passage numbers from 1."""
    number = 0
    for token in tokens:
        if token.type == "inline" and inline_text(token).strip():
            number += 1
            yield number, token


def blocks(body: str) -> tuple[Block, ...]:
    """The passages of a Markdown body, in the order of the text."""
    return tuple(
        Block(number, inline_text(token), (token.map[0] if token.map else 0) + 1)
        for number, token in numbered(PARSER.parse(body))
    )
