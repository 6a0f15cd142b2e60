"""Which of the words that the parse offers are what somebody said, told by weights learned from marked articles."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from annotate.language.learned_weights import MODEL
from annotate.language.quotes.clauses import Offer
from annotate.language.quotes.outer_sentences import OuterSentence

SHIPPED = MODEL / "dateline-en.speech.json"
"""The weights that come with Dateline; ``MODEL_CARD.md`` beside them says what they were learned from."""
KIND = "dateline speech 1"
SUFFIX = ".speech.json"
"""What a file of weights is called besides its pipeline's name."""

LIKELY_ENOUGH = 0.4
"""The least score of an offer that is taken. Measured: lower finds more, and as much again that nobody said."""


class SpeechScorerError(Exception):
    """A file holds no weights that this version reads; the message says which."""


@dataclass(frozen=True)
class Choice:
    """One offer with how likely it is what the cue reports."""

    offer: Offer
    score: float
    """Between 0 and 1; over all offers of a cue at most 1, the rest being for "nothing is reported"."""


class SpeechScorer:
    """A linear model over the traits of offers: of one cue's offers at most one is right."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = weights

    def choose(self, sentence: OuterSentence, offers: Sequence[Offer]) -> list[Choice]:
        """Every offer for one cue of ``sentence``, the likeliest first."""
        shares = self.shares([offer.traits for offer in offers])
        choices = [Choice(offer, share) for offer, share in zip(offers, shares, strict=True)]
        return sorted(choices, key=lambda choice: -choice.score)

    def shares(self, traits: Sequence[Sequence[str]]) -> list[float]:
        """How likely each of the offers with these traits is; what lacks to 1 is for none of them.

        Without weights nothing is likely.
        """
        if not self.weights:
            return [0.0] * len(traits)
        sums = [sum(self.weights.get(trait, 0.0) for trait in offer) for offer in traits]
        highest = max([0.0, *sums])
        powers = [math.exp(value - highest) for value in sums]
        whole = sum(powers) + math.exp(-highest)
        return [power / whole for power in powers]


def scorer_beside(pipeline: Path | None) -> SpeechScorer:
    """The scorer that was trained with the pipeline in the file ``pipeline``, or the shipped one.

    Raises:
        SpeechScorerError: the file beside the pipeline can't be read.
    """
    own = pipeline.with_suffix(SUFFIX) if pipeline is not None else SHIPPED
    return _read(own if own.is_file() else SHIPPED)


@cache
def _read(path: Path) -> SpeechScorer:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["kind"] != KIND:
            raise SpeechScorerError(f"{path}: weights of another version; train them again")
        return SpeechScorer({str(trait): float(weight) for trait, weight in content["weights"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SpeechScorerError(f"{path}: no weights that can be read: {error}") from error
