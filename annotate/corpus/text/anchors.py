"""Anchors: how a span stands in a file (passage, words, which one) and how it is found again.

An anchor matches exactly or it is lost; nothing is ever guessed. Long words are cut in the middle by `` … ``; the
writer makes sure that what it cut leads back to the very same characters.
"""

from __future__ import annotations

from collections.abc import Iterator

CUT = " … "
LONG = 90
"""Texts longer than this are cut when written."""
_KEEP = 40


def occurrences(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Every place in ``text`` where ``words`` stand, overlapping ones included, from left to right."""
    start = text.find(words)
    while start >= 0:
        yield start, start + len(words)
        start = text.find(words, start + 1)


def _cut_occurrences(text: str, words: str) -> Iterator[tuple[int, int]]:
    head, _, tail = words.partition(CUT)
    if not head or not tail:
        return
    for start, head_end in occurrences(text, head):
        end = text.find(tail, head_end)
        if end < 0:
            return
        yield start, end + len(tail)


def find(text: str, words: str, n: int = 1) -> tuple[int, int] | None:
    """Start and end in ``text`` of the ``n``-th place (from 1) of the anchor ``words``; None: it is lost."""
    places = list(occurrences(text, words))
    if not places and CUT in words:
        places = list(_cut_occurrences(text, words))
    return places[n - 1] if 1 <= n <= len(places) else None


def count(text: str, words: str) -> int:
    """In how many places of ``text`` the anchor ``words`` matches."""
    found = sum(1 for _ in occurrences(text, words))
    return found or (sum(1 for _ in _cut_occurrences(text, words)) if CUT in words else 0)


def write(text: str, start: int, end: int) -> tuple[str, int]:
    """Words and number of the anchor that leads to ``text[start:end]``.

    Raises:
        ValueError: the span is empty or not within ``text``.
    """
    return Writer(text).write(start, end)


class Writer:
    """Writes many anchors into one passage; what is alike is looked for once, so that the work stays bounded."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._numbers: dict[str, dict[tuple[int, int], int]] = {}
        self._cuts: dict[str, dict[tuple[int, int], int]] = {}

    def write(self, start: int, end: int) -> tuple[str, int]:
        """Words and number of the anchor that leads to ``text[start:end]``.

        Raises:
            ValueError: the span is empty or not within the text.
        """
        text = self._text
        if not 0 <= start < end <= len(text):
            raise ValueError(f"{start}:{end} is no span of a text of {len(text)} code points")
        words = text[start:end]
        if len(words) > LONG:
            head = words[:_KEEP].rsplit(" ", 1)[0].rstrip() or words[:_KEEP]
            tail = words[-_KEEP:].split(" ", 1)[-1].lstrip() or words[-_KEEP:]
            cut = f"{head}{CUT}{tail}"
            if cut not in self._cuts:
                whole = any(occurrences(text, cut))
                self._cuts[cut] = {} if whole else {place: n for n, place in enumerate(_cut_occurrences(text, cut), 1)}
            if (start, end) in self._cuts[cut]:
                return cut, self._cuts[cut][start, end]
        if words not in self._numbers:
            self._numbers[words] = {place: n for n, place in enumerate(occurrences(text, words), 1)}
        return words, self._numbers[words][start, end]
