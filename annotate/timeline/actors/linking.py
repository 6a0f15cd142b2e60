"""Linking the actors of one article to the registry.

The annotator names each chain of mentions by a provisional id: a registry id, or the slug of a state's, an
organisation's or the fullest name. Here the words of each chain are looked up, and every reference to the chain is
rewritten to the actor they mean. Where the words mean several actors, nothing is changed; ``ambiguous.py`` lists such
cases.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from annotate.corpus.actors import Actor
from annotate.corpus.annotations import Annotations, Mention
from annotate.timeline.actors.actor_index import ActorIndex, Match
from annotate.timeline.actors.chains import Chain, Context, chains_of, meant_by_surname, meant_by_words
from annotate.timeline.actors.names import key, person_name
from annotate.timeline.actors.relinking import joined, place_of, relinked


def link(annotations: Annotations, registry: Iterable[Actor] | ActorIndex, day: date, text: str = "") -> Annotations:
    """``annotations`` with every reference that the registry explains rewritten to the registry's id.

    Linking again changes nothing.

    Args:
        annotations: of one article.
        registry: the actors; pass an :class:`ActorIndex` where many articles are linked.
        day: the article's date, for who held an office then.
        text: what the annotations are placed in; the office before a surname may tell its bearers apart.
    """
    index = registry if isinstance(registry, ActorIndex) else ActorIndex(registry)
    links = None
    # A seat that spoke for its state and is also a place may, once linked, be somebody of its own as a place.
    while links is None or any(found.reason == "seat" for found in links.values()):
        links = _decided(annotations, index, day, text)
        annotations = _with_offices(relinked(annotations, links), index, day)
    return annotations


def _decided(annotations: Annotations, index: ActorIndex, day: date, text: str) -> dict[str, Match]:
    """By provisional id who is meant, where the registry tells it of just one."""
    links: dict[str, Match] = {}
    undecided: list[Chain] = []
    for chain in chains_of(annotations).values():
        if chain.provisional in index.actors:
            if _is_a_mere_surname(index.actors[chain.provisional]):
                undecided.append(chain)
            continue
        if chain.provisional in index.formerly:
            links[chain.provisional] = Match(index.formerly[chain.provisional], "name")
            continue
        found = meant_by_words(chain, index, day)
        if len(found) == 1:
            links[chain.provisional] = found[0]
        elif not found:
            undecided.append(chain)
    unknown = {key(name.surname) for chain in undecided for name in chain.persons if name.is_full}
    context = Context(day, text, annotations, frozenset(chain.provisional for chain in undecided))
    for chain in undecided:
        found = meant_by_surname(chain, index, unknown, context)
        if len(found) == 1:
            links[chain.provisional] = found[0]
    return links


def _is_a_mere_surname(actor: Actor) -> bool:
    """Whether a person is proposed whom no article names in full."""
    name = person_name(actor.name) if actor.proposed and actor.type == "person" else None
    return name is not None and not name.is_full


def _with_offices(annotations: Annotations, index: ActorIndex, day: date) -> Annotations:
    """Persons without an id who are named by an office alone are linked, and the quotes that rest on those words."""
    holders: dict[int, str] = {}
    sources: dict[tuple[int, int, int, str, int], str] = {}
    for number, entity in enumerate(annotations.entities):
        if entity.actor is None and entity.label == "PERSON":
            found = {match.actor for words in _said(entity.mentions) for match in index.holding(words, day)}
            if len(found) == 1:
                (holders[number],) = found
                sources |= {place_of(mention): holders[number] for mention in entity.mentions}
    if not holders:
        return annotations
    entities = [
        entity.model_copy(update={"actor": holders[number]}) if number in holders else entity
        for number, entity in enumerate(annotations.entities)
    ]
    quotes = tuple(
        quote.model_copy(update={"speaker": sources[place_of(quote.source)]})
        if quote.speaker is None and quote.source is not None and place_of(quote.source) in sources
        else quote
        for quote in annotations.quotes
    )
    return annotations.model_copy(update={"entities": joined(entities), "quotes": quotes})


def _said(mentions: Iterable[Mention]) -> Iterable[str]:
    return (mention.text for mention in mentions if mention.form != "pronoun")
