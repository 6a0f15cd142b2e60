"""The same words in several articles: which quotes are one saying, told more than once.

Words are compared in runs of four, without case, marks and punctuation, so a saying is known again where one article
cuts it short or leaves words out. Translations of one saying into different words are not.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from annotate.corpus.annotations import Quote

_RUN = 4
"""Words; a saying of fewer is too common to be known again."""
_SHARED = 0.6
"""The share of the shorter saying's runs that the longer one has too."""
_COMMON = 60
"""Quotes; a run that more have is a phrase of the trade and tells nothing."""

Runs = frozenset[tuple[str, ...]]


def repeated(quotes: Iterable[tuple[str, Quote]]) -> Mapping[str, tuple[str, ...]]:
    """Keys ``article-id#q1`` of quotes, each with the keys of the same words in other articles, in the order given.

    ``quotes`` are pairs of an article's id and a quote. Where both name their speakers, one must be the same. A quote
    that nobody repeats has no key.
    """
    runs: dict[str, Runs] = {}
    speakers: dict[str, frozenset[str]] = {}
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for article, quote in quotes:
        key = f"{article}#{quote.id}"
        runs[key] = _runs(quote)
        speakers[key] = frozenset((*((quote.speaker,) if quote.speaker else ()), *quote.speakers))
        for run in runs[key]:
            holders[run].append(key)
    place = {key: at for at, key in enumerate(runs)}
    found: dict[str, tuple[str, ...]] = {}
    for key, own in runs.items():
        shared: Counter[str] = Counter()
        for run in own:
            if len(holders[run]) <= _COMMON:
                shared.update(holders[run])
        same = {
            other
            for other, count in shared.items()
            if _article(other) != _article(key)
            and count >= _SHARED * min(len(own), len(runs[other]))
            and (not speakers[key] or not speakers[other] or speakers[key] & speakers[other])
        }
        if same:
            found[key] = tuple(sorted(same, key=place.__getitem__))
    return found


def _article(key: str) -> str:
    return key.rpartition("#")[0]


def _runs(quote: Quote) -> Runs:
    words = re.findall(r"\w+", " ".join(span.text for span in quote.content).casefold().replace("’", "'"))
    return frozenset(tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))
