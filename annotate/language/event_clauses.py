"""The clauses of a sentence: the stretch of words that an event's time, place and actors are looked for in."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from annotate.language.sentence_words import Sentence
from annotate.language.verb_groups import VerbGroup

_NOT_FINITE = {"gerund", "participle", "infinitive"}
_SUBORDINATORS = {
    "but", "while", "because", "although", "though", "which", "who", "when", "if", "unless", "whereas", "where",
    "whose", "that", "after", "before", "until", "as", "whether", "once", "since",
}  # fmt: skip
_LONGEST_DATELINE = 16
"""Words, its dash included."""
_DASHES = {"—", "–", "--"}
_HARD = {";", ":", "“", "”", '"', "«", "»", "—", "–"}


@dataclass(frozen=True)
class Clause:
    """Words ``first`` to before ``end`` of a sentence."""

    first: int
    end: int
    groups: tuple[VerbGroup, ...]

    def holds(self, word: int) -> bool:
        """Whether the word stands in it."""
        return self.first <= word < self.end

    @property
    def finite(self) -> VerbGroup | None:
        """Its first finite verb."""
        return next((g for g in self.groups if g.tense not in _NOT_FINITE), None)


def clauses(sentence: Sentence) -> list[Clause]:
    """The clauses, from left to right, each with at least one finite verb where the sentence has any."""
    start = behind_dateline(sentence)
    finite = [g for g in sentence.groups if g.tense not in _NOT_FINITE and g.first >= start]
    cuts = [start]
    for one, other in pairwise(finite):
        cut = _cut_between(sentence, one.last + 1, other.first)
        if cut is not None and cut > cuts[-1]:
            cuts.append(cut)
    cuts.append(len(sentence))
    return [
        Clause(first, end, tuple(g for g in sentence.groups if first <= g.first < end)) for first, end in pairwise(cuts)
    ]


def behind_dateline(sentence: Sentence) -> int:
    """The first word of the report behind "LONDON, 3 June —"; 0 where the sentence has no dateline."""
    if not sentence.texts[0].isupper() or len(sentence.texts[0]) < 2:
        return 0
    dashes = [at for at, text in enumerate(sentence.texts) if text in _DASHES]
    # Of two dashes, as in "NATO — the alliance — met", neither ends a dateline.
    if len(dashes) != 1 or not 0 < dashes[0] < min(_LONGEST_DATELINE, len(sentence) - 1):
        return 0
    has_plain_words = any(text[0].islower() for text in sentence.texts[: dashes[0]])
    return 0 if has_plain_words else dashes[0] + 1


def _cut_between(sentence: Sentence, first: int, end: int) -> int | None:
    """Where one clause ends and the next begins, between two finite verbs."""
    words = sentence.lowers
    for index in range(first, end):
        if words[index] in _HARD:
            return index + 1
    # The subordinator nearest to the second verb opens its clause; a comma with "and" is as good.
    for index in range(end - 1, first - 1, -1):
        if words[index] in _SUBORDINATORS and not (index + 1 < end and words[index + 1].endswith("ing")):
            return index
        if words[index] in {"and", "or", "then"} and (index == end - 1 or words[index - 1] == ","):
            return index
    commas = [index for index in range(first, end) if words[index] == ","]
    if commas:
        return commas[0] + 1
    # "X said it and Y did": without a comma, "and" joins two clauses only where a verb of its own follows.
    return next((index for index in range(end - 1, first, -1) if words[index] == "and"), None)
