"""Places: where events happened or are to happen, on a map and as a list by state."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from annotate.corpus.actors import Actor
from annotate.site.addresses import PLACES
from annotate.site.edition import Edition
from annotate.site.generated import GeneratedPage, PlannedPage
from annotate.site.shown.places import HEIGHT, WIDTH, Dot, locate, outlines, state_of


@dataclass(frozen=True)
class Place:
    """A place with what happened there."""

    actor: Actor
    count: int
    dot: Dot | None

    @property
    def radius(self) -> float:
        """Of its dot: the area tells the number of events."""
        return round(min(2.5 + 1.2 * math.sqrt(self.count), 12), 1)


def pages(edition: Edition) -> Iterator[PlannedPage]:
    """The one page of places."""
    yield PlannedPage(PLACES, _page, title="Places")


def _page(edition: Edition) -> GeneratedPage:
    corpus = edition.corpus
    counts: dict[str, int] = {}
    for entry in corpus.entries.values():
        if entry.place is not None and entry.place in corpus.actors:
            counts[entry.place] = counts.get(entry.place, 0) + 1
    found = [Place(actor := corpus.actors[place], count, locate(corpus, actor)) for place, count in counts.items()]
    found.sort(key=lambda place: (place.actor.name.casefold(), place.actor.id))
    groups: dict[str, list[Place]] = {}
    for place in found:
        state = state_of(corpus, place.actor)
        groups.setdefault(state.id if state is not None else "", []).append(place)
    mapped = sorted((place for place in found if place.dot), key=lambda place: -place.count)
    return edition.page(
        PLACES,
        "places",
        "Places",
        description="Where the events of the timeline took place or are to take place.",
        searchable=False,
        groups=sorted(groups.items(), key=lambda group: (not group[0], corpus.name(group[0]).casefold())),
        mapped=mapped,
        land=outlines() if mapped else "",
        width=WIDTH,
        height=HEIGHT,
    )
