"""A name that a person has put into the registry is found wherever it stands, letter for letter."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import annotate
from annotate.corpus.actors import Actor, ActorType
from annotate.language.found import FoundMention
from annotate.language.names.registry import RegistryNames


def actor(name: str, kind: ActorType, *aliases: str) -> Actor:
    return Actor(id="the-one", name=name, type=kind, aliases=aliases)


def named(known: Actor, text: str) -> list[tuple[str, str]]:
    found = annotate.Annotator([known]).annotate(text, date=date(2025, 3, 4))
    return [(m.text, e.label) for e in found.entities if e.actor == "the-one" for m in e.mentions]


@pytest.mark.parametrize(
    ("known", "text", "found"),
    [
        (actor("group of friends", "group"), "A “group of friends” met.", [("group of friends", "ORG")]),
        (actor("Example.net", "organisation"), "It was told to Example.net and others.", [("Example.net", "ORG")]),
        (actor("ABC/DE", "organisation"), "As ABC/DE reports, they met.", [("ABC/DE", "ORG")]),
        (actor("St Mary's Basilica", "place", "St Mary's"), "They met in St Mary's.", [("St Mary's", "FAC")]),
        (actor("The Vale", "place"), "Ministers met in The Vale.", [("The Vale", "GPE")]),
        (actor("The Daily Word", "organisation"), "The Daily Word wrote so.", [("Daily Word", "ORG")]),
        (actor("Maria Ilves", "person"), "Ministers Maria Ilves and Jan Roe met.", [("Maria Ilves", "PERSON")]),
    ],
)
def test_a_name_is_found_as_it_is_written(known: Actor, text: str, found: list[tuple[str, str]]) -> None:
    assert named(known, text) == found


@pytest.mark.parametrize("text", ["The Example.network met.", "My groups of friends met.", "XABC/DE met."])
def test_a_part_of_another_word_is_no_name(text: str) -> None:
    known = [actor("Example.net", "organisation", "ABC/DE"), actor("s of friends", "group")]
    assert RegistryNames(known).correct(text, []) == []


def test_a_longer_name_that_holds_it_stays() -> None:
    text = "The Example.net Prize was given."
    prize = FoundMention(4, 21, "ORG")
    assert RegistryNames([actor("Example.net", "organisation")]).correct(text, [prize]) == [prize]


@given(st.lists(st.text(min_size=1, max_size=12), max_size=5), st.text(max_size=60))
def test_mentions_never_overlap_and_stand_where_they_say(names: list[str], rest: str) -> None:
    known = [Actor(id=f"a{n}", name=name, type="organisation") for n, name in enumerate(names)]
    text = rest + " ".join(names) + rest
    found = RegistryNames(known).correct(text, [])
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(text[m.start : m.end].removeprefix("The ") in {n.removeprefix("The ") for n in names} for m in found)
