"""Who takes part in an event: of everybody the article names, those for whom enough speaks.

The clause alone names two of five who take part. The others are whom a person acts for, the host, the other side of a
two-sided story, or stand a sentence before. What speaks for each is in :mod:`annotate.language.events.participation`;
how much it weighs was learned from marked articles, by :mod:`annotate.language.training.event_weights`.
"""

from __future__ import annotations

from spacy.tokens import Doc

from annotate.language.events.participation import Cast
from annotate.language.found import FoundEvent
from annotate.language.learned_weights import weights

_ENOUGH = 0.36
"""Probability from which on an actor is taken to take part; where most that is found is right, and most is found."""
_ENOUGH_IN_CLAUSE = 0.25
"""The same for whom the clause was read to name: its grammar is better evidence than weights can tell."""
_AT_LEAST = 0.2
"""The same for the likeliest one, where nobody else reaches ``_ENOUGH``."""


def complete(events: list[FoundEvent], doc: Doc) -> None:
    """Give each event, which has the actors of its clause, all who take part; those of the clause come first."""
    cast, learned = Cast(doc, events), weights("participation")
    chosen: list[list[str]] = []
    for event in events:
        likely = [(learned.probability(evidence), actor) for actor, evidence in cast.evidence(event)]
        best = max((p for p, _ in likely), default=0.0)
        chosen.append(
            [
                actor
                for p, actor in likely
                if p >= (_ENOUGH_IN_CLAUSE if actor in event.actors else _ENOUGH) or _AT_LEAST <= p == best
            ]
        )
    for event, actors in zip(events, chosen, strict=True):
        event.actors = actors
