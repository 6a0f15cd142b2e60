"""Topic words: which words several quotes have in common, as a way into them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from annotate.corpus.yaml.word_list import word_list
from annotate.timeline.linked import Corpus, QuoteIn

_MOST = 40
_FEWEST_QUOTES = 3
_QUOTES = 25
_WORD = re.compile(r"[^\W\d_][^\W\d_’'-]{3,}")


@dataclass(frozen=True)
class Topic:
    """A word and the quotes that use it."""

    word: str
    quotes: Sequence[QuoteIn]
    """Newest first, at most so many as one reads."""
    count: int
    """How many there are in all."""

    @property
    def anchor(self) -> str:
        """The ``id`` of its section."""
        return f"topic-{self.word}"


def topics(corpus: Corpus) -> Sequence[Topic]:
    """The words that most quotes have in common, by the alphabet. Names and words of grammar are none."""
    found: dict[str, list[QuoteIn]] = {}
    common: set[str] = set()
    names = {part.casefold() for actor in corpus.actors.values() for name in _names(actor) for part in name.split()}
    for quote in corpus.quotes:
        for word, is_small in _words(quote).items():
            if word not in names:
                found.setdefault(word, []).append(quote)
                common |= {word} if is_small else set()
    # What is nowhere written small is a name that the registry does not know.
    shared = {word: quotes for word, quotes in found.items() if len(quotes) >= _FEWEST_QUOTES and word in common}
    most = sorted(shared, key=lambda word: (-len(shared[word]), word))[:_MOST]
    return [Topic(word, shared[word][::-1][:_QUOTES], len(shared[word])) for word in sorted(most)]


def _names(actor: object) -> Iterator[str]:
    yield str(getattr(actor, "name", ""))
    for kind in ("aliases", "adjectives", "seats"):
        yield from getattr(actor, kind, ())


def _words(quote: QuoteIn) -> dict[str, bool]:
    """The words of ``quote``, in order, and whether they are written small somewhere in it."""
    found: dict[str, bool] = {}
    for span in quote.quote.content:
        text = quote.within.article.text[span.start : span.end] if span.is_placed else span.text
        for match in _WORD.finditer(text):
            word = match[0].casefold().removesuffix("’s").removesuffix("'s")
            if len(word) > 3 and word not in _grammar():
                one = _singular(word)
                found[one] = found.get(one, False) or not match[0][0].isupper()
    return found


def _singular(word: str) -> str:
    """Joins ``guarantees`` to ``guarantee`` and ``bodies`` to ``body``, no more: topics are a way in, no statistic."""
    if len(word) <= 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")) or word in ("series", "species"):
        return word
    if word.endswith("ies") and len(word) > 5:
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("sses", "ches", "shes", "xes")) else word[:-1]


@cache
def _grammar() -> frozenset[str]:
    return frozenset(word_list(Path(__file__).parent.parent / "data" / "grammar_words.yaml"))
