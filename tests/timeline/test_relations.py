"""Who with whom: pairs with enough to show, states by those who hold office for them at the time."""

from __future__ import annotations

import pytest

from annotate.corpus.actors import Actor, Role
from annotate.corpus.timeline import Entry
from annotate.timeline.linked import Corpus
from annotate.timeline.relations import ENOUGH, relations


def president(actor: str, of: str, since: str, until: str | None = None) -> Actor:
    role = Role(title="President", of=of, since=since, until=until)
    return Actor(id=actor, name=actor.title(), type="person", roles=(role,))


ACTORS = (
    Actor(id="freedonia", name="Freedonia", type="state"),
    Actor(id="sylvania", name="Sylvania", type="state"),
    Actor(id="geneva", name="Geneva", type="place"),
    president("firefly", "freedonia", "2025-01-01", "2025-06-30"),
    president("trentino", "sylvania", "2025-01-01"),
)


def meetings(*days: str, actors: tuple[str, ...] = ("firefly", "trentino", "geneva")) -> tuple[Entry, ...]:
    return tuple(
        Entry(id=f"talks-{n}", title="Talks", date=day, status="happened", type="CONSULT", actors=actors)
        for n, day in enumerate(days)
    )


def pairs(*entries: Entry) -> dict[tuple[str, str], int]:
    found = relations(Corpus.link((), ACTORS, entries), lambda actor: ())
    return {pair: len(both.entries) for pair, both in found.items()}


def test_states_meet_through_those_who_hold_office_for_them() -> None:
    found = pairs(*meetings("2025-02-01", "2025-03-01", "2025-04-01"))
    assert found[("freedonia", "sylvania")] == found[("firefly", "trentino")] == ENOUGH


def test_who_is_out_of_office_stands_for_the_state_no_more() -> None:
    found = pairs(*meetings("2025-07-01", "2025-08-01", "2025-09-01"))
    assert ("firefly", "trentino") in found
    assert ("freedonia", "sylvania") not in found


def test_nobody_makes_a_pair_with_a_place_or_with_whom_they_stand_for() -> None:
    for one, other in pairs(*meetings("2025-02-01", "2025-03-01", "2025-04-01")):
        assert "geneva" not in (one, other)
        assert {one, other} not in ({"firefly", "freedonia"}, {"trentino", "sylvania"})


@pytest.mark.parametrize("count", range(ENOUGH))
def test_less_than_enough_makes_no_page(count: int) -> None:
    assert pairs(*meetings(*["2025-02-01"] * count)) == {}
