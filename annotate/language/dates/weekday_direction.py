"""Which way a date without a year, or a bare weekday, points: back or forth from the day of publication.

Diplomacy is announced before it happens, so neither way is a default: the tense of the clause that the date stands in
decides, and the words that frame it ("ahead of Friday's talks", "scheduled for Monday", "since Tuesday").
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from annotate.language.lexicon import lexicon
from annotate.language.words.sentence_words import Sentence
from annotate.language.words.verb_groups import VerbGroup

Direction = Literal["past", "future", "near"]
"""``near``: a plan that came to nothing; its day may lie on either side, and the nearer one is meant."""

_FUTURE_TENSES = {"future", "plan", "conditional", "progressive", "present"}
_WINDOW = 45
"""Code points before a date in which a frame is looked for."""


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    words = lexicon("time_words")
    return {name: frozenset(words[name]) for name in ("arranged_for", "brought_about", "reporting")}


@lru_cache(maxsize=1)
def _dropped() -> re.Pattern[str]:
    alternatives = "|".join(re.escape(word) for word in lexicon("time_words")["dropped"])
    return re.compile(rf"\b(?:{alternatives})\b")


@lru_cache(maxsize=1)
def _frames() -> tuple[re.Pattern[str], re.Pattern[str]]:
    def pattern(name: str) -> re.Pattern[str]:
        alternatives = "|".join(re.escape(word) for word in lexicon("time_words")[name])
        # The frame stands before the date with at most a few words of the same phrase between.
        return re.compile(rf"\b(?:{alternatives})\s+(?:(?!and\b|but\b|when\b|as\b)[\w’'.-]+\s+){{0,3}}$", re.IGNORECASE)

    return pattern("future_frames"), pattern("past_frames")


def direction(text: str, sentence: Sentence, start: int, end: int) -> Direction | None:
    """The way the date at ``start:end`` points; None where the sentence does not tell."""
    before = text[max(sentence.start, start - _WINDOW) : start]
    future, past = _frames()
    first, last = sentence.word_at(start), sentence.word_at(max(start, end - 1))
    if past.search(before):
        return "past"
    if (came := _arranged_for(sentence, first)) is not None:
        return came
    if re.search(r"\bahead of\s+(?:[^\s,;]+\s+){0,12}$", text[max(sentence.start, start - 120) : start], re.IGNORECASE):
        return "future"
    if (framed := future.search(before)) is not None:
        return _dropped_way(sentence) if framed[0].startswith(("due", "expected", "scheduled", "planned")) else "future"
    return _of_clause(sentence, first, last)


def _arranged_for(sentence: Sentence, at: int) -> Direction | None:
    """A plan's day, "… set for Friday …": to come, unless the sentence tells that it was dropped."""
    words = sentence.lowers
    if at < 2 or words[at - 1] not in {"for", "on", "this", "last", "next"}:
        return None
    nearby = words[max(0, at - 5) : at - 1]
    if words[at - 1] == "for" and any(word in _words()["arranged_for"] for word in nearby):
        return _dropped_way(sentence)
    return None


_OTHER_DAY = re.compile(r"\b(?:today|yesterday|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b")


def _dropped_way(sentence: Sentence) -> Direction:
    """Where the day of a plan lies, as its sentence goes on."""
    words = " ".join(sentence.lowers)
    dropped = _dropped().search(words)
    if dropped is None:
        return "future"
    # "is called off", "has been scrapped" and "was cancelled on Tuesday" are said before the day has come.
    if re.search(
        r"\b(?:is|are|has|have)\s+(?:been\s+|now\s+)?$", words[max(0, dropped.start() - 20) : dropped.start()]
    ):
        return "future"
    return "future" if _OTHER_DAY.search(words, dropped.end()) else "near"


def _of_clause(sentence: Sentence, first: int, last: int) -> Direction | None:
    best: tuple[float, VerbGroup] | None = None
    asides = _asides(sentence)
    for group in sentence.groups:
        if group.tense == "participle":
            continue
        if any(one < group.first < other and not one < first < other for one, other in asides):
            continue
        if group.last < first:
            distance = (first - group.last) + 7.0 * sentence.breaks_between(group.last + 1, first)
        elif group.first > last and group.tense != "infinitive":
            distance = (group.first - last) + 4 + 7.0 * sentence.breaks_between(last + 1, group.first)
        else:
            continue
        if best is None or distance < best[0]:
            best = (distance, group)
    if best is None:
        return None
    return _points(sentence, best[1])


def _asides(sentence: Sentence) -> list[tuple[int, int]]:
    """What stands between dashes or brackets: its verbs tell nothing of a date outside."""
    dashes = [at for at, word in enumerate(sentence.lowers) if word in {"–", "—", "--"}]
    opened = [at for at, word in enumerate(sentence.lowers) if word == "("]
    closed = [(one, sentence.lowers.index(")", one)) for one in opened if ")" in sentence.lowers[one:]]
    return [*zip(dashes[::2], dashes[1::2], strict=False), *closed]


def _points(sentence: Sentence, group: VerbGroup) -> Direction | None:
    tense = group.tense
    if tense in {"infinitive", "gerund"}:
        governor = next((g for g in reversed(sentence.groups) if g.last < group.first), None)
        near = governor is not None and sentence.breaks_between(governor.last + 1, group.first) == 0
        if tense == "infinitive":
            if governor is not None and near and governor.lemma in _words()["brought_about"]:
                return _points(sentence, governor)
            return "future"
        return _points(sentence, governor) if governor is not None and near and governor.tense != "gerund" else None
    if tense == "plan" and group.past_auxiliary:
        return _dropped_way(sentence)
    if tense == "past":
        return "past"
    if tense == "present" and (group.lemma in _words()["reporting"] or (group.lemma != "be" and group.passive)):
        return "past" if group.lemma in _words()["reporting"] else None
    return "future" if tense in _FUTURE_TENSES else None
