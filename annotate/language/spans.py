"""From offsets in a text to spans with anchors: passage, words, and which one of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TypeVar

from annotate.corpus.annotations import PassageName, Span
from annotate.corpus.article import Passage
from annotate.corpus.text.anchors import Writer
from annotate.language.found import Offsets

S = TypeVar("S", bound=Span)
_UNWRITABLE = re.compile("[\ud800-\udfff]")


class Places:
    """The passages of one text, and the spans that are laid in them."""

    def __init__(self, text: str, passages: Sequence[Passage]) -> None:
        self.text = text
        self._passages = passages
        self._starts = [passage.start for passage in passages]
        self._writers: dict[PassageName, Writer] = {}

    def span(self, kind: type[S], offsets: Offsets, **fields: object) -> S | None:
        """A placed span of ``kind`` over ``offsets``; None where no anchor can be written.

        That is where the span is empty, crosses a passage's end or holds a lone surrogate, which no file can hold.
        """
        start, end = self._trimmed(offsets)
        passage = self._passage(start)
        if passage is None or not start < end <= passage.end or _UNWRITABLE.search(self.text, start, end):
            return None
        writer = self._writers.setdefault(passage.name, Writer(passage.text))
        words, n = writer.write(start - passage.start, end - passage.start)
        made = kind.model_validate({"p": passage.name, "text": words, "n": n, **fields})
        return made.placed(start, end)

    def spans(self, offsets: Offsets) -> list[Span]:
        """As :meth:`span`, for words that may cross passages: one span in each of them."""
        found = []
        start, end = offsets
        at = max(0, bisect_right(self._starts, start) - 1)
        for passage in self._passages[at:]:
            if passage.start >= end:
                break
            span = self.span(Span, (max(start, passage.start), min(end, passage.end)))
            if span is not None:
                found.append(span)
        return found

    def _trimmed(self, offsets: Offsets) -> Offsets:
        start, end = offsets
        words = self.text[start:end]
        return start + len(words) - len(words.lstrip()), start + len(words.rstrip())

    def _passage(self, offset: int) -> Passage | None:
        at = bisect_right(self._starts, offset) - 1
        return self._passages[at] if at >= 0 and offset < self._passages[at].end else None
