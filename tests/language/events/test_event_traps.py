"""Words that look like events, or like parts of them, and are none."""

from __future__ import annotations

from datetime import date

import pytest

import annotate
from annotate.corpus.annotations import Annotations


def read(annotator: annotate.Annotator, text: str, day: str = "2025-04-22") -> Annotations:
    return annotator.annotate(text, date=date.fromisoformat(day))


@pytest.mark.parametrize(
    "text",
    [
        "On 13 March, President Maria Ilves welcomed the proposal in Tallinn.",
        "The ministers of Norway and Chile signed a treaty in Oslo on March 20.",
        "The treaty of 13 and 14 March was signed in Oslo.",
    ],
)
def test_the_month_is_no_march(annotator: annotate.Annotator, text: str) -> None:
    events = read(annotator, text).events
    assert events
    assert all(event.type != "PROTEST" and "march" not in event.title.split() for event in events)


def test_a_march_in_march_is_one(annotator: annotate.Annotator) -> None:
    (event,) = read(annotator, "Thousands took part in a march in Paris on 9 March.").events
    assert (event.type, event.date) == ("PROTEST", "2025-03-09")


@pytest.mark.parametrize("opening", ["OSLO — ", "OSLO, April 22 — ", "OSLO, 22 April (Agency) — "])
def test_the_dateline_takes_no_part(annotator: annotate.Annotator, opening: str) -> None:
    (event,) = read(annotator, f"{opening}Chile and Norway signed a treaty on Tuesday.").events
    assert event.evidence.text == "Chile and Norway signed a treaty on Tuesday"
    assert "oslo" not in event.title.lower()
    assert "oslo" not in event.actors


def test_a_name_before_an_aside_is_no_dateline(annotator: annotate.Annotator) -> None:
    (event,) = read(annotator, "NATO — the alliance — met in Paris on Friday.").events
    assert event.title.startswith("NATO")


@pytest.mark.parametrize(
    ("text", "day", "meant"),
    [
        ("The ministers were to sign on 28 February.", "2025-04-30", "2025-02-28"),
        ("The ministers will sign on 28 February.", "2025-09-30", "2026-02-28"),
        ("The ministers met in Oslo on 20 December.", "2025-10-01", "2024-12-20"),
    ],
)
def test_a_plan_without_a_year_is_seldom_the_next_years(
    annotator: annotate.Annotator, text: str, day: str, meant: str
) -> None:
    assert [time.date for time in read(annotator, text, day).times] == [meant]


def test_they_agree_rather_than_agrees(annotator: annotate.Annotator) -> None:
    (event,) = read(annotator, "They had agreed in Geneva on 11 March on a ceasefire.").events
    assert event.title.startswith("They agree ")


@pytest.mark.parametrize("text", ["This dispatch is compiled from reports by NATO.", "The visit to Oslo pleased NATO."])
def test_a_noun_behind_its_article_is_no_verb(annotator: annotate.Annotator, text: str) -> None:
    assert not [
        event.title for event in read(annotator, text).events if event.title.lower().startswith(("this", "the "))
    ]


def test_what_somebody_refuses_to_do_does_not_happen(annotator: annotate.Annotator) -> None:
    (event,) = read(annotator, "Peru refused on Monday to meet the Chilean envoy.").events
    assert (event.type, event.date) == ("REJECT", "2025-04-21")


@pytest.mark.parametrize(
    "text", ["Peru will not sign the treaty on Friday.", "Peru did not attend the talks on Monday."]
)
def test_a_title_keeps_the_not(annotator: annotate.Annotator, text: str) -> None:
    assert [" not " in event.title for event in read(annotator, text).events] == [True]
