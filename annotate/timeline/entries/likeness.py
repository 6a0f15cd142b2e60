"""Whether two tellings are one event: the grounds that speak for it and against it, weighed and told in words.

Each ground (date, actors, place, type, words) has a level, and each level a weight in ``data/merging.yaml``: the
logarithm of how much likelier it is among tellings of one event than among tellings of two, as in the linking of
records after Fellegi and Sunter (1969). A pair's weight depends on the two alone, so that it never changes as a corpus
grows.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import sqrt

from annotate.timeline.entries.tellings import Telling, days, overlap, rules

SHARP_DAYS = 14
"""A date that spans fewer days tells events apart."""
NEAR_DAYS = 10
"""So far from its date an undated telling is taken for news of it."""
LONG_DAYS = 120
"""From so far apart an undated telling is a memory, of this event or of another."""
MOST_MOVED = 100
"""Days by which an event that was put off may come later."""
GRACE = 7
"""Days after its date in which an article may still tell what was planned as planned."""
_FEW = 1
_WORD_LEVELS = ((0.5, "nearly the same"), (0.3, "alike"), (0.12, "some"))


@dataclass(frozen=True)
class Ground:
    """One thing that speaks for or against two tellings being one event."""

    name: str
    """A key of the weights: date, actors, place, type, words."""
    level: str
    said: str
    """For the reader; empty where it says nothing."""

    @property
    def weight(self) -> float:
        """Above 0 it speaks for one event, below for two."""
        return rules().weights[self.name][self.level]


@dataclass(frozen=True)
class Likeness:
    """How much speaks for two tellings being one event, and what."""

    score: float
    """The sum of the weights; above 0 one event is likelier than two."""
    reason: str
    """The grounds in words, also those that speak against it."""


def likeness(one: Telling, other: Telling) -> Likeness | None:
    """How much speaks for one event, and what; None where a date or a status forbids that the two are one."""
    found = grounds(one, other)
    if found is None:
        return None
    score = rules().weights["start"]["any pair"] + sum(ground.weight for ground in found)
    return Likeness(round(score, 3), ", ".join(ground.said for ground in found if ground.said))


def grounds(one: Telling, other: Telling) -> tuple[Ground, ...] | None:
    """What speaks for and against; None where a date or a status forbids that the two are one."""
    if statuses_contradict(one, other):
        return None
    date = _date(one, other)
    if date is None:
        return None
    return date, _actors(one, other), _place(one, other), _type(one, other), _words(one, other)


def statuses_contradict(one: Telling, other: Telling) -> bool:
    """Whether what one tells as done the other, later, tells as still to come or as dropped."""
    for a, b in ((one, other), (other, one)):
        if a.event.status != "happened":
            continue
        if b.event.status == "cancelled" and b.published > a.published:
            return True
        # What is still to come after it was reported as done is the next one, not this one.
        if b.event.status in ("planned", "postponed", "conditional") and b.published > a.published:
            return not (a.event.date and b.event.date and days(a.event.date) == days(b.event.date))
    return False


def dates_explained(one: Telling, other: Telling, by: Telling) -> bool:
    """Whether the two only differ in their dates because ``by`` tells that the event was moved."""
    if by.event.status != "postponed" or by.event.date is None:
        return False
    old, new = by.event.date, by.event.new_date

    def fits(before: Telling, after: Telling) -> bool:
        if not any(overlap(old, date) for date in before.dates):
            return False
        if new is not None:
            return any(overlap(new, date) for date in after.dates)
        return after.published >= by.published and any(days(date)[0] > days(old)[1] for date in after.dates)

    return fits(one, other) or fits(other, one)


def may_share_a_day(one: Telling, other: Telling) -> bool:
    """Whether the dates allow that the two are one; a missing date allows all."""
    return not one.dates or not other.dates or any(overlap(a, b) for a, b in product(one.dates, other.dates))


def _date(one: Telling, other: Telling) -> Ground | None:
    if not may_share_a_day(one, other):
        if moved := _moved(one, other):
            return moved
        if _days_apart(one, other) == 1 and one.event.status == other.event.status:
            return Ground("date", "a day apart", "dates a day apart")
        return None
    if not one.narrow and not other.narrow:
        apart = abs((one.published - other.published).days)
        return Ground("date", f"neither, {_far(apart)}", "no date in either")
    if not one.narrow or not other.narrow:
        dated, undated = (one, other) if one.narrow else (other, one)
        told = undated.published.toordinal()
        apart = min(max(first - told, told - last, 0) for first, last in map(days, dated.narrow))
        return Ground("date", f"one, {_far(apart)}", "no date in one of them")
    pairs = [(days(a), days(b)) for a, b in product(one.narrow, other.narrow) if overlap(a, b)]
    sharp = [(a, b) for a, b in pairs if _length(a) < SHARP_DAYS and _length(b) < SHARP_DAYS]
    if any(a == b for a, b in sharp):
        return Ground("date", "same", "same date")
    if any(a[0] == b[0] for a, b in sharp):
        return Ground("date", "same start", "same first day")
    if sharp:
        return Ground("date", "overlap", "dates overlap")
    if any(a == b for a, b in pairs):
        return Ground("date", "same stretch", "same month or season")
    return Ground("date", "within", "one date within the other")


def _length(day: tuple[int, int]) -> int:
    return day[1] - day[0]


def _far(apart: int) -> str:
    return "near" if apart <= NEAR_DAYS else "later" if apart <= LONG_DAYS else "long after"


def _days_apart(one: Telling, other: Telling) -> int:
    return min(max(days(a)[0] - days(b)[1], days(b)[0] - days(a)[1]) for a, b in product(one.dates, other.dates))


def _moved(one: Telling, other: Telling) -> Ground | None:
    """Planned for one day, and told later with a later one."""
    early, late = sorted((one, other), key=lambda telling: (days(telling.dates[-1]), telling.key))
    if early.event.status not in ("planned", "postponed", "conditional") or late.published < early.published:
        return None
    was, now = days(early.dates[-1]), days(late.dates[0])
    if now[0] - was[1] > MOST_MOVED or early.published.toordinal() > was[1] + GRACE or late.event.status == "denied":
        return None
    if early.event.status == "postponed" and early.event.new_date is None:
        return Ground("date", "put off", "put off, and told with a later date")
    if late.is_late:
        return Ground("date", "late", "told as late")
    level = "planned anew" if late.event.status in ("planned", "conditional") else "planned earlier"
    return Ground("date", level, "planned for an earlier date")


def _actors(one: Telling, other: Telling) -> Ground:
    """A person stands for the state, so that "X meets Y" and "their countries meet" share actors."""
    if not one.actors or not other.actors:
        return Ground("actors", "unknown", "")
    both = one.parties & other.parties
    # A person and the person's state are one side, not two.
    for_others = {owner for actor in both for owner in one.cast.owners.get(actor, ())}
    count = len(both - for_others) or len(both)
    if not count:
        return Ground("actors", "none", "no actor in common")
    few, many = sorted((one, other), key=lambda telling: (len(telling.parties), telling.key))
    covered = all(a in many.parties or few.cast.owners.get(a, frozenset()) & many.parties for a in few.actors)
    level = f"{min(count, 3)}, {'all' if covered else 'and others'}"
    return Ground("actors", level, f"{count} actor{'s' if count != 1 else ''} in common")


def _place(one: Telling, other: Telling) -> Ground:
    a, b = one.event.place, other.event.place
    if a is not None and a == b:
        return Ground("place", "same", "same place")
    if a is not None and b is not None and (a in other.around or b in one.around):
        return Ground("place", "within", "one place within the other")
    if (a is not None and other.names(a)) or (b is not None and one.names(b)):
        return Ground("place", "named", "one names where the other is")
    if {a} & other.parties or {b} & one.parties:
        return Ground("place", "an actor's", "one where an actor of the other is")
    if a is None or b is None:
        return Ground("place", "unknown", "")
    return Ground("place", "different", "different places")


def _type(one: Telling, other: Telling) -> Ground:
    a, b = one.event.type, other.event.type
    if a == b:
        return Ground("type", "same, of words" if a in rules().spoken else "same", f"both {a}")
    families = rules().families
    if families.get(a, frozenset()) & families.get(b, frozenset()):
        return Ground("type", "of a kind", f"{a} and {b}")
    return Ground("type", "open" if "OTHER" in (a, b) else "different", f"{a} and {b}")


def _words(one: Telling, other: Telling) -> Ground:
    shared = one.words & other.words
    # One word in common says little where there are but two.
    share = len(shared) / sqrt((len(one.words) + _FEW) * (len(other.words) + _FEW))
    for least, level in _WORD_LEVELS:
        if share >= least:
            return Ground("words", level, f"words {level}" if level != "some" else "some words in common")
    return Ground("words", "unknown" if not one.words or not other.words else "none", "")
