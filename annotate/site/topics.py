"""Topic words: which words several quotes have in common, as a way into them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from annotate.corpus.word_list import word_list
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
    names = {part.casefold() for actor in corpus.actors.values() for name in _names(actor) for part in name.split()}
    for quote in corpus.quotes:
        for word in dict.fromkeys(_words(quote)):
            if word not in names:
                found.setdefault(word, []).append(quote)
    shared = {word: quotes for word, quotes in found.items() if len(quotes) >= _FEWEST_QUOTES}
    most = sorted(shared, key=lambda word: (-len(shared[word]), word))[:_MOST]
    return [Topic(word, shared[word][::-1][:_QUOTES], len(shared[word])) for word in sorted(most)]


def _names(actor: object) -> Iterator[str]:
    yield str(getattr(actor, "name", ""))
    for kind in ("aliases", "adjectives", "seats"):
        yield from getattr(actor, kind, ())


def _words(quote: QuoteIn) -> Iterator[str]:
    for span in quote.quote.content:
        text = quote.within.article.text[span.start : span.end] if span.is_placed else span.text
        for match in _WORD.finditer(text):
            word = match[0].casefold().removesuffix("’s").removesuffix("'s")
            if len(word) > 3 and word not in _grammar():
                yield _singular(word)


def _singular(word: str) -> str:
    """Joins ``guarantees`` to ``guarantee``, no more: a topic is a way in, not a statistic."""
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 4 else word


@cache
def _grammar() -> frozenset[str]:
    return frozenset(word_list(Path(__file__).with_name("grammar_words.yaml")))
