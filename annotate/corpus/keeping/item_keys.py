"""How the annotator recognises, in a file, what it wrote before: the keys of the memory, and matching them.

A key says what an item is about: passage, digest of the passage's text, place in it, first words. It is brought up to
date in every run, so that ids of quotes and events stay through changes of the text, and so that what a person took
out of the file stays out although the paragraph has moved or a new annotator words its finding differently.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from annotate.corpus.annotations import Entity, Event, Item, PassageName, Span, Time
from annotate.corpus.article import Passage
from annotate.corpus.text.following import successors, wording
from annotate.corpus.text.placing import anchored

_PARTS = {
    "entities": ("topic", "passage", "wording", "place", "words"),
    "times": ("passage", "wording", "place", "words"),
    "quotes": ("id", "passage", "wording", "place", "words"),
    "events": ("id", "topic", "passage", "wording", "place", "words"),
}
_PLACE = re.compile(r"(?P<start>\d+)-(?P<end>\d+)")
_NOWHERE = "-"
_HELD_PLACE = re.compile(rf"(?:{_PLACE.pattern}|{_NOWHERE})(?:/\d+)?")
_WORDS = 5
_SHARED = 3
"""So many words in a row tell that two finds in one reworded passage are the same."""
_NO_ACTOR = "?"
_ACTOR = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class ItemKey:
    """What a machine-written item is about."""

    id: str = ""
    """Of a quote or event; empty for others."""
    topic: str = ""
    """An entity's actor and label, an event's type; empty for others."""
    passage: str = ""
    """The passage's name."""
    wording: str = ""
    """A digest of the passage's text."""
    place: str = ""
    """``start-end`` within the passage, code points, end exclusive; ``-`` where it is not known any more."""
    words: str = ""
    """The first words of the item, and their number where they stand there more than once."""
    number: int = 1
    """Counts items that are alike in all the rest."""

    def written(self, section: str) -> str:
        """As it stands in the file's memory of ``section``."""
        place = self.place if self.number == 1 else f"{self.place}/{self.number}"
        return " | ".join(place if name == "place" else getattr(self, name) for name in _PARTS[section])

    @property
    def span(self) -> tuple[int, int] | None:
        """:attr:`place` as two numbers."""
        found = _PLACE.fullmatch(self.place)
        return (int(found["start"]), int(found["end"])) if found else None

    def overlaps(self, places: Mapping[tuple[str, str], Sequence[tuple[int, int]]]) -> bool:
        """Whether it shares a character with one of ``places`` (by passage and wording)."""
        mine = self.span
        return mine is not None and any(
            start < mine[1] and mine[0] < end for start, end in places.get((self.passage, self.wording), ())
        )


def parse_key(section: str, text: str) -> ItemKey | None:
    """The key that the memory holds as ``text``; None: it holds something else."""
    names = _PARTS[section]
    parts = text.split(" | ", len(names) - 1)
    if len(parts) != len(names) or not _HELD_PLACE.fullmatch(parts[names.index("place")]):
        return _parse_old_key(section, text)
    held = dict(zip(names, parts, strict=True))
    place, _, number = held.pop("place").partition("/")
    return ItemKey(place=place, number=int(number or 1), **held)


def _parse_old_key(section: str, text: str) -> ItemKey | None:
    """A key without a place, as earlier versions wrote it; of an entity only the topic."""
    names = tuple(name for name in _PARTS[section] if name != "place") if section != "entities" else ("topic",)
    parts = text.split(" | ", len(names) - 1)
    if len(parts) != len(names):
        return None
    held = dict(zip(names, parts, strict=True))
    if section == "entities":
        who, _, label = text.rpartition(" ")
        if not _ACTOR.fullmatch(who):
            held = {"topic": f"{_NO_ACTOR} {label}", "words": who}
    return ItemKey(place=_NOWHERE, number=1, **held)


def main_spans(item: Item) -> Sequence[Span]:
    """The spans that an item is about."""
    if isinstance(item, Entity):
        return item.mentions
    if isinstance(item, Time):
        return (item,)
    return (item.evidence,) if isinstance(item, Event) else item.content


def key_of(item: Item, passages: Mapping[PassageName, Passage]) -> ItemKey:
    """What ``item``, placed in the text of ``passages``, is about; without an id."""
    span = main_spans(item)[0]
    passage = passages[span.p]
    start, end = span.start - passage.start, span.end - passage.start
    words = " ".join(passage.text[start:end].split()[:_WORDS])
    n = anchored(span, passage).n
    topic = ""
    if isinstance(item, Entity):
        topic = f"{item.actor or _NO_ACTOR} {item.label}"
    elif isinstance(item, Event):
        topic = item.type
    return ItemKey(
        topic=topic,
        passage=str(span.p),
        wording=wording(passage.text),
        place=f"{start}-{end}",
        words=words if n == 1 else f"{words} ({n})",
    )


def places_of(item: Item, passages: Mapping[PassageName, Passage]) -> Mapping[tuple[str, str], list[tuple[int, int]]]:
    """Where the item's main spans stand: by passage name and digest, start and end within the passage."""
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for span in main_spans(item):
        passage = passages[span.p]
        there = found.setdefault((str(span.p), wording(passage.text)), [])
        there.append((span.start - passage.start, span.end - passage.start))
    return found


@dataclass(frozen=True)
class Candidate:
    """An item found now, as it is compared with what the memory holds."""

    key: ItemKey
    places: Mapping[tuple[str, str], Sequence[tuple[int, int]]]


Test = Callable[[ItemKey, Candidate], bool]


class Matching:
    """Which remembered key each found item answers to, the surest first."""

    def __init__(
        self, section: str, known: Sequence[ItemKey], before: Mapping[str, str], now: Mapping[str, str]
    ) -> None:
        """Match against the ``known`` keys.

        Args:
            section: the keys' section.
            known: what the memory holds.
            before: the digests of the passages in the last run, by name; empty where they are not remembered.
            now: the digests of the passages as they are.
        """
        self.section = section
        self._before = set(before.values())
        self._now = now
        self._became = successors(before, now) if before else {}
        self.known = [self._carried(key) for key in known]

    def _carried(self, key: ItemKey) -> ItemKey:
        """The key with the name that its passage has now, if it stands word for word."""
        successor = self._became.get(key.passage)
        return replace(key, passage=successor.names[0]) if successor is not None and successor.same else key

    def settle(self, key: ItemKey) -> ItemKey:
        """The (carried) key as the memory holds on to it although nothing was found that answers to it."""
        successor = self._became.get(key.passage)
        if self._now.get(key.passage) == key.wording or successor is None or len(successor.names) != 1:
            return key
        name = successor.names[0]
        return key if successor.same else replace(key, passage=name, wording=self._now[name], place=_NOWHERE)

    def match(self, found: Sequence[Candidate]) -> Mapping[int, int]:
        """By index of the found item, index of the key that it answers to; each key is taken once."""
        taken: dict[int, int] = {}
        free = list(range(len(self.known)))
        for test in self._tests():
            for number, candidate in enumerate(found):
                if number in taken:
                    continue
                answer = next((index for index in free if test(self.known[index], candidate)), None)
                if answer is not None:
                    taken[number] = answer
                    free.remove(answer)
        return taken

    def is_barred(self, candidate: Candidate, claimed: Collection[int]) -> bool:
        """Whether it is about the very words of a key that a person has claimed, though another answered to that.

        Where a paragraph stands more than once, word for word, nobody can tell which of them that key was about.
        """
        alike = (self.known[index] for index in claimed if self.known[index].wording == candidate.key.wording)
        return any(self._same_place(replace(key, passage=candidate.key.passage), candidate) for key in alike)

    def _tests(self) -> Sequence[Test]:
        tests: list[Test] = [self._same, self._moved]
        if self.section == "entities":
            tests.append(self._same_topic)
        return [*tests, self._same_place, self._reworded, self._rewritten, self._told_otherwise]

    def _same(self, known: ItemKey, new: Candidate) -> bool:
        return known.passage == new.key.passage and self._moved(known, new)

    def _moved(self, known: ItemKey, new: Candidate) -> bool:
        same_words = (known.topic, known.wording, known.words) == (new.key.topic, new.key.wording, new.key.words)
        return same_words and known.place in (new.key.place, _NOWHERE)

    def _same_topic(self, known: ItemKey, new: Candidate) -> bool:
        if known.topic.startswith(f"{_NO_ACTOR} "):
            return (known.passage, known.topic, known.words) == ("", new.key.topic, new.key.words)
        return known.topic == new.key.topic

    def _same_place(self, known: ItemKey, new: Candidate) -> bool:
        if (known.passage, known.wording, known.place) == (new.key.passage, new.key.wording, new.key.place):
            return True
        return self.section != "entities" and known.topic == new.key.topic and known.overlaps(new.places)

    def _reworded(self, known: ItemKey, new: Candidate) -> bool:
        """The same words, in what stands now where the passage stood."""
        successor = self._became.get(known.passage)
        may_be_in = (known.passage,) if successor is None or successor.same else successor.names
        return new.key.passage in may_be_in and self._same_words(known, new)

    def _rewritten(self, known: ItemKey, new: Candidate) -> bool:
        """The same words, in any passage that was not there before: the passage was moved and reworded at once."""
        return new.key.wording not in self._before and bool(self._before) and self._same_words(known, new)

    def _told_otherwise(self, known: ItemKey, new: Candidate) -> bool:
        """Several words in a row the same, in what stands where the passage stood: both were reworded."""
        successor = self._became.get(known.passage)
        if successor is None or successor.same or new.key.passage not in successor.names or self.section == "entities":
            return False
        one, other = known.words.split(), new.key.words.split()
        shared = SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size
        return known.topic == new.key.topic and shared >= _SHARED

    def _same_words(self, known: ItemKey, new: Candidate) -> bool:
        if known.words != new.key.words or (known.wording in self._now.values() and known.wording != new.key.wording):
            return False
        if self.section == "entities":
            return known.topic.split()[-1] == new.key.topic.split()[-1]
        return known.topic == new.key.topic and (known.wording != new.key.wording or known.place == _NOWHERE)
