"""The trained scorer of events: which words of an article name one worth a line, and of which type.

Two linear models over named features (``features.py``), trained by ``annotate train --part events``.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import srsly

from annotate.corpus.annotations import EventType
from annotate.language.learned_weights import MODEL

SHIPPED = MODEL / "events.weights"
"""The weights that come with Dateline; ``MODEL_CARD.md`` beside them says what they learned from."""

_KIND = "dateline events 1"
_STEEPEST = 30.0
"""Beyond it the logistic function says 0 or 1 anyway."""


class WeightsError(Exception):
    """A file holds no weights of events, or those of another version; the message says which."""


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
        content = {"kind": _KIND, "events": self.events, "types": self.types, "threshold": self.threshold}
        data = zlib.compress(srsly.msgpack_dumps(content), level=9)
        path.write_bytes(data)
        return len(data)


@cache
def load_scorer(path: Path = SHIPPED) -> EventScorer:
    """The scorer that :meth:`EventScorer.save` wrote.

    Raises:
        WeightsError: the file holds something else.
        OSError: the file cannot be read.
    """
    try:
        content = srsly.msgpack_loads(zlib.decompress(path.read_bytes()))
    except (zlib.error, ValueError) as error:
        raise WeightsError(f"{path}: no weights of events: {error}") from error
    if not isinstance(content, dict) or content.get("kind") != _KIND:
        raise WeightsError(f"{path}: no weights of events that this version reads; train them again")
    return EventScorer(content["events"], content["types"], content["threshold"])
