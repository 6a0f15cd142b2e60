"""Whether the words before a name make it a place: "in Moscow", "a trip to the White House", "outside the embassy"."""

from __future__ import annotations

from annotate.language.names.gazetteer import Known
from annotate.language.names.lists import parts
from annotate.language.names.runs import Runs


def is_at_place(runs: Runs, known: Known) -> bool:
    """Whether a capital or a seat of government is meant as the place and not as those who govern there."""
    if not runs.words.joined(known.first):
        return False
    at = known.first - 1
    while runs.key(at) in {"the", "downtown", "central", "nearby"} and runs.words.joined(at):
        at -= 1
    before, far = runs.key(at), runs.key(at - 1)
    if before in parts("reaching"):
        return True
    if known.entry.kind == "seat":
        return far in parts("moving") if before == "to" else before in parts("at_door") - {"of", "from", "before"}
    if before == "of":
        return far in parts("place_nouns") | parts("of_places")
    return before in parts("before_places") | parts("place_nouns") | {"a"}


def is_at_door(runs: Runs, first: int) -> bool:
    """Whether a building is named as the place where something is: "at the Danish embassy"."""
    at = first - 1
    while runs.key(at) in {"the", "a", "new", "old"}:
        at -= 1
    return (
        runs.key(at) in parts("at_door")
        or (runs.key(at) == "to" and runs.key(at - 1) in parts("moving"))
        or (runs.key(at) in {"on"} and runs.key(at - 1) in {"march", "attack", "raid", "assault", "marched"})
    )
