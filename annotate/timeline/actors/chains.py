"""Who of the registry is meant by a chain: everything that one article says of one provisional id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from annotate.corpus.actors import ACTOR_TYPES, ActorType
from annotate.corpus.annotations import Annotations, Label
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
_DOUBTFUL = 0.75
"""Below this score, a name that the annotator took for a place or body may be the surname of a known person."""


@dataclass
class Chain:
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
        """What it may be, by the labels it is named under and by what it does."""
        if not self.labels:
            return frozenset(ACTOR_TYPES) if self.is_used else TYPES_OF["LOC"] | TYPES_OF["FAC"]
        return frozenset().union(*(TYPES_OF[label] for label in self.labels))

    @cached_property
    def persons(self) -> list[PersonName]:
        """Its names, if it may be a person."""
        if "person" not in self.types and not (self.is_doubtful and self.labels and len(self.names) == 1):
            return []
        words = self.names or ({self.provisional.replace("-", " "): None} if not self.labels else {})
        return [name for word in words if (name := person_name(word)) is not None]


@dataclass(frozen=True)
class Context:
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


def chains_of(annotations: Annotations) -> dict[str, Chain]:
    """What an article says of everyone it refers to, by provisional id."""
    chains: dict[str, Chain] = {}

    def chain(actor_id: str) -> Chain:
        return chains.setdefault(actor_id, Chain(actor_id))

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


def meant_by_words(chain: Chain, index: ActorIndex, day: date) -> Sequence[Match]:
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


def _person(chain: Chain, index: ActorIndex) -> Sequence[Match]:
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


def _office_holder(chain: Chain, index: ActorIndex, day: date) -> Sequence[Match]:
    if chain.names and any(name.is_full for name in chain.persons):
        return ()
    found = {match.actor: match for words in (*chain.names, *chain.nominals) for match in index.holding(words, day)}
    return list(found.values())


def _seats(chain: Chain, index: ActorIndex) -> Sequence[Match]:
    """The state that a palace or ministry stands for; never for a chain that is only ever a place."""
    if "ORG" not in chain.labels and (chain.labels or not chain.is_used):
        return ()
    found: dict[str, Match] = {}
    for name in chain.names or (chain.provisional.replace("-", " "),):
        found |= index.named(name, {"state", "organisation"}, _SEAT)
    return list(found.values())


def meant_by_surname(chain: Chain, index: ActorIndex, unknown: set[str], context: Context) -> Sequence[Match]:
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


def _ids(annotations: Annotations) -> Iterator[str]:
    yield from (entity.actor for entity in annotations.entities if entity.actor is not None)
