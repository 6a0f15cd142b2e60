"""The index of quotes: by date of their article, by speaker and by topic word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from annotate.site.addresses import QUOTES, TOPICS, shelf_path
from annotate.site.cutting.shelves import Shelf, ShelfLink, newest, shelf_links, shelve
from annotate.site.edition import Edition
from annotate.site.generated import GeneratedPage, Heading, PlannedPage
from annotate.timeline.linked import AnnotatedArticle, QuoteIn

_SPEAKERS = 60


def pages(edition: Edition) -> Iterator[PlannedPage]:
    """The index of quotes, the pages of its shelves, and the page of topic words."""
    shelves = shelve(reversed(edition.corpus.quotes), lambda quote: quote.within.article.date)
    several = len(shelves) > 1
    links = shelf_links(QUOTES, shelves)
    first = newest(shelves)
    yield PlannedPage(QUOTES, partial(_index, quotes=first, links=links), (first, links), title="Quotes")
    for shelf in shelves if several else ():
        path = shelf_path(QUOTES, shelf.key)
        yield PlannedPage(path, partial(_shelf, path=path, shelf=shelf, links=links), (shelf, links))
    yield PlannedPage(TOPICS, _topics)


def _index(edition: Edition, quotes: Sequence[QuoteIn], links: Sequence[ShelfLink]) -> GeneratedPage:
    corpus = edition.corpus
    said = Counter(speaker for quote in corpus.quotes for speaker in quote.speakers if speaker in corpus.actors)
    return edition.page(
        QUOTES,
        "quotes",
        "Quotes",
        description="Everything that was said, newest first, by speaker and by topic.",
        searchable=False,
        groups=_by_article(quotes),
        shelves=links,
        speakers=said.most_common(_SPEAKERS),
        others=max(len(said) - _SPEAKERS, 0),
        topics=edition.topics,
    )


def _shelf(edition: Edition, path: str, shelf: Shelf[QuoteIn], links: Sequence[ShelfLink]) -> GeneratedPage:
    return edition.page(
        path,
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


def _topics(edition: Edition) -> GeneratedPage:
    found = edition.topics
    return edition.page(
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
