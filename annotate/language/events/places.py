"""Where an event takes place: of everywhere that the article names, the place for which most speaks, if enough does.

A clause's own place is not always the event's ("talks on the war in the north"), and where it names none, the event may
be where the reporter sat or where the talks are that the sentence before told of. What speaks for a place is in
:mod:`annotate.language.events.placement`; the weights were learned by :mod:`annotate.language.training.event_weights`.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from annotate.language.events.placement import Places
from annotate.language.found import FoundEvent
from annotate.language.learned_weights import Weights, weights

_ENOUGH = 0.42
"""Probability from which on a place is taken for the event's."""
_ENOUGH_IN_CLAUSE = 0.2
"""The same for the place that the clause was read to tell, where no other has enough."""


def settle_places(events: Sequence[FoundEvent], doc: Doc, learned: Weights | None = None) -> None:
    """Give each event, which has the place that its clause tells, the one for which most speaks, or none.

    Args:
        events: changed in place.
        doc: the article they were found in.
        learned: None: the weights that are shipped.
    """
    places = Places(doc, events)
    learned = learned or weights("placement")
    chosen: list[str | None] = []
    for event in events:
        likely = [(learned.probability(evidence), place) for place, evidence in places.evidence(event)]
        best, place = max(likely, default=(0.0, ""))
        if best >= _ENOUGH:
            chosen.append(place)
        else:
            own = max((p for p, place in likely if place == event.place), default=0.0)
            chosen.append(event.place if own >= _ENOUGH_IN_CLAUSE else None)
    for event, settled in zip(events, chosen, strict=True):
        event.place = settled
