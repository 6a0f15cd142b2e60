"""What expressions mean that tell a day by its distance: weekdays, "tomorrow", "two days later", "the weekend"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from annotate.language.dates import values as tv
from annotate.language.dates.context import (
    Context,
    Match,
    Meaning,
    existing_date,
    explicit,
    number,
    part_of_day,
    time_words,
    weekday_number,
)
from annotate.language.dates.values import UNKNOWN, Value


def nearest_weekday(weekday: int, context: Context) -> date | None:
    """The day that a bare weekday means, by its clause; None where the clause does not tell."""
    ahead = (weekday - context.published.weekday()) % 7
    if ahead == 0:
        return context.published
    way = context.direction()
    if way == "near":
        way = "future" if ahead <= 4 else "past"
    if way is None:
        return None
    return context.published + timedelta(days=ahead if way == "future" else ahead - 7)


def _related_weekday(weekday: int, relation: str, context: Context) -> date | None:
    published = context.published
    ahead = (weekday - published.weekday()) % 7
    relation = re.sub(r"\s+", " ", relation.lower())
    if relation in {"last", "this past"}:
        return published + timedelta(days=ahead - 7)
    if relation in {"next", "the coming", "this coming", "coming"}:
        return published + timedelta(days=ahead or 7)
    if relation == "this":
        return published + timedelta(days=ahead)
    base = context.before.last
    if base is None:
        return None
    if relation == "the following":
        return base + timedelta(days=(weekday - base.weekday()) % 7 or 7)
    if relation == "the previous":
        return base - timedelta(days=(base.weekday() - weekday) % 7 or 7)
    return base - timedelta(days=(base.weekday() - weekday) % 7)


def _weekday_value(m: Match, context: Context) -> Value:
    weekday = weekday_number(m["w"])
    when = _related_weekday(weekday, m["rel"], context) if m["rel"] else nearest_weekday(weekday, context)
    return tv.day(when, part_of_day(m["part"])) if when else UNKNOWN


def _weekday_in_week(weekday: int, which: str, published: date) -> date:
    monday = published - timedelta(days=published.weekday())
    return monday + timedelta(days=weekday + 7 * {"next": 1, "last": -1}.get(which, 0))


def _weekday_of(m: Match, context: Context) -> Value:
    return tv.day(_weekday_in_week(weekday_number(m["w"]), m["of"], context.published))


def _weekday_week(m: Match, context: Context) -> Value:
    ahead = (weekday_number(m["w"]) - context.published.weekday()) % 7
    return tv.day(context.published + timedelta(days=ahead + 7))


def _weekday_range(m: Match, context: Context) -> Value:
    one, other = weekday_number(m["w1"]), weekday_number(m["w2"])
    if m["of"]:
        first: date | None = _weekday_in_week(one, m["of"].split()[1], context.published)
    else:
        first = nearest_weekday(one, context)
    return tv.interval(first, first + timedelta(days=(other - one) % 7)) if first else UNKNOWN


def _week_from(m: Match, context: Context) -> Value:
    count = number(m["n"] or m["n2"])
    word = m["w"] or "today"
    if count is None:
        return UNKNOWN
    base = context.published
    if word == "tomorrow":
        base += timedelta(days=1)
    elif word != "today":
        base += timedelta(days=(weekday_number(word) - base.weekday()) % 7)
    return tv.day(base + timedelta(weeks=count))


def _clock(m: Match, context: Context) -> Value:
    when: date | None = context.beside.first or context.published
    word = m["w"]
    if m["m1"] or m["m2"]:
        when = explicit(m, context, m["m1"] or m["m2"], m["d1"] or m["d2"]).first
    elif word:
        relation, _, name = word.rpartition(" ")
        if name.capitalize() in time_words()["weekdays"]:
            weekday = weekday_number(name)
            when = _related_weekday(weekday, relation, context) if relation else nearest_weekday(weekday, context)
        else:
            when = context.published + timedelta(days={"tomorrow": 1, "yesterday": -1}.get(word, 0))
    elif m["small"] and m["small"].lower() in {"dawn", "daybreak", "dusk"}:
        return UNKNOWN
    if when is None:
        return UNKNOWN
    if m["hp"]:
        return tv.day(when, part_of_day(m["hp"]))
    if m["small"]:
        return tv.day(when, part_of_day(re.sub(r"^the\s+", "", m["small"].lower())))
    zone = "Z" if re.search(r"\b(?:UTC|GMT)\b", m[0]) else ""
    return Value(when.isoformat(), when.isoformat() + _clock_code(m["clock"]) + zone, "TIME", when, when)


def _clock_code(words: str) -> str:
    """The time of day as TIMEX3 has it: ``T09:30``."""
    lowered = words.lower().replace(".", ":").strip(":")
    found = re.match(r"(\d\d?):?(\d\d)?", lowered)
    if found is None:
        return {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"}.get(lowered, "")
    hour = int(found[1])
    half = re.search(r"([ap]):?m", lowered)
    if half:
        hour = hour % 12 + (12 if half[1] == "p" else 0)
    return f"T{hour:02d}:{found[2] or '00'}"


def _today(m: Match, context: Context) -> Value:
    word = m["t"].lower()
    when = context.published + timedelta(days={"tomorrow": 1, "yesterday": -1}.get(word, 0))
    return tv.day(when, "TNI" if word == "tonight" else part_of_day(m["part"]))


def _this_part(m: Match, context: Context) -> Value:
    first, _, last = m["t"].lower().rpartition(" ")
    if first == "last":
        return tv.day(context.published - timedelta(days=1), part_of_day(last))
    return tv.day(context.published, part_of_day(last) or "TNI")


def _before_yesterday(m: Match, context: Context) -> Value:
    return tv.day(context.published + timedelta(days=-2 if m["b"] else 2))


def unit_away(unit: str, by: int, base: date) -> Value:
    """The week, month, quarter or year that lies ``by`` units from that of ``base``."""
    if unit == "week":
        return tv.week(base + timedelta(weeks=by))
    if unit == "month":
        return tv.month(*tv.shifted_month(base, by))
    if unit == "quarter":
        start = date(base.year, (base.month - 1) // 3 * 3 + 1, 1)
        return tv.months(date(*tv.shifted_month(start, 3 * by), 1), 3, "quarter")
    return tv.year(base.year + by)


def _week_after(m: Match, context: Context) -> Value:
    return unit_away(m["u"], -2 if m["b"] else 2, context.published)


def weekend(relation: str, context: Context) -> Value:
    """The weekend of "last weekend", "the coming weekend"; without a relation, by the clause."""
    published = context.published
    this = published - timedelta(days=published.weekday()) + timedelta(days=5)
    within = published.weekday() >= 5
    if relation in {"last", "this past", "the previous"}:
        return tv.weekend(this - timedelta(days=7))
    if relation in {"next", "the following"}:
        return tv.weekend(this + timedelta(days=7))
    if relation in {"the coming", "this coming", "coming"}:
        return tv.weekend(this + timedelta(days=7) if within else this)
    if relation == "this":
        return tv.weekend(this)
    way = context.direction()
    if way in {"past", "future"}:
        return tv.weekend(this if way == "future" or within else this - timedelta(days=7))
    return tv.weekend(this) if within else UNKNOWN


def _the_weekend(m: Match, context: Context) -> Value:
    return weekend("", context)


def _ago(m: Match, context: Context) -> Value:
    count, unit = number(m["n"]), m["u"].rstrip("s")
    way = re.sub(r"\s+", " ", m["dir"])
    if count is None:
        return Value(None, "PAST_REF" if way == "ago" else "")
    base = context.published if way in {"ago", "hence", "from now", "from today"} else context.before.last
    if base is None:
        return UNKNOWN
    sign = 1 if way in {"later", "hence", "from now", "from today", "on"} else -1
    try:
        if unit in {"day", "week", "fortnight"}:
            return tv.day(base + timedelta(days=sign * count * {"day": 1, "week": 7, "fortnight": 14}[unit]))
        if unit == "month":
            return tv.month(*tv.shifted_month(base, sign * count))
        if unit == "year":
            return tv.year(base.year + sign * count)
    except (ValueError, OverflowError):
        return UNKNOWN
    return UNKNOWN


def _adjacent(m: Match, context: Context) -> Value:
    base = context.before.last
    if base is None:
        return UNKNOWN
    if m["eve"]:
        return tv.day(base - timedelta(days=1), "TNI" if "night" in m["eve"] else "")
    if m["after"]:
        return tv.day(base + timedelta(days=1))
    unit = (m["that"] or m["u"]).split()[-1]
    by = 1 if m["next"] else -1 if m["prev"] else 0
    if unit in {"day", "date"} or unit in time_words()["parts_of_day"]:
        return tv.day(base + timedelta(days=by), part_of_day(unit))
    return unit_away(unit, by, base)


def _year_before(m: Match, context: Context) -> Value:
    """The same month, or whatever was named before, of the year before."""
    told, base = context.before, context.before.first or context.published
    unit = told.unit if m["u"] == "period" else m["u"]
    if unit == "day":
        when = existing_date(base.year - 1, base.month, base.day)
        return tv.day(when) if when else UNKNOWN
    if unit == "week":
        return unit_away(unit, -52, base)
    return (
        unit_away(unit, -4 * (unit == "quarter") or -12, base)
        if unit in {"month", "quarter"}
        else tv.year(base.year - 1)
    )


def _the_nth(m: Match, context: Context) -> Value:
    day_number = int(m["d"])
    published = context.published
    if m["of"]:
        by = {"next": 1, "last": -1}.get(m["of"].split()[1], 0)
    else:
        way = context.direction()
        by = (
            -1
            if way == "past" and day_number > published.day
            else 1
            if way == "future" and day_number < published.day
            else 0
        )
    year, month = tv.shifted_month(published, by)
    when = existing_date(year, month, day_number)
    return tv.day(when) if when else UNKNOWN


def _in_fortnight(m: Match, context: Context) -> Value:
    words = m[0].split()
    count = 2 if words[-1] == "fortnight" else number(words[0])
    return tv.day(context.published + timedelta(weeks=count)) if count else UNKNOWN


DAY_RULES: dict[str, Meaning] = {
    "weekday_range": _weekday_range,
    "weekday_of": _weekday_of,
    "weekday_week": _weekday_week,
    "week_from": _week_from,
    "clock_on": _clock,
    "weekday": _weekday_value,
    "today": _today,
    "this_part": _this_part,
    "before_yesterday": _before_yesterday,
    "week_after": _week_after,
    "the_weekend": _the_weekend,
    "ago": _ago,
    "adjacent_day": _adjacent,
    "year_before": _year_before,
    "the_nth": _the_nth,
    "in_fortnight": _in_fortnight,
}
"""By the name of the shape in :mod:`annotate.language.dates.patterns`."""
