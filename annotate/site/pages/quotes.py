"""The index of quotes: by date of their article, by speaker and by topic word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from annotate.site.addresses import QUOTES, TOPICS, shelf_path
from annotate.site.edition import Edition
from annotate.site.generated import GeneratedPage, Heading
from annotate.site.shelves import newest, shelve
from annotate.site.topics import topics
from annotate.timeline.linked import AnnotatedArticle, QuoteIn

_SPEAKERS = 60


def pages(edition: Edition) -> Iterator[GeneratedPage]:
    """The index of quotes, the pages of its shelves, and the page of topic words."""
    corpus = edition.corpus
    shelves = shelve(reversed(corpus.quotes), lambda quote: quote.within.article.date)
    several = len(shelves) > 1
    links = [(shelf.title, shelf_path(QUOTES, shelf.key), len(shelf.items)) for shelf in shelves if several]
    said = Counter(speaker for quote in corpus.quotes for speaker in quote.speakers if speaker in corpus.actors)
    found = topics(corpus)
    yield edition.page(
        QUOTES,
        "quotes",
        "Quotes",
        description="Everything that was said, newest first, by speaker and by topic.",
        in_nav=True,
        searchable=False,
        groups=_by_article(newest(shelves)),
        shelves=links,
        speakers=said.most_common(_SPEAKERS),
        others=max(len(said) - _SPEAKERS, 0),
        topics=found,
    )
    for shelf in shelves if several else ():
        yield edition.page(
            shelf_path(QUOTES, shelf.key),
            "quotes",
            f"Quotes: {shelf.title}",
            description=f"What was said in articles of {shelf.title}, newest first.",
            searchable=False,
            groups=_by_article(shelf.items),
            shelves=links,
            speakers=(),
            others=0,
            topics=(),
        )
    yield edition.page(
        TOPICS,
        "topics",
        "What quotes are about",
        description="Quotes by the words that several of them use.",
        headings=[Heading(topic.word, topic.anchor) for topic in found],
        searchable=False,
        topics=found,
    )


def _by_article(quotes: Sequence[QuoteIn]) -> list[tuple[AnnotatedArticle, list[QuoteIn]]]:
    groups: dict[str, tuple[AnnotatedArticle, list[QuoteIn]]] = {}
    for quote in quotes:
        groups.setdefault(quote.within.id, (quote.within, []))[1].append(quote)
    # Within an article quotes stand in the order of the text, as one reads them.
    return [(within, found[::-1]) for within, found in groups.values()]
