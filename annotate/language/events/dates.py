"""Whose date a date is: the event's, another one's, the day it was set for or the day it was put off to."""

from __future__ import annotations

from datetime import date

from annotate.corpus.edtf import first_day
from annotate.language.events.heads import Head
from annotate.language.events.triggers import noun_triggers, verbs_of
from annotate.language.found import FoundTime
from annotate.language.words.sentence_words import Sentence

_CONDITIONS = {"if", "unless", "until", "once", "provided", "whether"}


def may_be_of(time: FoundTime, head: Head, published: date | None) -> bool:
    """Whether a date of the sentence may be that of the event which ``head`` names."""
    sentence, clause = head.sentence, head.clause
    if _is_of_what_was_agreed(time, head, published):
        return False
    if sentence.lowers[clause.first] in _CONDITIONS and not clause.holds(sentence.word_at(time.start)):
        # "will leave on Monday if Peru agrees": nobody says when Peru does.
        return False
    return not _is_of_what_comes(sentence, time, head)


def _is_of_what_was_agreed(time: FoundTime, head: Head, published: date | None) -> bool:
    """Whether a day to come is that of the infinitive before it: "agreed to withdraw on 1 April"."""
    first = first_day(time.edtf) if time.edtf is not None else None
    if head.noun or head.group is None or head.group.tense != "past" or published is None or first is None:
        return False
    at = head.sentence.word_at(time.start)
    return first > published and any(g.tense == "infinitive" and head.last < g.last < at for g in head.clause.groups)


def is_new_date(sentence: Sentence, time: FoundTime) -> bool:
    """Whether it is the date that something was put off to: "moved to Monday"."""
    at = sentence.word_at(time.start) - 1
    openers = {"to", "until", "till", "for", "by", "from"}
    return at >= 0 and sentence.lowers[at] in openers and not is_arranged(sentence, time)


def is_arranged(sentence: Sentence, time: FoundTime) -> bool:
    """Whether it is the date that something was set for: "a visit planned for Monday"."""
    at = sentence.word_at(time.start)
    return bool(verbs_of("arranged") & set(sentence.lowers[max(0, at - 3) : at]))


def _is_of_what_comes(sentence: Sentence, time: FoundTime, head: Head) -> bool:
    """Whether the date is that of another thing to come: in "ahead of talks on Friday she demands", of the talks."""
    end = sentence.word_at(time.start)
    for at in range(end - 1, max(-1, end - 15), -1):
        word = sentence.lowers[at]
        if word in {",", ";", ":"}:
            return False
        if word in {"before", "until"} or (word in {"ahead", "advance"} and sentence.lowers[at + 1 : at + 2] == ["of"]):
            named = any(other in noun_triggers() for other in sentence.lowers[at + 1 : end])
            return named and not at < head.first < end
    return False
