"""The page of two actors: what they do together, and what each says of the other."""

from __future__ import annotations

from collections.abc import Iterator

from annotate.site.addresses import pair_path
from annotate.site.edition import Edition
from annotate.site.generated import GeneratedPage, Heading

_MOST = 100
"""So many events and quotes stand on one page, the newest; the rest is told by number."""


def pages(edition: Edition) -> Iterator[GeneratedPage]:
    """A page for each pair with enough to show."""
    for (one, other), both in edition.relations.items():
        names = edition.corpus.name(one), edition.corpus.name(other)
        title = f"{names[0]} – {names[1]}"
        headings = [
            Heading(said, anchor)
            for said, anchor, has in (
                ("What happened between them", "events", both.entries),
                ("What each says of the other", "said", both.quotes),
            )
            if has
        ]
        yield edition.page(
            pair_path(one, other),
            "pair",
            title,
            description=f"{title}: {len(both.entries)} events, {len(both.quotes)} quotes about each other.",
            headings=headings,
            both=both,
            entries=both.entries[-_MOST:],
            quotes=[*reversed(both.quotes)][:_MOST],
            more={"events": max(len(both.entries) - _MOST, 0), "said": max(len(both.quotes) - _MOST, 0)},
        )
