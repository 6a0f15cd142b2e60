"""One article's event, prepared for being compared with those of other articles."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from annotate.corpus.actors import Actor
from annotate.corpus.annotations import Annotations, Event, EventType
from annotate.corpus.article import Article
from annotate.corpus.edtf import first_day, last_day
from annotate.corpus.yaml.word_list import word_list
from annotate.timeline.actors.names import fold

SEASON_DAYS = 93
"""A date that spans more days, such as a year, says nothing of a single event."""
SHARP_DAYS = 31
"""A date that spans fewer days tells when an event is; a vaguer one leaves that open."""
_RULES = Path(__file__).parent.parent / "data" / "merging.yaml"


@dataclass(frozen=True)
class Rules:
    """The types, words and weights of ``data/merging.yaml``."""

    families: Mapping[EventType, frozenset[str]]
    spoken: frozenset[str]
    late_words: tuple[str, ...]
    plain_words: frozenset[str]
    weights: Mapping[str, Mapping[str, float]]


@lru_cache(maxsize=1)
def rules() -> Rules:
    """The shipped rules."""
    data = word_list(_RULES)
    types = {kind for kinds in data["families"].values() for kind in kinds}
    return Rules(
        families={kind: frozenset(f for f, kinds in data["families"].items() if kind in kinds) for kind in types},
        spoken=frozenset(data["spoken"]),
        late_words=tuple(data["late_words"]),
        plain_words=frozenset(data["plain_words"]),
        weights={
            ground: {level: float(w) for level, w in levels.items()} for ground, levels in data["weights"].items()
        },
    )


@lru_cache(maxsize=65536)
def days(edtf: str) -> tuple[int, int]:
    """First and last day that a date may mean, as ordinals, inclusive; an open end is the calendar's."""
    first, last = first_day(edtf), last_day(edtf)
    return (first or date.min).toordinal(), (last or date.max).toordinal()


def overlap(one: str, other: str) -> bool:
    """Whether two EDTF dates may mean the same day."""
    (start, end), (first, last) = days(one), days(other)
    return start <= last and first <= end


def is_sharp(edtf: str) -> bool:
    """Whether a date spans so few days that it helps to tell events apart."""
    first, last = days(edtf)
    return last - first < SHARP_DAYS


@dataclass(frozen=True)
class Cast:
    """What the registry says of actors: for whom each acts, where each place lies, and by which words each is named."""

    owners: Mapping[str, frozenset[str]]
    """For each actor the states and organisations it belongs to or holds an office in; of a place what it lies in."""
    names: Mapping[str, frozenset[str]]
    """For each actor the words of its names, folded."""

    def around(self, place: str) -> frozenset[str]:
        """Everything that a place lies in: a palace's city, and the city's state."""
        found: set[str] = set()
        waiting = {place}
        while waiting:
            found |= waiting
            waiting = {owner for each in waiting for owner in self.owners.get(each, ())} - found
        return frozenset(found - {place})

    def words_of(self, actor_id: str) -> frozenset[str]:
        """The words that name the actor."""
        return self.names.get(actor_id, frozenset()) | frozenset(actor_id.split("-"))


def cast_of(actors: Collection[Actor]) -> Cast:
    """What ``actors`` say."""
    owners = {a.id: frozenset(i for i in (a.part_of, *(role.of for role in a.roles)) if i is not None) for a in actors}
    words = {
        a.id: frozenset(w for n in (a.name, *a.aliases, *a.adjectives, *a.seats) for w in fold(n).split())
        for a in actors
    }
    return Cast({actor_id: found for actor_id, found in owners.items() if found}, words)


@dataclass(frozen=True)
class Told:
    """An event as one article tells it, without the article."""

    article: str
    """The article's id."""
    published: date
    event: Event
    words: str
    """The words of the article that tell it."""

    @property
    def key(self) -> str:
        """``article-id#e1``."""
        return f"{self.article}#{self.event.id}"


def told_in(article: Article, found: Annotations) -> Iterator[Told]:
    """The events of an article."""
    for event in found.events:
        span = event.evidence
        words = article.text[span.start : span.end] if span.is_placed else span.text
        yield Told(article.id, article.date, event, words)


@dataclass(frozen=True)
class Telling:
    """An event as one article tells it; of a person's entry, as the entry has it."""

    key: str
    """``article-id#e1``; of an entry its id."""
    article: str
    """Empty for an entry."""
    published: date
    event: Event
    cast: Cast
    told: str = ""
    """The words of the article that tell it."""

    @classmethod
    def of(cls, told: Told, cast: Cast) -> Telling:
        """The event that was ``told``, with what the registry says of its actors."""
        return cls(told.key, told.article, told.published, told.event, cast, told.words)

    @cached_property
    def dates(self) -> tuple[str, ...]:
        """The date, and the one it was moved to."""
        return tuple(d for d in (self.event.date, self.event.new_date) if d is not None)

    @cached_property
    def narrow(self) -> tuple[str, ...]:
        """The dates that span no more than a season."""
        return tuple(date for date in self.dates if days(date)[1] - days(date)[0] < SEASON_DAYS)

    @cached_property
    def actors(self) -> frozenset[str]:
        """Who takes part."""
        return frozenset(self.event.actors)

    @cached_property
    def parties(self) -> frozenset[str]:
        """The actors, and the states and organisations they act for."""
        return self.actors.union(*(self.cast.owners.get(actor, frozenset()) for actor in self.actors))

    @cached_property
    def around(self) -> frozenset[str]:
        """What the place lies in."""
        return self.cast.around(self.event.place) if self.event.place else frozenset()

    @cached_property
    def words(self) -> frozenset[str]:
        """The stems of the words, of title and evidence, that tell the event from others of its kind and its actors."""
        named = {word for actor in (*self.event.actors, self.event.place or "") for word in self.cast.words_of(actor)}
        plain = rules().plain_words | named
        said = f"{self.event.title} {self.told}"
        return frozenset(stem(word) for word in fold(said).split() if word not in plain and not word.isdigit())

    def names(self, place: str) -> bool:
        """Whether the words that tell it name ``place``."""
        return f" {place.replace('-', ' ')} " in self._said

    @cached_property
    def _said(self) -> str:
        return f" {fold(self.told)} "

    @cached_property
    def is_late(self) -> bool:
        """Whether the article says that it came later than it was to."""
        return any(f" {words} " in self._said for words in rules().late_words)


_ENDINGS = ("ings", "ing", "edly", "ed", "ies", "es", "s", "ly", "e")
_LEAST_STEM = 3
_LONGEST_STEM = 7


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """What ``word``, folded, shares with its other forms: ``rams``, ``rammed`` and ``ramming`` give ``ram``."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            word = word[: -len(ending)] + ("y" if ending == "ies" else "")
            if len(word) > _LEAST_STEM and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word[:_LONGEST_STEM]
