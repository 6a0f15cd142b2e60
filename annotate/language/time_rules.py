"""What a date expression means, given the day of publication and the clause it stands in: one function a shape."""

from __future__ import annotations

import re
from datetime import date, timedelta

from annotate.language import time_values as tv
from annotate.language.date_rules import DATE_RULES
from annotate.language.day_rules import DAY_RULES
from annotate.language.time_context import Context, Match, Meaning, number
from annotate.language.time_patterns import rules
from annotate.language.time_values import UNKNOWN, Value


def _whole(words: str, context: Context) -> Value:
    """The value of a month, year, season or the like within a longer expression."""
    for name, pattern in rules():
        if name in MEANINGS and name not in {"edge", "mod", "duration", "set"}:
            inner = pattern.fullmatch(words)
            if inner is not None:
                return MEANINGS[name](inner, context)
    lowered = re.sub(r"\s+", " ", words.lower())
    if lowered == "the month":
        return tv.month(context.published.year, context.published.month)
    if lowered == "the year":
        return tv.year(context.published.year)
    if lowered == "the week":
        return tv.week(context.published)
    return UNKNOWN


def _edge(m: Match, context: Context) -> Value:
    return _whole(m["of"], context)


def _part_of(m: Match, context: Context) -> Value:
    value = _whole(f"{m['of']} {m['y']}" if m.groupdict().get("y") and m["y"] else m["m"], context)
    if value.first is None or value.last is None:
        return UNKNOWN
    what, first = re.sub(r"\s+", " ", m["what"]), m["n"] == "first"
    if what == "days":
        return value
    if what == "ten days":
        return tv.interval(value.first, value.first + timedelta(days=9)) if first else UNKNOWN
    if value.unit == "year":
        return tv.months(date(value.first.year, 1 if first else 7, 1), 6, "half")
    middle = value.first + timedelta(days=(value.last - value.first).days // 2)
    return tv.interval(value.first, middle) if first else tv.interval(middle + timedelta(days=1), value.last)


def _last_day(m: Match, context: Context) -> Value:
    value = _whole(m["of"], context)
    when = value.last if m["n"] == "last" else value.first
    return tv.day(when) if when else UNKNOWN


def _mod(m: Match, context: Context) -> Value:
    value = _whole(m["of"], context)
    if value.unit == "day" and value.first is not None:
        return tv.day(value.first, "TMO" if m["mod"].lower() == "early" else "TNI")
    return value


def _set(m: Match, context: Context) -> Value:
    return Value(None, "", "SET")


def _duration(m: Match, context: Context) -> Value:
    found = re.match(r"(\w+)[\s-]+(\w+?)s?$", m[0])
    count = number(found[1]) if found else None
    code = {"day": "D", "week": "W", "month": "M", "year": "Y"}.get(found[2], "") if found else ""
    return Value(None, f"P{count}{code}" if count and code else "", "DURATION")


MEANINGS: dict[str, Meaning] = {
    **DATE_RULES,
    **DAY_RULES,
    "part_of": _part_of,
    "edge": _edge,
    "last_day": _last_day,
    "mod": _mod,
    "set": _set,
    "duration": _duration,
}
