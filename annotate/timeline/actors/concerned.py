"""Which articles a change of the registry concerns: those in which a changed actor's names or offices stand.

What the annotator finds in an article, and whom its names are linked to, rests on no other entry of the registry. The
answer may be yes once too often, never no where it should be yes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import accumulate

from anyascii import anyascii

from annotate.corpus.actors import Actor
from annotate.corpus.annotations import Annotations
from annotate.corpus.known.start_registry import start_registry
from annotate.timeline.actors.actor_index import ActorIndex
from annotate.timeline.actors.names import titles

_WORD = re.compile(r"[a-z0-9]+")


class Concern:
    """A change of the registry, to be held against one article after the other."""

    def __init__(self, changed: Collection[Actor], known: Iterable[Actor]) -> None:
        """Prepare ``changed``, every entry as it was and as it is now; ``known`` tells whose their offices are."""
        same: dict[str, list[Actor]] = {}
        for actor in (*start_registry(), *known, *changed):
            for name in {actor.id, *_joined((actor.name, *actor.aliases))}:
                same.setdefault(name, []).append(actor)
        self._names = {name for actor in changed for name in _names(actor, same)}
        self._offices = {
            (frozenset(_words(role.title)) - titles().office_fillers, frozenset(_names_of(role.of, same)))
            for actor in changed
            for role in actor.roles
            if role.of is not None
        }
        self._index = ActorIndex(changed)

    def touches(self, text: str, looked_up: Iterable[str]) -> bool:
        """Whether an article with this text may be annotated or linked otherwise than before the change.

        Args:
            text: the article's.
            looked_up: what was linked in it when it was last annotated, see :func:`looked_up_in`.
        """
        words = _Text(text)
        return (
            any(words.has(name) for name in self._names)
            or any(
                (not title or title & words.words) and any(words.has(name) for name in owner)
                for title, owner in self._offices
            )
            or any(self._index.may_mean(name) for name in looked_up)
        )


def looked_up_in(found: Annotations) -> list[str]:
    """The words and ids that linking looks up when it is given ``found``."""
    names = {mention.text for entity in found.entities for mention in entity.mentions if mention.form != "pronoun"}
    ids = {entity.actor for entity in found.entities}
    ids |= {speaker for quote in found.quotes for speaker in (quote.speaker, *quote.speakers)}
    ids |= {actor for event in found.events for actor in (*event.actors, event.place)}
    return sorted(names.union(actor_id for actor_id in ids if actor_id))


class _Text:
    """A text's words, joined, so that it does not matter where the parts of a name are held to end."""

    def __init__(self, text: str) -> None:
        words = _words(text)
        self.words = frozenset(words)
        self._joined = "".join(words)
        self._bounds = {0, *accumulate(map(len, words))}

    def has(self, name: str) -> bool:
        """Whether the joined words of a name stand here as whole words."""
        at = self._joined.find(name)
        while at >= 0:
            if at in self._bounds and at + len(name) in self._bounds:
                return True
            at = self._joined.find(name, at + 1)
        return False


def _words(text: str) -> list[str]:
    return _WORD.findall(anyascii(text).casefold())


def _joined(names: Iterable[str]) -> Iterator[str]:
    """Each name's words in one, without the article."""
    for name in names:
        words = _words(name)
        if len(words) > 1 and words[0] == "the":
            words = words[1:]
        if words:
            yield "".join(words)


def _names_of(actor_id: str, same: dict[str, list[Actor]]) -> Iterator[str]:
    yield from _joined((actor_id,))
    for actor in same.get(actor_id, ()):
        yield from _names(actor, same)


def _names(actor: Actor, same: dict[str, list[Actor]]) -> Iterator[str]:
    """By what names texts may call ``actor``, also where the world has more of them than the registry."""
    for name in (actor.id, *_joined((actor.name, *actor.aliases))):
        for one in same.get(name, ()):
            adjectives = (*one.adjectives, *(f"{adjective}s" for adjective in one.adjectives))
            yield from _joined((one.id, one.name, *one.aliases, *one.seats, *one.formerly, *adjectives))
