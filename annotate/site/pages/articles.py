"""The index of articles, newest first; when it is long, a page for each year or month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotate.site.addresses import ARTICLES, shelf_path
from annotate.site.edition import Edition
from annotate.site.generated import GeneratedPage
from annotate.site.shelves import newest, shelve
from annotate.timeline.linked import AnnotatedArticle


def pages(edition: Edition) -> Iterator[GeneratedPage]:
    """The index of articles, and the pages of its shelves."""
    # Reversed first: articles of one day stand in the reverse order of their ids, like everything else here.
    shelves = shelve(reversed(list(edition.corpus.articles.values())), lambda within: within.article.date)
    several = len(shelves) > 1
    links = [(shelf.title, shelf_path(ARTICLES, shelf.key), len(shelf.items)) for shelf in shelves if several]
    yield edition.page(
        ARTICLES,
        "articles",
        "Articles",
        description="Every article of the corpus, newest first.",
        in_nav=True,
        searchable=False,
        years=_years(newest(shelves)),
        shelves=links,
    )
    for shelf in shelves if several else ():
        yield edition.page(
            shelf_path(ARTICLES, shelf.key),
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
