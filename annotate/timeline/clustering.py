"""Which tellings are one event: likely pairs are looked for, compared, and united, the likeliest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

from annotate.corpus.timeline import Entry
from annotate.timeline.tellings import Likeness, Telling, contradict, dates_explained, days, is_sharp, likeness, overlap

_STEM = 4
"""Words that begin alike are worth a comparison: ram, rammed, ramming."""
_FARTHEST = 400
"""Days between two publications; beyond, an undated event is never compared."""


@dataclass
class Cluster:
    """Tellings of one event, with the entry of a person's that they belong to."""

    tellings: list[Telling]
    """In the cluster of a person's entry the last one is the entry itself, as if an article told it."""
    held: Entry | None = None
    reasons: dict[str, str] = field(default_factory=dict)
    """Why a report was put here, by report."""

    @property
    def judges(self) -> Sequence[Telling]:
        """The tellings that a newcomer must not contradict: a person's entry speaks for itself."""
        return self.tellings if self.held is None else self.tellings[-1:]

    @property
    def reports(self) -> Sequence[Telling]:
        """The tellings that stand in articles."""
        return self.tellings if self.held is None else self.tellings[:-1]


def cluster(free: Sequence[Telling], held: Sequence[Cluster], apart: Collection[tuple[str, str]] = ()) -> list[Cluster]:
    """Groups of tellings of one event, in which none contradicts another.

    Args:
        free: the tellings in no person's entry.
        held: the clusters of people's entries; they may grow, but are never united.
        apart: an entry's id and a report that are never to be united.
    """
    of = {telling.key: Cluster([telling]) for telling in free}
    of |= {telling.key: group for group in held for telling in group.tellings}
    everything = [*free, *(telling for group in held for telling in group.tellings)]
    likely = [
        (found, one, other)
        for one, other in candidates(everything)
        if of[one.key].held is None or of[other.key].held is None
        if (found := likeness(one, other)) is not None
    ]
    for found, one, other in sorted(likely, key=lambda pair: (-pair[0].score, pair[1].key, pair[2].key)):
        _unite(of, one, other, found, apart)
    return list({id(group): group for group in of.values()}.values())


def _unite(
    of: dict[str, Cluster], one: Telling, other: Telling, found: Likeness, apart: Collection[tuple[str, str]]
) -> None:
    first, second = of[one.key], of[other.key]
    if first is second or (first.held is not None and second.held is not None):
        return
    if second.held is not None:
        first, second, one, other = second, first, other, one
    if first.held is not None and any((first.held.id, telling.key) in apart for telling in second.tellings):
        return
    if {telling.article for telling in first.tellings} & {telling.article for telling in second.tellings}:
        return
    everyone = [*first.tellings, *second.tellings]
    for a, b in product(first.judges, second.judges):
        if contradict(a, b) and not any(dates_explained(a, b, by) for by in everyone):
            return
    first.tellings[:0] = second.tellings
    first.reasons |= {**second.reasons, other.key: f"as {one.key}: {found.reason}"}
    for telling in second.tellings:
        of[telling.key] = first


def candidates(tellings: Sequence[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Pairs worth a comparison, each once, its tellings in the order of their keys.

    They share an actor or the place, and a day; or, where a date is vague or missing, a word of their titles.
    """
    on_day: dict[tuple[int, str], list[Telling]] = defaultdict(list)
    with_word: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    wordless: dict[str, list[Telling]] = defaultdict(list)
    with_party: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        who = telling.parties | ({f"@{telling.event.place}"} if telling.event.place else set())
        for day, party in product(_sharp_days(telling), who or telling.words):
            on_day[day, party].append(telling)
        for party in who:
            with_party[party].append(telling)
            if not telling.words:
                wordless[party].append(telling)
            for stem in {word[:_STEM] for word in telling.words}:
                with_word[party, stem].append(telling)
    pairs = {_keys(a, b): (a, b) for bucket in on_day.values() for a, b in combinations(bucket, 2)}
    for bucket in with_word.values():
        vague = [telling for telling in bucket if not _is_sharply_dated(telling)]
        pairs |= {_keys(a, b): (a, b) for a, b in product(vague, bucket) if _may_meet(a, b)}
    for party, bucket in wordless.items():
        for a, b in product(bucket, with_party[party]):
            if not (_is_sharply_dated(a) and _is_sharply_dated(b)) and _may_meet(a, b):
                pairs[_keys(a, b)] = (a, b)
    for (first, _), (one, other) in pairs.items():
        yield (one, other) if one.key == first else (other, one)


def _keys(one: Telling, other: Telling) -> tuple[str, str]:
    return (one.key, other.key) if one.key <= other.key else (other.key, one.key)


def _sharp_days(telling: Telling) -> set[int]:
    return {
        day
        for date in telling.dates
        if is_sharp(date)
        for first, last in (days(date),)
        for day in range(first, last + 1)
    }


def _is_sharply_dated(telling: Telling) -> bool:
    return bool(telling.dates) and all(is_sharp(date) for date in telling.dates)


def _may_meet(one: Telling, other: Telling) -> bool:
    if one.article == other.article:
        return False
    if one.dates and other.dates:
        return any(overlap(a, b) for a, b in product(one.dates, other.dates))
    return abs((one.published - other.published).days) <= _FARTHEST
