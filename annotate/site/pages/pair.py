"""The page of two actors: what they do together, and what each says of the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from annotate.site.addresses import pair_path
from annotate.site.edition import Edition
from annotate.site.generated import GeneratedPage, Heading, PlannedPage
from annotate.site.shown.dossiers import MOST, Way, newest, ways
from annotate.timeline.relations import Relation


def pages(edition: Edition) -> Iterator[PlannedPage]:
    """A page for each pair with enough to show; of one with very much, it holds the newest and leads to the rest."""
    for pair, both in edition.relations.items():
        path = pair_path(*pair)
        by_date = ways(edition.long_pairs.get(pair, ()), path)
        yield PlannedPage(path, partial(_page, both=both, by_date=by_date), (both, by_date))


def _page(edition: Edition, both: Relation, by_date: Sequence[Way]) -> GeneratedPage:
    title = name_of(edition, both)
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
        by_date=by_date,
        entries=newest(both.entries),
        quotes=[*reversed(both.quotes)][:MOST],
        more={"events": len(both.entries) - len(newest(both.entries)), "said": max(len(both.quotes) - MOST, 0)},
    )


def name_of(edition: Edition, both: Relation) -> str:
    """What the page of a pair is called."""
    return f"{edition.corpus.name(both.one)} – {edition.corpus.name(both.other)}"
