"""How much of what people reviewed the annotator finds by itself, layer by layer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from annotate.corpus.annotations import Annotations, Event, Quote, Span

T = TypeVar("T", Quote, Event)

_SAME_WORDS = 0.8
"""From this share of common code points two quotes are the same one."""
_SAME_EVENT = 0.3
"""The same for the evidence of events, which is marked more loosely."""


@dataclass(frozen=True)
class LayerScore:
    """One layer over any number of articles."""

    layer: str
    right: int = 0
    found: int = 0
    """By the annotator."""
    reviewed: int = 0
    """By people."""

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of what people reviewed that was found; 1 where there is nothing."""
        return self.right / self.reviewed if self.reviewed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / (self.found + self.reviewed) if self.found + self.reviewed else 1.0

    def __add__(self, other: LayerScore) -> LayerScore:
        return LayerScore(
            self.layer, self.right + other.right, self.found + other.found, self.reviewed + other.reviewed
        )


def score(reviewed: Annotations, found: Annotations) -> tuple[LayerScore, ...]:
    """The scores of one article; spans that have lost their place are left out on both sides.

    names      a name with exactly these characters and this label
    actors     a name with exactly these characters and this actor, among names that have one
    times      a date expression with exactly these characters and this date
    quotes     a quote with four fifths of its characters in common
    speakers   such a quote with the same speakers
    events     an event whose evidence overlaps by a third, or lies in the other's
    dated      such an event with the same date and status
    """
    quotes = _pairs(reviewed.quotes, found.quotes, _content, lambda a, b: _common(a, b) >= _SAME_WORDS)
    events = _pairs(reviewed.events, found.events, _evidence, _same_evidence)
    told, read = len(reviewed.quotes), len(found.quotes)
    happened, seen = len(reviewed.events), len(found.events)
    spoken = sum(_speakers(a) == _speakers(b) for a, b in quotes)
    dated = sum((a.date, a.status) == (b.date, b.status) for a, b in events)
    return (
        _exact("names", _names(reviewed), _names(found)),
        _exact("actors", _actors(reviewed), _actors(found)),
        _exact("times", _times(reviewed), _times(found)),
        LayerScore("quotes", len(quotes), read, told),
        LayerScore("speakers", spoken, read, told),
        LayerScore("events", len(events), seen, happened),
        LayerScore("dated", dated, seen, happened),
    )


def total(scores: Iterable[Sequence[LayerScore]]) -> tuple[LayerScore, ...]:
    """The scores of several articles together, each item counting once."""
    summed: dict[str, LayerScore] = {}
    for article in scores:
        for layer in article:
            summed[layer.layer] = summed[layer.layer] + layer if layer.layer in summed else layer
    return tuple(summed.values())


def _exact(layer: str, reviewed: set[tuple[object, ...]], found: set[tuple[object, ...]]) -> LayerScore:
    return LayerScore(layer, len(reviewed & found), len(found), len(reviewed))


def _names(annotations: Annotations) -> set[tuple[object, ...]]:
    return {
        (mention.start, mention.end, entity.label)
        for entity in annotations.entities
        for mention in entity.mentions
        if mention.form == "name" and mention.is_placed
    }


def _actors(annotations: Annotations) -> set[tuple[object, ...]]:
    return {
        (mention.start, mention.end, entity.actor)
        for entity in annotations.entities
        for mention in entity.mentions
        if mention.form == "name" and mention.is_placed and entity.actor is not None
    }


def _times(annotations: Annotations) -> set[tuple[object, ...]]:
    return {(time.start, time.end, time.date) for time in annotations.times if time.is_placed and time.date}


def _speakers(quote: Quote) -> frozenset[str]:
    return frozenset(quote.speakers or ((quote.speaker,) if quote.speaker else ()))


def _characters(spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(at for span in spans if span.is_placed for at in range(span.start, span.end))


def _content(quote: Quote) -> frozenset[int]:
    return _characters(quote.content)


def _evidence(event: Event) -> frozenset[int]:
    return _characters([event.evidence])


def _common(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def _same_evidence(one: frozenset[int], other: frozenset[int]) -> bool:
    return _common(one, other) >= _SAME_EVENT or bool(one and other and (one <= other or other <= one))


def _pairs(
    reviewed: Sequence[T],
    found: Sequence[T],
    where: Callable[[T], frozenset[int]],
    same: Callable[[frozenset[int], frozenset[int]], bool],
) -> list[tuple[T, T]]:
    """Each reviewed item with the found one that shares most with it, each found one once, the surest pairs first."""
    places = [where(item) for item in found]
    possible = [
        (_common(here, place), -n, -m, n, m)
        for n, here in enumerate(map(where, reviewed))
        for m, place in enumerate(places)
        if same(here, place)
    ]
    pairs, left, right = [], set[int](), set[int]()
    for *_, n, m in sorted(possible, reverse=True):
        if n not in left and m not in right:
            pairs.append((reviewed[n], found[m]))
            left.add(n)
            right.add(m)
    return pairs
