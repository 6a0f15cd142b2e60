"""Verb groups: auxiliary chains with their main verb ("were scheduled to meet", "will not be held").

Their tense is read from the words alone; it decides which way a bare weekday points and whether an event has happened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from annotate.language.lexicon import lexicon
from annotate.language.words.verbs import VerbForm, lemma_of, verb_forms

Tense = Literal["past", "present", "progressive", "future", "plan", "conditional", "infinitive", "participle", "gerund"]

_NOT_FINITE = {"infinitive", "participle", "gerund"}
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
    "due", "set", "scheduled", "expected", "going", "about", "supposed", "likely", "slated", "planned", "meant",
    "poised", "ready", "bound", "tipped", "billed", "booked", "timed", "preparing", "hoping", "planning",
}  # fmt: skip
NEGATIONS = {"not", "n't", "n’t", "never", "no", "neither", "nor"}
ADVERBS = {
    "also", "already", "now", "then", "still", "later", "soon", "again", "even", "only", "just", "yet", "once", "twice",
    "instead", "both", "all", "long", "first", "since", "ever", "always", "often", "too", "meanwhile", "therefore",
    "however", "himself", "herself", "itself", "themselves", "today", "yesterday", "tomorrow", "jointly",
}  # fmt: skip
NOUN_OPENERS = {
    "the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your", "any",
    "some", "no", "every", "each", "another", "such", "both", "two", "three", "four", "five", "six", "several", "many",
    "few", "more", "further", "fresh", "new", "next", "last", "first", "second", "third", "final", "'s", "’s", "of",
    "in", "for", "on", "at", "from", "with", "without", "into", "between", "direct", "formal", "recent", "own",
    "latest", "mass",
}  # fmt: skip
_BEFORE_PREDICATE = {"NNP", "NNPS", "PRP", ","}
"""Tags of what stands before "reckons" in "Roe, the analyst, reckons", which taggers take for a noun."""
_PREPOSITIONS = {"of", "in", "for", "on", "at", "from", "with", "without", "into", "between"}
_ALONE = {"that", "both", "two", "all", "some", "any", "first", "his", "her"}
"""Openers of a noun that may stand without one: "both agreed", "that led to …"."""
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

    @property
    def is_finite(self) -> bool:
        """Whether it makes a clause: no infinitive, participle or gerund."""
        return self.tense not in _NOT_FINITE


@dataclass(frozen=True)
class Wording:
    """The words of a sentence as they stand and in lower case."""

    texts: Sequence[str]
    lowers: Sequence[str]
    tags: Sequence[str] = ()
    """Penn Treebank's; empty where no tagger has run, so that words and their neighbours must do."""

    def __len__(self) -> int:
        return len(self.texts)


@cache
def _plural_nouns() -> frozenset[str]:
    return frozenset(lexicon("verbs")["plural_nouns"].split())


def _skip_light(words: Sequence[str], at: int) -> int:
    while at < len(words) and (
        words[at] in ADVERBS or words[at] in NEGATIONS or (words[at].endswith("ly") and len(words[at]) > 4)
    ):
        at += 1
    return at


def _form(sentence: Wording, at: int) -> VerbForm | None:
    if at >= len(sentence):
        return None
    word = sentence.lowers[at]
    form = verb_forms().get(word)
    tagged = _tagged_form(word, sentence.tags[at], form) if sentence.tags else None
    if tagged is not None:
        return tagged
    if form is not None:
        # A noun with the form of a verb is told by its tag; "held" or "agreed" can hardly be one.
        if not sentence.tags or form.past or form.participle:
            return form
        return form if form.third and at > 0 and sentence.tags[at - 1] in _BEFORE_PREDICATE else None
    if len(word) > 4 and word.endswith("ed") and word.isalpha() and sentence.texts[at].islower():
        return VerbForm(word, past=True, participle=True)
    return None


def _tagged_form(word: str, tag: str, known: VerbForm | None) -> VerbForm | None:
    """The form that the tagger has seen; past and participle, which it mixes up, are kept apart by the context."""
    if not tag.startswith("VB") or not word[:1].isalpha():
        return None
    lemma = known.lemma if known is not None else lemma_of(word, tag)
    # "Put" and "set" look the same in the present.
    past = tag in {"VBD", "VBN"} or (known is not None and known.past and tag in {"VB", "VBP"})
    return VerbForm(
        lemma,
        base=tag in {"VB", "VBP"},
        third=tag == "VBZ",
        past=past and (known is None or known.past or tag == "VBD"),
        participle=past and (known is None or known.participle or tag == "VBN"),
        gerund=tag == "VBG",
    )


def verb_groups(sentence: Wording) -> Iterator[VerbGroup]:
    """The verb groups of a sentence, from left to right; they do not overlap."""
    at = 0
    while at < len(sentence):
        group = _group_at(sentence, at)
        if group is None:
            at += 1
        else:
            yield group
            at = group.last + 1


def _group_at(sentence: Wording, at: int) -> VerbGroup | None:
    word = sentence.lowers[at]
    if word in MODALS and _is_modal(sentence, at):
        return _chain(sentence, at)
    if word in BE or word in HAVE or word in DO:
        return _chain(sentence, at)
    if word == "to":
        return _infinitive(sentence, at)
    return _bare(sentence, at)


def _is_modal(sentence: Wording, at: int) -> bool:
    if sentence.tags:
        return sentence.tags[at] == "MD"
    return not (sentence.lowers[at] in {"may", "will", "might", "can"} and sentence.texts[at][0].isupper() and at)


def _infinitive(sentence: Wording, at: int) -> VerbGroup | None:
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


def _negated(sentence: Wording, first: int, last: int) -> bool:
    return any(word in NEGATIONS for word in sentence.lowers[first:last])


def _is_main_verb(form: VerbForm, *, be: bool, perfect: bool) -> bool:
    """Whether a form of a verb ends a chain with a form of "be", with a perfect, or with neither."""
    if be:
        return form.participle or form.gerund
    return form.participle if perfect else form.base


def _chain(sentence: Wording, first: int) -> VerbGroup:
    """The group that begins with the auxiliary at ``first``; with no main verb behind it, the auxiliary alone."""
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
        following = _skip_light(words, at + 1)
        follower = words[following] if following < len(words) else ""
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
            # "is expected by all to", "has been asked to": what follows "to" is a group of its own.
            form = _form(sentence, at)
            if form is not None and _is_main_verb(form, be=be, perfect=perfect):
                last, lemma, passive = at, form.lemma, be and form.participle
                tense = "progressive" if be and not passive and tense == "present" else tense
            break
        at = _skip_light(words, at + 1)
    if planned and not modal:
        tense = "plan"
    elif perfect and not modal and last > first and lemma != "have":
        tense = "past"
    return VerbGroup(
        first, last, lemma, tense, passive, _negated(sentence, first, last + 1), head in PAST_AUXILIARIES or perfect
    )


def _bare(sentence: Wording, at: int) -> VerbGroup | None:
    form = _form(sentence, at)
    if form is None:
        return None
    if sentence.tags and sentence.tags[at] in {"VB", "VBP", "VBZ", "VBG"} and not form.past:
        return _bare_tagged(sentence, at, form)
    before = sentence.lowers[at - 1] if at else ""
    after = sentence.lowers[at + 1] if at + 1 < len(sentence) else ""
    if form.gerund:
        attributive = before in NOUN_OPENERS and before not in _PREPOSITIONS
        return None if attributive else VerbGroup(at, at, form.lemma, "gerund")
    if form.past:
        if at == 0 and form.participle and sentence.texts[at].istitle() and after not in {"by", "to", "on", "in"}:
            return None
        if before in NOUN_OPENERS and before not in _ALONE:
            return None
        if before in {"his", "her"} and after.isalpha() and after not in {"to", "on", "in", "at", "by"}:
            return None
        return VerbGroup(at, at, form.lemma, "past", negated=before == "never")
    if form.participle:
        return None if before in NOUN_OPENERS else VerbGroup(at, at, form.lemma, "participle", passive=True)
    if sentence.texts[at][0].isupper() and not (at and sentence.texts[at - 1][0].isupper() and at > 0 and form.third):
        return None
    capital = bool(before) and sentence.texts[at - 1][0].isupper() and before not in NOUN_OPENERS
    named = capital or before in PRONOUNS
    if form.third:
        if sentence.lowers[at] in _plural_nouns():
            object_follows = after in NOUN_OPENERS - _PREPOSITIONS or after in {"for", "to", "that"}
            object_follows = object_follows or (at + 1 < len(sentence) and sentence.texts[at + 1][0].isupper())
            return VerbGroup(at, at, form.lemma, "present") if named and object_follows else None
        previous = _form(sentence, at - 1) if at else None
        singular = before.isalpha() and not before.endswith("s") and before not in NOUN_OPENERS
        singular = singular and (previous is None or not previous.past)
        return VerbGroup(at, at, form.lemma, "present") if named or singular else None
    plural = before.endswith("s") and len(before) > 3 and before not in NOUN_OPENERS
    if form.base and (before in PRONOUNS or plural or (named and after not in {"of", "in", "on", "with"})):
        return VerbGroup(at, at, form.lemma, "present")
    return None


def _bare_tagged(sentence: Wording, at: int, form: VerbForm) -> VerbGroup | None:
    """A verb in the present or a gerund without auxiliaries.

    Past and participle are left to the context: taggers take "the mediator, her deputy, insisted" for a participle.
    """
    tag = sentence.tags[at]
    before = sentence.lowers[at - 1] if at else ""
    if tag == "VBG":
        return VerbGroup(at, at, form.lemma, "gerund")
    if tag == "VB" and not (before in PRONOUNS or sentence.tags[at - 1 : at] in (["NNS"], ["NNPS"])):
        return None
    return VerbGroup(at, at, form.lemma, "present")
