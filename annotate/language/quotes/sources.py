"""Who speaks: the words for the speaker next to a cue, found by their place in the sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from annotate.corpus.annotations import Form, Label
from annotate.language.found import FoundMention, FoundTime, Offsets
from annotate.language.quotes.outer_sentences import MARK
from annotate.language.words.cues import words as cue_words
from annotate.language.words.sentence_words import Sentence
from annotate.language.words.verb_groups import ADVERBS

PREPOSITIONS = {
    "of", "for", "to", "with", "from", "by", "in", "at", "near", "on", "under", "over", "against", "about", "between",
    "inside", "outside", "behind", "into", "after", "before", "during", "via", "across", "towards", "toward", "like",
}  # fmt: skip
PRONOUNS = {"he", "she", "they", "it", "i", "we"}
ARTICLES = {
    "the", "a", "an", "one", "two", "three", "four", "five", "six", "both", "some", "several", "his", "her", "its",
    "their", "our", "my", "your", "another", "many", "most", "all", "this", "that", "these", "those", "each", "either",
    "few",
}  # fmt: skip
_STOPS = {
    ",", ":", ";", MARK, "(", ")", "–", "—", "-", "and", "but", "while", "when", "as", "because", "that", "which", "if",
    "though", "although", "whether", "unless", "where", "or", "so", "then", "than", "since", "until", "whom", "what",
}  # fmt: skip
_TITLE = re.compile(r"[A-Z].*|president|minister|secretary|general|ambassador|chancellor|senator|[’']s")


@dataclass(frozen=True)
class Source:
    """The words for a speaker."""

    span: Offsets
    form: Form
    label: Label
    first: int
    """Index of the first word of the whole noun phrase, title and aside included."""
    last: int
    """Index of its last word."""


class Names:
    """The names and dates of an article, by where they begin and end."""

    def __init__(self, mentions: Iterable[FoundMention], times: Iterable[FoundTime]) -> None:
        self.names = sorted((m for m in mentions if m.form == "name"), key=lambda m: (m.start, m.end))
        self._starts = [m.start for m in self.names]
        self.times = list(times)
        self._time_starts = [t.start for t in self.times]

    def within(self, start: int, end: int) -> list[FoundMention]:
        """The names that lie wholly within ``start:end``."""
        low = bisect_left(self._starts, start)
        found = []
        while low < len(self.names) and self.names[low].start < end:
            if self.names[low].end <= end:
                found.append(self.names[low])
            low += 1
        return found

    def time_around(self, offset: int) -> FoundTime | None:
        """The date expression that holds the code point at ``offset``."""
        index = bisect_left(self._time_starts, offset + 1) - 1
        return self.times[index] if index >= 0 and self.times[index].end > offset else None

    def is_within_name(self, start: int, end: int) -> bool:
        """Whether ``start:end`` lies within a name of several words."""
        low = bisect_left(self._starts, end)
        return any(
            m.start <= start and end <= m.end and m.end - m.start > end - start
            for m in self.names[max(0, low - 4) : low]
        )


def skip_back(sentence: Sentence, at: int, names: Names) -> int:
    """The last index at or before ``at`` that is neither an adverb nor (a preposition with) a date."""
    while at >= 0:
        word = sentence.lowers[at]
        time = names.time_around(sentence.starts[at])
        if time is not None:
            while at >= 0 and sentence.starts[at] >= time.start:
                at -= 1
            if at >= 0 and sentence.lowers[at] in {"on", "in", "at", "late", "early", "by", "over"}:
                at -= 1
        elif (
            (word in ADVERBS and word not in {"both", "all"})
            or (word.endswith("ly") and len(word) > 4 and word.islower())
            or word in {"had", "has", "have", "was", "is", "were", "are", "'s", "’s", "did", "does"}
        ):
            at -= 1
        else:
            break
    return at


def source_before(sentence: Sentence, cue_first: int, names: Names) -> Source | None:
    """The subject of the cue verb that begins at word ``cue_first``."""
    at = skip_back(sentence, cue_first - 1, names)
    if at < 0 or sentence.texts[at] == MARK:
        return None
    if sentence.lowers[at] == ",":
        return _before_aside(sentence, at, names)
    return source_ending_at(sentence, at, names)


def _before_aside(sentence: Sentence, comma: int, names: Names) -> Source | None:
    """The subject in "Rossi, the mediator, said": the phrase before the aside; a name that is the aside wins."""
    inner = source_ending_at(sentence, comma - 1, names) if comma else None
    if inner is not None and inner.form == "name" and inner.first > 0 and sentence.lowers[inner.first - 1] == ",":
        outer = source_ending_at(sentence, inner.first - 2, names) if inner.first > 1 else None
        plain_aside = sentence.lowers[inner.first] not in PREPOSITIONS
        if plain_aside and (outer is None or outer.form != "name" or outer.label not in {"PERSON", "ORG"}):
            if outer is not None and outer.form == "nominal":
                return Source(inner.span, inner.form, inner.label, outer.first, comma)
            if outer is None and inner.label == "PERSON":
                return Source(inner.span, inner.form, inner.label, inner.first, comma)
    fallback: Source | None = None
    tried = 0
    for at in range(comma - 1, -1, -1):
        if sentence.texts[at] in {MARK, ";", ":"}:
            break
        if sentence.lowers[at] != "," or tried > 8:
            continue
        tried += 1
        source = source_ending_at(sentence, at - 1, names) if at else None
        if source is None:
            continue
        if source.form == "name" and source.label in {"PERSON", "ORG"}:
            return Source(source.span, source.form, source.label, source.first, comma)
        if fallback is None or source.form == "name":
            fallback = Source(source.span, source.form, source.label, source.first, comma)
    return fallback


def source_ending_at(sentence: Sentence, last: int, names: Names) -> Source | None:
    """The noun phrase whose last word is ``last``."""
    if last < 0:
        return None
    last = skip_back(sentence, last, names)
    if last < 0 or sentence.texts[last] == MARK:
        return None
    if sentence.lowers[last] in PRONOUNS:
        return pronoun(sentence, last)
    first = last
    verb_ends = {group.last for group in sentence.groups if group.tense not in {"gerund", "participle"}}
    while first > 0:
        before = sentence.lowers[first - 1]
        inside = names.is_within_name(sentence.starts[first - 1], sentence.ends[first - 1])
        if not inside and (before in _STOPS or first - 1 in verb_ends or last - first > 25):
            break
        if not inside and names.time_around(sentence.starts[first - 1]) is not None:
            break
        first -= 1
    return (
        source_in(sentence, first, last, names)
        if first - 1 not in verb_ends
        else _with_clause(sentence, first, last, names)
    )


def _with_clause(sentence: Sentence, first: int, last: int, names: Names) -> Source | None:
    """The phrase ``first`` to ``last``, or one of people that it only ends: "two people involved in the planning"."""
    start = first - 1
    while start > 0 and first - start < 14 and sentence.texts[start - 1] not in {MARK, ",", ";", ":", "–", "—"}:
        start -= 1
    for at in range(start, first - 1):
        if sentence.lowers[at] in cue_words("people") or sentence.lowers[at] in cue_words("persons"):
            relative = sentence.lowers[at + 1] in {"who", "whose"} or at + 1 in {
                g.first for g in sentence.groups if g.tense == "past"
            }
            opened = next((n for n in range(at, start - 1, -1) if sentence.lowers[n] in ARTICLES), None)
            if relative and (opened is not None or at == start):
                begin = opened if opened is not None else at
                span = sentence.starts[begin], sentence.ends[last]
                return Source(span, "nominal", "PERSON", begin, last)
    return source_in(sentence, first, last, names)


def pronoun(sentence: Sentence, at: int) -> Source:
    """The pronoun at word ``at`` as a speaker."""
    label: Label = "ORG" if sentence.lowers[at] == "it" else "PERSON"
    return Source((sentence.starts[at], sentence.ends[at]), "pronoun", label, at, at)


def possessor(sentence: Sentence, at: int) -> Source | None:
    """The speaker behind "his" or "their" at word ``at``, as in "her warning that"."""
    if sentence.lowers[at] not in {"his", "her", "its", "their"}:
        return None
    label: Label = "ORG" if sentence.lowers[at] == "its" else "PERSON"
    return Source((sentence.starts[at], sentence.ends[at]), "pronoun", label, at, at)


def source_in(sentence: Sentence, first: int, last: int, names: Names, *, bare: bool = False) -> Source | None:
    """The speaker named by the noun phrase of the words ``first`` to ``last``: its name, else the phrase itself.

    ``bare``: any noun will do, since the words before it leave no doubt ("according to exit polls").
    """
    while first <= last and (
        sentence.lowers[first]
        in {"however", "but", "and", "meanwhile", "yet", "still", "later", "then", "also", "host"}
        or not any(character.isalnum() for character in sentence.texts[first])
    ):
        first += 1
    if first > last:
        return None
    inside = names.within(sentence.starts[first], sentence.ends[last])
    free = [m for m in inside if not _in_prepositional_phrase(sentence, m, first, last)]
    persons = [m for m in free if m.label == "PERSON"]
    if persons:
        person = persons[-1]
        return Source((person.start, person.end), "name", "PERSON", first, last)
    heads = [m for m in free if m.label not in {"EVENT", "LOC"} and _is_head(sentence, m, last)]
    if heads:
        head = heads[-1]
        return Source((head.start, head.end), "name", head.label, first, last)
    return _nominal(sentence, first, last, names, bare=bare)


def _in_prepositional_phrase(sentence: Sentence, mention: FoundMention, first: int, last: int) -> bool:
    at = sentence.word_at(mention.start) - 1
    while at >= first and (_TITLE.fullmatch(sentence.texts[at]) or sentence.lowers[at] == "the"):
        at -= 1
    # "shortly after Rossi said": what looks like a preposition opens the clause whose subject the name is.
    opens_clause = at >= first and sentence.lowers[at] in {"after", "before"} and at - first <= 1
    if opens_clause and sentence.word_at(mention.end - 1) == last:
        return False
    return at >= first and sentence.lowers[at] in PREPOSITIONS


def _is_head(sentence: Sentence, mention: FoundMention, last: int) -> bool:
    """Whether a name that is no person's is the head of the phrase: nothing follows but a phrase of its own."""
    after = sentence.word_at(mention.end - 1) + 1
    if mention.label == "NORP" and sentence.texts[after - 1][-1:] not in "si":
        return False
    if after > last:
        return True
    return sentence.lowers[after] in PREPOSITIONS


def _nominal(sentence: Sentence, first: int, last: int, names: Names, *, bare: bool = False) -> Source | None:
    start = first
    while start <= last and sentence.lowers[start] in PREPOSITIONS:
        # "In a statement the ministry": the last article that opens a phrase of its own.
        inner = [
            at
            for at in range(start + 1, last + 1)
            if sentence.lowers[at] in ARTICLES and sentence.lowers[at - 1] not in PREPOSITIONS | ARTICLES
        ]
        if not inner:
            return None
        start = inner[-1]
    if sentence.lowers[start] in {"there", "here", "it", "who", "i", "you", "him", "them", "us", "me"}:
        return None
    head_at = next((at - 1 for at in range(start + 1, last + 1) if sentence.lowers[at] in PREPOSITIONS | {"who"}), last)
    head = sentence.lowers[head_at].strip("’'")
    opened = sentence.lowers[start] in ARTICLES or (
        start < last and bool(names.within(sentence.starts[start], sentence.ends[min(start + 4, last)]))
    )
    # "voters say", "many Democrats": a plural needs no article.
    plural = bool(sentence.tags) and sentence.tags[head_at] in {"NNS", "NNPS"}
    known = plural or head in cue_words("people") or head in cue_words("bodies")
    if not head[:1].isalpha() or not (opened or known or bare):
        return None
    if last - start > 22:
        return None
    label: Label = "ORG" if head in cue_words("bodies") else "PERSON"
    return Source((sentence.starts[start], sentence.ends[last]), "nominal", label, start, last)


_ENDS_OF_CLAUSE = {".", "?", "!", ",", ";", ":", MARK, "–", "—"}


@cache
def _after_stops() -> frozenset[str]:
    return frozenset({*_STOPS, ".", "?", "!", "who", "adding", "said", "told", "yesterday", "today"} - {"that"})


def source_after(sentence: Sentence, cue_last: int, names: Names, *, relative: bool = False) -> Source | None:
    """The source in "said the minister" or "according to a diplomat who …", right behind word ``cue_last``.

    ``relative``: a relative clause belongs to a nominal source (as after "according to").
    """
    first = cue_last + 1
    if first >= len(sentence) or sentence.texts[first] == MARK:
        return None
    if sentence.lowers[first] in PRONOUNS:
        return pronoun(sentence, first)
    last = first - 1
    clause = False
    while last + 1 < len(sentence):
        word = sentence.lowers[last + 1]
        at_name = names.is_within_name(sentence.starts[last + 1], sentence.ends[last + 1])
        if relative and word in {"who", "whose"} and last >= first:
            clause = True
        elif at_name or (clause and word not in _ENDS_OF_CLAUSE):
            pass
        elif (
            word in _ENDS_OF_CLAUSE
            or word in _after_stops()
            or (last >= first and names.time_around(sentence.starts[last + 1]) is not None)
        ):
            break
        last += 1
    # The preposition of a date that was left out, and a loose adverb, do not belong to the phrase.
    while last >= first and (sentence.lowers[last] in PREPOSITIONS or sentence.lowers[last] in ADVERBS):
        last -= 1
    if last < first or sentence.lowers[first] in PREPOSITIONS | {"him", "them", "us", "me"}:
        return None
    source = source_in(sentence, first, last, names, bare=relative)
    if (
        source is not None
        and source.form == "nominal"
        and last + 1 < len(sentence)
        and sentence.lowers[last + 1] == ","
    ):
        named = _name_in_apposition(sentence, last + 2, names)
        if named is not None:
            return Source(named[0], "name", "PERSON", first, named[1])
    return source


def _name_in_apposition(sentence: Sentence, at: int, names: Names) -> tuple[Offsets, int] | None:
    """The name in "wrote its chargé d'affaires, Jane Roe." and the index of its last word."""
    if at >= len(sentence):
        return None
    for mention in names.within(sentence.starts[at], sentence.ends[min(at + 6, len(sentence) - 1)]):
        if mention.label != "PERSON":
            continue
        between = sentence.texts[at : sentence.word_at(mention.start)]
        last = sentence.word_at(mention.end - 1)
        ends = last + 1 >= len(sentence) or sentence.lowers[last + 1] in {".", ",", MARK, ";", ":"}
        return (
            ((mention.start, mention.end), last) if ends and all(_TITLE.fullmatch(word) for word in between) else None
        )
    return None
