"""Which state a town lies in: its host takes part in what happens there more often than not."""

from __future__ import annotations

from functools import cache

from annotate.corpus.known.towns import towns
from annotate.language.names.name_words import slug
from annotate.language.names.world import state_id


@cache
def _codes() -> dict[str, str]:
    """ISO 3166-1 codes by the id of the town; of two towns of a name the larger one counts."""
    return {slug(town.name): town.state for town in sorted(towns(), key=lambda town: town.people)}


def state_of_town(town: str) -> str | None:
    """The id of the state in which the town with the id ``town`` lies; None for what GeoNames does not know."""
    code = _codes().get(town)
    try:
        return state_id(code) if code is not None else None
    except KeyError:
        return None
