"""Who is who among the persons of a document: full names, surnames, spellings, and what is said of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from rapidfuzz.fuzz import ratio

from annotate.language.found import FoundMention
from annotate.language.names.lists import before_a_name, parts, titles
from annotate.language.names.name_words import HYPHEN, Words, slug

Gender = Literal["woman", "man"]

_SAME_NAME = 87.0
_SAME_SURNAME = 84.0
"""Likeness (rapidfuzz ratio of folded words, 0 to 100) from which two spellings are one name."""


@dataclass
class Description:
    """What is said of a person next to the name: "Kremlin spokesman", ", the foreign minister of Chad,"."""

    words: frozenset[str]
    actors: frozenset[str]
    """States and organisations that are named in it."""


@dataclass
class Person:
    """One person of a document."""

    key: tuple[str, ...]
    """The folded words of the fullest name."""
    name: str
    actor: str | None = None
    """The id: the registry's where it knows the name, else made of the fullest name."""
    starts: list[int] = field(default_factory=list)
    descriptions: list[Description] = field(default_factory=list)
    gender: Gender | None = None

    def describe(self, description: Description) -> None:
        """Add what is said of the person; it may tell the gender."""
        self.descriptions.append(description)
        if self.gender is None:
            if description.words & titles("women"):
                self.gender = "woman"
            elif description.words & titles("men"):
                self.gender = "man"


@lru_cache(maxsize=65536)
def _alike(one: str, other: str, least: float) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < 5 or one[:1] != other[:1]:
        return False
    # "Petrov" and "Petrova" are a man and a woman.
    if one.rstrip("a") == other.rstrip("a"):
        return False
    return ratio(one, other) >= least


def _within(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether all words of a shorter name stand in the longer one, in order, the last ones or the first ones."""
    rest = iter(long)
    return len(short) < len(long) and all(any(_alike(word, other, _SAME_SURNAME) for other in rest) for word in short)


class People:
    """The persons of a document; ``words`` must be those that the mentions were found in."""

    def __init__(self, words: Words, mentions: Sequence[FoundMention]) -> None:
        self.words = words
        self.mentions = mentions
        self._by_start = {m.start: m for m in mentions if m.form == "name"}
        self.persons: list[Person] = []
        self._by_part: dict[str, list[Person]] = {}
        named = [(m, self._key(m)) for m in mentions if m.label == "PERSON" and m.form == "name"]
        for mention, key in named:
            if len(key) > 1:
                self._full(mention, key)
        self.of: dict[int, Person] = {}
        """The person behind each named mention, by the mention's start."""
        for mention, key in named:
            person = self._bearer(mention, key) or self._new(mention, key)
            self.of[mention.start] = person
            person.starts.append(mention.start)
            person.describe(self._description(mention))
            if mention.actor is not None:
                person.actor = mention.actor
        for person in self.persons:
            person.actor = person.actor or slug(person.name) or None

    def _key(self, mention: FoundMention) -> tuple[str, ...]:
        first, end = self.words.at(mention.start), self.words.at(mention.end)
        keys = [self.words[n].key for n in range(first, end)]
        while len(keys) > 1 and keys[-1] in titles("suffixes"):
            keys.pop()
        return tuple(_joined(self.words, first, keys))

    def _new(self, mention: FoundMention, key: tuple[str, ...]) -> Person:
        person = Person(key, self.words.text[mention.start : mention.end])
        self.persons.append(person)
        for part in key:
            self._by_part.setdefault(part, []).append(person)
        return person

    def _full(self, mention: FoundMention, key: tuple[str, ...]) -> None:
        """A full name: a new person, or a longer or other spelling of one that is known."""
        for part in (key[-1], key[0]):
            for person in self._by_part.get(part, ()):
                if person.key == key or _within(key, person.key):
                    return
                if _within(person.key, key) and len(person.key) > 1:
                    person.name = self.words.text[mention.start : mention.end]
                    for new in set(key) - set(person.key):
                        self._by_part.setdefault(new, []).append(person)
                    person.key = key
                    return
        whole = "".join(key)
        for person in self.persons[-60:]:
            if (
                len(person.key) == len(key)
                and all(_alike(a, b, _SAME_SURNAME) for a, b in zip(person.key, key, strict=True))
                and ratio("".join(person.key), whole) >= _SAME_NAME
            ):
                return
        self._new(mention, key)

    def _bearer(self, mention: FoundMention, key: tuple[str, ...]) -> Person | None:
        candidates = [
            p for part in {key[-1], key[0]} for p in self._by_part.get(part, ()) if p.key == key or _within(key, p.key)
        ]
        if not candidates:
            candidates = [
                p
                for p in self.persons
                if (
                    len(p.key) == len(key)
                    and len(key) > 1
                    and all(_alike(a, b, _SAME_SURNAME) for a, b in zip(p.key, key, strict=True))
                )
                or (len(key) == 1 and any(_alike(key[0], part, _SAME_SURNAME) for part in (p.key[-1], p.key[0])))
            ][:8]
        exact = [p for p in candidates if p.key == key]
        candidates = list({id(p): p for p in (exact or self._as_surname(candidates, key))}.values())
        if len(candidates) <= 1:
            return candidates[0] if candidates else None
        return self._fitting(candidates, mention)

    def _as_surname(self, candidates: list[Person], key: tuple[str, ...]) -> list[Person]:
        """Those who bear a lone word as their surname rather than as their given name."""
        last = [p for p in candidates if p.key[-1] == key[-1]]
        return last or candidates

    def _fitting(self, candidates: list[Person], mention: FoundMention) -> Person:
        """Of several bearers of a surname: who fits title and gender, and of those who was named last."""
        said = self._description(mention)
        probe = Person((), "")
        probe.describe(said)
        fitting = [p for p in candidates if not (probe.gender and p.gender and probe.gender != p.gender)] or candidates
        offices = said.words & (titles("offices") | titles("ranks"))
        if offices:
            titled = [p for p in fitting if any(offices & _offices(d.words) for d in self._all_descriptions(p))]
            fitting = titled or fitting
        before = [p for p in fitting if p.starts and p.starts[-1] < mention.start]
        return max(before, key=lambda p: p.starts[-1]) if before else fitting[0]

    def _all_descriptions(self, person: Person) -> list[Description]:
        if person.descriptions:
            return person.descriptions
        return [self._description(m) for m in self.mentions if m.label == "PERSON" and self._key(m) == person.key]

    # -- what is said of a person

    def _description(self, mention: FoundMention) -> Description:
        first, end = self.words.at(mention.start), self.words.at(mention.end)
        spans = [*self._before(first), *self._after(end)]
        words = frozenset(self.words[n].key for n in spans)
        actors = frozenset(
            found.actor
            for n in spans
            if (found := self._by_start.get(self.words[n].start)) is not None
            and found.actor
            and found.label != "PERSON"
        )
        return Description(words, actors)

    def _before(self, first: int) -> Iterator[int]:
        words = self.words
        at = first - 1
        count = 0
        while (
            at >= 0
            and count < 12
            and not words[at + 1].opens
            and words[at + 1].gap.strip(" .-\u00a0") in {"", "’s", "'s", "’", "'"}
        ):
            word = words[at]
            named = word.is_capital and (at > 0 or word.key not in parts("never"))
            if not (
                named
                or word.key
                in before_a_name()
                | titles("fillers")
                | {"of", "the", "for", "s", "affairs", "ministry", "government", "state", "party", "foreign", "and"}
            ):
                break
            yield at
            at, count = at - 1, count + 1

    def _after(self, end: int) -> Iterator[int]:
        """The words of an apposition: ", the foreign minister of Chad,", ", who heads the team,"."""
        words = self.words
        if end >= len(words) or words[end].gap != ", " or words[end].opens:
            return
        held = []
        for at in range(end, min(end + 14, len(words))):
            if at > end and (words[at].opens or "," in words[at].gap or "." in words[at].gap):
                break
            held.append(at)
        if any(words[n].key in titles("offices") | titles("ranks") | {"who", "head"} for n in held):
            yield from held


def _offices(words: frozenset[str]) -> frozenset[str]:
    return words & (titles("offices") | titles("ranks"))


def _joined(words: Words, first: int, keys: list[str]) -> Iterator[str]:
    """The words of a name that tell bearers apart: no particles, "al-" off, parts joined by a hyphen as one."""
    held = ""
    for n, key in enumerate(keys):
        word = words[first + n]
        hyphen_follows = n + 1 < len(keys) and words[first + n + 1].gap == HYPHEN
        if n + 1 < len(keys) and (
            (hyphen_follows and word.text.lower() in parts("prefixes"))
            or (not word.is_capital and word.text in parts("particles") and not held)
        ):
            continue
        held += key
        if not hyphen_follows:
            yield held
            held = ""
    if held:
        yield held
