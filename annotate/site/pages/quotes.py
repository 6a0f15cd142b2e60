"""The index of quotes, by date of their article, newest first."""

from __future__ import annotations

from collections.abc import Iterator

from annotate.site.addresses import QUOTES
from annotate.site.edition import Edition
from annotate.site.generated import GeneratedPage
from annotate.timeline.linked import AnnotatedArticle, QuoteIn


def pages(edition: Edition) -> Iterator[GeneratedPage]:
    """The one index of quotes."""
    groups: dict[str, tuple[AnnotatedArticle, list[QuoteIn]]] = {}
    for quote in edition.corpus.quotes:
        groups.setdefault(quote.within.id, (quote.within, []))[1].append(quote)
    yield edition.page(
        QUOTES,
        "quotes",
        "Quotes",
        description="Everything that was said, newest first.",
        in_nav=True,
        searchable=False,
        groups=[*reversed(groups.values())],
    )
