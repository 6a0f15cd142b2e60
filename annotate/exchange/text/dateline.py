"""Datelines: ``GENEVA, March 3 (Agency) — …`` opens a report and says where, at times when, it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from annotate.exchange.text.publication_date import DateDoubtError, month_pattern, read_date, weekday_pattern
from annotate.exchange.text.wording import wording

_NAME = r"[^\W\d_](?:[\w.'’\-]|(?<=\w)/(?=\w))*"


@dataclass(frozen=True)
class Dateline:
    """What the beginning of a report says of its origin; it stays part of the text."""

    place: str
    date: str
    """Empty where the year is not given."""
    doubt: str
    """Why a date in it could not be taken; empty if it has none or was taken."""


@cache
def _pattern() -> re.Pattern[str]:
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    date = rf"(?:{month_pattern()}\s*{day}(?:,?\s+\d{{4}})?|{day}\s+{month_pattern()}(?:,?\s+\d{{4}})?)"
    place = rf"(?P<place>{_NAME}(?:\s{_NAME}){{0,3}}(?:,\s(?!{date}|{weekday_pattern()}){_NAME}(?:\s{_NAME}){{0,2}})?)"
    agency = r"\s*\((?P<agency>[^()\n]{2,40})\)"
    weekday = rf"(?:,\s+{weekday_pattern()})?"
    return re.compile(
        rf"{place}{weekday}(?:,?\s+(?P<date>{date}))?(?:{agency})?\s*(?:[—–]|--|-(?=\s))\s*(?=\S)", re.IGNORECASE
    )


def read_dateline(paragraph: str) -> Dateline | None:
    """The dateline that ``paragraph`` begins with, if it does."""
    found = _pattern().match(paragraph.lstrip())
    if found is None:
        return None
    place, date = found["place"], found["date"]
    town = place.split(",")[0]
    if town.casefold() in wording().not_places or not _is_place(town, sure=bool(date or found["agency"])):
        return None
    if not date:
        return Dateline(_spelled(place), "", "")
    try:
        value = read_date(date)
    except DateDoubtError as doubt:
        return Dateline(_spelled(place), "", str(doubt))
    return Dateline(_spelled(place), value, "" if value else f"the dateline says {date!r}, without a year")


def _is_place(town: str, *, sure: bool) -> bool:
    """Capitals alone make a town; "Peace - at last" needs a date or an agency to be a dateline."""
    if sum(letter.isupper() for letter in town) >= 2 and town == town.upper():
        return True
    words = town.replace("/", " ").split()
    return sure and all(word[0].isupper() or word in wording().small_words for word in words)


def _spelled(place: str) -> str:
    """RIO DE JANEIRO as Rio de Janeiro; what is not all capitals stays as it is."""
    parts = []
    for part in place.split(", "):
        if part != part.upper() or part.count("."):
            parts.append(part if part.count(".") == 0 or part != part.upper() else _dotted(part))
            continue
        parts.append(_capitalised(part))
    return ", ".join(parts)


def _capitalised(part: str) -> str:
    words = re.split(r"([\s/\-])", part)
    small = wording().small_words
    return "".join(
        word.lower() if index and word.lower() in small else word[:1] + word[1:].lower()
        for index, word in enumerate(words)
    )


def _dotted(part: str) -> str:
    # D.C. keeps its capitals, ST. PETERSBURG does not.
    return " ".join(word if re.fullmatch(r"(?:\w\.)+", word) else _capitalised(word) for word in part.split(" "))
