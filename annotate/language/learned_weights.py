"""Logistic regressions over named evidence, whose weights stand in data files that people can read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import exp

from annotate.language.lexicon import lexicon


@dataclass(frozen=True)
class Weights:
    """How much each piece of evidence weighs; what is not listed weighs nothing."""

    always: float
    evidence: dict[str, float]

    def probability(self, evidence: Iterable[str]) -> float:
        """How likely it is so, where ``evidence`` speaks for and against it."""
        return 1 / (1 + exp(-self.always - sum(self.evidence.get(name, 0.0) for name in set(evidence))))


@cache
def weights(name: str) -> Weights:
    """The weights of ``data/<name>.yaml``."""
    learned = lexicon(name)
    return Weights(float(learned["always"]), {key: float(value) for key, value in learned["weights"].items()})
