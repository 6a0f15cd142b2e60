"""The shipped registry: sound in itself, in step with what the annotator knows, and second to a person's own."""

from __future__ import annotations

from annotate.corpus.actors import Actor
from annotate.corpus.edtf import first_day, last_day
from annotate.corpus.known.start_registry import beside, start_registry, with_owners
from annotate.language.names.world import entries

BY_ID = {actor.id: actor for actor in start_registry()}


def test_every_id_stands_once_and_every_reference_leads_to_one() -> None:
    assert len(BY_ID) == len(start_registry()) > 350
    owners = {r for a in start_registry() for r in (a.part_of, *(role.of for role in a.roles)) if r}
    assert owners <= BY_ID.keys()


def test_the_annotator_calls_states_and_organisations_by_the_same_ids() -> None:
    known = {entry.actor for entry in entries() if entry.kind in ("state", "organisation")}
    assert known == {actor.id for actor in start_registry() if actor.type != "person"}


def test_a_state_knows_its_adjectives_capital_and_seats() -> None:
    russia = BY_ID["russia"]
    assert "Russian" in russia.adjectives
    assert {"Moscow", "Kremlin"} <= set(russia.seats)
    assert "Brussels" in BY_ID["european-union"].seats
    assert BY_ID["us-state-department"].part_of == "united-states"


def test_no_office_ends_before_it_begins() -> None:
    for actor in start_registry():
        for role in actor.roles:
            if role.since and role.until:
                assert first_day(role.since) <= last_day(role.until)


def test_what_a_person_calls_otherwise_is_not_shipped_again() -> None:
    own = [Actor(id="usa", name="USA", type="state", aliases=("United States",))]
    shipped = {actor.id: actor for actor in beside(own)}
    assert "united-states" not in shipped
    assert shipped["us-state-department"].part_of == "usa"
    assert {role.of for role in shipped["donald-trump"].roles} == {"usa"}


def test_whoever_is_taken_brings_those_it_refers_to() -> None:
    taken = [actor.id for actor in with_owners({"mark-rutte"}, start_registry())]
    assert taken == ["mark-rutte", "nato", "netherlands"]
