"""The registry prepared for looking up who a name, a surname or an office means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Literal

from annotate.corpus.actors import Actor, ActorType, Role
from annotate.corpus.edtf import first_day, last_day
from annotate.timeline.actors.full_names import FullNames
from annotate.timeline.actors.names import PersonName, fold, key, person_name, same_person, titles
from annotate.timeline.actors.offices_said import Office

Reason = Literal["name", "alias", "adjective", "seat", "spelling", "surname", "role"]
"""What a link rests on."""

_KEEP_SPELLING = 6
"""A shorter name of a place or organisation must be written as in the registry."""
_BODIES: frozenset[ActorType] = frozenset({"state", "organisation", "place", "group"})


@dataclass(frozen=True)
class Match:
    """An actor that some words may mean."""

    actor: str
    reason: Reason


class ActorIndex:
    """Answers who is meant by some words. Built once for a registry, asked for every article."""

    def __init__(self, actors: Iterable[Actor], unsure: Collection[str] = ()) -> None:
        """Prepare ``actors``; those of ``unsure`` (ids) are meant by a surname alone only where something agrees."""
        self.unsure = frozenset(unsure)
        self.actors: dict[str, Actor] = {}
        self.formerly: dict[str, str] = {}
        """By an id that an actor had once, the id that it has now."""
        self._named: dict[str, dict[str, Match]] = defaultdict(dict)
        self._keyed: dict[str, set[str]] = defaultdict(set)
        self._persons: dict[PersonName, list[str]] = defaultdict(list)
        self._offices: dict[tuple[str, frozenset[str]], list[tuple[str, Role]]] = defaultdict(list)
        self._alike: dict[PersonName, tuple[Match, ...]] = {}
        self.add_all(actors)

    def add_all(self, actors: Iterable[Actor]) -> None:
        """Know ``actors`` too; two records with one id are both looked up by. Before the first question only."""
        for actor in actors:
            self.actors[actor.id] = actor
            self.formerly |= dict.fromkeys(actor.formerly, actor.id)
            self._add(actor)

    def _add(self, actor: Actor) -> None:
        named: tuple[tuple[Reason, Iterable[str]], ...] = (
            ("name", (actor.name, actor.id)), ("alias", actor.aliases), ("adjective", actor.adjectives),
            ("seat", actor.seats),
        )  # fmt: skip
        for reason, names in named:
            for name in names:
                for folded in _ways(name):
                    self._named[folded].setdefault(actor.id, Match(actor.id, reason))
                    if reason in ("name", "alias") and len(folded) >= _KEEP_SPELLING:
                        self._keyed[key(folded)].add(actor.id)
        if actor.type == "person":
            borne = {person for name in (actor.name, *actor.aliases) if (person := person_name(name)) is not None}
            for person in borne:
                self._persons[person].append(actor.id)
        if not actor.proposed:
            # A proposed office has no dates yet; it would hold for ever.
            for role in actor.roles:
                if role.of is not None:
                    self._offices[role.of, _office(role.title)].append((actor.id, role))

    def is_named(self, name: str) -> bool:
        """Whether any actor is called ``name``, for whatever reason."""
        return any(self._named.get(folded) for folded in _ways(name))

    def may_mean(self, name: str) -> bool:
        """Whether ``name``, a name or an id, may mean any actor, in whatever spelling or as a surname alone."""
        if name in self.actors or name in self.formerly or self.is_named(name):
            return True
        if self.spelled_like(name, _BODIES):
            return True
        person = person_name(name)
        return person is not None and bool(self.with_full_name(person) or self.with_surname(person.surname))

    def named(self, name: str, types: Collection[ActorType], reasons: Collection[Reason]) -> dict[str, Match]:
        """The actors of these types that are called ``name`` for one of these reasons, by id."""
        found: dict[str, Match] = {}
        for folded in _ways(name):
            for actor_id, match in self._named.get(folded, {}).items():
                if match.reason in reasons and self.actors[actor_id].type in types:
                    found.setdefault(actor_id, match)
        return found

    def spelled_like(self, name: str, types: AbstractSet[ActorType]) -> dict[str, Match]:
        """The places, states and organisations that ``name`` is another transliteration of, by id."""
        folded = fold(name)
        if len(folded) < _KEEP_SPELLING:
            return {}
        ids = self._keyed.get(key(folded), set())
        return {i: Match(i, "spelling") for i in ids if self.actors[i].type in types - {"person"}}

    def with_full_name(self, name: PersonName) -> tuple[Match, ...]:
        """The persons whose full name this is, in one of its spellings; the surest alone where one is surer."""
        if name not in self._alike:
            same = {name: 1.0} if name.is_full and name in self._persons else self._spelled(name)
            top = max(same.values(), default=0.0)
            ids = sorted({i for known, sure in same.items() if sure == top for i in self._persons[known]})
            self._alike[name] = tuple(Match(i, "name" if top == 1.0 else "spelling") for i in ids)
        return self._alike[name]

    def _spelled(self, name: PersonName) -> dict[PersonName, float]:
        """The full names that ``name`` is another spelling of, and how surely."""
        return {known: sure for known in self._full_names.near(name) if (sure := same_person(name, known)) > 0}

    @cached_property
    def _full_names(self) -> FullNames:
        return FullNames(known for known in self._persons if known.is_full)

    @cached_property
    def _by_surname_key(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for known, bearers in self._persons.items():
            found[known.keys[-1]].update(bearers)
        return found

    def with_surname(self, surname: str) -> tuple[Match, ...]:
        """Everyone who bears ``surname`` (folded), in any transliteration."""
        bearers = self._by_surname_key.get(key(surname), set())
        return tuple(Match(actor_id, "surname") for actor_id in sorted(bearers))

    def agrees(self, actor_id: str, said: Collection[Office], day: date) -> bool:
        """Whether the actor holds, on ``day``, one of the offices that are ``said`` of somebody."""
        return any(
            _office(title) == _office(role.title) and (not owner or role.of is None or owner == role.of)
            for role in self.actors[actor_id].roles
            if holds(role, day)
            for title, owner in said
        )

    def serves_one_of(self, actor_id: str, named: Collection[str], day: date) -> bool:
        """Whether the actor holds, on ``day``, an office of one of the states and organisations ``named``."""
        return any(role.of in named for role in self.actors[actor_id].roles if holds(role, day))

    def holding(self, words: str, day: date) -> tuple[Match, ...]:
        """Who holds the office that ``words`` name (``the President of X``, ``X's foreign minister``) on ``day``."""
        found = {
            actor_id
            for title, owner in _office_readings(words)
            for state_id in self.named(owner, {"state", "organisation", "group"}, {"name", "alias", "adjective"})
            for actor_id, role in self._offices.get((state_id, _office(title)), ())
            if holds(role, day)
        }
        return tuple(Match(actor_id, "role") for actor_id in sorted(found))


def _ways(name: str) -> Iterator[str]:
    """``name`` folded, and without its article."""
    folded = fold(name)
    if folded:
        yield folded
        if folded.startswith("the "):
            yield folded[4:]


@lru_cache(maxsize=65536)
def _office(title: str) -> frozenset[str]:
    return frozenset(fold(title).split()) - titles().office_fillers


@lru_cache(maxsize=65536)
def _office_readings(words: str) -> tuple[tuple[str, str], ...]:
    """Every way to read ``words`` as an office and whose it is."""
    found = []
    plain = words.replace("’s ", "'s ")
    if "'s " in plain:
        owner, _, title = plain.partition("'s ")
        found.append((title, owner))
    parts = fold(plain).removeprefix("the ").split()
    for at, word in enumerate(parts):
        if word in ("of", "for") and 0 < at < len(parts) - 1:
            found.append((" ".join(parts[:at]), " ".join(parts[at + 1 :])))
        elif 0 < at <= 3:
            found.append((" ".join(parts[at:]), " ".join(parts[:at])))
    return tuple(found)


def holds(role: Role, day: date) -> bool:
    """Whether the role is held on ``day``; where it has no dates it always is."""
    since = first_day(role.since) if role.since else None
    until = last_day(role.until) if role.until else None
    return (since is None or since <= day) and (until is None or day <= until)
