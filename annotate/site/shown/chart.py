"""A chart of events over time, worked out at build time: how many there are, lanes of marks, and where today is.

Everything is in per cent of the width, so that the drawing fills any screen while its letters keep their size.
"""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from annotate.corpus.annotations import Status
from annotate.corpus.edtf import first_day, last_day
from annotate.corpus.timeline import Entry
from annotate.site.text import wording

_SINGLY = 150
"""Up to so many events are drawn one by one; more are gathered by month or year."""
_FEWEST_DAYS = 21
_FEWEST_FOR_BARS = 8
_FEWEST_TO_LEAVE_OUT = 12
_MOST_TICKS = 8
_DAY_STEPS, _MONTH_STEPS = (1, 2, 7, 14), (1, 3, 6, 12, 24, 60, 120, 240, 600)


@dataclass(frozen=True)
class Spot:
    """One mark: an event, or all of a lane that fall into one bin."""

    x: float
    """From the left, in per cent."""
    status: Status
    title: str
    entry: str = ""
    """The entry's id; empty for a spot of several."""
    radius: float = 4.0
    """In pixels, for a spot of several."""


@dataclass(frozen=True)
class Lane:
    """A line of marks."""

    label: str
    spots: Sequence[Spot]
    count: int
    actor: str = ""
    """The id of the actor whose line it is."""


@dataclass(frozen=True)
class Bar:
    """How many events fall into one stretch of time."""

    x: float
    width: float
    happened: float
    """Height in per cent of the highest bar."""
    other: float
    title: str


@dataclass(frozen=True)
class Tick:
    """A date written below the chart."""

    x: float
    label: str
    day: str = ""
    """As ISO 8601, where the label is that day."""


@dataclass(frozen=True)
class Chart:
    """What is drawn."""

    lanes: Sequence[Lane]
    bars: Sequence[Bar]
    ticks: Sequence[Tick]
    today: float | None
    """Where the day of the newest article stands; None where it lies outside."""
    newest: str
    """That day, as ISO 8601."""
    left_out: int
    """How many events lie beyond the chart's ends: a few far ones are not let to squeeze all the others."""
    first: str
    last: str
    """The days of the first and the last event."""
    gathered: bool
    """Whether a mark stands for several events; it then tells only whether they have happened."""

    @property
    def statuses(self) -> Sequence[Status]:
        """What the marks tell, for the legend."""
        found = {spot.status for lane in self.lanes for spot in lane.spots}
        return [status for status in wording.words()["statuses"] if status in found]


def chart(lanes: Mapping[tuple[str, str], Iterable[Entry]], newest: str, *, bars: bool = True) -> Chart | None:
    """The chart of these lanes, each under its label and the id of its actor; None where no event has a date.

    Args:
        lanes: by label and actor's id (or an empty string) their events; empty lanes are left out.
        newest: the day of the newest article, from which "announced" is told.
        bars: whether a row of bars above the lanes shows how many events there are in all.
    """
    placed = {key: [(entry, day) for entry in entries if (day := middle(entry))] for key, entries in lanes.items()}
    days = sorted({entry.id: day for found in placed.values() for entry, day in found}.values())
    if not days:
        return None
    today = date.fromisoformat(newest) if newest else None
    begin, end = _ends(days, today)
    scale = _Scale(begin, end)
    gathered = len(days) > _SINGLY
    drawn = [
        Lane(label, tuple(_spots(found, scale, gathered)), len(found), actor)
        for (label, actor), found in placed.items()
        if found
    ]
    inside = today is not None and begin <= today <= end
    events = {e.id: (e, day) for found in placed.values() for e, day in found if begin <= day <= end}
    shown = [day for _, day in events.values()]
    return Chart(
        drawn,
        tuple(_bars(events.values(), scale)) if bars and len(events) >= _FEWEST_FOR_BARS else (),
        tuple(tick for tick in _ticks(scale) if 4 <= tick.x <= 95),
        scale.x(today) if inside and today else None,
        newest,
        len(days) - len(shown),
        min(shown).isoformat(),
        max(shown).isoformat(),
        gathered,
    )


def middle(entry: Entry) -> date | None:
    """The middle of the days that the entry's date may mean; of an open interval the known end."""
    when = entry.new_date or entry.date
    if when is None:
        return None
    first, last = first_day(when), last_day(when)
    if first is None or last is None:
        return first or last
    return first + (last - first) / 2


@dataclass(frozen=True)
class _Scale:
    begin: date
    end: date

    @property
    def days(self) -> int:
        return max((self.end - self.begin).days, 1)

    def x(self, day: date) -> float:
        return round(100 * (day - self.begin).days / self.days, 2)

    def bin(self, day: date) -> date:
        """The first day of the bin of ``day``: a week, month, quarter or year, as the whole is long."""
        if self.days <= 366:
            return _on(day, -day.weekday())
        if self.days <= 5 * 366:
            return day.replace(day=1)
        if self.days <= 25 * 366:
            return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        return day.replace(month=1, day=1)

    def bin_end(self, begin: date) -> date:
        if self.days <= 366:
            return _on(begin, 7)
        months = 1 if self.days <= 5 * 366 else 3 if self.days <= 25 * 366 else 12
        return _months_on(begin, months)

    def bin_name(self, begin: date) -> str:
        if self.days <= 366:
            return f"week of {wording.say_date(begin.isoformat())}"
        if self.days <= 5 * 366:
            return f"{calendar.month_name[begin.month]} {begin.year}"
        if self.days <= 25 * 366:
            return f"{calendar.month_name[begin.month]} {begin.year} and two months on"
        return str(begin.year)


def _on(day: date, days: int) -> date:
    """So many days on, or as far as the calendar goes."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    # The calendar's last day stands for what comes after it.
    return date(year, month + 1, 1) if year <= date.max.year else date.max


def _ends(days: Sequence[date], today: date | None) -> tuple[date, date]:
    begin, end = days[0], days[-1]
    if len(days) >= _FEWEST_TO_LEAVE_OUT:
        low, high = days[len(days) // 20], days[-1 - len(days) // 20]
        reach = max((high - low) // 2, timedelta(_FEWEST_DAYS))
        begin = next(day for day in days if low - day <= reach)
        end = next(day for day in reversed(days) if day - high <= reach)
    if today is not None and begin <= today:
        end = max(end, today)
    spare = max((end - begin).days // 25, (_FEWEST_DAYS - (end - begin).days) // 2, 1)
    return _on(begin, -spare), _on(end, spare)


def _spots(found: Sequence[tuple[Entry, date]], scale: _Scale, gathered: bool) -> Iterator[Spot]:
    shown = [(entry, day) for entry, day in found if scale.begin <= day <= scale.end]
    if not gathered:
        for entry, day in shown:
            when = wording.say_date(entry.new_date or entry.date)
            title = f"{when}: {entry.title} ({wording.status_word(entry.status).lower()})"
            yield Spot(scale.x(day), entry.status, title, entry.id)
        return
    bins = Counter((scale.bin(day), entry.status == "happened") for entry, day in shown)
    for (begin, happened), count in sorted(bins.items()):
        centre = scale.x(begin + (scale.bin_end(begin) - begin) / 2)
        said = f"{count} {'event' if count == 1 else 'events'}, {'happened' if happened else 'not (yet) happened'}"
        radius = round(min(2 + count**0.5 * 1.4, 10), 1)
        yield Spot(
            min(centre, 100),
            "happened" if happened else "planned",
            f"{scale.bin_name(begin)}: {said}",
            radius=radius,
        )


def _bars(events: Iterable[tuple[Entry, date]], scale: _Scale) -> Iterator[Bar]:
    bins: dict[date, Counter[bool]] = {}
    for entry, day in events:
        bins.setdefault(scale.bin(day), Counter())[entry.status == "happened"] += 1
    highest = max((count.total() for count in bins.values()), default=1)
    for begin, count in sorted(bins.items()):
        left, right = max(scale.x(begin), 0.0), min(scale.x(scale.bin_end(begin)), 100.0)
        yield Bar(
            left,
            round(max(right - left, 0.3), 2),
            round(100 * count[True] / highest, 1),
            round(100 * count[False] / highest, 1),
            f"{scale.bin_name(begin)}: {count[True]} happened, {count[False]} planned or otherwise",
        )


def _ticks(scale: _Scale) -> Iterator[Tick]:
    if scale.days <= 90:
        step = next((s for s in _DAY_STEPS if scale.days / s <= _MOST_TICKS), 14)
        day = _on(scale.begin, 1)
        while day < scale.end:
            yield Tick(scale.x(day), f"{day.day} {day:%b}", day.isoformat())
            day = _on(day, step)
        return
    step = next((s for s in _MONTH_STEPS if scale.days / (s * 30.4) <= _MOST_TICKS), 1200)
    day = _months_on(scale.begin.replace(day=1), 1)
    while step > 1 and day < scale.end and (day.year * 12 + day.month - 1) % step:
        day = _months_on(day, 1)
    while day < scale.end:
        # January carries its year instead of its name.
        yield Tick(scale.x(day), str(day.year) if step >= 12 or day.month == 1 else f"{day:%b}")
        day = _months_on(day.replace(day=1), step)
