"""Which names are one organisation: a ministry with and without its state, an acronym and what it stands for."""

from __future__ import annotations

from collections.abc import Sequence

from annotate.language.found import FoundMention
from annotate.language.names.gazetteer import Gazetteer
from annotate.language.names.lists import parts
from annotate.language.names.name_words import Words, slug

_GENERIC = frozenset({
    "ministry", "embassy", "government", "parliament", "department", "office", "council", "commission", "court", "army",
    "navy", "police", "cabinet",
})  # fmt: skip
"""Bodies that every state has one of."""


class Bodies:
    """Gives ids to organisations, gatherings and places that no gazetteer knows."""

    def __init__(self, words: Words, mentions: Sequence[FoundMention], gazetteer: Gazetteer) -> None:
        self.words = words
        self._gazetteer = gazetteer
        self._ids: dict[tuple[str, ...], str] = {}
        self.named: list[tuple[FoundMention, tuple[str, ...]]] = []
        """Every named organisation with its folded words, in the order of the text."""
        previous: FoundMention | None = None
        for mention in sorted((m for m in mentions if m.form == "name"), key=lambda m: m.start):
            if mention.label in {"ORG", "FAC", "EVENT", "LOC", "GPE"}:
                key = self._key(mention)
                if mention.actor is None and mention.label != "EVENT":
                    mention.actor = self._of_acronym(mention, previous) or self._id(mention, key, previous)
                if mention.label == "ORG":
                    self._ids.setdefault(key, mention.actor or "")
                    self.named.append((mention, key))
            previous = mention

    def _key(self, mention: FoundMention) -> tuple[str, ...]:
        return tuple(self.words[n].key for n in range(self.words.at(mention.start), self.words.at(mention.end)))

    def _of_acronym(self, mention: FoundMention, previous: FoundMention | None) -> str | None:
        """The actor of "Harbour Workers Front" for "(HWF)" behind it."""
        if previous is None or previous.actor is None or previous.label != mention.label:
            return None
        text = self.words.text
        between = text[previous.end : mention.start]
        return previous.actor if between == " (" and text[mention.start : mention.end].isupper() else None

    def _id(self, mention: FoundMention, key: tuple[str, ...], previous: FoundMention | None) -> str | None:
        text = self.words.text
        name = text[mention.start : mention.end]
        if key in self._ids:
            return self._ids[key] or None
        owner = self._owner(mention, previous)
        if mention.label in {"ORG", "FAC"} and key and (key[-1] in _GENERIC or key[0] in _GENERIC):
            if owner is not None:
                return slug(f"{owner} {name}") or None
            same = self._ending_alike(key)
            if same is not None:
                return same
            state, rest = self._state_in(mention)
            if state is not None:
                return slug(f"{state} {rest}") or None
        return slug(name) or None

    def _owner(self, mention: FoundMention, previous: FoundMention | None) -> str | None:
        """The state of "Cambodia's Foreign Ministry"."""
        if previous is None or previous.label not in {"GPE", "NORP"} or previous.actor is None:
            return None
        between = self.words.text[previous.end : mention.start]
        return previous.actor if between in {"’s ", "'s ", "’ ", "' "} else None

    def _state_in(self, mention: FoundMention) -> tuple[str | None, str]:
        """The state of "Brazilian Defense Ministry" and the rest of the name."""
        first = self.words.at(mention.start)
        entry = self._gazetteer.get((self.words[first].key,))
        state = entry.actor if entry is not None and entry.kind in {"state", "people"} else None
        if state is None or first + 1 >= len(self.words) or self.words[first + 1].start >= mention.end:
            return None, ""
        return state, self.words.text[self.words[first + 1].start : mention.end]

    def _ending_alike(self, key: tuple[str, ...]) -> str | None:
        """The organisation named last whose longer name ends, or begins, with these words."""
        for mention, other in reversed(self.named):
            if len(other) > len(key) and (other[-len(key) :] == key or other[: len(key)] == key):
                return mention.actor
        return None

    def is_state(self, mention: FoundMention) -> bool:
        """Whether a state is meant, named by itself, its people or its capital; a capital as a town is none."""
        entry = self._gazetteer.get(self._key(mention))
        return entry is not None and entry.kind in {"state", "people", "capital"} and mention.actor != entry.town

    def is_town(self, mention: FoundMention) -> bool:
        """Whether a town is meant and no state: also a capital where it is the place and not those who govern there."""
        entry = self._gazetteer.get(self._key(mention))
        if entry is not None and entry.kind == "capital":
            return mention.actor == entry.town
        return entry is not None and entry.kind in {"town", "small town", "place", "facility"}

    def called(self, head: str, before: int) -> FoundMention | None:
        """The organisation named last before an offset that "the ministry", "the council" may mean."""
        for mention, key in reversed(self.named):
            if mention.start < before and (head in key or head.rstrip("s") in key):
                return mention
        return None


def is_body(word: str) -> bool:
    """Whether a common noun names an organisation."""
    return word in parts("organisation_heads") | parts("opening_heads")
