"""The index of articles, newest first; when it is long, a page for each year or month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from annotate.site.addresses import ARTICLES, shelf_path
from annotate.site.cutting.shelves import Shelf, ShelfLink, newest, shelf_links, shelve
from annotate.site.edition import Edition
from annotate.site.generated import GeneratedPage, PlannedPage
from annotate.timeline.linked import AnnotatedArticle


def pages(edition: Edition) -> Iterator[PlannedPage]:
    """The index of articles, and the pages of its shelves."""
    # Reversed first: articles of one day stand in the reverse order of their ids, like everything else here.
    shelves = shelve(reversed(list(edition.corpus.articles.values())), lambda within: within.article.date)
    several = len(shelves) > 1
    links = shelf_links(ARTICLES, shelves)
    first = newest(shelves)
    yield PlannedPage(ARTICLES, partial(_index, articles=first, links=links), (first, links), title="Articles")
    for shelf in shelves if several else ():
        path = shelf_path(ARTICLES, shelf.key)
        yield PlannedPage(path, partial(_shelf, path=path, shelf=shelf, links=links), (shelf, links))


def _index(edition: Edition, articles: Sequence[AnnotatedArticle], links: Sequence[ShelfLink]) -> GeneratedPage:
    return edition.page(
        ARTICLES,
        "articles",
        "Articles",
        description="Every article of the corpus, newest first.",
        searchable=False,
        years=_years(articles),
        shelves=links,
    )


def _shelf(edition: Edition, path: str, shelf: Shelf[AnnotatedArticle], links: Sequence[ShelfLink]) -> GeneratedPage:
    return edition.page(
        path,
        "articles",
        f"Articles: {shelf.title}",
        description=f"The articles of {shelf.title}, newest first.",
        searchable=False,
        years=_years(shelf.items),
        shelves=links,
    )


def _years(articles: Sequence[AnnotatedArticle]) -> dict[int, list[AnnotatedArticle]]:
    years: dict[int, list[AnnotatedArticle]] = {}
    for within in articles:
        years.setdefault(within.article.date.year, []).append(within)
    return years
