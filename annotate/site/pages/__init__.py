"""The pages of the site, one file a type. A new type is a new file and a line in ``PAGE_TYPES``."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from annotate.site.edition import Edition
from annotate.site.generated import GeneratedFile, GeneratedPage, PlannedPage
from annotate.site.pages import (
    actor,
    actors,
    article,
    articles,
    corrections,
    event,
    home,
    moved,
    pair,
    period,
    places,
    quotes,
    timeline,
)

PAGE_TYPES: tuple[Callable[[Edition], Iterator[PlannedPage]], ...] = (
    home.pages,
    timeline.pages,
    event.pages,
    articles.pages,
    article.pages,
    actors.pages,
    actor.pages,
    moved.pages,
    pair.pages,
    period.pages,
    quotes.pages,
    places.pages,
    corrections.pages,
)

FILE_TYPES: tuple[Callable[[Edition], Iterator[GeneratedFile]], ...] = (timeline.files,)
"""Files beside the pages. A new kind is a function like these and a line here."""


def plan(edition: Edition) -> Iterator[PlannedPage]:
    """Every page of the edition, none of them made yet."""
    for pages in PAGE_TYPES:
        yield from pages(edition)


def build(edition: Edition) -> Iterator[GeneratedPage]:
    """Every page of the edition."""
    for planned in plan(edition):
        yield planned.make(edition)


def build_files(edition: Edition) -> Iterator[GeneratedFile]:
    """Every file of the edition that is no page."""
    for files in FILE_TYPES:
        yield from files(edition)
