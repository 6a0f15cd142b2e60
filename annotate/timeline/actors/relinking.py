"""Putting an actor's id in the place of another everywhere in the annotations of one article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from annotate.corpus.annotations import Annotations, Entity, Event, Label, Quote, Span
from annotate.timeline.actors.actor_index import Match

_UNSURE_OF_PLACE: frozenset[Label] = frozenset({"GPE", "LOC", "FAC"})


def relinked(annotations: Annotations, links: Mapping[str, Match]) -> Annotations:
    """``annotations`` with each actor of ``links``, given by provisional ids, replaced wherever it is referred to."""

    def meant(actor_id: str) -> str:
        return links[actor_id].actor if actor_id in links else actor_id

    def place_meant(actor_id: str) -> str:
        # A building that speaks for a state is still a building when people meet in it.
        return actor_id if actor_id in links and links[actor_id].reason == "seat" else meant(actor_id)

    def of_its_actor(entity: Entity) -> Entity:
        if entity.actor is None:
            return entity
        actor = place_meant(entity.actor) if entity.label in _UNSURE_OF_PLACE else meant(entity.actor)
        if actor == entity.actor:
            return entity
        is_person = links[entity.actor].reason == "surname"
        return entity.model_copy(update={"actor": actor, "label": "PERSON" if is_person else entity.label})

    entities = [of_its_actor(entity) for entity in annotations.entities]
    return annotations.model_copy(
        update={
            "entities": joined(entities),
            "quotes": tuple(_quote(quote, meant) for quote in annotations.quotes),
            "events": tuple(_event(event, meant, place_meant) for event in annotations.events),
        }
    )


def _quote(quote: Quote, meant: Callable[[str], str]) -> Quote:
    speaker = meant(quote.speaker) if quote.speaker else quote.speaker
    speakers = tuple(dict.fromkeys(meant(actor_id) for actor_id in quote.speakers))
    if (speaker, speakers) == (quote.speaker, quote.speakers):
        return quote
    return quote.model_copy(update={"speaker": speaker, "speakers": speakers})


def _event(event: Event, meant: Callable[[str], str], place_meant: Callable[[str], str]) -> Event:
    actors = tuple(dict.fromkeys(meant(actor_id) for actor_id in event.actors))
    place = place_meant(event.place) if event.place else event.place
    if (actors, place) == (event.actors, event.place):
        return event
    return event.model_copy(update={"actors": actors, "place": place})


def joined(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Entities with one actor and label become one, its mentions in the order of the text."""
    groups: dict[object, list[Entity]] = {}
    for number, entity in enumerate(entities):
        groups.setdefault(number if entity.actor is None else (entity.actor, entity.label), []).append(entity)
    return tuple(group[0] if len(group) == 1 else _join(group) for group in groups.values())


def _join(group: Sequence[Entity]) -> Entity:
    mentions = {place_of(mention): mention for entity in reversed(group) for mention in entity.mentions}
    scores = [entity.score for entity in group if entity.score is not None]
    return group[0].model_copy(
        update={
            "mentions": tuple(mentions[where] for where in sorted(mentions)),
            "score": min(scores) if scores else None,
            "reviewed": all(entity.reviewed for entity in group),
        }
    )


def place_of(span: Span) -> tuple[int, int, int, str, int]:
    """Where a span stands, for sorting: passage, offsets (those without come last), words, and which of them."""
    passage = {"title": -1, "subtitle": 0}.get(span.p, 0) if isinstance(span.p, str) else span.p
    start, end = (span.start, span.end) if span.is_placed else (1 << 60, 0)
    return passage, start, end, span.text, span.n
