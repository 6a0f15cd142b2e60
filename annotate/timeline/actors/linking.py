"""Linking the actors of one article to the registry.

The annotator names each chain of mentions by a provisional id: a registry id, or the slug of a state's, an
organisation's or the fullest name. Here the words of each chain are looked up, and every reference to the chain is
rewritten to the actor they mean. Where the words mean several actors, nothing is changed and the case is listed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from annotate.corpus.actors import ACTOR_TYPES, Actor, ActorType
from annotate.corpus.annotations import Annotations, Entity, Event, Label, Mention, Quote, Span
from annotate.timeline.actors.actor_index import ActorIndex, Match, Reason
from annotate.timeline.actors.names import PersonName, key, person_name
from annotate.timeline.actors.offices_said import Office, offices_said

TYPES_OF: Mapping[Label, frozenset[ActorType]] = {
    "PERSON": frozenset({"person"}),
    "ORG": frozenset({"organisation", "group", "state"}),
    "GPE": frozenset({"state", "place", "organisation"}),
    "LOC": frozenset({"place", "state"}),
    "FAC": frozenset({"place", "organisation"}),
    "NORP": frozenset({"state", "organisation", "group", "place"}),
    "EVENT": frozenset(),
}
"""What an actor may be that is named under a label."""

_NAMED: tuple[Reason, ...] = ("name", "alias")
_SEAT: tuple[Reason, ...] = ("seat",)
_UNSURE_OF_PLACE: frozenset[Label] = frozenset({"GPE", "LOC", "FAC"})


_DOUBTFUL = 0.75
"""Below this score, a name that the annotator took for a place or body may be the surname of a known person."""


@dataclass(frozen=True)
class Link:
    """A decision: this chain is that actor."""

    provisional: str | None
    """The id that the annotator gave; None for a chain without one, linked by an office."""
    actor: str
    reason: Reason
    score: float


@dataclass(frozen=True)
class Ambiguity:
    """A chain that may be several actors, left as it is."""

    provisional: str | None
    candidates: tuple[str, ...]
    reason: Reason


@dataclass(frozen=True)
class Linking:
    """The linked annotations of an article, and why."""

    annotations: Annotations
    links: tuple[Link, ...]
    """One for each chain that was not the registry's own already."""
    ambiguities: tuple[Ambiguity, ...]


@dataclass
class _Chain:
    """Everything the article says of one provisional id."""

    provisional: str
    labels: set[Label] = field(default_factory=set)
    names: dict[str, None] = field(default_factory=dict)
    """Its named mentions (not adjectives), in the order of the text."""
    adjectives: dict[str, None] = field(default_factory=dict)
    nominals: dict[str, None] = field(default_factory=dict)
    is_used: bool = False
    """Whether it speaks or takes part."""
    is_doubtful: bool = True
    """Whether the annotator is not sure, in any place, of what kind of name it is."""

    # Both are asked for once all that the article says is gathered.
    @cached_property
    def types(self) -> frozenset[ActorType]:
        if not self.labels:
            return frozenset(ACTOR_TYPES) if self.is_used else TYPES_OF["LOC"] | TYPES_OF["FAC"]
        return frozenset().union(*(TYPES_OF[label] for label in self.labels))

    @cached_property
    def persons(self) -> list[PersonName]:
        if "person" not in self.types and not (self.is_doubtful and self.labels and len(self.names) == 1):
            return []
        words = self.names or ({self.provisional.replace("-", " "): None} if not self.labels else {})
        return [name for word in words if (name := person_name(word)) is not None]


@dataclass(frozen=True)
class _Context:
    """What else the article tells of those it names by a surname alone."""

    day: date
    text: str
    annotations: Annotations
    asked: frozenset[str]
    """Their provisional ids."""

    @cached_property
    def offices(self) -> Mapping[str, Sequence[Office]]:
        """The offices before their names, by provisional id."""
        return offices_said(self.text, self.annotations, only=self.asked)

    @cached_property
    def named(self) -> frozenset[str]:
        """Everyone who is referred to."""
        return frozenset(_ids(self.annotations))


def link(annotations: Annotations, registry: Iterable[Actor] | ActorIndex, day: date, text: str = "") -> Annotations:
    """``annotations`` with every reference that the registry explains rewritten to the registry's id.

    Linking again changes nothing.
    """
    return explain(annotations, registry, day, text).annotations


def explain(annotations: Annotations, registry: Iterable[Actor] | ActorIndex, day: date, text: str = "") -> Linking:
    """As :func:`link`, with the reason of each link and the candidates of what was left alone.

    Args:
        annotations: of one article.
        registry: the actors; pass an :class:`ActorIndex` where many articles are linked.
        day: the article's date, for who held an office then.
        text: what the annotations are placed in; the office before a surname may tell its bearers apart.
    """
    index = registry if isinstance(registry, ActorIndex) else ActorIndex(registry)
    linking = _explain_once(annotations, index, day, text)
    links = linking.links
    # A seat that spoke for its state and is also a place may now, as a place, be somebody of its own.
    while any(found.reason == "seat" for found in linking.links):
        linking = _explain_once(linking.annotations, index, day, text)
        links += linking.links
    return Linking(linking.annotations, links, linking.ambiguities)


def _explain_once(annotations: Annotations, index: ActorIndex, day: date, text: str) -> Linking:
    links: dict[str, Link] = {}
    ambiguities: list[Ambiguity] = []
    undecided: list[_Chain] = []
    for chain in _chains(annotations).values():
        if chain.provisional in index.actors:
            if _is_a_mere_surname(index.actors[chain.provisional]):
                undecided.append(chain)
            continue
        if chain.provisional in index.formerly:
            renamed = index.formerly[chain.provisional]
            links[chain.provisional] = Link(chain.provisional, renamed, "name", 1.0)
            continue
        found = _by_words(chain, index, day)
        if found:
            _settle(chain.provisional, found, links, ambiguities)
        else:
            undecided.append(chain)
    unknown = {key(name.surname) for chain in undecided for name in chain.persons if name.is_full}
    context = _Context(day, text, annotations, frozenset(chain.provisional for chain in undecided))
    for chain in undecided:
        found = _by_surname(chain, index, unknown, context)
        if found:
            _settle(chain.provisional, found, links, ambiguities)
    by_office, linked = _link_offices(_rewrite(annotations, links), index, day)
    return Linking(linked, (*links.values(), *by_office), tuple(ambiguities))


def _ids(annotations: Annotations) -> Iterator[str]:
    yield from (entity.actor for entity in annotations.entities if entity.actor is not None)


def _chains(annotations: Annotations) -> dict[str, _Chain]:
    chains: dict[str, _Chain] = {}

    def chain(actor_id: str) -> _Chain:
        return chains.setdefault(actor_id, _Chain(actor_id))

    for entity in annotations.entities:
        if entity.actor is not None:
            found = chain(entity.actor)
            found.labels.add(entity.label)
            found.is_doubtful &= entity.score is not None and entity.score < _DOUBTFUL
            for mention in entity.mentions:
                words = {"name": found.names, "nominal": found.nominals}.get(mention.form)
                if mention.form == "name" and entity.label == "NORP":
                    words = found.adjectives
                if words is not None:
                    words[mention.text] = None
    for quote in annotations.quotes:
        for speaker in (*((quote.speaker,) if quote.speaker else ()), *quote.speakers):
            chain(speaker).is_used = True
    for event in annotations.events:
        for actor_id in event.actors:
            chain(actor_id).is_used = True
        if event.place is not None:
            chain(event.place)
    return chains


def _settle(provisional: str, found: Sequence[Match], links: dict[str, Link], ambiguities: list[Ambiguity]) -> None:
    first = found[0]
    if len(found) == 1:
        links[provisional] = Link(provisional, first.actor, first.reason, first.score)
    else:
        ambiguities.append(Ambiguity(provisional, tuple(sorted(match.actor for match in found)), first.reason))


def _by_words(chain: _Chain, index: ActorIndex, day: date) -> Sequence[Match]:
    """Who is meant, by the surest ground that says anything: one match, several where it is ambiguous, or none."""
    types = chain.types
    if types == {"person"}:
        return _person(chain, index) or _office_holder(chain, index, day)
    others = types - {"person"}
    own_words = chain.provisional.replace("-", " ")
    grounds: tuple[tuple[Iterable[str], tuple[Reason, ...]], ...] = (
        ((own_words,), _NAMED),
        (chain.names, _NAMED),
        (chain.adjectives, ("adjective", "name", "alias")),
    )
    for names, reasons in grounds:
        found: dict[str, Match] = {}
        for name in names:
            found |= index.named(name, others, reasons)
        if found:
            return list(found.values())
    if "person" in types:
        persons = _person(chain, index)
        if persons:
            return persons
    spelled: dict[str, Match] = {}
    for name in (own_words, *chain.names):
        spelled |= index.spelled_like(name, others)
    return list(spelled.values()) or _seats(chain, index)


def _person(chain: _Chain, index: ActorIndex) -> Sequence[Match]:
    persons = chain.persons
    full = [name for name in persons if name.is_full]
    if full:
        found = {match.actor: match for name in full for match in index.with_full_name(name)}
        return list(found.values())
    named: dict[str, Match] = {}
    for word in chain.names or (chain.provisional.replace("-", " "),):
        named |= index.named(word, {"person"}, _NAMED)
    if named:
        # A surname may be somebody's alias and yet be borne by others as well.
        for name in persons:
            for match in index.with_surname(name.surname):
                named.setdefault(match.actor, match)
    return list(named.values())


def _office_holder(chain: _Chain, index: ActorIndex, day: date) -> Sequence[Match]:
    if chain.names and any(name.is_full for name in chain.persons):
        return ()
    found = {match.actor: match for words in (*chain.names, *chain.nominals) for match in index.holding(words, day)}
    return list(found.values())


def _seats(chain: _Chain, index: ActorIndex) -> Sequence[Match]:
    """The state that a palace or ministry stands for; never for a chain that is only ever a place."""
    if "ORG" not in chain.labels and (chain.labels or not chain.is_used):
        return ()
    found: dict[str, Match] = {}
    for name in chain.names or (chain.provisional.replace("-", " "),):
        found |= index.named(name, {"state", "organisation"}, _SEAT)
    return list(found.values())


def _is_a_mere_surname(actor: Actor) -> bool:
    """Whether a person is proposed whom no article names in full."""
    name = person_name(actor.name) if actor.proposed and actor.type == "person" else None
    return name is not None and not name.is_full


def _by_surname(chain: _Chain, index: ActorIndex, unknown: set[str], context: _Context) -> Sequence[Match]:
    """Who of the registry may be meant by a surname, unless the article names an unknown bearer of it in full.

    Of several bearers, those are meant whom the office before the name fits.
    """
    persons = chain.persons
    if not persons or any(name.is_full for name in persons):
        return ()
    if any(key(name.surname) in unknown for name in persons):
        return ()
    bearers = {match.actor: match for name in persons for match in index.with_surname(name.surname)}
    bearers.pop(chain.provisional, None)
    if not bearers:
        return ()
    said = context.offices.get(chain.provisional, ())
    in_office = {i for i in bearers if index.agrees(i, said, context.day)}
    sure = {
        i
        for i in bearers
        if i not in index.unsure or i in in_office or index.serves_one_of(i, context.named, context.day)
    }
    meant = sorted(in_office & sure or sure)
    if len(meant) > 1 and (chain.provisional in index.actors or "person" not in chain.types):
        return ()  # it is proposed by itself already, or is no person at all, and stays so
    return [bearers[i] for i in meant]


def _rewrite(annotations: Annotations, links: Mapping[str, Link]) -> Annotations:
    def meant(actor_id: str) -> str:
        return links[actor_id].actor if actor_id in links else actor_id

    def place_meant(actor_id: str) -> str:
        # A building that speaks for a state is still a building when people meet in it.
        return actor_id if actor_id in links and links[actor_id].reason == "seat" else meant(actor_id)

    def relinked(entity: Entity) -> Entity:
        if entity.actor is None:
            return entity
        actor = place_meant(entity.actor) if entity.label in _UNSURE_OF_PLACE else meant(entity.actor)
        if actor == entity.actor:
            return entity
        is_person = links[entity.actor].reason == "surname"
        return entity.model_copy(update={"actor": actor, "label": "PERSON" if is_person else entity.label})

    entities = [relinked(entity) for entity in annotations.entities]
    return annotations.model_copy(
        update={
            "entities": _joined(entities),
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


def _joined(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Entities with one actor and label become one, its mentions in the order of the text."""
    groups: dict[object, list[Entity]] = {}
    for number, entity in enumerate(entities):
        groups.setdefault(number if entity.actor is None else (entity.actor, entity.label), []).append(entity)
    return tuple(group[0] if len(group) == 1 else _join(group) for group in groups.values())


def _join(group: Sequence[Entity]) -> Entity:
    mentions = {_place_of(mention): mention for entity in reversed(group) for mention in entity.mentions}
    scores = [entity.score for entity in group if entity.score is not None]
    return group[0].model_copy(
        update={
            "mentions": tuple(mentions[where] for where in sorted(mentions)),
            "score": min(scores) if scores else None,
            "reviewed": all(entity.reviewed for entity in group),
        }
    )


def _place_of(span: Span) -> tuple[int, int, int, str, int]:
    passage = {"title": -1, "subtitle": 0}.get(span.p, 0) if isinstance(span.p, str) else span.p
    start, end = (span.start, span.end) if span.is_placed else (1 << 60, 0)
    return passage, start, end, span.text, span.n


def _link_offices(annotations: Annotations, index: ActorIndex, day: date) -> tuple[tuple[Link, ...], Annotations]:
    """Persons without an id who are named by an office alone, and the quotes that rest on those words."""
    links: dict[int, Link] = {}
    sources: dict[tuple[int, int, int, str, int], str] = {}
    for number, entity in enumerate(annotations.entities):
        if entity.actor is None and entity.label == "PERSON":
            found = {match.actor: match for words in _said(entity.mentions) for match in index.holding(words, day)}
            if len(found) == 1:
                ((actor, match),) = found.items()
                links[number] = Link(None, actor, match.reason, match.score)
                sources |= {_place_of(mention): actor for mention in entity.mentions}
    if not links:
        return (), annotations
    entities = [
        entity.model_copy(update={"actor": links[number].actor}) if number in links else entity
        for number, entity in enumerate(annotations.entities)
    ]
    quotes = tuple(
        quote.model_copy(update={"speaker": sources[_place_of(quote.source)]})
        if quote.speaker is None and quote.source is not None and _place_of(quote.source) in sources
        else quote
        for quote in annotations.quotes
    )
    return tuple(links.values()), annotations.model_copy(update={"entities": _joined(entities), "quotes": quotes})


def _said(mentions: Iterable[Mention]) -> Iterable[str]:
    return (mention.text for mention in mentions if mention.form != "pronoun")
