"""The mentions of an article by their place: what stands between, which passage and sentence, whether in marks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from spacy.tokens import Doc

from annotate.language.found import FoundMention, Offsets
from annotate.language.names.name_words import Words


class MentionPlaces:
    """All offsets are code points into the article's text."""

    def __init__(self, doc: Doc, words: Words) -> None:
        self.text = doc.text
        self.words = words
        self.mentions: list[FoundMention] = sorted(doc._.mentions or (), key=lambda m: (m.start, -m.end))
        self.starts = [m.start for m in self.mentions]
        self.passages = [start for start, _ in doc._.passages or [(0, 0)]]
        self.sentences = [token.idx for token in doc if token.is_sent_start and not token.is_space]
        self._inside = _covered(
            [span for quote in doc._.quotes or () if quote.kind != "indirect" for span in quote.content]
        )

    def words_of(self, mention: FoundMention) -> list[str]:
        """The words of a mention, folded."""
        return [self.words[n].key for n in range(self.words.at(mention.start), self.words.at(mention.end))]

    def between(self, start: int, end: int) -> list[FoundMention]:
        """The mentions that begin within ``start:end``."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def passage(self, offset: int) -> int:
        """The number of the passage that holds ``offset``, from 0."""
        return max(0, bisect_right(self.passages, offset) - 1)

    def sentence(self, offset: int) -> int:
        """The number of the sentence that holds ``offset``, from 1."""
        return bisect_right(self.sentences, offset)

    def opens_sentence(self, mention: FoundMention) -> bool:
        """Whether the name is likely its sentence's subject: nothing but a title stands before it."""
        at = self.sentence(mention.start) - 1
        start = self.sentences[at] if at >= 0 else 0
        before = self.text[start : mention.start]
        return len(before) < 60 and not any(mark in before for mark in (",", " with ", " to ", " for ", " by "))

    def is_quoted(self, offset: int) -> bool:
        """Whether ``offset`` lies in somebody's marked words."""
        at = bisect_right(self._inside, (offset, 1 << 60)) - 1
        return at >= 0 and self._inside[at][0] <= offset < self._inside[at][1]


def _covered(spans: list[Offsets]) -> list[Offsets]:
    """Spans by start; overlapping ones joined."""
    found: list[Offsets] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found
