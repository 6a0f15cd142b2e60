"""The component ``dateline_times``: every date expression of an article, read against the day of its publication."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc

from annotate.language.dates.context import Context
from annotate.language.dates.patterns import rules
from annotate.language.dates.rules import MEANINGS
from annotate.language.dates.values import UNKNOWN, Value, checked
from annotate.language.dates.values import day as day_value
from annotate.language.dates.weekday_direction import Direction, direction
from annotate.language.found import FoundMention, FoundTime, register_extensions
from annotate.language.lexicon import lexicon
from annotate.language.words.sentence_words import Sentence, sentences
from annotate.language.words.sentences import paragraphs

_BLANK_LINES = re.compile(r"\n[^\S\n]*\n")
_NOT_PART = re.compile(r"[\s,.]+$")


@dataclass(frozen=True)
class _Candidate:
    start: int
    end: int
    rank: int
    name: str
    match: re.Match[str]


@lru_cache(maxsize=1)
def _before_date() -> re.Pattern[str]:
    alternatives = "|".join(lexicon("time_words")["prepositions_of_dates"])
    return re.compile(rf"(?:\b(?:{alternatives})\s+|\()$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _newspapers() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{'|'.join(lexicon('time_words')['after_weekday_no_date'])})\b")


@Language.factory("dateline_times")
def make_times(nlp: Language, name: str) -> Times:
    """The component for a pipeline."""
    return Times()


class Times:
    """Sets ``doc._.times``; reads ``doc._.date``, ``doc._.passages`` and ``doc._.mentions`` where they are set.

    Without a date of publication only dates with a year are given a value. Durations ("two days") and frequencies
    ("every Friday") are kept with their kind and no date, so that nothing else takes their words for a date.
    """

    def __init__(self) -> None:
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Fill ``doc._.times``, by start, without overlaps."""
        doc._.times = list(_find(doc))
        return doc


def _candidates(text: str) -> list[_Candidate]:
    found: list[_Candidate] = []
    for rank, (name, pattern) in enumerate(rules()):
        for match in _matches(pattern, text):
            start, end = match.span()
            end -= len(match[0]) - len(_NOT_PART.sub("", match[0])) if not _ends_in_abbreviation(match[0]) else 0
            if end > start:
                found.append(_Candidate(start, end, rank, name, match))
    found.sort(key=lambda c: (c.start, -c.end, c.rank))
    return found


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches that stay within a paragraph: "until Friday" at the end of a title goes on with nothing."""
    first = 0
    for end in (*(gap.start() for gap in _BLANK_LINES.finditer(text)), len(text)):
        yield from pattern.finditer(text, first, end)
        first = end


def _ends_in_abbreviation(words: str) -> bool:
    return bool(re.search(r"(?:[ap]\.m\.|\b[A-Z][a-z]{2,3}\.)$", words)) and not words.endswith(
        ("May.", "June.", "July.")
    )


class _Reading:
    """Where in the text one is, while candidates are gone through from left to right."""

    def __init__(self, doc: Doc) -> None:
        self.text = doc.text
        self.published: date | None = doc._.date
        self.sentences = sentences(doc)
        self.sentence_starts = [sentence.start for sentence in self.sentences]
        self.passage_starts = [start for start, _ in doc._.passages or paragraphs(self.text)]
        self.names: list[FoundMention] = sorted(
            (m for m in doc._.mentions or () if m.form == "name"), key=lambda m: m.start
        )
        self.name_starts = [m.start for m in self.names]
        self.last: Value = UNKNOWN
        self.last_day: Value = UNKNOWN
        self.last_passage = self.last_sentence = -1
        self.year: int | None = None

    def sentence_at(self, offset: int) -> Sentence | None:
        index = bisect_right(self.sentence_starts, offset) - 1
        return self.sentences[index] if index >= 0 else None

    def name_around(self, start: int, end: int) -> FoundMention | None:
        """The name that the words ``start:end`` belong to."""
        index = bisect_right(self.name_starts, start) - 1
        for mention in self.names[max(0, index - 1) : index + 1]:
            if mention.start <= start and end <= mention.end:
                return mention
        return None

    def direction(self, start: int, end: int) -> Direction | None:
        sentence = self.sentence_at(start)
        return direction(self.text, sentence, start, end) if sentence is not None else None

    def context(self, start: int, end: int, published: date) -> Context:
        passage = bisect_right(self.passage_starts, start)
        before = self.last if passage == self.last_passage and self.last.first else day_value(published)
        within = self.last.unit == "day" and bisect_right(self.sentence_starts, start) == self.last_sentence
        beside = self.last if within else UNKNOWN
        return Context(published, lambda: self.direction(start, end), before, beside, self.last_day, self.year)

    def remember(self, start: int, value: Value) -> None:
        if value.first is not None:
            self.last, self.last_passage = value, bisect_right(self.passage_starts, start)
            self.last_day = value if value.unit == "day" else self.last_day
            self.last_sentence = bisect_right(self.sentence_starts, start)
            self.year = value.first.year


def _find(doc: Doc) -> Iterator[FoundTime]:
    reading = _Reading(doc)
    end_of_last = 0
    for candidate in _candidates(reading.text):
        if candidate.start < end_of_last or not _is_date(candidate, reading):
            continue
        value = _value(candidate, reading)
        if candidate.name == "season" and value is UNKNOWN and not candidate.match["rel"]:
            continue
        reading.remember(candidate.start, value)
        end_of_last = candidate.end
        yield FoundTime(candidate.start, candidate.end, value.edtf, value.kind, value.timex)


_SELF_SUFFICIENT = {"iso", "decade"}


def _value(candidate: _Candidate, reading: _Reading) -> Value:
    published = reading.published
    if published is None:
        groups = candidate.match.groupdict()
        if not (
            groups.get("y") or candidate.name in _SELF_SUFFICIENT or candidate.name in {"set", "duration", "vague"}
        ):
            return UNKNOWN
        published = date(2000, 1, 1)
    try:
        return checked(
            MEANINGS[candidate.name](candidate.match, reading.context(candidate.start, candidate.end, published))
        )
    except (ValueError, OverflowError):
        # Dates beyond the years 1 to 9999 cannot be told; the words stay marked.
        return UNKNOWN


def _is_date(candidate: _Candidate, reading: _Reading) -> bool:
    text, start, end, name = reading.text, candidate.start, candidate.end, candidate.name
    before, after = text[max(0, start - 24) : start], text[end : end + 24]
    mention = reading.name_around(start, end)
    if mention is not None and (mention.start < start or mention.end > end):
        return False
    if name in {"weekday", "weekday_range"} and _newspapers().match(after):
        return False
    named = re.search(r"\b[Tt]he\s+$", before) and re.match(r"\s+[A-Z][a-z]", after)
    if name == "weekday" and not candidate.match["rel"] and named:
        # "the Sunday Rose", a ship's name; but "on Friday President …".
        return False
    framed = bool(_before_date().search(before))
    if name == "year":
        counted = _COUNTED_AFTER_PREPOSITION.match(after)
        return (framed and not counted) or (_is_attributive(before, after) and not _COUNTED.match(after))
    if name == "month":
        return _is_month(candidate, framed, before, after, mention)
    if name == "season":
        return bool(candidate.match["rel"] or candidate.match["y"] or candidate.match["yw"]) or framed
    if name == "clock_on":
        return _is_clock(candidate.match, before)
    if name == "mod" and re.fullmatch(r"(?:[Ee]arlier|[Ll]ater)\W+[A-Z].*", candidate.match[0]):
        return False
    if name == "duration" and re.fullmatch(r"an?\s+quarter", candidate.match[0], re.IGNORECASE):
        # "About a quarter of them": a share.
        return False
    return not (name == "quarter" and re.match(r"\s+of\s+(?:the\s+)?(?:match|game|century)", after))


_COUNTED_AFTER_PREPOSITION = re.compile(r"\s+(?:people|men|women|troops|soldiers|tons|tonnes|km|miles|metres|jobs)\b")
_COUNTED = re.compile(r"\s+(?:people|men|women|[a-z]\w*s)\b")
"""Behind a number that no preposition of time announces, any plural is counted."""
_DETERMINED = re.compile(r"(?:\b(?:the|its|his|her|their|this|that|a)|['’]s)\s+$", re.IGNORECASE)


def _is_attributive(before: str, after: str) -> bool:
    """Whether a bare year or month stands before its noun: "the 1991 accord", "its April report"."""
    return _DETERMINED.search(before) is not None and re.match(r"\s+[^\W\d_]+", after) is not None


def _is_month(candidate: _Candidate, framed: bool, before: str, after: str, mention: FoundMention | None) -> bool:
    word = candidate.match["m"].strip(".")
    if word.isupper() and word != "MAY" and len(word) > 4:
        word = word.capitalize()
    if mention is not None and not framed:
        return False
    capital_after = re.match(r"\s+(?:[A-Z][a-z]|[a-z]+-[A-Z])", after) is not None
    in_month = re.search(
        r"\b(?:in|since|until|by|during|from|before|after|of|last|next|this|early|mid|late)[\s-]+$",
        before,
        re.IGNORECASE,
    )
    if word in lexicon("time_words")["months_that_are_names"] or word.isupper():
        return in_month is not None and not (
            capital_after and not re.search(r"\b(?:in|since|until|during|last|next)\s+$", before, re.IGNORECASE)
        )
    named_before = re.search(r"\b[A-Z][\w’'-]+\s+$", before) is not None
    return in_month is not None or framed or not (capital_after or named_before)


def _is_clock(match: re.Match[str], before: str) -> bool:
    if match["hour"] and match["hour"] in {"a", "an"}:
        return False
    if match["hour"]:
        # "Three in the morning" is an hour after "at" or "around" and else a count of people.
        return re.search(r"\b(?:at|around|about|until|by|past|before|after)\s+$", before, re.IGNORECASE) is not None
    if match["small"] and not match["w"]:
        return False
    clock = match["clock"]
    if clock and clock.lower() in {"noon", "midday", "midnight"} and not match["w"]:
        return (
            re.search(r"\b(?:at|by|until|before|after|from|around|about|shortly)\s+$", before, re.IGNORECASE)
            is not None
        )
    return not (clock and re.fullmatch(r"\d\d:\d\d", clock) and re.search(r"\d\s*[:.,]?\s*$", before) is not None)
