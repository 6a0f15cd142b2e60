"""Text as Markdown that every generator shows as it is, whatever extensions it has and however it treats HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotate.corpus.text.markdown import PARSER, inline_text, numbered

_MARKS = re.compile(r"[\\`*_\[\]<>&|~^{}$=]|(?<!\w)[#@:]|:(?=\w+:)|!(?=\[)")
_FIRST = re.compile(r"^(?:[-+]|\d{1,9}(?=[.)]))")


def plain(text: str) -> str:
    """``text`` on one line: characters that mean something to some Markdown are written by their numbers."""
    line = " ".join(text.split())
    marked = _MARKS.sub(lambda found: f"&#{ord(found[0])};", line)
    return _FIRST.sub(lambda found: f"&#{ord(found[0][0])};{found[0][1:]}", marked)


def plain_body(body: str) -> str:
    """The passages of an article's body: headings, list items and quotations as such, the words without marks."""
    return "\n\n".join(_parts(body))


def _parts(body: str) -> Iterator[str]:
    tokens = PARSER.parse(body)
    texts = {id(token): token for _, token in numbered(tokens)}
    around: list[str] = []
    for token in tokens:
        if token.nesting > 0:
            around.append(token.type)
        elif token.nesting < 0 and around:
            around.pop()
        elif token.type in ("fence", "code_block"):
            yield "\n".join(f"    {line}" for line in token.content.rstrip("\n").split("\n"))
        elif id(token) in texts:
            text = plain(inline_text(token))
            if text:
                yield _prefix(around) + text


def _prefix(around: list[str]) -> str:
    if "heading_open" in around:
        return "## "
    return "- " if "list_item_open" in around else "> " if "blockquote_open" in around else ""
