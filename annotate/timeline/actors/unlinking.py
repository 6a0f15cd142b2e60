"""Taking references to actors out of annotations: those whom a person has struck from the registry stay away."""

from __future__ import annotations

from collections.abc import Collection

from annotate.corpus.annotations import Annotations, Entity, Event, Quote


def unlink(annotations: Annotations, actors: Collection[str]) -> Annotations:
    """``annotations`` without any reference to ``actors``, given by their ids; the marked words themselves stay."""
    if not actors:
        return annotations
    return annotations.model_copy(
        update={
            "entities": tuple(_entity(entity, actors) for entity in annotations.entities),
            "quotes": tuple(_quote(quote, actors) for quote in annotations.quotes),
            "events": tuple(_event(event, actors) for event in annotations.events),
        }
    )


def _entity(entity: Entity, actors: Collection[str]) -> Entity:
    return entity.model_copy(update={"actor": None}) if entity.actor in actors else entity


def _quote(quote: Quote, actors: Collection[str]) -> Quote:
    speakers = tuple(speaker for speaker in quote.speakers if speaker not in actors)
    speaker = None if quote.speaker in actors else quote.speaker
    return quote.model_copy(update={"speaker": speaker, "speakers": speakers})


def _event(event: Event, actors: Collection[str]) -> Event:
    return event.model_copy(
        update={
            "actors": tuple(actor for actor in event.actors if actor not in actors),
            "place": None if event.place in actors else event.place,
        }
    )
