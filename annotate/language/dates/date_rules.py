"""What expressions mean that name a date: days of a month, months, years, seasons, quarters, feasts."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

from annotate.language.dates import values
from annotate.language.dates.context import (
    Context,
    Match,
    Meaning,
    day_number,
    existing_date,
    explicit,
    month_number,
    near_month_year,
    near_year,
    time_words,
    weekday_number,
    year_of,
)
from annotate.language.dates.day_rules import unit_away, weekend
from annotate.language.dates.values import UNKNOWN, Value


def _date_md(match: Match, context: Context) -> Value:
    return explicit(match, context, match["m1"], match["d1"])


def _range(match: Match, context: Context) -> Value:
    groups = match.groupdict()
    first_month = groups.get("m1") or groups["m2"]
    last_month = groups.get("m2") or groups["m1"]
    month_1, month_2 = month_number(first_month), month_number(last_month)
    day_1, day_2 = day_number(match["d1"]), day_number(match["d2"])
    if groups.get("y"):
        last_year = int(groups["y"])
        first_year = last_year if (month_1, day_1) <= (month_2, day_2) else last_year - 1
    else:
        first_year = near_year(month_1, day_1, context)
        last_year = first_year if (month_1, day_1) <= (month_2, day_2) else first_year + 1
    first, last = existing_date(first_year, month_1, day_1), existing_date(last_year, month_2, day_2)
    return values.interval(first, last) if first and last else UNKNOWN


def _range_of_months(match: Match, context: Context) -> Value:
    first, last = month_number(match["m1"]), month_number(match["m2"])
    return values.months(date(int(match["y"]), first, 1), last - first + 1, "months") if first <= last else UNKNOWN


def _months_between(match: Match, context: Context) -> Value:
    first, last = month_number(match["m1"] or match["m3"]), month_number(match["m2"])
    last_year = int(match["y"]) if match["y"] else near_month_year(last, context)
    first_year = last_year if first <= last else last_year - 1
    return values.months(date(first_year, first, 1), (last - first) % 12 + 1, "months")


def _iso(match: Match, context: Context) -> Value:
    try:
        return values.day(date.fromisoformat(match[0]))
    except ValueError:
        return UNKNOWN


_CLOSE = 14
"""Days."""


def _slashed(match: Match, context: Context) -> Value:
    """Where day and month may be either, the reading counts that lies close to the day of publication."""
    one, other, year = (int(number) for number in match[0].split("/"))
    year += (context.published.year // 100 * 100) * (year < 100)
    readings = {when for when in (existing_date(year, one, other), existing_date(year, other, one)) if when}
    if len(readings) > 1:
        readings = {when for when in readings if abs((when - context.published).days) <= _CLOSE}
    return values.day(readings.pop()) if len(readings) == 1 else UNKNOWN


def _around_date(match: Match, context: Context) -> Value:
    month_word, day_word = match["m1"] or match["m2"], match["d1"] or match["d2"]
    value = explicit(match, context, month_word, day_word)
    if value.first is None:
        return UNKNOWN
    if match["what"].lower().endswith("week of"):
        return values.week(value.first)
    return values.weekend(
        value.first + timedelta(days=(5 - value.first.weekday()) % 7 if value.first.weekday() != 6 else -1)
    )


def _nth_weekday(match: Match, context: Context) -> Value:
    month = month_number(match["m"])
    year = int(match["y"]) if match["y"] else near_month_year(month, context)
    month_value = values.month(year, month)
    if month_value.first is None or month_value.last is None:
        return UNKNOWN
    wanted = {"week": 0, "weekend": 5}.get(match["what"], -1)
    wanted = weekday_number(match["what"]) if wanted < 0 else wanted
    days = [
        month_value.first + timedelta(days=n)
        for n in range(month_value.last.day)
        if (month_value.first + timedelta(days=n)).weekday() == wanted
    ]
    n = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}[match["n"]]
    when = days[n]
    if match["what"] == "week":
        if n == -1 and when + timedelta(days=6) > month_value.last:
            when = days[-2]
        return values.week(when)
    return values.weekend(when) if match["what"] == "weekend" else values.day(when)


def _year_end(match: Match, context: Context) -> Value:
    return values.year(context.published.year)


def _month_year(match: Match, context: Context) -> Value:
    if match["y"]:
        return values.month(int(match["y"]), month_number(match["m"]))
    if match["yw"] == "that":
        return values.month(context.of_year or context.published.year, month_number(match["m"]))
    return values.month(year_of(match["yw"], context.published), month_number(match["m"]))


def _season(match: Match, context: Context) -> Value:
    name, relation = match["s"], (match["rel"] or "").lower()
    number_, first_month, code = time_words()["seasons"][name]
    published = context.published

    def in_year(year: int) -> Value:
        return values.season(number_, first_month, code, year)

    if match["y"]:
        return in_year(int(match["y"]))
    if match["yw"]:
        return in_year(year_of(match["yw"], published))
    if not relation and name not in {"spring", "autumn"}:
        return UNKNOWN
    if name == "fall" and not relation:
        return UNKNOWN
    years = [in_year(year) for year in (published.year - 2, published.year - 1, published.year, published.year + 1)]
    begun = [v for v in years if v.first and v.first <= published]
    coming = [v for v in years if v.first and v.first > published]
    ended = [v for v in begun if v.last and v.last < published]
    if relation.startswith("last"):
        return ended[-1]
    if relation.startswith("next"):
        return coming[0]
    if relation.startswith("this"):
        return next((v for v in years if v.last and v.last.year == published.year), UNKNOWN)
    way = context.direction()
    if way == "past":
        return begun[-1]
    if way == "future":
        current = begun[-1]
        return current if current.last and current.last >= published else coming[0]
    return UNKNOWN


_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}


def _quarter(match: Match, context: Context) -> Value:
    index = int(match["qn"]) if match["qn"] else _QUARTERS[match["q"]]
    if match["y"] or match["y2"]:
        year = int(match["y"] or match["y2"])
    elif match["yw"]:
        year = year_of(match["yw"], context.published)
    else:
        current = (context.published.month - 1) // 3 + 1
        year = context.published.year
        # "Third-quarter results" are those of the quarter that has ended.
        way = "past" if re.search(r"[a-z]-quarter", match[0]) else context.direction()
        if way == "past" and index >= current:
            year -= 1
        elif way != "past" and index < current:
            year += 1
    return values.months(date(year, 3 * index - 2, 1), 3, "quarter")


def _relative(match: Match, context: Context) -> Value:
    relation, unit = re.sub(r"\s+", " ", match["rel"].lower()), match["u"]
    if unit == "weekend":
        return weekend(relation, context)
    base = context.published
    if relation in {"that", "the same", "the following", "the previous"} and context.before.first is not None:
        base = context.before.first
    if unit in {"week", "month", "year", "quarter"}:
        by = {"last": -1, "next": 1, "the coming": 1, "this coming": 1, "coming": 1, "the following": 1,
              "the previous": -1, "this past": -1}.get(relation, 0)  # fmt: skip
        return unit_away(unit, by, base)
    number_of_month = month_number(unit)
    year = base.year
    if relation in {"last", "this past"} and number_of_month >= base.month:
        year -= 1
    elif relation in {"next", "the coming", "this coming"} and number_of_month <= base.month:
        year += 1
    return values.month(year, number_of_month)


def _decade(match: Match, context: Context) -> Value:
    return values.decade(int(match["y"]))


def _holiday(match: Match, context: Context) -> Value:
    words = time_words()
    name = match[0] if not match["y"] else match[0][: match.start("y") - match.start()].strip(" ,")

    def on(year: int) -> date:
        if name in words["holidays"]:
            month, day_number = words["holidays"][name]
            return date(year, month, day_number)
        if name == "Orthodox Easter":
            return easter(year, EASTER_ORTHODOX)
        return easter(year, EASTER_WESTERN) + timedelta(days=words["easter_days"][name])

    if match["y"]:
        return values.day(on(int(match["y"])))
    usual = on(context.published.year)
    return values.day(on(near_year(usual.month, usual.day, context)))


def _month(match: Match, context: Context) -> Value:
    number_of_month = month_number(match["m"])
    return values.month(near_month_year(number_of_month, context), number_of_month)


def _short_year(match: Match, context: Context) -> Value:
    """Of the years that end so ("since ’82"), the last one that has begun."""
    year = context.published.year // 100 * 100 + int(match["yy"])
    return values.year(year if year <= context.published.year else year - 100)


def _year(match: Match, context: Context) -> Value:
    return values.year(int(match["y"]))


DATE_RULES: dict[str, Meaning] = {
    "iso": _iso,
    "slashed": _slashed,
    "range_md": _range,
    "range_dm": _range,
    "range_mm": _range_of_months,
    "months_between": _months_between,
    "date_dm": _date_md,
    "date_md": _date_md,
    "around_date": _around_date,
    "nth_weekday": _nth_weekday,
    "year_end": _year_end,
    "month_year": _month_year,
    "season": _season,
    "quarter": _quarter,
    "relative": _relative,
    "decade": _decade,
    "holiday": _holiday,
    "month": _month,
    "year": _year,
    "short_year": _short_year,
}
"""By the name of the shape in :mod:`annotate.language.dates.patterns`."""
