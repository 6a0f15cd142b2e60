"""The tables of date expressions and events in the docs are what happens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from annotate.corpus.annotations import Event, Time
from tests.language.shipped import annotator

PAGE = Path(__file__).parents[2] / "docs" / "dates-and-events.md"


def rows(section: str) -> Iterator[tuple[str, str, str]]:
    """Day of publication, text and outcome of every row below the heading."""
    body = re.split(rf"^## {section}$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1].split("\n## ")[0]
    for line in body.splitlines():
        if re.match(r"\| \d{4}-", line):
            day, text, outcome = (cell.strip() for cell in line.strip().strip("|").split(" | "))
            yield day, text, outcome


def told_time(time: Time) -> str:
    return f"{time.text} · {time.date or 'no date'} · {time.kind} {time.timex}".strip()


def told_event(event: Event) -> str:
    moved = f" → {event.new_date}" if event.new_date else ""
    who = ", ".join(sorted(event.actors))
    return f"{event.status} · {event.date or 'no date'}{moved} · {event.type} · {who} · {event.place or 'no place'}"


def times_in(day: str, text: str) -> str:
    found = annotator().annotate(text, date=date.fromisoformat(day)).times
    return "<br>".join(map(told_time, found)) or "no date expression"


def events_in(day: str, text: str) -> str:
    found = annotator().annotate(text, date=date.fromisoformat(day)).events
    return "<br>".join(map(told_event, found)) or "no event"


@pytest.mark.parametrize(("day", "text", "outcome"), list(rows("Dates")))
def test_a_date_expression_is_read_as_the_page_tells(day: str, text: str, outcome: str) -> None:
    assert times_in(day, text) == outcome


@pytest.mark.parametrize(("day", "text", "outcome"), list(rows("Events")))
def test_an_event_is_read_as_the_page_tells(day: str, text: str, outcome: str) -> None:
    assert events_in(day, text) == outcome


@pytest.mark.parametrize(("day", "text", "outcome"), list(rows("Not yet")))
def test_what_is_not_right_yet_stands_on_the_page_as_it_is(day: str, text: str, outcome: str) -> None:
    assert outcome in (times_in(day, text), events_in(day, text))


def test_every_status_and_both_types_without_a_date_stand_on_the_page() -> None:
    outcomes = [outcome for section in ("Dates", "Events", "Not yet") for _, _, outcome in rows(section)]
    statuses = {part.split(" · ")[0] for outcome in outcomes for part in outcome.split("<br>")}
    assert {"happened", "planned", "postponed", "cancelled", "conditional", "denied"} <= statuses
    assert any("DURATION" in outcome for outcome in outcomes)
    assert any("SET" in outcome for outcome in outcomes)
