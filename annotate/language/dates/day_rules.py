"""What expressions mean that tell a day by its distance: weekdays, "tomorrow", "two days later", "the weekend"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from annotate.language.dates import values
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


def _weekday_value(match: Match, context: Context) -> Value:
    weekday = weekday_number(match["w"])
    when = _related_weekday(weekday, match["rel"], context) if match["rel"] else nearest_weekday(weekday, context)
    return values.day(when, part_of_day(match["part"])) if when else UNKNOWN


def _weekday_in_week(weekday: int, which: str, published: date) -> date:
    monday = published - timedelta(days=published.weekday())
    return monday + timedelta(days=weekday + 7 * {"next": 1, "last": -1}.get(which, 0))


def _weekday_of(match: Match, context: Context) -> Value:
    return values.day(_weekday_in_week(weekday_number(match["w"]), match["of"], context.published))


def _weekday_week(match: Match, context: Context) -> Value:
    ahead = (weekday_number(match["w"]) - context.published.weekday()) % 7
    return values.day(context.published + timedelta(days=ahead + 7))


def _weekday_range(match: Match, context: Context) -> Value:
    one, other = weekday_number(match["w1"]), weekday_number(match["w2"])
    if match["of"]:
        first: date | None = _weekday_in_week(one, match["of"].split()[1], context.published)
    else:
        first = nearest_weekday(one, context)
    return values.interval(first, first + timedelta(days=(other - one) % 7)) if first else UNKNOWN


def _week_from(match: Match, context: Context) -> Value:
    count = number(match["n"] or match["n2"])
    word = match["w"] or "today"
    if count is None:
        return UNKNOWN
    base = context.published
    if word == "tomorrow":
        base += timedelta(days=1)
    elif word != "today":
        base += timedelta(days=(weekday_number(word) - base.weekday()) % 7)
    return values.day(base + timedelta(weeks=count))


def _clock(match: Match, context: Context) -> Value:
    when: date | None = context.beside.first or context.published
    word = match["w"]
    if match["m1"] or match["m2"]:
        when = explicit(match, context, match["m1"] or match["m2"], match["d1"] or match["d2"]).first
    elif word:
        relation, _, name = word.rpartition(" ")
        if name.capitalize() in time_words()["weekdays"]:
            weekday = weekday_number(name)
            when = _related_weekday(weekday, relation, context) if relation else nearest_weekday(weekday, context)
        else:
            when = context.published + timedelta(days={"tomorrow": 1, "yesterday": -1}.get(word, 0))
    elif match["small"] and match["small"].lower() in {"dawn", "daybreak", "dusk"}:
        return UNKNOWN
    if when is None:
        return UNKNOWN
    if match["hp"]:
        return values.day(when, part_of_day(match["hp"]))
    if match["small"]:
        return values.day(when, part_of_day(re.sub(r"^the\s+", "", match["small"].lower())))
    zone = "Z" if re.search(r"\b(?:UTC|GMT)\b", match[0]) else ""
    return Value(when.isoformat(), when.isoformat() + _clock_code(match["clock"]) + zone, "TIME", when, when)


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


def _today(match: Match, context: Context) -> Value:
    word = match["t"].lower()
    when = context.published + timedelta(days={"tomorrow": 1, "yesterday": -1}.get(word, 0))
    return values.day(when, "TNI" if word == "tonight" else part_of_day(match["part"]))


def _this_part(match: Match, context: Context) -> Value:
    first, _, last = match["t"].lower().rpartition(" ")
    if first == "last":
        return values.day(context.published - timedelta(days=1), part_of_day(last))
    return values.day(context.published, part_of_day(last) or "TNI")


def _before_yesterday(match: Match, context: Context) -> Value:
    return values.day(context.published + timedelta(days=-2 if match["b"] else 2))


def unit_away(unit: str, by: int, base: date) -> Value:
    """The week, month, quarter or year that lies ``by`` units from that of ``base``."""
    if unit == "week":
        return values.week(base + timedelta(weeks=by))
    if unit == "month":
        return values.month(*values.shifted_month(base, by))
    if unit == "quarter":
        start = date(base.year, (base.month - 1) // 3 * 3 + 1, 1)
        return values.months(date(*values.shifted_month(start, 3 * by), 1), 3, "quarter")
    return values.year(base.year + by)


def _week_after(match: Match, context: Context) -> Value:
    return unit_away(match["u"], -2 if match["b"] else 2, context.published)


def weekend(relation: str, context: Context) -> Value:
    """The weekend of "last weekend", "the coming weekend"; without a relation, by the clause."""
    published = context.published
    this = published - timedelta(days=published.weekday()) + timedelta(days=5)
    within = published.weekday() >= 5
    if relation in {"last", "this past", "the previous"}:
        return values.weekend(this - timedelta(days=7))
    if relation in {"next", "the following"}:
        return values.weekend(this + timedelta(days=7))
    if relation in {"the coming", "this coming", "coming"}:
        return values.weekend(this + timedelta(days=7) if within else this)
    if relation == "this":
        return values.weekend(this)
    way = context.direction()
    if way in {"past", "future"}:
        return values.weekend(this if way == "future" or within else this - timedelta(days=7))
    return values.weekend(this) if within else UNKNOWN


def _the_weekend(match: Match, context: Context) -> Value:
    return weekend("", context)


def _ago(match: Match, context: Context) -> Value:
    count, unit = number(match["n"]), match["u"].rstrip("s")
    way = re.sub(r"\s+", " ", match["dir"])
    if count is None:
        return Value(None, "PAST_REF" if way == "ago" else "")
    base = context.published if way in {"ago", "hence", "from now", "from today"} else context.before.last
    if base is None:
        return UNKNOWN
    sign = 1 if way in {"later", "hence", "from now", "from today", "on"} else -1
    try:
        if unit in {"day", "week", "fortnight"}:
            return values.day(base + timedelta(days=sign * count * {"day": 1, "week": 7, "fortnight": 14}[unit]))
        if unit == "month":
            return values.month(*values.shifted_month(base, sign * count))
        if unit == "year":
            return values.year(base.year + sign * count)
    except (ValueError, OverflowError):
        return UNKNOWN
    return UNKNOWN


def _adjacent(match: Match, context: Context) -> Value:
    base = context.before.last
    if base is None:
        return UNKNOWN
    if match["eve"]:
        return values.day(base - timedelta(days=1), "TNI" if "night" in match["eve"] else "")
    if match["after"]:
        return values.day(base + timedelta(days=1))
    unit = (match["that"] or match["u"]).split()[-1]
    by = 1 if match["next"] else -1 if match["prev"] else 0
    if unit in {"day", "date"} or unit in time_words()["parts_of_day"]:
        return values.day(base + timedelta(days=by), part_of_day(unit))
    return unit_away(unit, by, base)


def _year_before(match: Match, context: Context) -> Value:
    """The same month, or whatever was named before, of the year before."""
    told, base = context.before, context.before.first or context.published
    unit = told.unit if match["u"] == "period" else match["u"]
    if unit == "day":
        when = existing_date(base.year - 1, base.month, base.day)
        return values.day(when) if when else UNKNOWN
    if unit == "week":
        return unit_away(unit, -52, base)
    return (
        unit_away(unit, -4 * (unit == "quarter") or -12, base)
        if unit in {"month", "quarter"}
        else values.year(base.year - 1)
    )


def _the_nth(match: Match, context: Context) -> Value:
    day_number = int(match["d"])
    published = context.published
    if match["of"]:
        by = {"next": 1, "last": -1}.get(match["of"].split()[1], 0)
    else:
        way = context.direction()
        by = (
            -1
            if way == "past" and day_number > published.day
            else 1
            if way == "future" and day_number < published.day
            else 0
        )
    year, month = values.shifted_month(published, by)
    when = existing_date(year, month, day_number)
    return values.day(when) if when else UNKNOWN


def _in_fortnight(match: Match, context: Context) -> Value:
    words = match[0].split()
    count = 2 if words[-1] == "fortnight" else number(words[0])
    return values.day(context.published + timedelta(weeks=count)) if count else UNKNOWN


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
