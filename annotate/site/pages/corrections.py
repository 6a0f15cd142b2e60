"""Corrections: what people have checked and changed, newest first."""

from __future__ import annotations

from collections.abc import Iterator

from annotate.site.addresses import CORRECTIONS
from annotate.site.edition import Edition
from annotate.site.generated import GeneratedPage, PlannedPage


def pages(edition: Edition) -> Iterator[PlannedPage]:
    """The one page of corrections."""
    yield PlannedPage(CORRECTIONS, _page, (edition.corrections,), title="Corrections")


def _page(edition: Edition) -> GeneratedPage:
    reviewed = [
        item.reviewed
        for found in (within.annotations for within in edition.corpus.articles.values())
        for items in (found.entities, found.times, found.quotes, found.events)
        for item in items
    ]
    return edition.page(
        CORRECTIONS,
        "corrections",
        "Corrections",
        description="What people have checked and corrected on this site, newest first.",
        searchable=False,
        corrections=edition.corrections,
        items=len(reviewed),
        reviewed=sum(reviewed),
    )
