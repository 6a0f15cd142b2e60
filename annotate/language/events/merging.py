"""Several mentions of one event within an article become one event with further places."""

from __future__ import annotations

from dataclasses import dataclass

from annotate.corpus.edtf import first_day, last_day
from annotate.language.found import FoundEvent

_FAMILIES = {"MOBILIZE": "force", "COERCE": "force", "ASSAULT": "force"}


@dataclass
class Draft:
    """An event before merging."""

    event: FoundEvent
    words: tuple[str, ...]
    """The trigger's words."""
    definite: bool
    """Whether it is named as something known: "the talks", "Friday's meeting"."""
    noun: bool
    ordinal: str = ""
    """first, second … before the noun; two rounds are two events."""
    distance: float = 0.0
    """Words, and penalties, between the head and its date."""
    chance: float = 1.0
    """How likely it is to be an event worth a line."""


def _overlap(one: str | None, other: str | None) -> bool | None:
    """Whether two dates share a day; None where one is not known."""
    if one is None or other is None:
        return None
    first, last = first_day(one), last_day(one)
    start, end = first_day(other), last_day(other)
    if first is None or last is None or start is None or end is None:
        return None
    return first <= end and start <= last


def same(one: Draft, other: Draft) -> bool:
    """Whether ``other``, which stands later in the article, is the event ``one`` told once more."""
    a, b = one.event, other.event
    if _FAMILIES.get(a.type, a.type) != _FAMILIES.get(b.type, b.type) or a.evidence == b.evidence:
        return False
    if one.ordinal != other.ordinal and one.ordinal and other.ordinal:
        return False
    if (a.status == "happened") != (b.status == "happened") and not (a.date and a.date == b.date):
        return False
    when = _overlap(a.date, b.date)
    shared = bool(set(a.actors) & set(b.actors))
    same_place = a.place is not None and a.place == b.place
    if a.place and b.place and a.place != b.place and not shared:
        return False
    if when is False:
        return False
    if when:
        return shared or same_place or not (b.actors or b.place) or (other.definite and not b.actors)
    if not (one.noun or other.noun):
        return False
    # An undated mention is the same event only where it is named as known, or names the same place and people.
    return (other.definite and (shared or same_place or not (b.actors or b.place))) or (shared and same_place)


def merged(drafts: list[Draft]) -> list[FoundEvent]:
    """The events, each once, in the order of the text; the fuller telling gives date, place and title."""
    kept: list[Draft] = []
    for draft in drafts:
        earlier = next((k for k in reversed(kept[-12:]) if same(k, draft)), None)
        if earlier is None:
            if draft.definite and not draft.event.actors:
                _inherit(kept, draft)
            kept.append(draft)
        else:
            _absorb(earlier, draft)
    return [draft.event for draft in kept]


def _inherit(kept: list[Draft], draft: Draft) -> None:
    """Who takes part in "the talks" stands where the talks were named first."""
    family = _FAMILIES.get(draft.event.type, draft.event.type)
    earlier = next(
        (k for k in reversed(kept) if _FAMILIES.get(k.event.type, k.event.type) == family and k.event.actors), None
    )
    if earlier is not None:
        draft.event.actors = list(earlier.event.actors)


def _fullness(event: FoundEvent) -> int:
    return 2 * (event.date is not None) + (event.place is not None) + min(2, len(event.actors))


def _absorb(earlier: Draft, draft: Draft) -> None:
    a, b = earlier.event, draft.event
    if _fullness(b) > _fullness(a):
        a.title = b.title
    if a.date is None or (b.date is not None and "/" in a.date and "/" not in b.date):
        a.date = b.date or a.date
    a.place = a.place or b.place
    a.new_date = a.new_date or b.new_date
    if b.status in {"cancelled", "postponed"}:
        a.status = b.status
    a.actors = list(dict.fromkeys([*a.actors, *b.actors]))
    a.also += [b.evidence, *b.also]
    a.score = round(min(1.0, a.score + 0.05), 2)
