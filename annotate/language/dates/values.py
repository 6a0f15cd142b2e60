"""Values of date expressions: the same date as EDTF and as TIMEX3."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from annotate.corpus.annotations import TimeKind
from annotate.corpus.edtf import EdtfError, check_edtf


@dataclass(frozen=True)
class Value:
    """What an expression means; ``first`` and ``last`` (inclusive) where the days are known."""

    edtf: str | None
    timex: str
    kind: TimeKind = "DATE"
    first: date | None = None
    last: date | None = None
    unit: str = "day"


UNKNOWN = Value(None, "")


def day(when: date, part: str = "") -> Value:
    """One day; ``part`` is TIMEX3's code of a part of it."""
    return Value(when.isoformat(), when.isoformat() + part, "TIME" if part else "DATE", when, when)


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def month(year: int, number: int) -> Value:
    """A month."""
    text = f"{year:04d}-{number:02d}"
    return Value(text, text, "DATE", date(year, number, 1), _month_end(year, number), "month")


def year(number: int) -> Value:
    """A year."""
    return Value(f"{number:04d}", f"{number:04d}", "DATE", date(number, 1, 1), date(number, 12, 31), "year")


def decade(first: int) -> Value:
    """Ten years from ``first``."""
    text = f"{first // 10:03d}X"
    return Value(text, text, "DATE", date(first, 1, 1), date(first + 9, 12, 31), "decade")


def week(within: date) -> Value:
    """The ISO week, Monday to Sunday, that holds ``within``."""
    monday = within - timedelta(days=within.weekday())
    iso = monday.isocalendar()
    return interval(monday, monday + timedelta(days=6), f"{iso.year}-W{iso.week:02d}", "week")


def weekend(saturday: date) -> Value:
    """Saturday and Sunday."""
    iso = saturday.isocalendar()
    return interval(saturday, saturday + timedelta(days=1), f"{iso.year}-W{iso.week:02d}-WE", "weekend")


def season(number: int, first_month: int, code: str, in_year: int) -> Value:
    """A season of the northern year; winter begins in the December of ``in_year``."""
    first = date(in_year, first_month, 1)
    end_year, end_month = (in_year, first_month + 2) if first_month < 11 else (in_year + 1, first_month - 10)
    return Value(f"{in_year}-{number}", f"{in_year}-{code}", "DATE", first, _month_end(end_year, end_month), "season")


def interval(first: date, last: date, timex: str = "", unit: str = "interval") -> Value:
    """Several days; a single one where both ends are the same, unknown where they are the wrong way round."""
    if first == last:
        return day(first)
    if first > last:
        return UNKNOWN
    text = f"{first.isoformat()}/{last.isoformat()}"
    return Value(text, timex or text, "DATE", first, last, unit)


def months(first: date, count: int, unit: str) -> Value:
    """``count`` whole months from ``first``, as an interval of months: a quarter, a half."""
    last_number = first.month + count - 1
    end = _month_end(first.year + (last_number - 1) // 12, (last_number - 1) % 12 + 1)
    text = f"{first.year}-{first.month:02d}/{end.year}-{end.month:02d}"
    codes = {
        "quarter": f"{first.year}-Q{(first.month + 2) // 3}",
        "half": f"{first.year}-H{1 if first.month < 7 else 2}",
    }
    return Value(text, codes.get(unit, text), "DATE", first, end, unit)


def shifted_month(when: date, by: int) -> tuple[int, int]:
    """Year and month ``by`` months away."""
    index = when.year * 12 + when.month - 1 + by
    return index // 12, index % 12 + 1


def checked(value: Value) -> Value:
    """``value`` without its EDTF where that is none; article texts hold 31 February too."""
    if value.edtf is None:
        return value
    try:
        check_edtf(value.edtf)
    except EdtfError:
        return UNKNOWN
    return value
