"""The clauses of a sentence: the stretch of words that an event's time, place and actors are looked for in."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from annotate.language.words.sentence_words import Sentence
from annotate.language.words.verb_groups import VerbGroup

_SUBORDINATORS = {
    "but", "while", "because", "although", "though", "which", "who", "when", "if", "unless", "whereas", "where",
    "whose", "that", "after", "before", "until", "as", "whether", "once", "since",
}  # fmt: skip
_LEADING = {"now", "also", "then", "later", "meanwhile", "since", "instead", "duly", "again"}
"""What may stand between the comma and the verb."""
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
        return next((g for g in self.groups if g.is_finite), None)


def clauses(sentence: Sentence) -> list[Clause]:
    """The clauses, from left to right, each with at least one finite verb where the sentence has any."""
    finite = [g for g in sentence.groups if g.is_finite]
    cuts = [0]
    for one, other in pairwise(finite):
        cut = _cut_between(sentence, one.last + 1, other.first)
        if cut is not None and cut > cuts[-1]:
            cuts.append(cut)
    cuts.append(len(sentence))
    return [
        Clause(first, end, tuple(g for g in sentence.groups if first <= g.first < end)) for first, end in pairwise(cuts)
    ]


def joined(sentence: Sentence, clause: Clause, following: Clause) -> Clause:
    """``clause`` with the one behind it where that only brings its verb: "The talks, due on Monday, were put off"."""
    first = next((group.first for group in following.groups if group.is_finite), None)
    if first is None or sentence.lowers[following.first - 1] not in {",", ")", "–", "—"} or first - following.first > 2:
        return clause
    if any(word.isalpha() and word not in _LEADING for word in sentence.lowers[following.first : first]):
        return clause
    return Clause(clause.first, following.end, (*clause.groups, *following.groups))


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
