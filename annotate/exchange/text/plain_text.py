"""Plain text in: what a text without any markup shows of its title, date and deck, and its paragraphs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from annotate.exchange.draft import Draft
from annotate.exchange.text.dateline import read_dateline
from annotate.exchange.text.head import Block, date_line, read_head
from annotate.exchange.text.markdown_escaping import to_markdown

_HARD_WRAP = 100
"""Lines longer than this were not broken by hand; without blank lines each of them is a paragraph."""


_NEAR_TOP = 6
_NEAR_END = 2
"""Paragraphs at the top and at the end among which a line with the date is looked for."""


def read_plain_text(text: str) -> Draft:
    """What ``text`` (line ends single line feeds) says of itself, its body as Markdown that reads the same."""
    blocks = list(_blocks(without_controls(text)))
    head, rest = read_head(blocks)
    draft = head.draft()
    body = ["\n".join(lines) for lines in _paragraphs(rest)]
    dateline = read_dateline(body[0]) if body else None
    if dateline is not None:
        found = Draft(place=dateline.place, date=dateline.date, doubt=dateline.doubt)
        draft = draft.filled_from(found)
    if not draft.date:
        # Press releases put place, speaker and date on lines of their own, and some put the date below the text.
        draft = replace(draft, date=date_line([*rest[:_NEAR_TOP], *rest[-_NEAR_END:]]))
    return replace(draft, body=to_markdown(body))


def without_controls(text: str) -> str:
    """``text`` without control characters; those that break lines or pages become line feeds."""
    text = re.sub("[\f\v\x1c-\x1e\x85\u2028]", "\n", text).replace("\u2029", "\n\n")
    if text.isprintable():
        return text
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc")


def _blocks(text: str) -> Iterator[Block]:
    """Runs of lines between blank ones; a line of no-break spaces is blank too."""
    lines: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.strip():
            lines.append(line)
        elif lines:
            yield lines
            lines = []


def _paragraphs(blocks: Sequence[Block]) -> Sequence[Block]:
    if len(blocks) == 1 and any(len(line) > _HARD_WRAP for line in blocks[0]):
        return [[line] for line in blocks[0]]
    return blocks
