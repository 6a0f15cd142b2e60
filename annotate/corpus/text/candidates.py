"""Why an anchor is lost, and where its words, or words like them, stand in the article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rapidfuzz import fuzz

from annotate.corpus.annotations import Span
from annotate.corpus.article import Article
from annotate.corpus.text.anchors import count

_ALIKE = 75
"""How much of a hundred characters must agree for a candidate to be named."""


def why_lost(article: Article, span: Span) -> tuple[str, str]:
    """What is wrong with an anchor that was not found, and the nearest candidates."""
    passages: Mapping[object, str] = {passage.name: passage.text for passage in article.passages}
    here = passages.get(span.p)
    shown = span.text if len(span.text) <= 60 else f"{span.text[:59]}…"
    if here is None:
        last = max((name for name in passages if isinstance(name, int)), default=0)
        missing = f"the article has no passage {span.p!r}" if isinstance(span.p, str) else f"no paragraph {span.p}"
        return f"{shown!r} cannot be found: {missing}", _elsewhere(passages, span) or f"its last paragraph is {last}"
    times = count(here, span.text)
    where = f"paragraph {span.p}" if isinstance(span.p, int) else f"the {span.p}"
    if times:
        return f"{shown!r} stands {times} time(s) in {where}, there is no number {span.n}", f"write n: {times} or less"
    return f"{shown!r} does not stand in {where}", _elsewhere(passages, span) or "copy the words from the article"


def _elsewhere(passages: Mapping[object, str], span: Span) -> str:
    places = [str(name) for name, text in passages.items() if count(text, span.text)]
    if places:
        return f"the words stand in p: {', '.join(places[:3])}"
    alike = sorted(_alike(passages, span.text), reverse=True)[:2]
    return "; ".join(f"p: {name} has {words!r}" for _, name, words in alike)


def _alike(passages: Mapping[object, str], words: str) -> Iterator[tuple[float, str, str]]:
    """How alike, passage and words, of the nearest words of each passage."""
    for name, text in passages.items():
        found = fuzz.partial_ratio_alignment(words, text, score_cutoff=_ALIKE)
        if found is None or not words.strip():
            continue
        # To the borders of words, so that the hint can be copied.
        start, end = found.dest_start, found.dest_end
        while start > 0 and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum():
            end += 1
        yield found.score, str(name), text[start:end].strip()
