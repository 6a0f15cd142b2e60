"""Which tellings are worth a comparison: in a large corpus nobody can compare each with each."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from annotate.timeline.entries.tellings import Telling, days, is_sharp

FARTHEST = 400
"""Days between what two tellings speak of; beyond, an undated or a moved event is never compared."""
MOST = 80
"""With so many others a telling is compared at most: those that share what few share come first, then the nearest."""

_OPEN = ("planned", "postponed", "conditional")


def candidates(tellings: Iterable[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Pairs worth a comparison, each once, its tellings in the order of their keys.

    They share a day and an actor, the place or a word; or, where a date is vague, missing or may have been moved, two
    of an actor, the place and a word. The work grows with the number of tellings, not with its square.
    """
    ordered = sorted(tellings, key=lambda telling: (telling.published, telling.key))
    keys = _shared_keys(ordered)
    sharing: dict[tuple[int | str, str], list[int]] = defaultdict(list)
    for number, own in enumerate(keys):
        for key in own:
            sharing[key].append(number)
    reaches = [_Reach.of(telling) for telling in ordered]
    seen: set[tuple[int, int]] = set()
    for number, own in enumerate(keys):
        left = MOST
        tried = {number}
        for size, key in sorted((len(sharing[key]), key) for key in own if len(sharing[key]) > 1):
            if left <= 0:
                break
            for other in _nearest(sharing[key], number, size, left):
                if other in tried:
                    continue
                tried.add(other)
                left -= 1
                pair = (number, other) if number < other else (other, number)
                if pair not in seen and reaches[number].may_meet(reaches[other]):
                    seen.add(pair)
    for one, other in sorted(seen):
        a, b = ordered[one], ordered[other]
        yield (a, b) if a.key < b.key else (b, a)


def _shared_keys(tellings: Sequence[Telling]) -> list[list[tuple[str, str]]]:
    """The keys of each telling that another one has too; to hold the others as well would fill the memory."""
    once: set[int] = set()
    again: set[int] = set()
    for telling in tellings:
        for key in _keys(telling):
            number = hash(key)
            (again if number in once else once).add(number)
    once.clear()
    known: dict[tuple[str, str], tuple[str, str]] = {}
    return [[known.setdefault(key, key) for key in _keys(telling) if hash(key) in again] for telling in tellings]


def _keys(telling: Telling) -> Iterator[tuple[str, str]]:
    place = {f"@{telling.event.place}"} if telling.event.place else set()
    words = {f"~{word}" for word in telling.words}
    for day in _sharp_days(telling):
        yield from ((str(day), each) for each in telling.parties | place | words)
    for party in telling.parties:
        yield from ((party, each) for each in place | words or {""})
    yield from ((each, word) for each in place for word in words)


def _nearest(numbers: Sequence[int], number: int, size: int, most: int) -> Sequence[int]:
    """Of the tellings' numbers, which ascend with the day of publication, those around ``number``."""
    if size <= most + 1:
        return numbers
    first = max(0, min(bisect_left(numbers, number) - most // 2, size - most - 1))
    return numbers[first : first + most + 1]


def _sharp_days(telling: Telling) -> set[int]:
    return {
        day
        for date in telling.dates
        if is_sharp(date)
        for first, last in (days(date),)
        for day in range(first, last + 1)
    }


@dataclass(frozen=True)
class _Reach:
    """When a telling is of, for a first look."""

    article: str
    published: int
    first: int
    last: int
    is_dated: bool
    is_open: bool
    """Whether what it tells was still to come, and may have been moved."""

    @classmethod
    def of(cls, telling: Telling) -> _Reach:
        spans = [days(date) for date in telling.dates]
        published = telling.published.toordinal()
        first, last = min((a for a, _ in spans), default=published), max((b for _, b in spans), default=published)
        return cls(telling.article, published, first, last, bool(spans), telling.event.status in _OPEN)

    def may_meet(self, other: _Reach) -> bool:
        if self.article == other.article and self.article:
            return False
        if not self.is_dated or not other.is_dated:
            return abs(self.published - other.published) <= FARTHEST
        apart = max(self.first - other.last, other.first - self.last)
        return apart <= 1 or (apart <= FARTHEST and (self.is_open or other.is_open))
