"""Which tellings are one event: likely pairs are looked for, weighed, and united, the likeliest first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

from annotate.corpus.timeline import Entry
from annotate.timeline.entries.likeness import Likeness, dates_explained, likeness, may_share_a_day, statuses_contradict
from annotate.timeline.entries.pairing import candidates
from annotate.timeline.entries.tellings import Telling

STEADY = 2.0
"""By so much what stood together so far counts as likelier, so that new articles do not reshuffle a timeline."""
LEAST_FIT = -1.0
"""Two groups are united only if their tellings, each with each, are on average no less alike than this."""


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


@dataclass(frozen=True)
class _Link:
    one: Telling
    other: Telling
    score: float


class Weighed:
    """Remembers how alike two tellings are: the same two are asked for again and again."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], float | None] = {}

    def __call__(self, one: Telling, other: Telling) -> float | None:
        """The score of :func:`likeness`; None where a date or a status forbids that the two are one."""
        key = (one.key, other.key) if one.key < other.key else (other.key, one.key)
        if not one.article or not other.article:
            return _score(likeness(one, other))  # an entry may change between two rounds
        if key not in self._known:
            self._known[key] = _score(likeness(one, other))
        return self._known[key]


def _score(found: Likeness | None) -> float | None:
    return found.score if found is not None else None


def cluster(
    free: Sequence[Telling],
    held: Sequence[Cluster],
    *,
    apart: Collection[tuple[str, str]] = (),
    together: Mapping[str, str] | None = None,
    weighed: Weighed | None = None,
) -> list[Cluster]:
    """Groups of tellings of one event, in which none contradicts another.

    Args:
        free: the tellings in no person's entry.
        held: the clusters of people's entries; they may grow, but are never united.
        apart: an entry's id and a report that are never to be united.
        together: by report, the proposed entry that it stands in so far.
        weighed: what is known of pairs from a round before.
    """
    of = {telling.key: Cluster([telling]) for telling in free}
    of |= {telling.key: group for group in held for telling in group.tellings}
    everything = [*free, *(telling for group in held for telling in group.tellings)]
    weighed = weighed or Weighed()
    found = _links(everything, of, together or {}, weighed)
    links = sorted(found, key=lambda link: (-link.score, link.one.key, link.other.key))
    # What one union forbids another may allow: a report that an event was put off explains two dates of it.
    while sum(_unite(of, link, apart, weighed) for link in links):
        links = [link for link in links if of[link.one.key] is not of[link.other.key]]
    return list({id(group): group for group in of.values()}.values())


def _links(
    tellings: Sequence[Telling], of: Mapping[str, Cluster], together: Mapping[str, str], weighed: Weighed
) -> Iterator[_Link]:
    pairs = {(one.key, other.key): (one, other) for one, other in candidates(tellings)}
    stood: dict[str, list[Telling]] = {}
    for telling in sorted(tellings, key=lambda telling: telling.key):
        if telling.key in together:
            stood.setdefault(together[telling.key], []).append(telling)
    pairs |= {(a.key, b.key): (a, b) for group in stood.values() for a, b in combinations(group, 2)}
    for one, other in pairs.values():
        if of[one.key].held is not None and of[other.key].held is not None:
            continue
        found = weighed(one, other)
        if found is not None:
            steady = one.key in together and together[one.key] == together.get(other.key)
            score = found + (STEADY if steady else 0.0)
            if score > 0:
                yield _Link(one, other, score)


def _unite(of: dict[str, Cluster], link: _Link, apart: Collection[tuple[str, str]], weighed: Weighed) -> bool:
    """Unite the two groups that ``link`` leads between, unless something forbids it; whether it was done."""
    one, other = link.one, link.other
    first, second = of[one.key], of[other.key]
    if first is second or (first.held is not None and second.held is not None):
        return False
    if second.held is not None:
        first, second, one, other = second, first, other, one
    if first.held is not None and any((first.held.id, telling.key) in apart for telling in second.tellings):
        return False
    if any(not _told_twice(a, b) for a, b in _of_one_article(first, second)):
        return False
    if not _fit(first, second, weighed):
        return False
    first.tellings[:0] = second.tellings
    found = likeness(one, other)
    first.reasons |= {**second.reasons, other.key: f"as {one.key}: {found.reason if found is not None else ''}"}
    for telling in second.tellings:
        of[telling.key] = first
    return True


def _of_one_article(first: Cluster, second: Cluster) -> Iterator[tuple[Telling, Telling]]:
    yield from ((a, b) for a, b in product(first.reports, second.reports) if a.article == b.article)


def _told_twice(one: Telling, other: Telling) -> bool:
    """Whether an article that tells of an event's move tells it twice, on the old date and on the new one.

    Any other two events of an article were told apart by the annotator or a person, and stay so.
    """
    if (one.event.reviewed and other.event.reviewed) or may_share_a_day(one, other):
        return False
    found = likeness(one, other)
    return found is not None and found.score > 0


def _fit(first: Cluster, second: Cluster, weighed: Weighed) -> bool:
    """Whether no telling contradicts one of the other group, and they are alike enough as groups."""
    everyone = [*first.tellings, *second.tellings]
    scores = []
    for a, b in product(first.judges, second.judges):
        if statuses_contradict(a, b):
            return False
        found = weighed(a, b)
        if may_share_a_day(a, b) or (found is not None and found > 0):
            scores.append(found if found is not None else 0.0)
        elif not any(dates_explained(a, b, by) for by in everyone):
            return False
    return len(scores) <= 1 or sum(scores) / len(scores) >= LEAST_FIT
