"""The index of articles, newest first."""

from __future__ import annotations

from collections.abc import Iterator

from annotate.site.addresses import ARTICLES
from annotate.site.edition import Edition
from annotate.site.generated import GeneratedPage
from annotate.timeline.linked import AnnotatedArticle


def pages(edition: Edition) -> Iterator[GeneratedPage]:
    """The one index of articles."""
    years: dict[int, list[AnnotatedArticle]] = {}
    for within in reversed(list(edition.corpus.articles.values())):
        years.setdefault(within.article.date.year, []).append(within)
    yield edition.page(
        ARTICLES,
        "articles",
        "Articles",
        description="Every article of the corpus, newest first.",
        in_nav=True,
        searchable=False,
        years=years,
    )
