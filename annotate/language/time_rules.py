"""What a date expression means, given the day of publication and the clause it stands in: one function a shape."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

from annotate.language import time_values as tv
from annotate.language.lexicon import lexicon
from annotate.language.time_values import UNKNOWN, Value
from annotate.language.weekday_direction import Direction

Match = re.Match[str]


@dataclass(frozen=True)
class Context:
    """What a rule may ask besides the words themselves."""

    published: date
    direction: Callable[[], Direction | None]
    """Which way the expression points; asked only by those that need it."""
    before: Value
    """The date that "a day later" counts from; the day of publication where no other stands near."""
    of_year: int | None
    """The year last named ("of that year")."""


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    words: dict[str, Any] = lexicon("time_words")
    return words


def month_number(word: str) -> int:
    """1 to 12."""
    return int(_words()["months"][word.strip(" .").capitalize()])


def _weekday(word: str) -> int:
    return int(_words()["weekdays"][word.strip().capitalize()])


def number(word: str) -> int | None:
    """The number that a word or numeral tells; None for a vague one."""
    word = re.sub(r"\s+", " ", word.lower())
    if word.isdecimal():
        return int(word)
    found = _words()["numbers"].get(word)
    return int(found) if found is not None else None


def _day_number(word: str) -> int:
    return int(re.sub(r"\D", "", word))


def _part(word: str | None) -> str:
    return str(_words()["parts_of_day"].get(word.lower(), "")) if word else ""


def _year_of(word: str, published: date) -> int:
    return published.year + {"last": -1, "next": 1}.get(word.lower(), 0)


def near_year(month: int, day_number: int, context: Context) -> int:
    """The year of a date that names none: by its clause, else the nearest."""
    published = context.published
    candidates: list[tuple[int, int]] = []
    for year in (published.year - 1, published.year, published.year + 1):
        last = calendar.monthrange(year, month)[1]
        candidates.append(((date(year, month, min(day_number, last)) - published).days, year))
    way = context.direction()
    # A tense may mislead about a date close by; it decides only where the nearest one is not clearly meant.
    nearest = min(candidates, key=lambda pair: abs(pair[0]))
    if abs(nearest[0]) <= 45 or way in {None, "near"}:
        return nearest[1]
    fitting = [pair for pair in candidates if (pair[0] <= 0 if way == "past" else pair[0] >= 0)]
    return min(fitting, key=lambda pair: abs(pair[0]))[1] if fitting else nearest[1]


def near_month_year(month: int, context: Context) -> int:
    """The year of a bare month."""
    published = context.published
    away = month - published.month
    way = context.direction()
    if way == "past":
        return published.year if away <= 0 else published.year - 1
    if way == "future":
        return published.year if away >= 0 else published.year + 1
    if abs(away) <= 6:
        return published.year
    return published.year + (1 if away < 0 else -1)


def _date(year: int, month: int, day_number: int) -> date | None:
    try:
        return date(year, month, day_number)
    except ValueError:
        return None


def _explicit(m: Match, context: Context, month_word: str, day_word: str) -> Value:
    groups = m.groupdict()
    number_of_month, number_of_day = month_number(month_word), _day_number(day_word)
    if groups.get("y"):
        year = int(groups["y"])
    elif groups.get("yw"):
        year = _year_of(groups["yw"], context.published)
    elif groups.get("that"):
        year = context.of_year or context.published.year
    else:
        year = near_year(number_of_month, number_of_day, context)
    when = _date(year, number_of_month, number_of_day)
    if when is None:
        return UNKNOWN
    part = groups.get("part") or ""
    return tv.day(when, _part(part.split()[1]) if part else "")


def _date_md(m: Match, context: Context) -> Value:
    return _explicit(m, context, m["m1"], m["d1"])


def _range(m: Match, context: Context) -> Value:
    groups = m.groupdict()
    first_month = groups.get("m1") or groups["m2"]
    last_month = groups.get("m2") or groups["m1"]
    month_1, month_2 = month_number(first_month), month_number(last_month)
    day_1, day_2 = _day_number(m["d1"]), _day_number(m["d2"])
    if groups.get("y"):
        last_year = int(groups["y"])
        first_year = last_year if (month_1, day_1) <= (month_2, day_2) else last_year - 1
    else:
        first_year = near_year(month_1, day_1, context)
        last_year = first_year if (month_1, day_1) <= (month_2, day_2) else first_year + 1
    first, last = _date(first_year, month_1, day_1), _date(last_year, month_2, day_2)
    return tv.interval(first, last) if first and last else UNKNOWN


def _range_of_months(m: Match, context: Context) -> Value:
    first, last = month_number(m["m1"]), month_number(m["m2"])
    return tv.months(date(int(m["y"]), first, 1), last - first + 1, "months") if first <= last else UNKNOWN


def _iso(m: Match, context: Context) -> Value:
    try:
        return tv.day(date.fromisoformat(m[0]))
    except ValueError:
        return UNKNOWN


def _slashed(m: Match, context: Context) -> Value:
    one, other, year = (int(number) for number in m[0].split("/"))
    readings = {when for when in (_date(year, one, other), _date(year, other, one)) if when}
    return tv.day(readings.pop()) if len(readings) == 1 else UNKNOWN


def _around_date(m: Match, context: Context) -> Value:
    month_word, day_word = m["m1"] or m["m2"], m["d1"] or m["d2"]
    value = _explicit(m, context, month_word, day_word)
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
    assert month_value.first and month_value.last  # noqa: S101  # a month has both
    wanted = {"week": 0, "weekend": 5}.get(m["what"], -1)
    wanted = _weekday(m["what"]) if wanted < 0 else wanted
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


def _whole(words: str, context: Context) -> Value:
    """The value of a month, year, season or the like within a longer expression."""
    from annotate.language.time_patterns import rules  # noqa: PLC0415  # patterns know nothing of meanings

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


def _year_end(m: Match, context: Context) -> Value:
    return tv.year(context.published.year)


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
    weekday = _weekday(m["w"])
    when = _related_weekday(weekday, m["rel"], context) if m["rel"] else nearest_weekday(weekday, context)
    return tv.day(when, _part(m["part"])) if when else UNKNOWN


def _weekday_in_week(weekday: int, which: str, published: date) -> date:
    monday = published - timedelta(days=published.weekday())
    return monday + timedelta(days=weekday + 7 * {"next": 1, "last": -1}.get(which, 0))


def _weekday_of(m: Match, context: Context) -> Value:
    return tv.day(_weekday_in_week(_weekday(m["w"]), m["of"], context.published))


def _weekday_week(m: Match, context: Context) -> Value:
    ahead = (_weekday(m["w"]) - context.published.weekday()) % 7
    return tv.day(context.published + timedelta(days=ahead + 7))


def _weekday_range(m: Match, context: Context) -> Value:
    one, other = _weekday(m["w1"]), _weekday(m["w2"])
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
        base += timedelta(days=(_weekday(word) - base.weekday()) % 7)
    return tv.day(base + timedelta(weeks=count))


def _clock(m: Match, context: Context) -> Value:
    when: date | None = context.published
    word = m["w"]
    if m["m1"] or m["m2"]:
        when = _explicit(m, context, m["m1"] or m["m2"], m["d1"] or m["d2"]).first
    elif word:
        relation, _, name = word.rpartition(" ")
        if name.capitalize() in _words()["weekdays"]:
            weekday = _weekday(name)
            when = _related_weekday(weekday, relation, context) if relation else nearest_weekday(weekday, context)
        else:
            when = context.published + timedelta(days={"tomorrow": 1, "yesterday": -1}.get(word, 0))
    elif m["small"] and m["small"].lower() in {"dawn", "daybreak", "dusk"}:
        return UNKNOWN
    if when is None:
        return UNKNOWN
    if m["hp"]:
        return tv.day(when, _part(m["hp"]))
    if m["small"]:
        return tv.day(when, _part(re.sub(r"^the\s+", "", m["small"].lower())))
    return Value(when.isoformat(), when.isoformat() + _clock_code(m["clock"]), "TIME", when, when)


def _clock_code(words: str) -> str:
    """The part of the day, as TIMEX3 has it: a reader of a timeline asks no closer."""
    lowered = words.lower().replace(".", ":").strip(":")
    found = re.match(r"(\d\d?):?(\d\d)?", lowered)
    if found is None:
        return {"noon": "TMI", "midday": "TMI"}.get(lowered, "")
    hour = int(found[1])
    half = re.search(r"([ap]):?m", lowered)
    if half:
        hour = hour % 12 + (12 if half[1] == "p" else 0)
    return "TMO" if 4 <= hour < 12 else "TAF" if 12 <= hour < 18 else "TEV" if 18 <= hour < 22 else "TNI"


def _today(m: Match, context: Context) -> Value:
    word = m["t"].lower()
    when = context.published + timedelta(days={"tomorrow": 1, "yesterday": -1}.get(word, 0))
    return tv.day(when, "TNI" if word == "tonight" else _part(m["part"]))


def _this_part(m: Match, context: Context) -> Value:
    first, _, last = m["t"].lower().rpartition(" ")
    if first == "last":
        return tv.day(context.published - timedelta(days=1), _part(last))
    return tv.day(context.published, _part(last) or "TNI")


def _before_yesterday(m: Match, context: Context) -> Value:
    return tv.day(context.published + timedelta(days=-2 if m["b"] else 2))


def _unit_away(unit: str, by: int, base: date) -> Value:
    if unit == "week":
        return tv.week(base + timedelta(weeks=by))
    if unit == "month":
        return tv.month(*tv.shifted_month(base, by))
    if unit == "quarter":
        start = date(base.year, (base.month - 1) // 3 * 3 + 1, 1)
        return tv.months(date(*tv.shifted_month(start, 3 * by), 1), 3, "quarter")
    return tv.year(base.year + by)


def _week_after(m: Match, context: Context) -> Value:
    return _unit_away(m["u"], -2 if m["b"] else 2, context.published)


def _month_year(m: Match, context: Context) -> Value:
    if m["y"]:
        return tv.month(int(m["y"]), month_number(m["m"]))
    if m["yw"] == "that":
        return tv.month(context.of_year or context.published.year, month_number(m["m"]))
    return tv.month(_year_of(m["yw"], context.published), month_number(m["m"]))


def _season(m: Match, context: Context) -> Value:
    name, relation = m["s"], (m["rel"] or "").lower()
    number_, first_month, code = _words()["seasons"][name]
    published = context.published

    def in_year(year: int) -> Value:
        return tv.season(number_, first_month, code, year)

    if m["y"]:
        return in_year(int(m["y"]))
    if m["yw"]:
        return in_year(_year_of(m["yw"], published))
    if not relation and name != "spring" and name != "autumn":
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
        year = _year_of(m["yw"], context.published)
    else:
        current = (context.published.month - 1) // 3 + 1
        year = context.published.year
        way = context.direction()
        if way == "past" and index >= current:
            year -= 1
        elif way != "past" and index < current:
            year += 1
    return tv.months(date(year, 3 * index - 2, 1), 3, "quarter")


def _weekend(relation: str, context: Context) -> Value:
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


def _relative(m: Match, context: Context) -> Value:
    relation, unit = re.sub(r"\s+", " ", m["rel"].lower()), m["u"]
    if unit == "weekend":
        return _weekend(relation, context)
    base = context.published
    if relation in {"that", "the same", "the following", "the previous"} and context.before.first is not None:
        base = context.before.first
    if unit in {"week", "month", "year", "quarter"}:
        by = {"last": -1, "next": 1, "the coming": 1, "this coming": 1, "coming": 1, "the following": 1,
              "the previous": -1, "this past": -1}.get(relation, 0)  # fmt: skip
        return _unit_away(unit, by, base)
    number_of_month = month_number(unit)
    year = base.year
    if relation in {"last", "this past"} and number_of_month >= base.month:
        year -= 1
    elif relation in {"next", "the coming", "this coming"} and number_of_month <= base.month:
        year += 1
    return tv.month(year, number_of_month)


def _the_weekend(m: Match, context: Context) -> Value:
    return _weekend("", context)


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
    if unit in {"day", "date"} or unit in _words()["parts_of_day"]:
        return tv.day(base + timedelta(days=by), _part(unit))
    return _unit_away(unit, by, base)


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
    when = _date(year, month, day_number)
    return tv.day(when) if when else UNKNOWN


def _in_fortnight(m: Match, context: Context) -> Value:
    words = m[0].split()
    count = 2 if words[-1] == "fortnight" else number(words[0])
    return tv.day(context.published + timedelta(weeks=count)) if count else UNKNOWN


def _decade(m: Match, context: Context) -> Value:
    return tv.decade(int(m["y"]))


def _holiday(m: Match, context: Context) -> Value:
    words = _words()
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


def _set(m: Match, context: Context) -> Value:
    return Value(None, "", "SET")


def _duration(m: Match, context: Context) -> Value:
    found = re.match(r"(\w+)[\s-]+(\w+?)s?$", m[0])
    count = number(found[1]) if found else None
    code = {"day": "D", "week": "W", "month": "M", "year": "Y"}.get(found[2], "") if found else ""
    return Value(None, f"P{count}{code}" if count and code else "", "DURATION")


def _month(m: Match, context: Context) -> Value:
    number_of_month = month_number(m["m"])
    return tv.month(near_month_year(number_of_month, context), number_of_month)


def _year(m: Match, context: Context) -> Value:
    return tv.year(int(m["y"]))


MEANINGS: dict[str, Callable[[Match, Context], Value]] = {
    "iso": _iso, "slashed": _slashed, "range_md": _range, "range_dm": _range, "range_mm": _range_of_months,
    "date_dm": _date_md, "date_md": _date_md, "around_date": _around_date, "nth_weekday": _nth_weekday,
    "part_of": _part_of, "edge": _edge, "last_day": _last_day, "mod": _mod, "year_end": _year_end,
    "weekday_range": _weekday_range, "weekday_of": _weekday_of, "weekday_week": _weekday_week, "week_from": _week_from,
    "clock_on": _clock, "weekday": _weekday_value, "today": _today, "this_part": _this_part,
    "before_yesterday": _before_yesterday, "week_after": _week_after, "month_year": _month_year, "season": _season,
    "quarter": _quarter, "relative": _relative, "the_weekend": _the_weekend, "ago": _ago, "adjacent_day": _adjacent,
    "the_nth": _the_nth, "in_fortnight": _in_fortnight, "decade": _decade, "holiday": _holiday, "set": _set,
    "duration": _duration, "month": _month, "year": _year,
}  # fmt: skip
