"""What a date expression means, given the day of publication and the clause it stands in: one function a shape."""

from __future__ import annotations

import re
from datetime import date, timedelta

from annotate.language.dates import values
from annotate.language.dates.context import Context, Match, Meaning, number, part_of_day, time_words, weekday_number
from annotate.language.dates.date_rules import DATE_RULES
from annotate.language.dates.day_rules import DAY_RULES
from annotate.language.dates.patterns import rules
from annotate.language.dates.values import UNKNOWN, Value


def _whole(words: str, context: Context) -> Value:
    """The value of a month, year, season or the like within a longer expression."""
    for name, pattern in rules():
        if name in MEANINGS and name not in {"edge", "mod", "duration", "set", "vague", "the_day"}:
            inner = pattern.fullmatch(words)
            if inner is not None:
                return MEANINGS[name](inner, context)
    lowered = re.sub(r"\s+", " ", words.lower())
    if lowered == "the month":
        return values.month(context.published.year, context.published.month)
    if lowered == "the year":
        return values.year(context.published.year)
    if lowered == "the week":
        return values.week(context.published)
    return UNKNOWN


def _edge(match: Match, context: Context) -> Value:
    return _whole(match["of"], context)


def _part_of(match: Match, context: Context) -> Value:
    value = _whole(f"{match['of']} {match['y']}" if match.groupdict().get("y") and match["y"] else match["m"], context)
    if value.first is None or value.last is None:
        return UNKNOWN
    what, first = re.sub(r"\s+", " ", match["what"]), match["n"] == "first"
    if what == "days":
        return value
    if what == "ten days":
        return values.interval(value.first, value.first + timedelta(days=9)) if first else UNKNOWN
    if value.unit == "year":
        return values.months(date(value.first.year, 1 if first else 7, 1), 6, "half")
    middle = value.first + timedelta(days=(value.last - value.first).days // 2)
    return values.interval(value.first, middle) if first else values.interval(middle + timedelta(days=1), value.last)


def _last_day(match: Match, context: Context) -> Value:
    value = _whole(match["of"], context)
    when = value.last if match["n"] == "last" else value.first
    return values.day(when) if when else UNKNOWN


def _mod(match: Match, context: Context) -> Value:
    value = _whole(match["of"], context)
    if value.unit == "day" and value.first is not None:
        return values.day(value.first, "TMO" if match["mod"].lower() == "early" else "TNI")
    return value


_UNITS = {
    "minute": "TM", "hour": "TH", "day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y", "fortnight": "2W",
    "decade": "10Y", "century": "100Y",
}  # fmt: skip
_REPEATED = {
    "daily": "P1D", "weekly": "P1W", "fortnightly": "P2W", "monthly": "P1M", "quarterly": "P1Q", "annual": "P1Y",
    "annually": "P1Y", "yearly": "P1Y",
}  # fmt: skip


_RECENT = 3
"""Days."""


def _set(match: Match, context: Context) -> Value:
    """TIMEX3's value of a repetition: its period, or for a weekday or part of the day the day itself left open."""
    lowered, weekday = match[0].lower(), match["ws"] or match["w"]
    if weekday and weekday.strip().capitalize() in time_words()["weekdays"]:
        return Value(None, "P2W" if match["other"] else f"XXXX-WXX-{weekday_number(weekday) + 1}", "SET")
    if match["w"] and part_of_day(match["w"]):
        return Value(None, f"XXXX-XX-XX{part_of_day(match['w'])}", "SET")
    unit = _UNITS.get(re.sub(r"s$", "", (match["w"] or match["per"] or "").lower()), "")
    count = "2" if match["other"] else str(number(match["n"]) or "X") if match["n"] else "1"
    return Value(None, _REPEATED.get(lowered) or (_period(count, unit) if unit else ""), "SET")


def _vague(match: Match, context: Context) -> Value:
    words = re.sub(r"\s+", " ", match[0].lower())
    if words in {"now", "currently", "the time being"}:
        return Value(None, "PRESENT_REF")
    return Value(None, "PAST_REF" if words in {"recently", "lately"} or words.endswith("past") else "FUTURE_REF")


def _the_day(match: Match, context: Context) -> Value:
    """The day that is told of: the one named last if that is no more than some days ago, else that of publication."""
    told = context.told
    if told.first and 0 <= (context.published - told.first).days <= _RECENT:
        return values.day(told.first)
    return values.day(context.published)


def _duration(match: Match, context: Context) -> Value:
    words = re.sub(r"\s+", " ", match[0].lower())
    words = re.sub(
        r"[\s-](?:straight|consecutive|full|whole|more|additional|long|trading|working|further)(?=[\s-])", "", words
    )
    if re.fullmatch(r"[a-z]+s", words):
        words = f"some {words}"
    found = re.match(r"(?P<count>.+?)[\s-]+(?P<unit>[a-z]+?)s?$", re.sub(r"^single-", "1-", words))
    unit = _UNITS.get(found["unit"], "") if found else ""
    if found is None or not unit:
        return Value(None, "", "DURATION")
    if found["count"] == "the past":
        return Value(None, _period("X" if words.endswith("s") else "1", unit), "DURATION")
    count = re.split(r"[\s-]+(?:or|to)[\s-]+", found["count"])[-1]
    half = "half" in count
    amount = number(re.sub(r" and a half$", "", count))
    if half and amount is not None:
        return Value(None, f"P{amount}.5{unit}" if len(unit) == 1 else "", "DURATION")
    if half and unit == "Y":
        return Value(None, "P6M", "DURATION")
    return Value(None, _period("X" if amount is None else str(amount), unit), "DURATION")


def _period(count: str, unit: str) -> str:
    """TIMEX3's period: ``P2D``, ``PT30M``, ``PXY`` for a vague count; a decade is ten years."""
    times = re.match(r"\d+", unit)
    if times is not None:
        unit = unit[times.end() :]
        count = count if count == "X" else str(int(count) * int(times[0]))
    return f"PT{count}{unit[1]}" if unit.startswith("T") else f"P{count}{unit}"


MEANINGS: dict[str, Meaning] = {
    **DATE_RULES,
    **DAY_RULES,
    "part_of": _part_of,
    "edge": _edge,
    "last_day": _last_day,
    "mod": _mod,
    "set": _set,
    "vague": _vague,
    "the_day": _the_day,
    "duration": _duration,
}
