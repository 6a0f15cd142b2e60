"""The page of two actors: what they do together, and what each says of the other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from annotate.site.addresses import pair_path
from annotate.site.edition import Edition
from annotate.site.generated import GeneratedPage, Heading, PlannedPage
from annotate.timeline.relations import Relation

_MOST = 100
"""So many events and quotes stand on one page, the newest; the rest is told by number."""


def pages(edition: Edition) -> Iterator[PlannedPage]:
    """A page for each pair with enough to show."""
    for pair, both in edition.relations.items():
        yield PlannedPage(pair_path(*pair), partial(_page, both=both), (both,))


def _page(edition: Edition, both: Relation) -> GeneratedPage:
    names = edition.corpus.name(both.one), edition.corpus.name(both.other)
    title = f"{names[0]} – {names[1]}"
    headings = [
        Heading(said, anchor)
        for said, anchor, has in (
            ("What happened between them", "events", both.entries),
            ("What each says of the other", "said", both.quotes),
        )
        if has
    ]
    return edition.page(
        pair_path(both.one, both.other),
        "pair",
        title,
        description=f"{title}: {len(both.entries)} events, {len(both.quotes)} quotes about each other.",
        headings=headings,
        both=both,
        entries=both.entries[-_MOST:],
        quotes=[*reversed(both.quotes)][:_MOST],
        more={"events": max(len(both.entries) - _MOST, 0), "said": max(len(both.quotes) - _MOST, 0)},
    )
