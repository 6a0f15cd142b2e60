"""Which names are towns, as far as deciding what a state's other name is asks for it."""

from __future__ import annotations

from functools import cache

from annotate.corpus.known.towns import towns
from annotate.timeline.actors.names import fold


def is_town(name: str) -> bool:
    """Whether ``name`` is that of a town of 15,000 people or more."""
    return fold(name) in _towns()


@cache
def _towns() -> frozenset[str]:
    return frozenset(fold(town.name) for town in towns())
