"""Which tellings are worth a comparison: in a large corpus nobody can compare each with each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from annotate.timeline.tellings import Telling, days, is_sharp

FARTHEST = 400
"""Days between what two tellings speak of; beyond, an undated or a moved event is never compared."""
MOST = 200
"""With so many others a telling is compared at most, more or less: those that share what few share come first."""

_OPEN = ("planned", "postponed", "conditional")


def candidates(tellings: Sequence[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Pairs worth a comparison, each once, its tellings in the order of their keys.

    They share a day and an actor, the place or a word; or, where a date is vague, missing or may have been moved, two
    of an actor, the place and a word. The work grows with the number of tellings, not with its square.
    """
    sharing: dict[tuple[int | str, str], list[int]] = defaultdict(list)
    keys = [tuple(_keys(telling)) for telling in tellings]
    for number, own in enumerate(keys):
        for key in own:
            sharing[key].append(number)
    seen: set[tuple[int, int]] = set()
    for number, own in enumerate(keys):
        left = MOST
        for key in sorted(own, key=lambda key: (len(sharing[key]), isinstance(key[0], str), str(key))):
            if left <= 0:
                break
            for other in _nearest(sharing[key], number, tellings, left):
                pair = (number, other) if number < other else (other, number)
                if pair not in seen and _may_meet(tellings[number], tellings[other]):
                    seen.add(pair)
                    left -= 1
    for one, other in seen:
        a, b = tellings[one], tellings[other]
        yield (a, b) if a.key < b.key else (b, a)


def _keys(telling: Telling) -> Iterator[tuple[int | str, str]]:
    place = {f"@{telling.event.place}"} if telling.event.place else set()
    words = {f"~{word}" for word in telling.words}
    for day in _sharp_days(telling):
        yield from ((day, each) for each in telling.parties | place | words)
    for party in telling.parties:
        yield from ((party, each) for each in place | words or {""})
    yield from ((each, word) for each in place for word in words)


def _nearest(numbers: Sequence[int], number: int, tellings: Sequence[Telling], most: int) -> Iterable[int]:
    others = [other for other in numbers if other != number]
    if len(others) <= most:
        return others
    published = tellings[number].published
    return sorted(others, key=lambda o: (abs((tellings[o].published - published).days), tellings[o].key))[:most]


def _sharp_days(telling: Telling) -> set[int]:
    return {
        day
        for date in telling.dates
        if is_sharp(date)
        for first, last in (days(date),)
        for day in range(first, last + 1)
    }


def _may_meet(one: Telling, other: Telling) -> bool:
    if one.article and one.article == other.article:
        return False
    if not one.dates or not other.dates:
        return abs((one.published - other.published).days) <= FARTHEST
    apart = max(
        min(days(d)[0] for d in one.dates) - max(days(d)[1] for d in other.dates),
        min(days(d)[0] for d in other.dates) - max(days(d)[1] for d in one.dates),
    )
    return apart <= 1 or (apart <= FARTHEST and (one.event.status in _OPEN or other.event.status in _OPEN))
