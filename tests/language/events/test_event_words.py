"""The type of an event whose word has many meanings, told by what stands beside it."""

from __future__ import annotations

from datetime import date

import pytest

import annotate
from annotate.corpus.yaml.word_list import word_list
from annotate.language.events.triggers import noun_triggers, verb_triggers
from annotate.language.lexicon import DATA


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Chile sent a delegation to Lima on Monday.", "CONSULT"),
        ("Chile sent two frigates to the strait on Monday.", "MOBILIZE"),
        ("Chile sent forty tonnes of rice to Lima on Monday.", "AID"),
        ("Chile sent observers to the border on Monday.", "COOPERATE"),
        ("Chile and Peru struck a deal on fishing on Monday.", "AGREE"),
        ("Chilean jets struck a depot near Tacna on Monday.", "ASSAULT"),
        ("Chilean dockers struck for a day on Monday.", "PROTEST"),
        ("Chile lifted its blockade of the port on Monday.", "RETREAT"),
        ("Chile lifted a curfew in the north on Monday.", "CONCEDE"),
        ("Chile imposed a curfew in the north on Monday.", "COERCE"),
        ("Chile imposed tariffs on Peruvian grapes on Monday.", "SANCTION"),
        ("Chile expelled two Peruvian diplomats on Monday.", "SANCTION"),
        ("Chile opened a border crossing near Tacna on Monday.", "COOPERATE"),
        ("Chilean troops opened fire near Tacna on Monday.", "ASSAULT"),
        ("Chile summoned the Peruvian ambassador on Monday.", "ACCUSE"),
        ("Chile and Peru exchanged fire near Tacna on Monday.", "ASSAULT"),
        ("Chile praised the decision of Peru on Monday.", "SUPPORT"),
        ("Chile called on Peru on Monday to release the crew.", "REQUEST"),
    ],
)
def test_the_words_beside_it_tell_the_type(annotator: annotate.Annotator, text: str, kind: str) -> None:
    assert [event.type for event in annotator.annotate(text, date=date(2025, 3, 5)).events] == [kind]


def test_no_word_stands_under_two_types() -> None:
    types = word_list(DATA / "triggers.yaml")["types"]
    verbs = [verb for entry in types.values() for verb in entry["verbs"]]
    nouns = [noun for entry in types.values() for noun in entry["nouns"]]
    assert len(verbs) == len(set(verbs)) == sum(len(triggers) for triggers in verb_triggers().values())
    assert len(nouns) == len(set(nouns))
    assert set(nouns) <= {" ".join(t.words) for triggers in noun_triggers().values() for t in triggers}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Ahead of talks with Chile on Friday, Peru demands a new border.", None),
        ("Peru demanded a new border on Tuesday.", "2025-03-04"),
    ],
)
def test_the_date_of_what_is_to_come_is_not_the_demands(
    annotator: annotate.Annotator, text: str, day: str | None
) -> None:
    events = annotator.annotate(text, date=date(2025, 3, 5)).events
    assert [event.date for event in events if event.type == "REQUEST"] == [day]
