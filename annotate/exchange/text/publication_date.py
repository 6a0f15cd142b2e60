"""The date of publication as newspapers write it, read only where it is complete: no part is taken from today."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from babel.dates import get_day_names, get_month_names

from annotate.exchange.text.wording import wording, zones


class DateDoubtError(ValueError):
    """Something looks like a date and cannot be taken for one; the message says why, as the end of a sentence."""


@dataclass(frozen=True)
class DateFound:
    """A full date in a line, with what stands around it."""

    value: str
    """2025-02-27, or 2025-02-27T09:59-05:00 where time and zone are both known."""
    before: str
    after: str
    updated: bool
    """It is said to be the date of a later change."""


@cache
def months() -> dict[str, int]:
    """English names and abbreviations of months, in lower case, to their numbers."""
    names = {
        name.casefold(): n
        for width in ("wide", "abbreviated")
        for n, name in get_month_names(width, locale="en").items()
    }
    return names | {"sept": 9}


@cache
def month_pattern() -> str:
    """A regular expression for the name of a month, without a group of its own."""
    return rf"(?:{_any_of(months())})\b\.?"


@cache
def weekday_pattern() -> str:
    """A regular expression for the name of a weekday, without a group of its own."""
    names = {name for width in ("wide", "abbreviated") for name in get_day_names(width, locale="en").values()}
    return rf"(?:{_any_of(names | {'Tues', 'Thur', 'Thurs'})})\b\.?"


@cache
def _when() -> re.Pattern[str]:
    weekday = rf"(?:{weekday_pattern()},?\s+)?"
    day, year = r"\d{1,2}(?:st|nd|rd|th)?", r"\d{4}"
    date = (
        rf"(?:(?P<iso>{year}[-/]\d{{2}}[-/]\d{{2}})"
        rf"|(?P<us_month>{month_pattern()})\s*(?P<us_day>{day}),?\s+(?P<us_year>{year})"
        rf"|(?P<uk_day>{day})\s+(?:of\s+)?(?P<uk_month>{month_pattern()}),?\s+(?P<uk_year>{year})"
        rf"|(?P<numbers>\d{{1,2}}(?P<mark>[/.])\d{{1,2}}(?P=mark){year}))"
    )
    offset = r"[+\-−]\d{1,2}(?::?\d{2})?"
    zone = rf"(?:(?:{_any_of(zones())})(?![\w+\-−])|(?:UTC|GMT)?\s?{offset}(?!\w))"

    def clock(number: int) -> str:
        half = rf"(?P<half{number}>[ap]\.?\s?m\b\.?)"
        hours, minutes = rf"(?P<hour{number}>\d{{1,2}})", rf"(?P<minute{number}>\d{{2}})"
        seconds = r"(?::\d{2}(?:\.\d+)?)?"
        return (
            rf"(?:{hours}(?:[:.]{minutes}{seconds}(?:\s*{half})?|(?=\s*[ap]\.?\s?m\b)\s*(?P<bare{number}>[ap])\.?\s?m\b\.?)"
            rf"(?:\s*\(?(?P<zone{number}>{zone})\)?)?)"
        )

    gap = r"(?:\s*[,|·•–—-]\s*|\s+(?:at\s+|on\s+)?|\s*,\s*at\s+)"
    return re.compile(
        rf"(?<![\w/.-])(?:{clock(1)}{gap})?{weekday}{date}(?:(?=T\d)|(?![\w/-]|\.\d))(?:(?:T|{gap}){clock(2)})?(?!\w)",
        re.IGNORECASE,
    )


def find_date(line: str) -> DateFound | None:
    """The first full date in ``line``.

    Raises:
        DateDoubtError: it does not exist, or can be read as two different days.
    """
    found = _when().search(line)
    if found is None:
        return None
    before, after = line[: found.start()].strip(), line[found.end() :].strip()
    said = before.rstrip(":").rstrip().casefold()
    return DateFound(_value(found), before, after, said in wording().updated)


def read_date(text: str) -> str:
    """The date that ``text`` is, or an empty string where it is none.

    Raises:
        DateDoubtError: as :func:`find_date`.
    """
    found = find_date(text.strip())
    return found.value if found and not found.before and not found.after else ""


def _value(found: re.Match[str]) -> str:
    shown = found[0].strip()
    year, month, day = _day(found, shown)
    try:
        moment = datetime(year, month, day)
    except ValueError:
        raise DateDoubtError(f"{shown!r} is no day of the calendar") from None
    date = f"{year:04d}-{month:02d}-{day:02d}"
    number = 2 if found["hour2"] else 1
    hour, zone = found[f"hour{number}"], found[f"zone{number}"]
    # Without a zone a time says no moment; the day is certain all the same.
    if hour is None or zone is None:
        return date
    hours, minutes = int(hour), int(found[f"minute{number}"] or 0)
    half = (found[f"half{number}"] or found[f"bare{number}"] or "").lower()
    if half and not 1 <= hours <= 12:
        return date
    if half:
        hours = hours % 12 + (12 if half.startswith("p") else 0)
    if hours > 23 or minutes > 59:
        return date
    moment = moment.replace(hour=hours, minute=minutes, tzinfo=_zone(zone))
    return moment.isoformat(timespec="minutes")


def _day(found: re.Match[str], shown: str) -> tuple[int, int, int]:
    if found["iso"]:
        year, month, day = re.split("[-/]", found["iso"])
        return int(year), int(month), int(day)
    if found["numbers"]:
        first, second, year = re.split("[/.]", found["numbers"])
        # Dots are written day first; slashes in either order, so only a number above 12 tells.
        if found["mark"] == "/" and int(first) <= 12 and int(second) <= 12 and first != second:
            raise DateDoubtError(f"{shown!r} can be read as two different days")
        if found["mark"] == "/" and int(second) > 12:
            first, second = second, first
        return int(year), int(second), int(first)
    side = "us" if found["us_month"] else "uk"
    month_name = found[f"{side}_month"].rstrip(".").casefold()
    digits = re.match(r"\d+", found[f"{side}_day"])
    assert digits is not None  # noqa: S101  # the pattern begins with them
    return int(found[f"{side}_year"]), months()[month_name], int(digits[0])


def _zone(written: str) -> tzinfo:
    name = zones().get(written.upper())
    if name is not None and "/" in name:
        return ZoneInfo(name)
    offset = re.fullmatch(r"(?:UTC|GMT)?\s?([+\-−])(\d{1,2}):?(\d{2})?", name or written, re.IGNORECASE)
    if offset is None:
        return UTC
    distance = timedelta(hours=min(int(offset[2]), 23), minutes=min(int(offset[3] or 0), 59))
    return timezone(distance if offset[1] == "+" else -distance)


def _any_of(words: object) -> str:
    # Longest first, so that "September" is not read as "Sep".
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))  # type: ignore[call-overload]
