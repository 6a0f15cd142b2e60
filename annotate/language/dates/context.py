"""What the rules for date expressions ask: the day of publication, the direction, and numbers of names."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from annotate.language.dates import values
from annotate.language.dates.values import UNKNOWN, Value
from annotate.language.dates.weekday_direction import Direction
from annotate.language.lexicon import lexicon

Match = re.Match[str]

_LONG_BEHIND = 120
"""Days; a date without a year that lies so far behind at most is not the next year's, whatever the tense."""


@dataclass(frozen=True)
class Context:
    """What a rule may ask besides the words themselves."""

    published: date
    direction: Callable[[], Direction | None]
    """Which way the expression points; asked only by those that need it."""
    before: Value
    """The date that "a day later" counts from; the day of publication where no other stands near."""
    beside: Value
    """The day named before it in the same sentence, which a bare time of day belongs to."""
    told: Value
    """The day named last before it in the article."""
    of_year: int | None
    """The year last named ("of that year")."""


@lru_cache(maxsize=1)
def time_words() -> dict[str, Any]:
    """The word list of date expressions."""
    words: dict[str, Any] = lexicon("time_words")
    return words


def month_number(word: str) -> int:
    """1 to 12."""
    return int(time_words()["months"][word.strip(" .").capitalize()])


def weekday_number(word: str) -> int:
    """0 for Monday to 6 for Sunday."""
    return int(time_words()["weekdays"][word.strip().capitalize()])


def number(word: str) -> int | None:
    """The number that a word or numeral tells; None for a vague one."""
    word = re.sub(r"\s+", " ", word.lower())
    if word.isdecimal():
        return int(word)
    found = time_words()["numbers"].get(word)
    return int(found) if found is not None else None


def day_number(word: str) -> int:
    """The day of the month, with or without its "th"."""
    return int(re.sub(r"\D", "", word))


def part_of_day(word: str | None) -> str:
    """TIMEX3's code of a part of the day; empty for none."""
    return str(time_words()["parts_of_day"].get(word.lower(), "")) if word else ""


def year_of(word: str, published: date) -> int:
    """The year of "last year", "next year" and the like."""
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
    # "Were to sign on 28 February", read in May: a plan tells its year long before it, so this one lies behind.
    if way == "future" and -_LONG_BEHIND <= nearest[0] < 0:
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


def existing_date(year: int, month: int, day_number: int) -> date | None:
    """The date; None for one that does not exist."""
    try:
        return date(year, month, day_number)
    except ValueError:
        return None


def explicit(match: Match, context: Context, month_word: str, day_word: str) -> Value:
    """The day that month and day tell, in the year that the expression or its clause tells."""
    groups = match.groupdict()
    number_of_month, number_of_day = month_number(month_word), day_number(day_word)
    if groups.get("y"):
        year = int(groups["y"])
    elif groups.get("yw"):
        year = year_of(groups["yw"], context.published)
    elif groups.get("that"):
        year = context.of_year or context.published.year
    else:
        year = near_year(number_of_month, number_of_day, context)
    when = existing_date(year, number_of_month, number_of_day)
    if when is None:
        return UNKNOWN
    part = groups.get("part") or ""
    return values.day(when, part_of_day(part.split()[1]) if part else "")


Meaning = Callable[[Match, Context], Value]
"""What a rule makes of the words of one shape."""
