"""What was learned from marked articles: logistic regressions over named evidence, in files that people can read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

from annotate.corpus.yaml.word_list import word_list

MODEL = Path(__file__).parent / "model"
"""The folder of everything that was learned and comes with Dateline; its ``MODEL_CARD.md`` says from what."""


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
    """The weights of ``model/<name>.yaml``."""
    learned = word_list(MODEL / f"{name}.yaml")
    return Weights(float(learned["always"]), {key: float(value) for key, value in learned["weights"].items()})
