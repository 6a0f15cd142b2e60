"""How codes, kinds and dates are said to a reader."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from annotate.corpus.annotations import EventType, QuoteKind, Status
from annotate.corpus.edtf import describe, first_day, precision
from annotate.corpus.known.speech import meaning_of
from annotate.corpus.yaml.word_list import word_list

_DATES = 1 << 13
"""A corpus has few dates and says each on many pages."""


@cache
def words() -> dict[str, Any]:
    """Everything in ``wording.yaml``."""
    loaded: dict[str, Any] = word_list(Path(__file__).parent.parent / "data" / "wording.yaml")
    return loaded


def status_word(status: Status) -> str:
    """``Planned`` for ``planned``."""
    return str(words()["statuses"][status]["word"])


def status_says(status: Status) -> str:
    """What the status means, as the end of a sentence that begins with the event."""
    return str(words()["statuses"][status]["says"])


def turn(status: Status, when: str | None) -> tuple[str, str]:
    """A turn of an event's history, before and behind its date: ``put off to``; without a date, the first alone."""
    said: dict[str, str] = words()["turns"][status]
    before, _, behind = (said["dated"] if when else said["bare"]).partition("{when}")
    return before, behind


def type_word(code: EventType) -> str:
    """A plain label for PLOVER's code."""
    return str(words()["event_types"][code])


def kind_word(kind: QuoteKind) -> str:
    """``In their words`` for ``direct``."""
    return str(words()["quote_kinds"][kind]["word"])


@lru_cache(1 << 10)
def cue_word(cue: str) -> str:
    """``Denial`` for "has denied"; empty where the cue only says that something was said."""
    return str(words()["cue_meanings"].get(meaning_of(cue), ""))


def leads_to_source(cue: str) -> bool:
    """Whether the source stands behind the cue, as in "according to the minister"."""
    return cue.casefold() in words()["cues_before_source"]


def type_of_actor(kind: str, many: bool = False) -> str:
    """``Person`` or ``People`` for ``person``."""
    return str(words()["actor_types"][kind]["many" if many else "one"])


def mark_of(kind: str) -> str:
    """The class of a name's mark: person, body (a state, organisation or group) or place."""
    return str(words()["marks"].get(kind, "body"))


def say_date(edtf: str | None) -> str:
    """``28 February 2025``; ``Date unknown`` for None."""
    return describe(edtf) if edtf else "Date unknown"


def say_day(day: date) -> str:
    """``Friday, 28 February 2025``."""
    return f"{day:%A}, {day.day} {day:%B} {day.year}"


def say_published(moment: date) -> str:
    """The day of publication, with time and zone where the article gives them."""
    if not isinstance(moment, datetime):
        return describe(moment.isoformat())
    offset = moment.strftime("%z")
    zone = "UTC" if offset in ("+0000", "") else f"UTC{offset[:3].replace('-', '−')}:{offset[3:5]}"
    return f"{describe(moment.date().isoformat())}, {moment:%H:%M} ({zone})"


@lru_cache(_DATES)
def machine_date(edtf: str | None) -> str:
    """What HTML's ``datetime`` attribute takes: a year, month or day. Empty for anything else."""
    if not edtf:
        return ""
    plain = edtf.rstrip("?~%").split("T")[0]
    if "/" in plain:
        return ""
    return plain if precision(plain) in ("day", "month", "year") and len(plain) <= 10 and plain[:1] != "-" else ""


@lru_cache(_DATES)
def local_form(edtf: str | None) -> str:
    """How a reader's browser may write the date in the order of its own region: day, month or range; else empty.

    What is uncertain, open or less exact keeps the words that :func:`say_date` has for it.
    """
    if edtf and "/" in edtf:
        return "range" if all(local_form(end) == "day" for end in edtf.split("/", 1)) else ""
    return precision(edtf) if edtf and edtf == machine_date(edtf) and precision(edtf) != "year" else ""


@lru_cache(_DATES)
def weekday(edtf: str | None) -> str:
    """``Friday``, where the date is one day; else empty."""
    if not edtf or precision(edtf) != "day":
        return ""
    day = first_day(edtf)
    return f"{day:%A}" if day else ""


@lru_cache(_DATES)
def said_in(edtf: str, year: int) -> str:
    """``28 February`` for a day of that year, which stands beside it; else the date in full."""
    day = first_day(edtf) if precision(edtf) == "day" and edtf == machine_date(edtf) else None
    return f"{day.day} {day:%B}" if day is not None and day.year == year else describe(edtf)


@lru_cache(_DATES)
def short_date(edtf: str) -> str:
    """``28 Feb`` where the date is one day, else the words in full."""
    day = first_day(edtf) if precision(edtf) == "day" else None
    return f"{day.day} {day:%b}" if day else describe(edtf)
