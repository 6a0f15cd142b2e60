"""From what the components found, offsets on a ``Doc``, to the records of the sidecar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from annotate.corpus.annotations import Annotations, Entity, Event, Mention, Quote, Span, Time
from annotate.corpus.edtf import check_edtf
from annotate.language.found import FoundEvent, FoundMention, FoundQuote, FoundTime
from annotate.language.spans import Places


def records(doc: Doc, places: Places) -> Annotations:
    """Everything on ``doc._`` as records, with ids in the order of the text; what cannot be anchored is left out."""
    return Annotations(
        entities=tuple(_entities(doc._.mentions, places)),
        times=tuple(_times(doc._.times, places)),
        quotes=tuple(_quotes(doc._.quotes, places)),
        events=tuple(_events(doc._.events, places)),
    )


def _entities(mentions: Sequence[FoundMention], places: Places) -> Iterator[Entity]:
    """One for each actor and label; names without an actor are grouped by their words."""
    groups: dict[tuple[str, str, str], list[tuple[Mention, float]]] = {}
    for found in sorted(mentions, key=lambda m: (m.start, -m.end)):
        mention = places.span(Mention, (found.start, found.end), form=found.form)
        if mention is None:
            continue
        words = "" if found.actor is not None else places.text[found.start : found.end].casefold()
        groups.setdefault((found.actor or "", found.label, words), []).append((mention, found.score))
    for (actor, label, _), members in groups.items():
        score = round(sum(score for _, score in members) / len(members), 2)
        yield Entity.model_validate(
            {"actor": actor or None, "label": label, "mentions": tuple(m for m, _ in members), "score": _bounded(score)}
        )


def _times(times: Sequence[FoundTime], places: Places) -> Iterator[Time]:
    for found in sorted(times, key=lambda t: (t.start, -t.end)):
        time = places.span(Time, (found.start, found.end), date=_date(found.edtf))
        if time is not None:
            yield time.as_timex(found.kind, found.timex)


def _date(edtf: str | None) -> str | None:
    """``edtf``, unless it is none: a year beyond four digits, say, in a text that is no article."""
    if edtf is None:
        return None
    try:
        check_edtf(edtf)
    except ValueError:
        return None
    return edtf


def _quotes(quotes: Sequence[FoundQuote], places: Places) -> Iterator[Quote]:
    made: dict[int, Quote] = {}
    order = sorted(range(len(quotes)), key=lambda index: (quotes[index].content[0], -quotes[index].content[-1][1]))
    for index in order:
        found = quotes[index]
        content = tuple(span for offsets in found.content for span in places.spans(offsets))
        if not content:
            continue
        outer = made.get(found.nested_in) if found.nested_in is not None else None
        made[index] = Quote(
            id=f"q{len(made) + 1}",
            speaker=found.speakers[0] if found.speakers else None,
            speakers=tuple(found.speakers) if len(found.speakers) > 1 else (),
            kind=found.kind,
            source=places.span(Span, found.source) if found.source is not None else None,
            cue=places.span(Span, found.cue) if found.cue is not None else None,
            content=content,
            also=tuple(span for offsets in found.also for span in places.spans(offsets)),
            nested_in=outer.id if outer is not None else None,
            score=_bounded(round(found.score, 2)),
        )
    yield from made.values()


def _events(events: Sequence[FoundEvent], places: Places) -> Iterator[Event]:
    number = 0
    for found in sorted(events, key=lambda event: (event.evidence, event.head)):
        evidence = places.span(Span, found.evidence)
        if evidence is None:
            continue
        number += 1
        yield Event(
            id=f"e{number}",
            title=found.title,
            date=_date(found.date),
            new_date=_date(found.new_date),
            status=found.status,
            type=found.type,
            actors=tuple(dict.fromkeys(found.actors)),
            place=found.place,
            evidence=evidence,
            also=tuple(span for offsets in found.also for span in places.spans(offsets)),
            score=_bounded(round(found.score, 2)),
        )


def _bounded(score: float) -> float:
    return min(1.0, max(0.0, score))
