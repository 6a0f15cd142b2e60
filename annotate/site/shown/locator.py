"""A small map of where a place lies: the lands around it, in a projection of its own that keeps their shapes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from countryinfo import all_countries

from annotate.corpus.actors import Actor
from annotate.site.shown.places import locate, outer_rings, state_of
from annotate.timeline.linked import Corpus

WIDTH, HEIGHT = 360, 200
"""Of the map, in its own units."""
_UNITS = 10
"""So many to a degree of latitude."""
_BEYOND = 400
"""How far outside the map outlines are followed; what lies farther is drawn at that distance, where nobody sees it."""
_MOST_NORTHERN = 75.0

Ring = Sequence[tuple[float, float]]
"""Longitude and latitude of each point, in degrees."""


@dataclass(frozen=True)
class Locator:
    """What is drawn; the place itself stands in the middle."""

    land: str
    """The lands around it as the data of one SVG path."""
    home: str
    """Its own state's, drawn on top; empty where that is not known."""
    state: Actor | None
    position: str
    """In words: ``41.0° N, 29.0° E``."""


def locator(corpus: Corpus, place: Actor) -> Locator | None:
    """The map of ``place``; None where it cannot be told where that lies."""
    dot = locate(corpus, place)
    if dot is None:
        return None
    longitude, latitude = dot.x / 2 - 180, 84 - dot.y / 2
    state = state_of(corpus, place)
    own = {name.casefold() for name in (state.name, *state.aliases)} if state is not None else set()
    land: list[str] = []
    home: list[str] = []
    for names, ring in _lands():
        for path in _paths(ring, longitude, latitude):
            (home if own & names else land).append(path)
    return Locator("".join(land), "".join(home), state, _position(longitude, latitude))


def _position(longitude: float, latitude: float) -> str:
    north, east = ("N" if latitude >= 0 else "S"), ("E" if longitude >= 0 else "W")
    return f"{abs(latitude):.1f}° {north}, {abs(longitude):.1f}° {east}"


def _paths(ring: Ring, longitude: float, latitude: float) -> Iterator[str]:
    """The ring as it lies around that point, also over 180 degrees; nothing if it lies outside."""
    across = _UNITS * math.cos(math.radians(max(min(latitude, _MOST_NORTHERN), -_MOST_NORTHERN)))
    for turn in (-360, 0, 360):
        points = [
            (WIDTH / 2 + (east + turn - longitude) * across, HEIGHT / 2 + (latitude - north) * _UNITS)
            for east, north in ring
        ]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        if max(xs) < 0 or min(xs) > WIDTH or max(ys) < 0 or min(ys) > HEIGHT:
            continue
        drawn = list(dict.fromkeys((_near(x, WIDTH), _near(y, HEIGHT)) for x, y in points))
        if len(drawn) > 2:
            yield "M" + "L".join(f"{x} {y}" for x, y in drawn) + "z"


def _near(value: float, size: int) -> int:
    return round(min(max(value, -_BEYOND), size + _BEYOND))


@cache
def _lands() -> Sequence[tuple[frozenset[str], Ring]]:
    """Each land's outlines with the names of its state."""
    found: list[tuple[frozenset[str], Ring]] = []
    for country in all_countries():
        names = frozenset(name.casefold() for name in (country.name(), *country.alt_spellings()))
        found += [(names, [(float(x), float(y)) for x, y in ring]) for ring in outer_rings(country.geo_json())]
    return found
