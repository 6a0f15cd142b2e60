"""Words in their surroundings: the sentence around a mention, the passage around a piece of evidence, a quote whole.

Sentences are found by punctuation alone. A wrong guess shows a little more or less of the paragraph, never other words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from annotate.corpus.annotations import Quote, Span
from annotate.timeline.linked import AnnotatedArticle

# A full stop behind a short capitalised word (Mr., Gen., Feb.) or a single letter (U.S., J.) ends no sentence.
_STOP = re.compile(
    r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})(?<!\bSept)[.!?…][”’\"')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])"
)
_OPENING, _CLOSING = '“„«"‘', '”“»"’'
_JOINT = re.compile(r"[\s“”„«»\"‘’,;–—]*")


@dataclass(frozen=True)
class Excerpt:
    """A piece of an article with words marked in it."""

    before: str
    marked: str
    after: str
    passage: str
    """The ``id`` of the passage on the article's page."""


def passage_anchor(span: Span) -> str:
    """The ``id`` of the span's passage on the article's page."""
    return f"p-{span.p}" if isinstance(span.p, str) else f"p{span.p}"


def in_passage(within: AnnotatedArticle, span: Span) -> Excerpt:
    """The whole passage around ``span``. A lost span stands alone, in the words of its anchor."""
    if not span.is_placed:
        return Excerpt("", span.text, "", passage_anchor(span))
    passage = within.passage_at(span.start)
    start, end = span.start - passage.start, min(span.end - passage.start, len(passage.text))
    return Excerpt(passage.text[:start], passage.text[start:end], passage.text[end:], passage_anchor(span))


def in_sentence(within: AnnotatedArticle, span: Span) -> Excerpt:
    """The sentence around ``span``, or the sentences it reaches over."""
    whole = in_passage(within, span)
    text = whole.before + whole.marked + whole.after
    start, end = len(whole.before), len(whole.before) + len(whole.marked)
    stops = _stops(text)
    first = max((stop for stop in stops if stop <= start), default=0)
    last = min((stop for stop in stops if stop >= end), default=len(text))
    return Excerpt(text[first:start], whole.marked, text[end:last].rstrip(), whole.passage)


@lru_cache(1 << 12)
def _stops(passage: str) -> tuple[int, ...]:
    """Where sentences end. Most passages are asked about several times, on the pages of each actor and event."""
    return tuple(found.end() for found in _STOP.finditer(passage))


def quoted(within: AnnotatedArticle, quote: Quote) -> tuple[str, ...]:
    """What was said, in pieces: joined where only quotation marks stand between, apart where other words do.

    Direct speech is put in quotation marks; reported speech keeps those of the article.
    """
    text = within.article.text
    placed = sorted((s for s in quote.content if s.is_placed), key=lambda s: s.start)
    if not placed:
        return tuple(_in_marks(s.text) if quote.kind == "direct" else s.text for s in quote.content)
    runs: list[tuple[int, int]] = []
    for span in placed:
        if runs and _JOINT.fullmatch(text, runs[-1][1], max(span.start, runs[-1][1])) and quote.kind != "direct":
            runs[-1] = (runs[-1][0], max(runs[-1][1], span.end))
        else:
            runs.append((span.start, span.end))
    if quote.kind == "direct":
        return tuple(_in_marks(text[start:end]) for start, end in runs)
    return tuple(_with_own_marks(text, start, end) for start, end in runs)


def _in_marks(words: str) -> str:
    return f"“{words.strip()}”"


def _with_own_marks(text: str, start: int, end: int) -> str:
    """``text[start:end]`` with the quotation mark before or behind it, where one within it wants its partner."""
    words = text[start:end]
    opened = sum(words.count(mark) for mark in "“„«")
    closed = sum(words.count(mark) for mark in "”»")
    if text[start - 1 : start] in tuple(_OPENING) and (opened < closed or text[end : end + 1] in tuple(_CLOSING)):
        words, opened = text[start - 1] + words, opened + 1
    if opened > closed and text[end : end + 1] in tuple(_CLOSING):
        words += text[end]
    return words
