"""Names that stand in the registry are found wherever they stand in a text, letter for letter.

The reader of names goes by words and capitals. That is not enough for a name such as "coalition of the willing",
"Example.net" or "St Mary's"; a person who has typed it into ``actors.yaml`` expects it to be found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from annotate.corpus.actors import Actor
from annotate.corpus.annotations import Label
from annotate.language.found import FoundMention
from annotate.language.names.lists import parts

_WORD = re.compile(r"\w+")
_PLAIN = re.compile(r"\w+")
_ARTICLE = re.compile(r"The\s+(?=\S)")
_LABELS: dict[str, Label] = {"person": "PERSON", "state": "GPE", "organisation": "ORG", "group": "ORG", "place": "GPE"}
_SURE = 0.95


class RegistryNames:
    """The names of a registry that are more than one plain word, by their first word."""

    def __init__(self, actors: Iterable[Actor] = ()) -> None:
        self._by_first: dict[str, list[tuple[str, str, Label]]] = {}
        for actor in actors:
            label = _label(actor)
            for name in (actor.name, *actor.aliases):
                # A town's article is part of its name ("The Hague"), a newspaper's is left out.
                written = name if actor.type == "place" else _ARTICLE.sub("", name, count=1)
                first = _WORD.search(written)
                if first is not None and first.start() == 0 and not _PLAIN.fullmatch(written):
                    self._by_first.setdefault(first[0], []).append((written, actor.id, label))
        for names in self._by_first.values():
            names.sort(key=lambda known: -len(known[0]))

    def correct(self, text: str, mentions: Sequence[FoundMention]) -> list[FoundMention]:
        """``mentions`` with every name of the registry in place of what stood for parts of it, by start.

        A longer name that holds one of the registry's ("Example.net Prize") stays.
        """
        if not self._by_first:
            return list(mentions)
        taken = list(self._found(text))
        kept = [m for m in mentions if not any(_gives_way(m, exact) for exact in taken)]
        new = [exact for exact in taken if not any(m.start < exact.end and exact.start < m.end for m in kept)]
        return sorted([*kept, *new], key=lambda mention: mention.start)

    def _found(self, text: str) -> Iterator[FoundMention]:
        end = 0
        for word in _WORD.finditer(text):
            if word.start() < end:
                continue
            for written, actor, label in self._by_first.get(word[0], ()):
                stop = word.start() + len(written)
                if text.startswith(written, word.start()) and not _goes_on(text, stop):
                    end = stop
                    yield FoundMention(word.start(), stop, label, "name", actor, _SURE)
                    break


def _goes_on(text: str, at: int) -> bool:
    return at < len(text) and (text[at].isalnum() or text[at] == "_")


def _gives_way(mention: FoundMention, exact: FoundMention) -> bool:
    """Whether the mention is only a part of the exact name, laps over its edge, or has a person's title in it."""
    overlaps = mention.start < exact.end and exact.start < mention.end
    holds_it = mention.start <= exact.start and mention.end >= exact.end
    titled = mention.label == exact.label == "PERSON" and mention.start < exact.start and mention.end == exact.end
    return overlaps and (not holds_it or titled)


def _label(actor: Actor) -> Label:
    if actor.type != "place":
        return _LABELS[actor.type]
    names = (actor.name, *actor.aliases)
    heads = parts("facility_heads") | parts("facility_heads_small")
    return "FAC" if any(word.casefold() in heads for name in names for word in name.split()) else "GPE"
