"""Dates as EDTF (Extended Date/Time Format, ISO 8601-2:2019), the one date notation of every Dateline file.

Parsing and checking are the work of the ``edtf`` package; here stands what Dateline asks of a date: is it one,
which days does it span, how precise is it, and how does a reader say it.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

Precision = Literal["day", "month", "season", "year", "interval", "other"]

_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_SIMPLE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?P<mark>[?~%]?)")


class EdtfError(ValueError):
    """A text that is not an EDTF date."""


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@lru_cache(maxsize=8192)
def _bounds(text: str) -> tuple[date | None, date | None]:
    """The first and last day, None where there is no such bound."""
    if _DAY.fullmatch(text):
        # Nearly every date is a day; the grammar would take some milliseconds for each.
        try:
            day = date.fromisoformat(text)
        except ValueError:
            pass  # the package has the last word
        else:
            return day, day
    from edtf import parse_edtf  # noqa: PLC0415  # building its grammar takes longer than many a command

    try:
        parsed = parse_edtf(text)
        return _bound(parsed.lower_strict()), _bound(parsed.upper_strict())
    except Exception as error:  # the package raises several unrelated classes
        raise EdtfError(
            f"{text!r} is no EDTF date; write 2025-02-28, 2025-02, 2025, an interval 2025-02-28/2025-03-02, "
            "and ~ or ? behind it where it is approximate or uncertain"
        ) from error


def check_edtf(text: str) -> str:
    """Return ``text`` if it is an EDTF date.

    Raises:
        EdtfError: otherwise, with examples of what would be right.
    """
    _bounds(text)
    return text


Edtf = Annotated[
    str,
    AfterValidator(check_edtf),
    Field(examples=["2025-02-28", "2025-02", "2025-02-28/2025-03-02", "2025-21", "2025-03~"]),
]
"""A string checked to be EDTF; the type of every date field in the files."""


def _bound(value: object) -> date | None:
    year, month, day = value[:3] if hasattr(value, "tm_year") else (0, 0, 0)  # type: ignore[index]
    return date(year, month, day) if 1 <= year <= 9999 else None


def first_day(text: str) -> date | None:
    """The first day that ``text`` may mean; None for an open or unknown beginning."""
    return _bounds(text)[0]


def last_day(text: str) -> date | None:
    """The last day that ``text`` may mean, inclusive; None for an open or unknown end."""
    return _bounds(text)[1]


@lru_cache(maxsize=8192)
def precision(text: str) -> Precision:
    """How finely ``text`` tells the date."""
    _bounds(text)
    if "/" in text:
        return "interval"
    simple = _SIMPLE.fullmatch(text)
    if simple is None:
        return "day" if "T" in text else "other"
    if simple["day"]:
        return "day"
    if simple["month"]:
        return "season" if int(simple["month"]) > 12 else "month"
    return "year"


def _describe_simple(text: str) -> str:
    simple = _SIMPLE.fullmatch(text)
    if simple is None:
        return text
    year, month, day = simple["year"], simple["month"], simple["day"]
    if month is None:
        said = str(int(year))
    elif int(month) > 12:
        said = f"{_SEASONS.get(int(month), 'part')} {int(year)}"
    else:
        said = f"{calendar.month_name[int(month)]} {int(year)}"
        if day is not None:
            said = f"{int(day)} {said}"
    return {"?": "perhaps {}", "~": "about {}", "%": "perhaps about {}"}.get(simple["mark"], "{}").format(said)


@lru_cache(maxsize=8192)
def describe(text: str) -> str:
    """``text`` as an English reader says it: ``28 February 2025``, ``about March 2025``, ``3 to 5 June 2025``."""
    _bounds(text)
    if "/" not in text:
        return _describe_simple(text.partition("T")[0])
    start, end = text.split("/", 1)
    if start in ("", ".."):
        return f"until {_describe_simple(end)}"
    if end in ("", ".."):
        return f"from {_describe_simple(start)}"
    one, other = _SIMPLE.fullmatch(start), _SIMPLE.fullmatch(end)
    said = _describe_simple(start)
    if one and other and one["day"] and other["day"] and one["year"] == other["year"]:
        same_month = one["month"] == other["month"]
        said = str(int(one["day"])) if same_month else said.rsplit(" ", 1)[0]
    return f"{said} to {_describe_simple(end)}"
