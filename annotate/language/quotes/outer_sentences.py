"""A paragraph as sentences in which each piece of marked words is a single word, so that what frames it can be read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from annotate.language.quotes.quotation_marks import Marked
from annotate.language.words.cues import cue_verbs
from annotate.language.words.sentence_words import Sentence, Word

MARK = "❝❞"
"""Stands for marked words."""
_ENDS = {".", "?", "!", "…"}
_FINAL = ".?!…"
_LONGEST_ASIDE = 8
"""Words in brackets, with them; a longer aside may be what somebody says."""


@dataclass(frozen=True)
class _Item:
    """A word with its offsets, or marked words as one."""

    text: str
    start: int
    end: int
    tag: str = ""
    mark: Marked | None = None


class OuterSentence(Sentence):
    """A sentence whose marked words are one word each; ``marks`` holds them by the index of that word."""

    def __init__(
        self,
        texts: list[str],
        starts: list[int],
        ends: list[int],
        tags: list[str],
        marks: dict[int, Marked],
        article: str,
    ) -> None:
        super().__init__(texts, starts, tags if any(tags) else ())
        self.ends = ends
        self.marks = marks
        self._article = article

    def text_of_mark(self, index: int) -> str:
        """The marked words that word ``index`` stands for, without the marks."""
        return self._article[self.marks[index].start : self.marks[index].end]


class Words:
    """All words of an article."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.starts = [word.start for word in words]

    def between(self, start: int, end: int) -> range:
        """Indexes of the words that begin within ``start:end``."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))


@dataclass
class _Building:
    texts: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    marks: dict[int, Marked] = field(default_factory=dict)

    def add(self, item: _Item) -> None:
        if item.mark is not None:
            self.marks[len(self.texts)] = item.mark
        self.texts.append(item.text)
        self.starts.append(item.start)
        self.ends.append(item.end)
        self.tags.append(item.tag)

    def sentence(self, article: str) -> OuterSentence:
        return OuterSentence(self.texts, self.starts, self.ends, self.tags, self.marks, article)


def outer_sentences(
    words: Words, text: str, start: int, end: int, marked: list[Marked], inner_breaks: list[int]
) -> list[OuterSentence]:
    """The sentences of the paragraph ``start:end``; ``inner_breaks`` are offsets where a sentence begins.

    A semicolon outside of marks ends a sentence here as well.
    """
    items = _items(words, start, end, marked)
    found: list[OuterSentence] = []
    building = _Building()

    def close() -> None:
        nonlocal building
        if building.texts:
            found.append(building.sentence(text))
        building = _Building()

    for index, item in enumerate(items):
        word, mark = item.text, item.mark
        if building.texts and mark is None and _begins(inner_breaks, building.ends[-1], item.start):
            previous = building.marks.get(len(building.texts) - 1)
            if previous is None or not _frame_follows(items, index):
                close()
        building.add(item)
        if mark is not None:
            if text[mark.end - 1] in _FINAL and index + 1 < len(items) and _ends_here(items, index, text, mark):
                close()
        elif ((word in _ENDS or word == ";") and not _is_lower(items, index + 1)) or word == ";":
            close()
    close()
    return found


def _items(words: Words, start: int, end: int, marked: list[Marked]) -> list[_Item]:
    items: list[_Item] = []
    at = start
    for mark in [*marked, None]:
        until = mark.outer_start if mark is not None else end
        for index in words.between(at, until):
            word = words.words[index]
            if not word.text.isspace():
                items.append(_Item(word.text, word.start, word.start + len(word.text), word.tag))
        if mark is not None:
            items.append(_Item(MARK, mark.outer_start, mark.outer_end, mark=mark))
            at = mark.outer_end
    return _without_asides(items)


def _without_asides(items: list[_Item]) -> list[_Item]:
    """``items`` without what only adds to a name: "(D-N.C.)" in brackets, and an age between commas."""
    kept: list[_Item] = []
    at = 0
    while at < len(items):
        word = items[at].text
        if word == "(" and kept:
            close = next((n for n in range(at + 1, min(at + _LONGEST_ASIDE, len(items))) if items[n].text == ")"), None)
            if close is not None and all(items[n].mark is None for n in range(at, close)):
                at = close + 1
                continue
        if word == "," and kept and _is_age(items, at):
            at += 2
            continue
        kept.append(items[at])
        at += 1
    return kept


def _is_age(items: list[_Item], at: int) -> bool:
    """Whether the comma at ``at`` begins ", 54," behind a name."""
    if at + 2 >= len(items) or not items[at - 1].text[:1].isupper():
        return False
    return items[at + 1].text.isdigit() and len(items[at + 1].text) <= 2 and items[at + 2].text in {",", "."}


def _begins(breaks: list[int], after: int, first: int) -> bool:
    """Whether a sentence begins between ``after`` (exclusive of what stood before) and ``first`` (inclusive)."""
    return bisect_right(breaks, first) > bisect_left(breaks, after)


def _is_lower(items: list[_Item], index: int) -> bool:
    return index < len(items) and items[index].text[:1].islower()


def _ends_here(items: list[_Item], index: int, text: str, mark: Marked) -> bool:
    """Whether the sentence ends with these marked words, which end with a full stop or the like."""
    if not mark.closed:
        return True
    word = items[index + 1].text
    if word in {MARK, "("}:
        return True
    if word[:1].islower() or word in {",", ";", ":", ".", "–", "—", ")", "-"}:
        return False
    return text[mark.end - 1] == "." or not _frame_follows(items, index + 1)


def _frame_follows(items: list[_Item], index: int) -> bool:
    """Whether what begins at ``index`` only says who spoke, as in "the minister asked"."""
    for offset in range(index, min(index + 14, len(items))):
        word = items[offset].text.lower()
        if word in {".", ";", MARK, "that"}:
            return False
        if offset > index and word in cue_verbs():
            following = items[offset + 1].text if offset + 1 < len(items) else "."
            return following.lower() in {".", ",", "him", "her", "them", "me", "us", "in", "on", "at", "reporters"}
    return False
