"""What belongs together without anyone having said so: events of one thread, articles of one story."""

from __future__ import annotations

from collections.abc import Sequence

from annotate.corpus.timeline import Entry
from annotate.timeline.linked import AnnotatedArticle, Corpus, timeline_order

_SHARED_ACTORS = 2
_SHARED_NAMES = 3
_FAR = 60
"""An article that stands more articles away is no neighbour in a story."""


def thread_of(corpus: Corpus, entry: Entry) -> Sequence[Entry]:
    """The entries of the same thread, ``entry`` among them, in timeline order.

    They share at least two actors with it; where it has a single one, that actor.
    """
    own = set(entry.actors)
    wanted = min(_SHARED_ACTORS, len(own))
    if not wanted:
        return [entry]
    near = {other.id: other for actor in entry.actors for other in corpus.entries_with(actor)}
    found = [other for other in near.values() if other.id == entry.id or len(own & set(other.actors)) >= wanted]
    return sorted(found, key=timeline_order)


def neighbours(corpus: Corpus, entry: Entry) -> tuple[Entry | None, Entry | None]:
    """The events before and after ``entry`` in its thread."""
    thread = thread_of(corpus, entry)
    place = next(index for index, other in enumerate(thread) if other.id == entry.id)
    return thread[place - 1] if place else None, thread[place + 1] if place + 1 < len(thread) else None


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
