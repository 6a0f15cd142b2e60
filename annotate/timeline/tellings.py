"""One article's event, prepared for being compared with those of other articles: is it the same event of the world?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import product
from pathlib import Path

from rapidfuzz.fuzz import ratio, token_set_ratio

from annotate.corpus.actors import Actor
from annotate.corpus.annotations import Event, EventType
from annotate.corpus.edtf import first_day, last_day
from annotate.corpus.word_list import word_list
from annotate.timeline.names import fold

SHARP_DAYS = 31
"""A date that spans more days is vague: it says when, but does not tell one event from another."""
LEAST = 5.0
"""From this sum of the grounds below two tellings are taken for one event."""


@dataclass(frozen=True)
class Rules:
    """The words and types of ``merging.yaml``."""

    families: Mapping[EventType, frozenset[str]]
    spoken: frozenset[str]
    plain_words: frozenset[str]


@lru_cache(maxsize=1)
def rules() -> Rules:
    """The shipped rules."""
    data = word_list(Path(__file__).with_name("merging.yaml"))
    types = {kind for kinds in data["families"].values() for kind in kinds}
    families = {kind: frozenset(f for f, kinds in data["families"].items() if kind in kinds) for kind in types}
    return Rules(families, frozenset(data["spoken"]), frozenset(data["plain_words"]))


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
class Telling:
    """An event as one article tells it; of a person's entry without reports, as the entry has it."""

    key: str
    """``article-id#e1``."""
    article: str
    published: date
    event: Event
    stand_ins: Mapping[str, frozenset[str]]
    """For whom each person acts, and which state each place lies in: ids by id."""

    @property
    def dates(self) -> tuple[str, ...]:
        """The date, and the one it was moved to."""
        return tuple(d for d in (self.event.date, self.event.new_date) if d is not None)

    @cached_property
    def actors(self) -> frozenset[str]:
        """Who takes part."""
        return frozenset(self.event.actors)

    @cached_property
    def parties(self) -> frozenset[str]:
        """The actors, and the states and organisations they act for."""
        return self.actors.union(*(self.stand_ins.get(actor, frozenset()) for actor in self.actors))

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the title that tell it from other events of its kind and its actors."""
        named = {word for actor in (*self.event.actors, self.event.place or "") for word in actor.split("-")}
        return frozenset(self.title.split()) - rules().plain_words - named

    @cached_property
    def title(self) -> str:
        """The title, folded."""
        return fold(self.event.title)


@dataclass(frozen=True)
class Likeness:
    """Why two tellings are taken for one event."""

    score: float
    reason: str


def stand_ins(actors: Collection[Actor]) -> Mapping[str, frozenset[str]]:
    """For each actor of the registry the states and organisations it belongs to or holds an office in."""
    found = {a.id: frozenset(i for i in (a.part_of, *(role.of for role in a.roles)) if i is not None) for a in actors}
    return {actor_id: owners for actor_id, owners in found.items() if owners}


def contradict(one: Telling, other: Telling) -> bool:
    """Whether two tellings cannot be one event, whatever else they share."""
    if one.article and one.article == other.article:
        return True  # an article's own events were told apart by the annotator or a person
    if one.dates and other.dates and not any(overlap(a, b) for a, b in product(one.dates, other.dates)):
        return True
    return _statuses_contradict(one, other) or not _types_agree(one, other)


def dates_explained(one: Telling, other: Telling, by: Telling) -> bool:
    """Whether the two only differ in their dates because ``by`` tells that the event was moved."""
    if by.event.status != "postponed" or by.event.date is None or by.event.new_date is None:
        return False
    old, new = by.event.date, by.event.new_date

    def fits(a: Telling, b: Telling) -> bool:
        return any(overlap(old, d) for d in a.dates) and any(overlap(new, d) for d in b.dates)

    return (fits(one, other) or fits(other, one)) and not _statuses_contradict(one, other) and _types_agree(one, other)


def _statuses_contradict(one: Telling, other: Telling) -> bool:
    for a, b in ((one, other), (other, one)):
        if a.event.status != "happened":
            continue
        if b.event.status == "cancelled":
            return True
        # What is still to come after it was reported as done is the next one, not this one.
        if b.event.status in ("planned", "postponed", "conditional") and b.published > a.published:
            return not (a.event.date and b.event.date and days(a.event.date) == days(b.event.date))
    return False


def _types_agree(one: Telling, other: Telling) -> bool:
    a, b = one.event.type, other.event.type
    if a == b or "OTHER" in (a, b):
        return True
    families = rules().families
    if families.get(a, frozenset()) & families.get(b, frozenset()):
        return True
    return ratio(one.title, other.title) >= 90


def likeness(one: Telling, other: Telling) -> Likeness | None:
    """Why the two are one event; None where they are not, or where too little says so.

    The grounds, each with its weight: the date, the actors, the place, the type, the distinguishing words of the
    titles. A sharp date counts most; without one, the words have to be nearly the same.
    """
    if contradict(one, other):
        return None
    who = _shared_actors(one, other)
    place, where = _same_place(one, other)
    alike = _words_alike(one, other)
    date_weight, when = _same_date(one, other)
    if who == 0 and (one.actors and other.actors) and alike < 0.9:
        return None
    if who == 0 and not (place > 0 and alike >= 0.5) and alike < 0.9:
        return None
    same_type = one.event.type == other.event.type
    needs_words = date_weight < 2 or not same_type or one.event.type in rules().spoken or (who < 0.5 and place <= 0)
    if needs_words and alike < (0.5 if date_weight >= 2 or place > 0 else 0.7):
        return None
    score = date_weight + 2.5 * who + place + (1.0 if same_type else 0.0) + 2.5 * alike
    if score < LEAST:
        return None
    shared = len(one.parties & other.parties)
    grounds = (
        when,
        f"{shared} actor{'s' if shared != 1 else ''} in common" if shared else "",
        where,
        f"both {one.event.type}" if same_type else f"{one.event.type} and {other.event.type}",
        f"titles {alike:.0%} alike",
    )
    return Likeness(round(score, 3), ", ".join(ground for ground in grounds if ground))


def _same_date(one: Telling, other: Telling) -> tuple[float, str]:
    if not one.dates or not other.dates:
        near = abs((one.published - other.published).days)
        return (0.5 if near <= 10 else 0.0 if near <= 120 else -1.0), "no date in one of them"
    pairs = [(a, b) for a, b in product(one.dates, other.dates) if overlap(a, b)]
    if any(days(a) == days(b) and is_sharp(a) for a, b in pairs):
        return 3.0, "same date"
    if any(is_sharp(a) and is_sharp(b) for a, b in pairs):
        return 2.0, "dates overlap"
    return 1.0, "one date within the other"


def _shared_actors(one: Telling, other: Telling) -> float:
    """0 to 1; a person stands for the state, so that "X meets Y" and "their countries meet" share actors."""
    if not one.actors or not other.actors:
        return 0.0
    few, many = sorted((one, other), key=lambda telling: (len(telling.parties), telling.key))
    covered = sum(1 for a in few.actors if a in many.parties or few.stand_ins.get(a, frozenset()) & many.parties)
    return covered / len(few.actors)


def _same_place(one: Telling, other: Telling) -> tuple[float, str]:
    a, b = one.event.place, other.event.place
    if a is None or b is None:
        return 0.0, ""
    if a == b:
        return 2.0, "same place"
    if b in one.stand_ins.get(a, ()) or a in other.stand_ins.get(b, ()):
        return 1.0, "one place within the other"
    return -1.5, "different places"


def _words_alike(one: Telling, other: Telling) -> float:
    """0 to 1, over the distinguishing words; over the whole titles where one has no such words."""
    if not one.words or not other.words:
        return 0.6 if one.event.type == other.event.type else token_set_ratio(one.title, other.title) / 100
    a, b = " ".join(sorted(one.words)), " ".join(sorted(other.words))
    # The first forgives what one title says more, the second does not.
    return (token_set_ratio(a, b) + ratio(a, b)) / 200
