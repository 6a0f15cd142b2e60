"""A paragraph as sentences in which each piece of marked words is a single word, so that what frames it can be read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from annotate.language.cues import cue_verbs
from annotate.language.quotation_marks import Marked
from annotate.language.sentence_words import Sentence

MARK = "❝❞"
"""Stands for marked words."""
_ENDS = {".", "?", "!", "…"}
_FINAL = ".?!…"


class OuterSentence(Sentence):
    """A sentence whose marked words are one word each; ``marks`` holds them by the index of that word."""

    def __init__(self, texts: list[str], starts: list[int], ends: list[int], marks: dict[int, Marked]) -> None:
        super().__init__(texts, starts)
        self.ends = ends
        self.marks = marks


@dataclass
class Words:
    """All words of an article with their offsets."""

    texts: list[str]
    starts: list[int]

    def between(self, start: int, end: int) -> range:
        """Indexes of the words that begin within ``start:end``."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))


@dataclass
class _Building:
    texts: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    marks: dict[int, Marked] = field(default_factory=dict)

    def add(self, text: str, start: int, end: int, mark: Marked | None = None) -> None:
        if mark is not None:
            self.marks[len(self.texts)] = mark
        self.texts.append(text)
        self.starts.append(start)
        self.ends.append(end)


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
            found.append(OuterSentence(building.texts, building.starts, building.ends, building.marks))
        building = _Building()

    for index, (word, first, last, mark) in enumerate(items):
        if building.texts and mark is None and _begins(inner_breaks, building.ends[-1], first):
            previous = building.marks.get(len(building.texts) - 1)
            if previous is None or not _frame_follows(items, index):
                close()
        building.add(word, first, last, mark)
        if mark is not None:
            if text[mark.end - 1] in _FINAL and index + 1 < len(items) and _ends_here(items, index, text, mark):
                close()
        elif ((word in _ENDS or word == ";") and not _is_lower(items, index + 1)) or word == ";":
            close()
    close()
    return found


def _items(words: Words, start: int, end: int, marked: list[Marked]) -> list[tuple[str, int, int, Marked | None]]:
    items: list[tuple[str, int, int, Marked | None]] = []
    at = start
    for mark in [*marked, None]:
        until = mark.outer_start if mark is not None else end
        for index in words.between(at, until):
            word = words.texts[index]
            if not word.isspace():
                items.append((word, words.starts[index], words.starts[index] + len(word), None))
        if mark is not None:
            items.append((MARK, mark.outer_start, mark.outer_end, mark))
            at = mark.outer_end
    return items


def _begins(breaks: list[int], after: int, first: int) -> bool:
    """Whether a sentence begins between ``after`` (exclusive of what stood before) and ``first`` (inclusive)."""
    return bisect_right(breaks, first) > bisect_left(breaks, after)


def _is_lower(items: list[tuple[str, int, int, Marked | None]], index: int) -> bool:
    return index < len(items) and items[index][0][:1].islower()


def _ends_here(items: list[tuple[str, int, int, Marked | None]], index: int, text: str, mark: Marked) -> bool:
    """Whether the sentence ends with these marked words, which end with a full stop or the like."""
    if not mark.closed:
        return True
    word = items[index + 1][0]
    if word in {MARK, "("}:
        return True
    if word[:1].islower() or word in {",", ";", ":", ".", "–", "—", ")", "-"}:
        return False
    return text[mark.end - 1] == "." or not _frame_follows(items, index + 1)


def _frame_follows(items: list[tuple[str, int, int, Marked | None]], index: int) -> bool:
    """Whether what begins at ``index`` only says who spoke, as in "the minister asked"."""
    for offset in range(index, min(index + 14, len(items))):
        word = items[offset][0].lower()
        if word in {".", ";", MARK, "that"}:
            return False
        if offset > index and word in cue_verbs():
            following = items[offset + 1][0] if offset + 1 < len(items) else "."
            return following.lower() in {".", ",", "him", "her", "them", "me", "us", "in", "on", "at", "reporters"}
    return False
