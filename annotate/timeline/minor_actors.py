"""Leaving out of a corpus the actors that hardly anyone writes about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from annotate.corpus.actors import Actor
from annotate.timeline.linked import AnnotatedArticle, Corpus, speakers


def without_minor_actors(corpus: Corpus, fewest: int) -> Corpus:
    """``corpus`` with those actors only to which at least ``fewest`` articles refer, and what these belong to.

    Of the others the name is left (:meth:`Corpus.name`), so that they are still called by it wherever they are named.
    """
    counted = Counter(actor for within in corpus.articles.values() for actor in set(_referred_to(within)))
    kept: set[str] = set()
    waiting = [actor for actor in corpus.actors if counted[actor] >= fewest]
    while waiting:
        actor = waiting.pop()
        if actor in corpus.actors and actor not in kept:
            kept.add(actor)
            waiting += _belongs_to(corpus.actors[actor])
    left_out = {actor.id: actor.name for actor in corpus.actors.values() if actor.id not in kept}
    actors = {actor.id: actor for actor in corpus.actors.values() if actor.id in kept}
    return replace(corpus, actors=actors, left_out=left_out) if left_out else corpus


def _referred_to(within: AnnotatedArticle) -> Iterator[str]:
    found = within.annotations
    yield from (entity.actor for entity in found.entities if entity.actor)
    for quote in found.quotes:
        yield from speakers(quote)
    for event in found.events:
        yield from event.actors
        if event.place:
            yield event.place


def _belongs_to(actor: Actor) -> list[str]:
    return [owner for owner in (actor.part_of, *(role.of for role in actor.roles)) if owner]
