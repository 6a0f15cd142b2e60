"""Who takes part in an event beyond the words of its clause: whom a person speaks for, and the other side."""

from __future__ import annotations

from annotate.corpus.annotations import EventType
from annotate.language.found import Belonging, FoundEvent

_BETWEEN_SIDES: frozenset[EventType] = frozenset({
    "CONSULT", "AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "REJECT", "ACCUSE", "THREATEN",
    "SANCTION", "COERCE", "ASSAULT",
})  # fmt: skip
"""What one side does with or to another."""
_LEAST_NAMED = 2
_SHARE = 0.4
"""How often, against the state named most, a state must be named to be the other side."""


def complete(events: list[FoundEvent], belonging: Belonging) -> None:
    """Add to each event the states and organisations that its persons and bodies act for.

    Where the clause names one of the two sides that the article is about, or none, the other one, or both, are added:
    "the talks" in a report on two neighbours are theirs.
    """
    sides = _sides(belonging)
    for event in events:
        actors = [actor for actor in event.actors if actor not in belonging.towns]
        for actor in tuple(actors):
            actors += [home for home in _homes(actor, belonging) if home not in actors]
        states = [actor for actor in actors if actor in belonging.states]
        if event.type in _BETWEEN_SIDES and len(states) < 2 and set(states) <= set(sides):
            actors += [side for side in sides if side not in actors]
        elif not actors and sides:
            actors = list(sides[:1])
        event.actors = [actor for actor in actors if actor != event.place]


def _homes(actor: str, belonging: Belonging) -> list[str]:
    if actor in belonging.homes:
        return list(belonging.homes[actor])
    return [state for state in belonging.states if actor.startswith(f"{state}-")]


def _sides(belonging: Belonging) -> list[str]:
    """The one or two states that the article is about, in the order of the text."""
    ranked = sorted(belonging.states, key=lambda state: -belonging.states[state])[:2]
    most = belonging.states[ranked[0]] if ranked else 0
    chosen = {
        state
        for state in ranked
        if belonging.states[state] >= _LEAST_NAMED and belonging.states[state] >= _SHARE * most
    }
    return [state for state in belonging.states if state in chosen]
