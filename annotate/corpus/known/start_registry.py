"""The registry that Dateline ships: states with their adjectives and seats, organisations, and well-known people.

It is proposed from: whom articles refer to is written into ``actors.yaml`` as it stands here. States come from
:mod:`annotate.corpus.known.states`, the rest from ``data/organisations.yaml``, ``data/seats.yaml`` and
``data/people.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any

from anyascii import anyascii

from annotate.corpus.actors import Actor, Role
from annotate.corpus.known.states import DATA, states
from annotate.corpus.yaml.word_list import word_list


@cache
def start_registry() -> tuple[Actor, ...]:
    """Every shipped actor, none of them marked as proposed."""
    seats = word_list(DATA / "seats.yaml")
    return (*_states(seats), *_organisations(seats), *_people())


def beside(own: Collection[Actor]) -> tuple[Actor, ...]:
    """The shipped actors that a registry does not have under any id, with its own ids where they refer to others."""
    ids = {actor.id for actor in own} | {old for actor in own for old in actor.formerly}
    named = {(_plain(name), _kind(actor)): actor.id for actor in own for name in (actor.name, *actor.aliases)}
    meant = {actor.id: named[key] for actor in start_registry() if (key := (_plain(actor.name), _kind(actor))) in named}
    kept = [actor for actor in start_registry() if actor.id not in ids and actor.id not in meant]
    return tuple(_renamed(actor, meant) for actor in kept)


def with_owners(wanted: Collection[str], shipped: Iterable[Actor]) -> list[Actor]:
    """Of ``shipped``, those that are wanted by id, and whom their entries refer to."""
    known = {actor.id: actor for actor in shipped}
    found: dict[str, Actor] = {}
    waiting = sorted(set(wanted) & known.keys())
    while waiting:
        actor = known[waiting.pop()]
        if actor.id not in found:
            found[actor.id] = actor
            owners = (actor.part_of, *(role.of for role in actor.roles))
            waiting += [owner for owner in owners if owner is not None and owner in known]
    return [found[actor_id] for actor_id in sorted(found)]


def _states(seats: Mapping[str, Any]) -> Iterable[Actor]:
    for state in states():
        buildings = seats["seats"].get(state.id, ())
        yield Actor(
            id=state.id,
            name=state.name,
            type="state",
            aliases=state.names[1:],
            adjectives=state.adjectives,
            seats=tuple(
                town for town in dict.fromkeys((*state.capitals, *state.seats, *buildings)) if town not in state.names
            ),
        )


def _organisations(seats: Mapping[str, Any]) -> Iterable[Actor]:
    owners = seats["owners"]
    for group in (word_list(DATA / "organisations.yaml"), seats["bodies"]):
        for actor_id, names in group.items():
            yield Actor(
                id=actor_id,
                name=names[0],
                type="organisation",
                aliases=tuple(names[1:]),
                adjectives=tuple(seats["adjectives_of"].get(actor_id, ())),
                seats=(*seats["metonyms"].get(actor_id, ()), *seats["seats"].get(actor_id, ())),
                part_of=owners.get(actor_id),
            )


def _people() -> Iterable[Actor]:
    for actor_id, entry in word_list(DATA / "people.yaml").items():
        roles = tuple(Role.model_validate({key: str(value) for key, value in role.items()}) for role in entry["roles"])
        yield Actor(
            id=actor_id, name=entry["name"], type="person", aliases=tuple(entry.get("aliases", ())), roles=roles
        )


def _renamed(actor: Actor, meant: Mapping[str, str]) -> Actor:
    roles = tuple(
        role if role.of is None else role.model_copy(update={"of": meant.get(role.of, role.of)}) for role in actor.roles
    )
    part_of = meant.get(actor.part_of, actor.part_of) if actor.part_of else None
    return actor.model_copy(update={"roles": roles, "part_of": part_of})


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", anyascii(name).casefold())


def _kind(actor: Actor) -> str:
    return "person" if actor.type == "person" else "place" if actor.type == "place" else "body"
