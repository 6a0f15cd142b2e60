"""What belongs together without anyone having said so: events of one thread, articles of one story."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import combinations

from annotate.corpus.timeline import Entry
from annotate.timeline.linked import AnnotatedArticle, Corpus

_SHARED_NAMES = 3
_FAR = 60
"""An article that stands more articles away is no neighbour in a story."""


class Threads:
    """Which events go on with what an earlier one began: those that share two actors, or its only one."""

    def __init__(self, corpus: Corpus) -> None:
        self._order = list(corpus.entries.values())
        self._place = {entry.id: index for index, entry in enumerate(self._order)}
        self._with: dict[tuple[str, ...], list[int]] = {}
        """By actor, and by pair of actors, where in the order of the timeline they take part."""
        for index, entry in enumerate(self._order):
            actors = sorted(set(entry.actors))
            for together in (*((actor,) for actor in actors), *combinations(actors, 2)):
                self._with.setdefault(together, []).append(index)

    def around(self, entry: Entry) -> tuple[Entry | None, Entry | None]:
        """The events before and after ``entry`` in its thread."""
        actors = sorted(set(entry.actors))
        shared: Iterable[tuple[str, ...]] = combinations(actors, 2) if len(actors) > 1 else [tuple(actors)]
        here = self._place[entry.id]
        before, after = -1, len(self._order)
        for places in (self._with[together] for together in shared if together):
            at = bisect_left(places, here)
            before = max(before, places[at - 1]) if at else before
            after = min(after, places[at + 1]) if at + 1 < len(places) else after
        return self._order[before] if before >= 0 else None, self._order[after] if after < len(self._order) else None


class Stories:
    """Which articles go on telling what an earlier one told."""

    def __init__(self, corpus: Corpus) -> None:
        self._order = list(corpus.articles.values())
        self._place = {within.id: index for index, within in enumerate(self._order)}
        self._entries = [
            {found.id for event in a.annotations.events if (found := corpus.entry_of(f"{a.id}#{event.id}"))}
            for a in self._order
        ]
        self._names = [{entity.actor for entity in a.annotations.entities if entity.actor} for a in self._order]

    def around(self, within: AnnotatedArticle) -> tuple[AnnotatedArticle | None, AnnotatedArticle | None]:
        """The articles before and after in the same story: they report a common event, or name three of the same."""
        place = self._place[within.id]
        back = range(place - 1, max(place - 1 - _FAR, -1), -1)
        on = range(place + 1, min(place + 1 + _FAR, len(self._order)))
        return self._nearest(place, back), self._nearest(place, on)

    def _nearest(self, place: int, others: range) -> AnnotatedArticle | None:
        entries, names = self._entries[place], self._names[place]
        for other in others:
            if entries & self._entries[other] or len(names & self._names[other]) >= _SHARED_NAMES:
                return self._order[other]
        return None
