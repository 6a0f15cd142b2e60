"""Names known beforehand, found in a text in one pass: the world's, and those of the registry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from annotate.corpus.actors import Actor, ActorType
from annotate.corpus.annotations import Label
from annotate.language.names.name_words import HYPHEN, Words, fold, slug
from annotate.language.names.world import Entry, Kind, entries, people

Key = tuple[str, ...]

_KINDS: dict[ActorType, tuple[Label, Kind]] = {
    "person": ("PERSON", "person"),
    "state": ("GPE", "state"),
    "organisation": ("ORG", "organisation"),
    "place": ("GPE", "town"),
    "group": ("ORG", "organisation"),
}
_PARTS = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[’'ʻʼ‘][^\W_]+)*")

_POSSESSIVE_WITHIN = re.compile(r"['’]s ")
_POSSESSIVE = re.compile(r"['’]s$")


def key_of(name: str) -> Key:
    """``name`` as its folded words, without an article."""
    words = [fold(_POSSESSIVE.sub("", word)) for word in _PARTS.findall(name)]
    words = [word for word in words if word]
    return tuple(words[1:] if len(words) > 1 and words[0] == "the" else words)


@dataclass(frozen=True)
class Known:
    """A name of the gazetteer that stands at the words ``first`` to ``last``, both included."""

    first: int
    last: int
    entry: Entry


class Gazetteer:
    """Names by their folded words; spelling accents and capitals differently does not matter, acronyms excepted."""

    def __init__(self, actors: Iterable[Actor] = ()) -> None:
        self._by_first: dict[str, list[tuple[Key, Entry]]] = {}
        self._by_key: dict[Key, Entry] = {}
        self.small_towns: dict[Key, Entry] = {}
        known = tuple(actors)
        merged = _ids_of_states(known)
        for entry in (*_registered(known), *entries()):
            same = merged.get(entry.actor or "")
            self._add(replace(entry, actor=same) if same is not None else entry)
        for ways in self._by_first.values():
            ways.sort(key=lambda way: -len(way[0]))

    def _add(self, entry: Entry) -> None:
        key = key_of(entry.name)
        if not key:
            return
        if entry.kind == "small town":
            self.small_towns.setdefault(key, entry)
        elif key not in self._by_key:
            self._by_key[key] = entry
            self._by_first.setdefault(key[0], []).append((key, entry))

    def get(self, key: Key) -> Entry | None:
        """The entry that is named by exactly these folded words."""
        return self._by_key.get(key)

    def known_in(self, words: Words) -> Iterator[Known]:
        """The known names, from left to right, the longest first where several begin at one word."""
        at = 0
        while at < len(words):
            found = self._at(words, at)
            if found is None:
                at += 1
            else:
                yield found
                at = found.last + 1

    def _at(self, words: Words, at: int) -> Known | None:
        ways = self._by_first.get(words[at].key)
        if ways is None or not words[at].text[0].isalnum() or words[at].text[0].islower():
            return None
        for key, entry in ways:
            last = at + len(key) - 1
            if (
                last < len(words)
                and all(words[at + n].key == part for n, part in enumerate(key))
                and all(_goes_on(words, n, entry) for n in range(at + 1, last + 1))
                and _written_so(words, at, last, entry)
            ):
                return Known(at, last, entry)
        return None


def _goes_on(words: Words, at: int, entry: Entry) -> bool:
    """Whether word ``at`` may continue the entry's name; behind a possessive where the name itself holds one."""
    own = words[at - 1].is_possessive and not words[at].opens and _POSSESSIVE_WITHIN.search(entry.name) is not None
    return words.joined(at) or words[at].gap == HYPHEN or own


def _written_so(words: Words, first: int, last: int, entry: Entry) -> bool:
    """Whether the letters' case is a name's: an acronym in capitals, another name with a capital in each long word."""
    if first == last and len(words[first].key) <= 5 and entry.name.replace(".", "").isupper():
        return words[first].text.replace(".", "").isupper()
    return all(
        words[n].is_capital or words[n].text[0].isdigit() or len(words[n].key) <= 3 for n in range(first, last + 1)
    ) and (words[last].is_capital or words[last].text[0].isdigit() or entry.name[-1:].isupper() or first < last)


def _ids_of_states(actors: tuple[Actor, ...]) -> dict[str, str]:
    """What the registry calls the states and organisations that the world's gazetteer knows under another id."""
    own: dict[Key, str] = {}
    for actor in actors:
        if actor.type in {"state", "organisation"}:
            for name in (actor.name, *actor.aliases):
                own.setdefault(key_of(name), actor.id)
    if not own:
        return {}
    return {
        entry.actor: own[key_of(entry.name)]
        for entry in reversed(entries())
        if entry.actor is not None and entry.kind in {"state", "organisation"} and key_of(entry.name) in own
    }


@cache
def _world() -> dict[Key, Entry]:
    """The likeliest entry of the world for each name."""
    found: dict[Key, Entry] = {}
    for entry in entries():
        if entry.kind != "small town":
            found.setdefault(key_of(entry.name), entry)
    return found


def _registered(actors: tuple[Actor, ...]) -> Iterator[Entry]:
    places = {
        key_of(name): actor.id for actor in actors if actor.type == "place" for name in (actor.name, *actor.aliases)
    }
    for actor in actors:
        for seat in actor.seats:
            world = _world().get(key_of(seat))
            known = world is not None and world.kind in {"seat", "capital"}
            label, kind = (world.label, world.kind) if world and known else ("GPE", "capital")
            yield Entry(seat, label, actor.id, kind, places.get(key_of(seat)) or slug(seat))
        for adjective in actor.adjectives:
            yield from people(adjective, actor.id)
    for actor in actors:
        label, kind = _KINDS[actor.type]
        for name in (actor.name, *actor.aliases):
            world = _world().get(key_of(name))
            if actor.type != "place" or world is None:
                yield Entry(name, label, actor.id, kind)
            elif world.kind in {"capital", "seat"}:
                # The place is its own; what its name stands for otherwise is the state.
                yield Entry(name, world.label, world.actor, world.kind, actor.id)
            else:
                yield Entry(name, world.label if world.kind in {"place", "facility"} else label, actor.id, world.kind)


@lru_cache(maxsize=4)
def gazetteer(actors: tuple[Actor, ...] = ()) -> Gazetteer:
    """The gazetteer for a registry, made once."""
    return Gazetteer(actors)
