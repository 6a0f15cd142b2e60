"""Who takes part in an event: of everybody the article names, those for whom enough speaks.

The clause alone names two of five who take part. The others are whom a person acts for, the host, the other side of a
two-sided story, or stand a sentence before. What speaks for each is in :mod:`annotate.language.participation`; how much
it weighs was learned from marked articles, by :mod:`annotate.language.training.participation`.
"""

from __future__ import annotations

from functools import cache
from math import exp

from spacy.tokens import Doc

from annotate.language.found import FoundEvent
from annotate.language.lexicon import lexicon
from annotate.language.participation import Cast

_ENOUGH = 0.36
"""Probability from which on an actor is taken to take part; where most that is found is right, and most is found."""
_AT_LEAST = 0.2
"""The same for the likeliest one, where nobody else reaches ``_ENOUGH``."""


@cache
def _weights() -> tuple[float, dict[str, float]]:
    learned = lexicon("participation")
    return float(learned["always"]), {name: float(weight) for name, weight in learned["weights"].items()}


def probability(evidence: list[str]) -> float:
    """How likely somebody takes part for whom ``evidence`` speaks: a logistic regression."""
    always, weights = _weights()
    return 1 / (1 + exp(-always - sum(weights.get(name, 0.0) for name in evidence)))


def complete(events: list[FoundEvent], doc: Doc) -> None:
    """Give each event, which has the actors of its clause, all who take part; those of the clause come first."""
    cast = Cast(doc, events)
    chosen: list[list[str]] = []
    for event in events:
        likely = [(probability(evidence), actor) for actor, evidence in cast.evidence(event)]
        best = max((p for p, _ in likely), default=0.0)
        chosen.append([actor for p, actor in likely if p >= _ENOUGH or _AT_LEAST <= p == best])
    for event, actors in zip(events, chosen, strict=True):
        event.actors = actors
