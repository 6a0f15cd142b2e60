"""What expressions mean that name a date: days of a month, months, years, seasons, quarters, feasts."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

from annotate.language.dates import values as tv
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


def _date_md(m: Match, context: Context) -> Value:
    return explicit(m, context, m["m1"], m["d1"])


def _range(m: Match, context: Context) -> Value:
    groups = m.groupdict()
    first_month = groups.get("m1") or groups["m2"]
    last_month = groups.get("m2") or groups["m1"]
    month_1, month_2 = month_number(first_month), month_number(last_month)
    day_1, day_2 = day_number(m["d1"]), day_number(m["d2"])
    if groups.get("y"):
        last_year = int(groups["y"])
        first_year = last_year if (month_1, day_1) <= (month_2, day_2) else last_year - 1
    else:
        first_year = near_year(month_1, day_1, context)
        last_year = first_year if (month_1, day_1) <= (month_2, day_2) else first_year + 1
    first, last = existing_date(first_year, month_1, day_1), existing_date(last_year, month_2, day_2)
    return tv.interval(first, last) if first and last else UNKNOWN


def _range_of_months(m: Match, context: Context) -> Value:
    first, last = month_number(m["m1"]), month_number(m["m2"])
    return tv.months(date(int(m["y"]), first, 1), last - first + 1, "months") if first <= last else UNKNOWN


def _months_between(m: Match, context: Context) -> Value:
    first, last = month_number(m["m1"] or m["m3"]), month_number(m["m2"])
    last_year = int(m["y"]) if m["y"] else near_month_year(last, context)
    first_year = last_year if first <= last else last_year - 1
    return tv.months(date(first_year, first, 1), (last - first) % 12 + 1, "months")


def _iso(m: Match, context: Context) -> Value:
    try:
        return tv.day(date.fromisoformat(m[0]))
    except ValueError:
        return UNKNOWN


_CLOSE = 14
"""Days."""


def _slashed(m: Match, context: Context) -> Value:
    """Where day and month may be either, the reading counts that lies close to the day of publication."""
    one, other, year = (int(number) for number in m[0].split("/"))
    year += (context.published.year // 100 * 100) * (year < 100)
    readings = {when for when in (existing_date(year, one, other), existing_date(year, other, one)) if when}
    if len(readings) > 1:
        readings = {when for when in readings if abs((when - context.published).days) <= _CLOSE}
    return tv.day(readings.pop()) if len(readings) == 1 else UNKNOWN


def _around_date(m: Match, context: Context) -> Value:
    month_word, day_word = m["m1"] or m["m2"], m["d1"] or m["d2"]
    value = explicit(m, context, month_word, day_word)
    if value.first is None:
        return UNKNOWN
    if m["what"].lower().endswith("week of"):
        return tv.week(value.first)
    return tv.weekend(
        value.first + timedelta(days=(5 - value.first.weekday()) % 7 if value.first.weekday() != 6 else -1)
    )


def _nth_weekday(m: Match, context: Context) -> Value:
    month = month_number(m["m"])
    year = int(m["y"]) if m["y"] else near_month_year(month, context)
    month_value = tv.month(year, month)
    if month_value.first is None or month_value.last is None:
        return UNKNOWN
    wanted = {"week": 0, "weekend": 5}.get(m["what"], -1)
    wanted = weekday_number(m["what"]) if wanted < 0 else wanted
    days = [
        month_value.first + timedelta(days=n)
        for n in range(month_value.last.day)
        if (month_value.first + timedelta(days=n)).weekday() == wanted
    ]
    n = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}[m["n"]]
    when = days[n]
    if m["what"] == "week":
        if n == -1 and when + timedelta(days=6) > month_value.last:
            when = days[-2]
        return tv.week(when)
    return tv.weekend(when) if m["what"] == "weekend" else tv.day(when)


def _year_end(m: Match, context: Context) -> Value:
    return tv.year(context.published.year)


def _month_year(m: Match, context: Context) -> Value:
    if m["y"]:
        return tv.month(int(m["y"]), month_number(m["m"]))
    if m["yw"] == "that":
        return tv.month(context.of_year or context.published.year, month_number(m["m"]))
    return tv.month(year_of(m["yw"], context.published), month_number(m["m"]))


def _season(m: Match, context: Context) -> Value:
    name, relation = m["s"], (m["rel"] or "").lower()
    number_, first_month, code = time_words()["seasons"][name]
    published = context.published

    def in_year(year: int) -> Value:
        return tv.season(number_, first_month, code, year)

    if m["y"]:
        return in_year(int(m["y"]))
    if m["yw"]:
        return in_year(year_of(m["yw"], published))
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


def _quarter(m: Match, context: Context) -> Value:
    index = (
        int(m["qn"]) if m["qn"] else {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}[m["q"]]
    )
    if m["y"] or m["y2"]:
        year = int(m["y"] or m["y2"])
    elif m["yw"]:
        year = year_of(m["yw"], context.published)
    else:
        current = (context.published.month - 1) // 3 + 1
        year = context.published.year
        # "Third-quarter results" are those of the quarter that has ended.
        way = "past" if re.search(r"[a-z]-quarter", m[0]) else context.direction()
        if way == "past" and index >= current:
            year -= 1
        elif way != "past" and index < current:
            year += 1
    return tv.months(date(year, 3 * index - 2, 1), 3, "quarter")


def _relative(m: Match, context: Context) -> Value:
    relation, unit = re.sub(r"\s+", " ", m["rel"].lower()), m["u"]
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
    return tv.month(year, number_of_month)


def _decade(m: Match, context: Context) -> Value:
    return tv.decade(int(m["y"]))


def _holiday(m: Match, context: Context) -> Value:
    words = time_words()
    name = m[0] if not m["y"] else m[0][: m.start("y") - m.start()].strip(" ,")

    def on(year: int) -> date:
        if name in words["holidays"]:
            month, day_number = words["holidays"][name]
            return date(year, month, day_number)
        if name == "Orthodox Easter":
            return easter(year, EASTER_ORTHODOX)
        return easter(year, EASTER_WESTERN) + timedelta(days=words["easter_days"][name])

    if m["y"]:
        return tv.day(on(int(m["y"])))
    usual = on(context.published.year)
    return tv.day(on(near_year(usual.month, usual.day, context)))


def _month(m: Match, context: Context) -> Value:
    number_of_month = month_number(m["m"])
    return tv.month(near_month_year(number_of_month, context), number_of_month)


def _short_year(m: Match, context: Context) -> Value:
    """Of the years that end so ("since ’82"), the last one that has begun."""
    year = context.published.year // 100 * 100 + int(m["yy"])
    return tv.year(year if year <= context.published.year else year - 100)


def _year(m: Match, context: Context) -> Value:
    return tv.year(int(m["y"]))


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
