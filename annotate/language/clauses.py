"""Sentences as plain words, and the verb groups in them: what tense a clause has, without a tagger or parser.

A verb group is an auxiliary chain with its main verb ("were scheduled to meet", "will not be held"). Its tense is read
from the words alone; it decides which way a bare weekday points and whether an event has happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from spacy.tokens import Doc

from annotate.language.lexicon import lexicon
from annotate.language.verbs import VerbForm, verb_forms

Tense = Literal["past", "present", "progressive", "future", "plan", "conditional", "infinitive", "participle", "gerund"]

LONG_SENTENCE = 200
"""Words; a longer stretch without a full stop is cut, so that work on a sentence stays bounded."""

MODALS = {
    "will": "future", "'ll": "future", "’ll": "future", "wo": "future", "shall": "future",
    "would": "conditional", "'d": "conditional", "’d": "conditional", "could": "conditional", "might": "conditional",
    "may": "conditional", "can": "present", "ca": "present", "must": "plan", "should": "plan",
}  # fmt: skip
BE = {"am", "is", "are", "was", "were", "be", "been", "being", "'re", "’re", "'m", "’m"}
HAVE = {"have", "has", "had", "having", "'ve", "’ve"}
DO = {"do", "does", "did"}
PAST_AUXILIARIES = {"was", "were", "had", "did"}
PLANNED = {
    "due", "set", "scheduled", "expected", "going", "about", "supposed", "likely", "slated", "planned", "meant", "poised",
    "ready", "bound", "tipped", "billed", "booked", "timed", "preparing", "hoping", "planning",
}  # fmt: skip
NEGATIONS = {"not", "n't", "n’t", "never", "no", "neither", "nor"}
ADVERBS = {
    "also", "already", "now", "then", "still", "later", "soon", "again", "even", "only", "just", "yet", "once", "twice",
    "instead", "both", "all", "long", "first", "since", "ever", "always", "often", "too", "meanwhile", "therefore",
    "however", "himself", "herself", "itself", "themselves", "today", "yesterday", "tomorrow", "jointly",
}  # fmt: skip
DETERMINERS = {
    "the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your", "any", "some",
    "no", "every", "each", "another", "such", "both", "two", "three", "four", "five", "six", "several", "many", "few",
    "more", "further", "fresh", "new", "next", "last", "first", "second", "third", "final", "'s", "’s", "of", "in", "for",
    "on", "at", "from", "with", "without", "into", "between", "direct", "formal", "recent", "own", "latest", "mass",
}  # fmt: skip
_PREPOSITIONS = {"of", "in", "for", "on", "at", "from", "with", "without", "into", "between"}
BREAKS = {
    ";", ":", "“", "”", '"', "«", "»", "‘", "„", "–", "—", "that", "which", "who", "whose", "when", "where", "after",
    "before", "but", "while", "because", "although", "though", "if", "unless", "whether", "as", "and", ",", "(", ")",
    "hours", "days",
}  # fmt: skip
PRONOUNS = {"he", "she", "it", "they", "we", "i", "you", "who", "which", "that", "both", "parties", "sides"}


@dataclass(frozen=True)
class VerbGroup:
    """Word indexes are relative to the sentence; ``last`` is the main verb's."""

    first: int
    last: int
    lemma: str
    tense: Tense
    passive: bool = False
    negated: bool = False
    past_auxiliary: bool = False
    """ "was to", "had been due to": a plan as it stood once."""


class Sentence:
    """One sentence as parallel lists of words; ``starts`` and ``ends`` are offsets into the text."""

    def __init__(self, texts: list[str], starts: list[int]) -> None:
        self.texts = texts
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
        return list(_verb_groups(self))

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


def words_of(doc: Doc) -> Iterator[tuple[str, int, bool]]:
    """Text, offset and whether the pipeline begins a sentence there, of each word; "Brig." is one word."""
    held: tuple[str, int, bool] | None = None
    for token in doc:
        if held is not None:
            if token.text == "." and token.idx == held[1] + len(held[0]):
                yield held[0] + ".", held[1], held[2]
                held = None
                continue
            yield held
            held = None
        word = (token.text, token.idx, bool(token.is_sent_start))
        if word[0] in _abbreviations():
            held = word
        else:
            yield word
    if held is not None:
        yield held


def sentences(doc: Doc) -> list[Sentence]:
    """The sentences of ``doc``; where nobody set boundaries, full stops and blank lines are taken for them."""
    found: list[Sentence] = []
    texts: list[str] = []
    starts: list[int] = []
    marked = doc.has_annotation("SENT_START")

    def close() -> None:
        if texts:
            found.append(Sentence(texts.copy(), starts.copy()))
            texts.clear()
            starts.clear()

    ended = False
    for text, offset, begins_sentence in words_of(doc):
        if text.isspace():
            if _BLANK_LINE.search(text) or "\n\n" in text:
                close()
                ended = False
            continue
        begins = begins_sentence if marked else ended and text[0] not in ".?!”’\"')]»"
        if begins or len(texts) >= LONG_SENTENCE:
            close()
        texts.append(text)
        starts.append(offset)
        ended = (text in {".", "?", "!", "…"}) or (ended and text in {"”", "’", '"', "'", ")", "»"})
    close()
    return found


def _skip_light(words: Sequence[str], at: int) -> int:
    while at < len(words) and (
        words[at] in ADVERBS or words[at] in NEGATIONS or (words[at].endswith("ly") and len(words[at]) > 4)
    ):
        at += 1
    return at


def _form(sentence: Sentence, at: int) -> VerbForm | None:
    if at >= len(sentence):
        return None
    word = sentence.lowers[at]
    form = verb_forms().get(word)
    if form is not None:
        return form
    if len(word) > 4 and word.endswith("ed") and word.isalpha() and sentence.texts[at].islower():
        return VerbForm(word, past=True, participle=True)
    return None


def _verb_groups(sentence: Sentence) -> Iterator[VerbGroup]:
    at = 0
    while at < len(sentence):
        group = _group_at(sentence, at)
        if group is None:
            at += 1
        else:
            yield group
            at = group.last + 1


def _group_at(sentence: Sentence, at: int) -> VerbGroup | None:
    word = sentence.lowers[at]
    if word in MODALS and not (word in {"may", "will", "might", "can"} and sentence.texts[at][0].isupper() and at):
        return _chain(sentence, at)
    if word in BE or word in HAVE or word in DO:
        return _chain(sentence, at)
    if word == "to":
        return _infinitive(sentence, at)
    return _bare(sentence, at)


def _infinitive(sentence: Sentence, at: int) -> VerbGroup | None:
    first = _skip_light(sentence.lowers, at + 1)
    if first >= len(sentence):
        return None
    if sentence.lowers[first] in {"be", "have"}:
        group = _chain(sentence, first)
        return VerbGroup(at, group.last, group.lemma, "infinitive", group.passive, group.negated) if group else None
    form = _form(sentence, first)
    if form is None or not form.base or sentence.texts[first][0].isupper():
        return None
    return VerbGroup(at, first, form.lemma, "infinitive", negated=_negated(sentence, max(0, at - 1), first))


def _negated(sentence: Sentence, first: int, last: int) -> bool:
    return any(word in NEGATIONS for word in sentence.lowers[first:last])


def _chain(sentence: Sentence, first: int) -> VerbGroup:
    words = sentence.lowers
    head = words[first]
    tense: Tense = MODALS.get(head, "past" if head in PAST_AUXILIARIES else "present")  # type: ignore[assignment]
    modal = head in MODALS
    perfect = head in HAVE
    be = head in BE
    passive = planned = False
    last, lemma = first, "be" if be else "have" if perfect else "do"
    at = _skip_light(words, first + 1)
    for _ in range(8):
        if at >= len(words):
            break
        word = words[at]
        follower = words[_skip_light(words, at + 1)] if _skip_light(words, at + 1) < len(words) else ""
        if word in {"be", "been", "being", "have"}:
            be, perfect = be or word != "have", perfect or word == "have"
            last, lemma = at, "be" if word != "have" else "have"
        elif be and word in PLANNED and (follower in {"to", "for", "on", "in", "at"} or word == "due"):
            planned, last, lemma = True, at, word
            passive = False
            if follower != "to":
                break
        elif word == "to" and (be or planned or perfect):
            infinitive = _infinitive(sentence, at)
            if infinitive is None:
                break
            planned = True
            passive = infinitive.passive
            last, lemma = infinitive.last, infinitive.lemma
            break
        else:
            form = _form(sentence, at)
            if form is None:
                break
            if be and form.participle:
                passive, last, lemma = True, at, form.lemma
                # "is expected by all to", "has been asked to": what follows "to" is a group of its own.
            elif be and form.gerund:
                last, lemma = at, form.lemma
                tense = "progressive" if tense == "present" else tense
            elif (perfect and form.participle) or (not be and not perfect and form.base):
                last, lemma = at, form.lemma
            else:
                break
            break
        at = _skip_light(words, at + 1)
    if planned and not modal:
        tense = "plan"
    elif perfect and not modal and last > first and lemma != "have":
        tense = "past"
    return VerbGroup(
        first, last, lemma, tense, passive, _negated(sentence, first, last + 1), head in PAST_AUXILIARIES or perfect
    )


def _bare(sentence: Sentence, at: int) -> VerbGroup | None:
    form = _form(sentence, at)
    if form is None:
        return None
    before = sentence.lowers[at - 1] if at else ""
    after = sentence.lowers[at + 1] if at + 1 < len(sentence) else ""
    if form.gerund:
        attributive = before in DETERMINERS and before not in _PREPOSITIONS
        return None if attributive else VerbGroup(at, at, form.lemma, "gerund")
    if form.past:
        if at == 0 and form.participle and sentence.texts[at].istitle() and after not in {"by", "to", "on", "in"}:
            return None
        if before in DETERMINERS and before not in {"that", "both", "two", "all", "some", "any", "first", "his", "her"}:
            return None
        if before in {"his", "her"} and after.isalpha() and after not in {"to", "on", "in", "at", "by"}:
            return None
        return VerbGroup(at, at, form.lemma, "past", negated=before == "never")
    if form.participle:
        return None if before in DETERMINERS else VerbGroup(at, at, form.lemma, "participle", passive=True)
    if sentence.texts[at][0].isupper() and not (at and sentence.texts[at - 1][0].isupper() and at > 0 and form.third):
        return None
    named = bool(before) and (sentence.texts[at - 1][0].isupper() or before in PRONOUNS)
    if form.third:
        if sentence.lowers[at] in _PLURAL_NOUNS:
            object_follows = after in DETERMINERS - _PREPOSITIONS or after in {"for", "to", "that"}
            object_follows = object_follows or (at + 1 < len(sentence) and sentence.texts[at + 1][0].isupper())
            return VerbGroup(at, at, form.lemma, "present") if named and object_follows else None
        previous = _form(sentence, at - 1) if at else None
        singular = before.isalpha() and not before.endswith("s") and before not in DETERMINERS
        singular = singular and (previous is None or not previous.past)
        return VerbGroup(at, at, form.lemma, "present") if named or singular else None
    plural = before.endswith("s") and len(before) > 3 and before not in DETERMINERS
    if form.base and (before in PRONOUNS or plural or (named and after not in {"of", "in", "on", "with"})):
        return VerbGroup(at, at, form.lemma, "present")
    return None


_PLURAL_NOUNS = {
    "talks", "visits", "strikes", "calls", "votes", "deals", "demands", "protests", "moves", "plans", "claims", "sides",
    "attacks", "threats", "troops", "leaders", "states", "reports", "rounds", "raids", "trips", "tests", "drills", "ports",
    "limits", "remarks", "prisoners", "terms", "results", "guards", "boards", "exports", "relations", "trades", "works",
    "forces", "fears", "hopes", "aims", "ties", "tours", "faces", "holds", "names", "parties", "bans", "blocks", "bombs",
    "borders", "conflicts", "contacts", "controls", "documents", "estimates", "exercises", "experts", "guarantees",
    "hosts", "issues", "links", "marches", "offers", "orders", "parts", "patrols", "pledges", "points", "proposals",
    "promises", "questions", "rallies", "reserves", "rules", "shells", "ships", "signs", "stages", "statements",
    "steps", "studies", "supplies", "supports", "tanks", "targets", "times", "views", "waters", "words", "walks",
}  # fmt: skip
