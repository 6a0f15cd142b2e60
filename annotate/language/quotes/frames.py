"""Who says and how, within one sentence: the frames "the minister said", "according to Rossi", "he added"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeGuard

from annotate.language.quotes.outer_sentences import MARK, OuterSentence
from annotate.language.quotes.sources import (
    ARTICLES,
    Names,
    Source,
    possessor,
    skip_back,
    source_after,
    source_before,
    source_ending_at,
    source_in,
)
from annotate.language.words.cues import Cue, cue_nouns, cue_verbs, phrases, words
from annotate.language.words.verb_groups import VerbGroup

_PHRASE = Cue("according to", "say", frozenset({"clause", "that"}))
_GLAD = {"pleased", "happy", "glad", "proud", "delighted", "sorry"}
"""The council "is pleased to announce": the infinitive is the cue, the whole its frame."""
_POSSESSIVES = {"’s", "'s", "’", "'"}
_BEHIND_SUBJECT = {
    ".", ",", "?", "!", MARK, "who", "which", "whose", "in", "on", "at", "after", "as", "when", ":", "–", "—", "while",
    "before", "and", "to",
}  # fmt: skip
"""What may follow the subject in "…, said the minister"."""
_INVERTIBLE = {"infinitive", "plan", "future", "conditional"}


@dataclass(frozen=True)
class Frame:
    """A source with its cue; indexes are words of the sentence."""

    source: Source | None
    """None: the sentence leaves it out ("and added that"), so it is the one before."""
    cue: Cue
    cue_first: int
    cue_last: int
    first: int
    """The first word of source and cue together."""
    last: int
    """The last word of both; what is said may follow."""
    phrase: bool = False
    gerund: bool = False
    inverted: bool = False
    relative: bool = False
    """Of "the minister, who said …, left": the main verb may follow what is said."""
    noun: bool = False
    """Of "the minister's warning that …": the main verb may follow without a comma."""

    def cue_span(self, sentence: OuterSentence) -> tuple[int, int]:
        """Offsets of the cue."""
        return sentence.starts[self.cue_first], sentence.ends[self.cue_last]


def frames(sentence: OuterSentence, names: Names) -> Iterator[Frame]:
    """Every frame of the sentence, from left to right; some may lie in what another one reports."""
    groups: dict[int, VerbGroup] = {}
    for group in sentence.groups:
        for index in range(group.first, group.last + 1):
            groups[index] = group
    phrase_openers = {phrase[0] for phrase in phrases()}
    taken = -1
    for at, word in enumerate(sentence.lowers):
        if at <= taken:
            continue
        frame = (
            (_phrase_at(sentence, at, names) if word in phrase_openers else None)
            or (_verb_at(sentence, at, groups.get(at), names) if word in cue_verbs() else None)
            or (_noun_at(sentence, at, names) if word in cue_nouns() and _is_noun(groups.get(at)) else None)
        )
        if frame is not None:
            taken = max(frame.cue_last, frame.last if frame.phrase or frame.inverted or frame.noun else frame.cue_last)
            yield frame


def _phrase_at(sentence: OuterSentence, at: int, names: Names) -> Frame | None:
    for phrase in phrases():
        if tuple(sentence.lowers[at : at + len(phrase)]) != phrase:
            continue
        last = at + len(phrase) - 1
        source = source_after(sentence, last, names, relative=True)
        if source is None or (phrase == ("per",) and not _opens_clause(sentence, at)):
            return None
        return Frame(source, _PHRASE, at, last, at, source.last, phrase=True)
    return None


def _opens_clause(sentence: OuterSentence, at: int) -> bool:
    """Whether "per" begins the sentence or follows a comma; else it is "per cent" or "per year"."""
    return at == 0 or sentence.lowers[at - 1] in {",", MARK}


def _cue_of(sentence: OuterSentence, at: int) -> tuple[Cue, int] | None:
    for cue in cue_verbs()[sentence.lowers[at]]:
        end = at + 1 + len(cue.particle)
        if not cue.particle or tuple(sentence.lowers[at + 1 : end]) == cue.particle:
            return cue, end - 1
    return None


def _verb_at(sentence: OuterSentence, at: int, group: VerbGroup | None, names: Names) -> Frame | None:
    found = _cue_of(sentence, at)
    if found is None or names.is_within_name(sentence.starts[at], sentence.ends[at]):
        return None
    cue, last = found
    if cue.takes == {"object"}:
        return None  # "cited the risk": only the parse tells where it ends
    before = sentence.lowers[at - 1] if at else ""
    after_mark = at > 0 and (
        sentence.texts[at - 1] == MARK or (before == "," and at > 1 and sentence.texts[at - 2] == MARK)
    )
    if group is not None and group.tense == "gerund":
        return _gerund(sentence, at, last, cue, names)
    if group is None or (group.last != at and group.lemma != cue.lemma):
        if not (after_mark and (source := _inverted(sentence, at, last, names))):
            return None
        return Frame(source, cue, at, last, at, source.last, inverted=True)
    if after_mark and group.tense == "participle" and (source := _inverted(sentence, at, last, names)):
        # "“…,” stressed the envoy": what stands behind is the subject, whatever the tagger thinks.
        return Frame(source, cue, at, last, at, source.last, inverted=True)
    if group.tense == "infinitive" and sentence.lowers[group.first - 1] in _GLAD:
        group = next((g for g in sentence.groups if g.last in {group.first - 2, group.first - 1}), group)
    if group.tense in _INVERTIBLE | {"participle"} or group.passive:
        return None
    if group.negated and cue.meaning != "deny":
        return None
    if after_mark or before == ",":
        aside = source_before(sentence, group.first, names) if before == "," and not after_mark else None
        inverted = _inverted(sentence, at, last, names)
        if inverted is not None and aside is not None and aside.form == "name":
            # "…, confirmed Jane Roe" and not "Roe, the envoy, confirmed": a full name right behind the verb decides.
            right_behind = sentence.starts[last + 1] <= inverted.span[0] and inverted.label == "PERSON"
            inverted = inverted if right_behind and inverted.form == "name" and aside.label != "PERSON" else None
        if inverted is not None:
            return Frame(inverted, cue, at, last, at, inverted.last, inverted=True)
    subject_end = skip_back(sentence, group.first - 1, names)
    if subject_end >= 0 and sentence.lowers[subject_end] in {"who", "which", "that", "whom"}:
        return _relative(sentence, at, last, cue, subject_end, names)
    if subject_end >= 0 and sentence.lowers[subject_end] in {"and", "but"}:
        return Frame(None, cue, at, last, subject_end, last)
    source = source_before(sentence, group.first, names)
    if source is None or (cue.lemma == "read" and _is_thing(sentence, source)):
        return None
    return Frame(source, cue, at, last, source.first, last)


def _is_thing(sentence: OuterSentence, source: Source) -> bool:
    """A sign, banner or book: what it reads nobody says."""
    return any(sentence.lowers[at] in words("names_of_things") for at in range(source.first, source.last + 1))


def _relative(sentence: OuterSentence, at: int, last: int, cue: Cue, pronoun: int, names: Names) -> Frame | None:
    """Of "the Union, which says talks are to open", whose source is what the pronoun stands for."""
    if sentence.lowers[pronoun] not in {"who", "which"} or pronoun == 0 or not cue.takes & {"clause", "that"}:
        return None
    end = pronoun - 1 if sentence.lowers[pronoun - 1] != "," else pronoun - 2
    source = source_before(sentence, end + 1, names) if end >= 0 else None
    if source is None or source.form == "pronoun":
        return None
    return Frame(source, cue, at, last, source.first, last, relative=sentence.lowers[pronoun - 1] == ",")


def _is_noun(group: VerbGroup | None) -> bool:
    return group is None or group.tense == "gerund"


def _is_whole(source: Source | None, sentence: OuterSentence) -> TypeGuard[Source]:
    """Whether a source is a name or begins as a noun phrase does, and is no scrap of a longer one."""
    return source is not None and (source.form != "nominal" or sentence.lowers[source.first] in ARTICLES)


def _noun_at(sentence: OuterSentence, at: int, names: Names) -> Frame | None:
    """Of "the minister's warning that …" and "a warning from the minister that …"."""
    cue = Cue(sentence.lowers[at], cue_nouns()[sentence.lowers[at]], frozenset({"that"}))
    following = sentence.lowers[at + 1] if at + 1 < len(sentence) else "."
    before = sentence.lowers[at - 1] if at else ""
    if following == "that" and at:
        whose = source_ending_at(sentence, at - 2, names) if before in _POSSESSIVES else possessor(sentence, at - 1)
        return Frame(whose, cue, at, at, whose.first, at, noun=True) if _is_whole(whose, sentence) else None
    if following in {"by", "from"}:
        that = next((n for n in range(at + 3, min(at + 12, len(sentence))) if sentence.lowers[n] == "that"), None)
        if that is not None and not any(at + 1 < group.first < that for group in sentence.groups):
            source = source_in(sentence, at + 2, that - 1, names)
            if _is_whole(source, sentence):
                return Frame(source, cue, at, at, at, that - 1, noun=True)
    return None


def _gerund(sentence: OuterSentence, at: int, last: int, cue: Cue, names: Names) -> Frame | None:
    before = sentence.lowers[at - 1] if at else ""
    if before == ",":
        return Frame(None, cue, at, last, at - 1, last, gerund=True)
    if before in cue_nouns():
        # "issued a statement saying …"
        issued = next((g for g in reversed(sentence.groups) if g.last < at), None)
        if issued is not None and at - issued.last <= 6 and issued.lemma in words("issuing") and not issued.passive:
            source = source_before(sentence, issued.first, names)
            return Frame(source, cue, at, last, source.first, last) if source is not None else None
    if before == "as":
        quoted = next((g for g in reversed(sentence.groups) if g.last < at and g.lemma == "quote"), None)
        source = source_before(sentence, quoted.first, names) if quoted is not None and quoted.passive else None
        if quoted is not None and source is None:
            between = source_after(sentence, quoted.last, names)
            source = between
        if source is not None:
            return Frame(source, cue, at, last, source.first, last)
    return None


def _inverted(sentence: OuterSentence, at: int, cue_last: int, names: Names) -> Source | None:
    """The subject behind the verb, if nothing but it follows before the next comma, mark or end."""
    source = source_after(sentence, cue_last, names)
    if source is None or source.form == "pronoun":
        return None
    following = sentence.lowers[source.last + 1] if source.last + 1 < len(sentence) else "."
    if any(group.first in range(at + 1, source.last + 2) and group.tense != "gerund" for group in sentence.groups):
        return None
    return (
        source
        if following in _BEHIND_SUBJECT or names.time_around(sentence.starts[source.last + 1]) is not None
        else None
    )
