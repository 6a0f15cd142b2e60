"""Sentences as plain words with their offsets, and how far apart two words of one sentence are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from spacy.tokens import Doc

from annotate.language.lexicon import lexicon
from annotate.language.words.verb_groups import VerbGroup, Wording, verb_groups

LONG_SENTENCE = 200
"""Words; a longer stretch without a full stop is cut, so that work on a sentence stays bounded."""

BREAKS = {
    ";", ":", "“", "”", '"', "«", "»", "‘", "„", "–", "—", "that", "which", "who", "whose", "when", "where", "after",
    "before", "but", "while", "because", "although", "though", "if", "unless", "whether", "as", "and", ",", "(", ")",
    "hours", "days",
}  # fmt: skip


@dataclass(frozen=True)
class Word:
    """A token, or an abbreviation with the full stop that the tokenizer cut off."""

    text: str
    start: int
    """Offset of its first code point."""
    begins: bool = False
    """Whether the pipeline begins a sentence here."""
    tag: str = ""
    """Penn Treebank's part of speech; empty where no tagger has run."""


class Sentence:
    """One sentence as parallel lists of words; ``starts`` and ``ends`` are offsets into the text."""

    def __init__(self, texts: list[str], starts: list[int], tags: Sequence[str] = ()) -> None:
        self.texts = texts
        self.tags = tags
        """Penn Treebank's; empty where no tagger has run."""
        self.lowers = [text.lower() for text in texts]
        self.starts = starts
        self.ends = [start + len(text) for start, text in zip(starts, texts, strict=True)]

    @property
    def start(self) -> int:
        """Offset of the first code point."""
        return self.starts[0]

    @property
    def end(self) -> int:
        """One past the last code point."""
        return self.ends[-1]

    def __len__(self) -> int:
        return len(self.texts)

    def behind(self, words: int) -> Sentence:
        """The sentence without its first ``words`` words."""
        return Sentence(self.texts[words:], self.starts[words:], self.tags[words:]) if words else self

    def word_at(self, offset: int) -> int:
        """Index of the word that holds ``offset``, or of the first word after it."""
        low, high = 0, len(self.texts)
        while low < high:
            middle = (low + high) // 2
            if self.ends[middle] <= offset:
                low = middle + 1
            else:
                high = middle
        return min(low, len(self.texts) - 1)

    @cached_property
    def groups(self) -> list[VerbGroup]:
        """The verb groups, from left to right; they do not overlap."""
        return list(verb_groups(Wording(self.texts, self.lowers, self.tags)))

    @cached_property
    def _breaks_before(self) -> list[int]:
        counts = [0]
        for word in self.lowers:
            counts.append(counts[-1] + (word in BREAKS))
        return counts

    def breaks_between(self, first: int, last: int) -> int:
        """How many clause breaks stand from word ``first`` to before word ``last``."""
        return max(0, self._breaks_before[max(last, first)] - self._breaks_before[first])


_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(lexicon("abbreviations")["before_names"])


def words_of(doc: Doc) -> Iterator[Word]:
    """The words of ``doc``, white space included; "Brig." is one word."""
    held: Word | None = None
    for token in doc:
        if held is not None:
            if token.text == "." and token.idx == held.start + len(held.text):
                yield Word(held.text + ".", held.start, held.begins, held.tag)
                held = None
                continue
            yield held
            held = None
        word = Word(token.text, token.idx, bool(token.is_sent_start), token.tag_)
        if word.text in _abbreviations():
            held = word
        else:
            yield word
    if held is not None:
        yield held


def sentences(doc: Doc, words: Iterable[Word] | None = None) -> list[Sentence]:
    """The sentences of ``doc``; where nobody set boundaries, full stops and blank lines are taken for them.

    Several components ask for them. Once they are marked and their words tagged nothing changes them any more, and each
    is read once.

    Args:
        doc: with its words.
        words: those of :func:`words_of`, from whoever has read them already.
    """
    if not (doc.has_annotation("SENT_START") and doc.has_annotation("TAG")):
        return _sentences(doc, words)
    if _READ not in doc.user_data:
        doc.user_data[_READ] = _sentences(doc, words)
    return list(doc.user_data[_READ])


_READ = "dateline sentences"
"""Where they are kept with the document."""


def _sentences(doc: Doc, words: Iterable[Word] | None) -> list[Sentence]:
    found: list[Sentence] = []
    held: list[Word] = []
    marked = doc.has_annotation("SENT_START")

    def close() -> None:
        if held:
            tags = [word.tag for word in held] if any(word.tag for word in held) else []
            found.append(Sentence([word.text for word in held], [word.start for word in held], tags))
            held.clear()

    ended = False
    for word in words_of(doc) if words is None else words:
        text = word.text
        if text.isspace():
            if _BLANK_LINE.search(text) or "\n\n" in text:
                close()
                ended = False
            continue
        begins = word.begins if marked else ended and text[0] not in ".?!”’\"')]»"
        if begins or len(held) >= LONG_SENTENCE:
            close()
        held.append(word)
        ended = (text in {".", "?", "!", "…"}) or (ended and text in {"”", "’", '"', "'", ")", "»"})
    close()
    return found
