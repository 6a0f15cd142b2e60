"""The trained scorer of events: which words of an article name one worth a line, and of which type.

Two linear models over named features (``features.py``), trained by ``annotate train --part events``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from annotate.corpus.annotations import EventType
from annotate.language.learned_weights import MODEL
from annotate.language.packing import read_packed, write_packed

SHIPPED = MODEL / "events.weights"
"""The weights that come with Dateline; ``MODEL_CARD.md`` beside them says what they learned from."""

_KIND = "dateline events 1"
_STEEPEST = 30.0
"""Beyond it the logistic function says 0 or 1 anyway."""


@dataclass(frozen=True)
class EventScorer:
    """Weights by feature; a feature that was not learned weighs nothing."""

    events: Mapping[str, float] = field(default_factory=dict)
    types: Mapping[str, Mapping[EventType, float]] = field(default_factory=dict)
    """By feature, a weight for each type."""
    threshold: float = 0.5
    """The least chance of what becomes an event."""

    def chance(self, features: Sequence[str]) -> float:
        """The probability, 0 to 1, that it is an event worth a line."""
        total = sum(self.events.get(name, 0.0) for name in features)
        return 1.0 / (1.0 + math.exp(-max(-_STEEPEST, min(_STEEPEST, total))))

    def type_of(self, features: Sequence[str]) -> EventType:
        """The likeliest type; OTHER where nothing was learned."""
        totals: dict[EventType, float] = {}
        for name in features:
            for event_type, weight in self.types.get(name, {}).items():
                totals[event_type] = totals.get(event_type, 0.0) + weight
        return max(totals, key=lambda event_type: totals[event_type], default="OTHER")

    def save(self, path: Path) -> int:
        """Write it to ``path`` and return the size in bytes."""
        return write_packed(path, _KIND, {"events": self.events, "types": self.types, "threshold": self.threshold})


@cache
def load_scorer(path: Path = SHIPPED) -> EventScorer:
    """The scorer that :meth:`EventScorer.save` wrote.

    Raises:
        PackedFileError: the file holds something else.
        OSError: the file cannot be read.
    """
    content = read_packed(path, _KIND)
    return EventScorer(content["events"], content["types"], content["threshold"])
