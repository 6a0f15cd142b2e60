"""How an event stands: happened, planned, postponed, cancelled, conditional or denied, as its clause tells."""

from __future__ import annotations

import re
from functools import cache

from annotate.corpus.annotations import Status
from annotate.language.events.clauses import Clause
from annotate.language.events.triggers import verbs_of
from annotate.language.lexicon import lexicon
from annotate.language.words.sentence_words import Sentence
from annotate.language.words.verb_groups import VerbGroup

_ARRANGED = re.compile(
    r"\b(?:ahead of|upcoming|forthcoming|planned|scheduled|set for|set to|due|expected|slated|pencill?ed in"
    r"|arranged for|advertised for|called for|announced for|billed for|plans? to|prepares? to|hopes? to|wants? to"
    r"|intends? to|means? to|agreed to|decided to|vowed to|pledged to|promised to)\b"
)
_IMPLICATIVE = {"manage", "begin", "start", "continue", "force", "help", "come", "go", "use", "get"}


_OPENS_CONDITION = {"if", "unless", "should", "provided", "until"}
_WHOLE_SENTENCE = {"would", "could", "'d", "’d"}


def _is_conditional(sentence: Sentence, clause: Clause) -> bool:
    """Whether a condition stands in the clause or right beside it; "would" takes it from anywhere in the sentence."""
    words = verbs_of("conditional_words")
    if _WHOLE_SENTENCE & set(sentence.lowers[clause.first : clause.end]):
        return any(word in words for word in sentence.lowers)
    beside = sentence.lowers[max(0, clause.first) : min(clause.end + 3, len(sentence))]
    return any(word in words for word in beside) or sentence.lowers[0] in _OPENS_CONDITION


def _is_past_perfect(group: VerbGroup | None) -> bool:
    return group is not None and group.tense == "past" and group.past_auxiliary and group.last > group.first


@cache
def _phrases(name: str) -> re.Pattern[str]:
    words = "|".join(re.escape(str(word)) for word in lexicon("triggers")[name])
    return re.compile(rf"\b(?:{words})\b")


def _lemma_in(group: VerbGroup, sentence: Sentence, name: str) -> bool:
    following = sentence.lowers[group.last + 1 : group.last + 2]
    one = group.lemma
    two = " ".join([one, *following])
    # "called the ceremony off": the particle behind a short object.
    split = {
        " ".join([one, word])
        for word in sentence.lowers[group.last + 2 : group.last + 6]
        if word in {"off", "back", "from", "out"}
    }
    return bool({one, two, *split} & verbs_of(name))


def changed(sentence: Sentence, clause: Clause, group: VerbGroup | None) -> tuple[Status, VerbGroup] | None:
    """Whether the clause tells that its event was cancelled or postponed, and the verb that does."""
    for other in clause.groups:
        if other.tense == "infinitive" or (
            group is not None and other.first < group.first and other.tense == "participle"
        ):
            continue
        if _lemma_in(other, sentence, "postponed") and not _is_motion(sentence, other):
            return "postponed", other
        if _lemma_in(other, sentence, "cancelled") and (other.passive or other is not group):
            return "cancelled", other
    text = " ".join(sentence.lowers[clause.first : clause.end])
    if _phrases("cancelled_words").search(text) and clause.groups:
        return "cancelled", clause.groups[-1]
    return None


_REFUTED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|dismiss\w*|reject\w*|refut\w*|rebuff\w*|brush\w* aside|quash\w*)\b"
    r"[^.;]{0,60}\b(?:claims?|reports?|allegations?|rumou?rs?|suggestions?|accusations?|charges?|talk|gossip)\b"
    r"[^.;]{0,12} that\b"
)


def is_refuted(sentence: Sentence, head: int) -> bool:
    """Whether somebody rejects the claim that it happened: "dismissed a report that tanks had moved"."""
    return _REFUTED.search(" ".join(sentence.lowers[:head])) is not None


def _is_motion(sentence: Sentence, group: VerbGroup) -> bool:
    """Whether "move" or "slip" tells of a way and not of a date."""
    if group.lemma not in {"move", "slip", "delay", "shelve"}:
        return False
    after = sentence.lowers[group.last + 1 : group.last + 8]
    return group.lemma == "move" and not (group.passive and any(word in {"to", "from"} for word in after))


def status_of(sentence: Sentence, clause: Clause, group: VerbGroup | None, head: int, *, dated_ahead: bool) -> Status:
    """The status of what ``head`` names; ``group`` is the verb that governs it, if any."""
    before = " ".join(sentence.lowers[max(0, head - 6) : head])
    near = " ".join(sentence.lowers[max(clause.first, head - 8) : min(clause.end, head + 9)])
    conditional = _is_conditional(sentence, clause)
    if (
        clause.first < len(sentence)
        and sentence.lowers[clause.first] in _OPENS_CONDITION
        and not _is_past_perfect(group)
    ):
        return "conditional"
    if group is None:
        return "planned" if dated_ahead or _ARRANGED.search(near) else "happened"
    tense = group.tense
    if tense in {"infinitive", "gerund"}:
        governor = next((g for g in reversed(sentence.groups) if g.last < group.first), None)
        if tense == "gerund":
            return "planned" if dated_ahead else "happened"
        if governor is not None and governor.lemma in _IMPLICATIVE:
            return status_of(sentence, clause, governor, head, dated_ahead=dated_ahead)
        if governor is not None and governor.lemma in verbs_of("proposed") | {"threaten", "refuse", "decline", "warn"}:
            return "planned" if dated_ahead and not conditional else "conditional"
        return "conditional" if conditional else "planned"
    if tense in {"future", "plan", "progressive"}:
        if tense == "progressive" and not dated_ahead:
            return "happened"
        return "conditional" if conditional else "planned"
    if tense == "conditional":
        modal = sentence.lowers[group.first]
        if modal in {"would", "'d", "’d"}:
            return "conditional" if conditional else "planned"
        return "conditional"
    if dated_ahead:
        return "conditional" if conditional and tense == "present" else "planned"
    if _ARRANGED.search(before) and tense != "past":
        return "planned"
    return "happened"
