"""One account of an event out of several articles' tellings: what was planned, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from annotate.corpus.annotations import EventType, Status
from annotate.corpus.timeline import Account
from annotate.timeline.entries.numbers_told import numbers_that_differ
from annotate.timeline.entries.tellings import Telling, days

_WEIGHT_ON_ONE_DAY: tuple[Status, ...] = ("denied", "conditional", "planned", "postponed", "cancelled", "happened")
"""Of two reports of one day the one further right is taken to be the later."""


def status(tellings: Sequence[Telling]) -> Status:
    """How the event stands now: what happened has happened; before that, the newest report counts."""
    if any(telling.event.status == "happened" for telling in tellings):
        return "happened"
    newest = max(tellings, key=lambda t: (t.published, _WEIGHT_ON_ONE_DAY.index(t.event.status), t.key))
    return newest.event.status


def date_and_new_date(tellings: Sequence[Telling], now: Status) -> tuple[str | None, str | None]:
    """When the event is, was or was to be; for a postponed one also the date it was moved to.

    The reports of the event's present status know best; among them the sharpest date counts, then the one that most
    give, then the newest report's.
    """
    moved = [t for t in tellings if t.event.status == "postponed" and t.event.new_date is not None]
    moved_to = max(moved, key=lambda t: (t.published, t.key)).event.new_date if moved else None
    if now == "postponed":
        told = [t for t in tellings if t.event.status == "postponed"]
        return _best_date(told, _date) or _best_date(tellings, _date), moved_to
    sure = [t for t in tellings if t.event.status == now]
    # A plan from before the event was moved no longer counts, however many gave it.
    last_moved = max((t.published for t in moved), default=sure[0].published)
    sure = [t for t in sure if t.published >= last_moved] or sure
    found = _best_date(sure, _date) or moved_to or _best_date(tellings, _date)
    if found is not None and moved_to is not None and _is_vaguer(found, moved_to):
        return moved_to, None
    if found is not None:
        # A report that says "in August" does not outweigh the day that another one names.
        sharper = _best_date([t for t in tellings if _within(t.event.date, found)], _date)
        found = sharper or found
    return found, None


def _date(telling: Telling) -> str | None:
    return telling.event.date


def _best_date(tellings: Sequence[Telling], of: Callable[[Telling], str | None]) -> str | None:
    dated = [(date, telling) for telling in tellings if (date := of(telling)) is not None]
    counted = Counter(date for date, _ in dated)

    def rank(pair: tuple[str, Telling]) -> tuple[Any, ...]:
        date, telling = pair
        return (-_vagueness(date), counted[date], telling.published, date)

    return max(dated, key=rank)[0] if dated else None


def _vagueness(date: str) -> int:
    """0 for a day or a few days, more for a month, a season, a year."""
    first, last = days(date)
    return next(level for level, most in enumerate((27, 31, 93, 366, 10**9)) if last - first < most)


def _is_vaguer(date: str, other: str) -> bool:
    return _vagueness(date) > _vagueness(other) and _within(other, date)


def _within(date: str | None, wide: str) -> bool:
    if date is None:
        return False
    (first, last), (start, end) = days(date), days(wide)
    return start <= first and last <= end and _vagueness(date) < _vagueness(wide)


def best(tellings: Sequence[Telling], now: Status) -> Telling:
    """The report whose words stand for the event: of its present status, the surest, the newest."""
    return max(tellings, key=lambda t: (t.event.status == now, t.event.score or 0.0, t.published, _reversed_key(t.key)))


def _reversed_key(key: str) -> tuple[int, ...]:
    # Of several the first in the order of keys, inside a max().
    return tuple(-ord(character) for character in key)


def most_told(tellings: Sequence[Telling], now: Status, of: Callable[[Telling], Any]) -> Any:
    """The value that most reports give, those of the present status before others; None where none gives any."""
    given = [(of(t), t) for t in tellings if of(t) is not None]
    counted = Counter(value for value, _ in given)

    def rank(pair: tuple[Any, Telling]) -> tuple[Any, ...]:
        value, telling = pair
        return (counted[value], telling.event.status == now, telling.published, str(value))

    return max(given, key=rank)[0] if given else None


def place(tellings: Sequence[Telling], now: Status) -> str | None:
    """Where it is, as most reports have it."""
    found: str | None = most_told(tellings, now, lambda t: t.event.place)
    return found


def event_type(tellings: Sequence[Telling], now: Status) -> EventType:
    """What kind of event it is, as most reports have it; OTHER only where all say so."""
    typed = [t for t in tellings if t.event.type != "OTHER"] or list(tellings)
    found: EventType = most_told(typed, now, lambda t: t.event.type)
    return found


def actors(tellings: Sequence[Telling], now: Status) -> tuple[str, ...]:
    """Everyone any report names: in the order of the best report, then of the others by their keys."""
    first = best(tellings, now)
    return tuple(dict.fromkeys(actor for t in (first, *tellings) for actor in t.event.actors))


def accounts(tellings: Sequence[Telling]) -> tuple[Account, ...]:
    """Every report's own version of what the reports tell differently: date, status, place, numbers."""
    differ = {
        name
        for name in ("date", "status", "place")
        if len({value for t in tellings if (value := getattr(t.event, name)) is not None}) > 1
    }
    numbers = numbers_that_differ(tellings)
    told = []
    for telling in tellings:
        own = {name: value for name in differ if (value := getattr(telling.event, name)) is not None}
        if telling.key in numbers:
            own["note"] = numbers[telling.key]
        if own:
            told.append(Account(report=telling.key, **own))
    return tuple(told)
