"""The component ``dateline_events``: what happened, what is to happen, when, where and between whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from spacy.language import Language
from spacy.tokens import Doc

from annotate.corpus.annotations import EventType, Status
from annotate.corpus.edtf import first_day, last_day
from annotate.corpus.speech import meaning_of
from annotate.language import event_titles as titles
from annotate.language.datelines import words_of_dateline
from annotate.language.event_actors import complete
from annotate.language.event_clauses import Clause, clauses, joined
from annotate.language.event_heads import Head, heads
from annotate.language.event_merging import Draft, merged
from annotate.language.event_parts import Surroundings, actors_of, dates_of, is_place, place_of
from annotate.language.event_places import settle_places
from annotate.language.event_status import changed, is_refuted, status_of
from annotate.language.found import (
    FoundEvent,
    FoundMention,
    FoundQuote,
    FoundTime,
    Offsets,
    register_extensions,
)
from annotate.language.sentence_words import Sentence, sentences
from annotate.language.speech_sources import Names, Source, source_before
from annotate.language.triggers import narrowed_type, verbs_of
from annotate.language.verb_groups import NOUN_OPENERS

_ORDINALS = {
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "final",
    "last",
    "next",
    "new",
    "another",
    "earlier",
    "previous",
}
_LEAST_SCORE = 0.5
_VERB_BONUS = 4.0
"""Words that a date may stand farther from a verb than from a noun, and still be the verb's."""
_CHANGED: frozenset[Status] = frozenset({"postponed", "cancelled"})
_PERSONS = {"leaders", "presidents", "men", "women"}
_LEADER = re.compile(r"\b(?:President|Prime Minister|Chancellor|Premier|King|Queen|Emir|Taoiseach)\s+$", re.IGNORECASE)
_PAIR = re.compile(
    r"\b(?:(?:the|their|its) two|both|the(?= (?:rivals|neighbours|neighbors|sides|two)\b)) (?:\w+ ){0,2}?"
    r"(?P<who>leaders|presidents|men|women|rivals|neighbours|neighbors|sides|countries|governments|armies|navies|states|delegations|parties|chambers"
    r"|ministers|nations|capitals|teams|militaries|negotiators|blocs|generals|envoys|parliaments|commanders)\b"
)
_POSSESSIVES = {"his", "her", "their", "its"}


@Language.factory("dateline_events")
def make_events(nlp: Language, name: str) -> Events:
    """The component for a pipeline."""
    return Events()


class Events:
    """Sets ``doc._.events``; reads everything the components before it have set, actors included."""

    def __init__(self) -> None:
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Fill ``doc._.events``, by start of evidence."""
        events = events_of_clauses(doc)
        settle_places(events, doc)
        complete(events, doc)
        doc._.events = events
        return doc


def events_of_clauses(doc: Doc) -> list[FoundEvent]:
    """The events, by start of evidence, with the actors and places of their clauses alone."""
    drafts = sorted(_Reader(doc).drafts(), key=lambda draft: draft.event.head)
    return sorted(merged(drafts), key=lambda event: (event.evidence, event.head))


class _Reader:
    def __init__(self, doc: Doc) -> None:
        self.text = doc.text
        self.published: date | None = doc._.date
        self.mentions: list[FoundMention] = doc._.mentions or []
        self.quotes: list[FoundQuote] = [quote for quote in doc._.quotes or [] if not quote.phrase]
        self.around = Surroundings(self.mentions, doc._.times or [], self.quotes)
        self.names = Names(self.mentions, doc._.times or [])
        self.actor_names = titles.names_of_actors(self.mentions, self.text)
        self.sentences = sentences(doc)
        self.here = next((m.actor for m in self.mentions if m.label == "GPE" and m.start < 200), None)
        self.cues = {q.cue[0]: q for q in self.quotes if q.cue is not None}

    def drafts(self) -> Iterator[Draft]:
        for whole_sentence in self.sentences:
            sentence = whole_sentence.behind(words_of_dateline(whole_sentence))
            if not len(sentence):
                continue
            parts = clauses(sentence)
            for clause, following in zip(parts, [*parts[1:], None], strict=True):
                whole = clause if following is None else joined(sentence, clause, following)
                found = [
                    self._draft(head, whole, alone=len(parts) == 1)
                    for head in heads(sentence, clause, self.names)
                    if self.names.time_around(sentence.starts[head.first]) is None
                ]
                yield from _one_a_date([draft for draft in found if draft is not None])

    def _draft(self, head: Head, whole: Clause, *, alone: bool) -> Draft | None:
        sentence, clause = head.sentence, head.clause
        offset = sentence.starts[head.first]
        speech_act = offset in self.cues
        if speech_act and (head.trigger is None or head.trigger.type not in _SPEECH_ACTS):
            return None
        if head.group is not None and not head.noun and head.group.lemma == "warn" and not _has_condition(sentence):
            return None
        quote_index = self.around.quote_at(offset)
        quote = self.quotes[quote_index] if quote_index is not None else None
        ranked = dates_of(self.around, sentence, clause, head.first, head.last)
        times = [time for _, time in ranked]
        when, new_when, status = self._when(head, whole, times)
        if (
            quote is not None and quote.cue is not None and meaning_of(self.text[slice(*quote.cue)]) == "deny"
        ) or is_refuted(sentence, head.first):
            status = "denied"
        place = place_of(self.around, sentence, clause, head.first)
        place_id = (
            place.actor
            if place is not None
            else (self.here if "here" in sentence.lowers[clause.first : clause.end] else None)
        )
        subject = self._subject(head)
        acting = self._actors(head, quote, subject)
        actors = list(dict.fromkeys(m.actor for m in acting if m.actor is not None and m.actor != place_id))
        definite = _definite(sentence, head.first) if head.noun else False
        score = self._score(head, when, place_id, actors) + 0.1 * speech_act + 0.05 * (status == "planned")
        if when is None and head.noun and quote is not None and quote.kind != "indirect":
            # What a speaker alludes to without a date is background.
            score -= 0.1
        if score < _LEAST_SCORE or not (when or place_id or actors):
            return None
        event = FoundEvent(
            title=self._title(head, acting, place),
            evidence=self._evidence(
                head, whole if new_when or status in _CHANGED else clause, quote, subject, alone=alone
            ),
            status=status,
            type=self._type(head),
            head=(offset, sentence.ends[head.last]),
            date=when,
            new_date=new_when,
            actors=actors,
            place=place_id,
            score=round(score, 2),
        )
        words = head.trigger.words if head.trigger is not None else ()
        ordinal = _ordinal(sentence, head.first) if head.noun else ""
        return Draft(event, words, definite, head.noun, ordinal, ranked[0][0] if ranked else 0.0)

    def _type(self, head: Head) -> EventType:
        sentence, clause = head.sentence, head.clause
        words = sentence.lowers[clause.first : clause.end]
        if not head.noun and head.group is not None:
            gatherings = any(
                m.label == "EVENT"
                for m in self.around.mentions_in(sentence.starts[clause.first], sentence.ends[clause.end - 1])
            )
            narrowed = narrowed_type(head.group.lemma, words, gatherings=gatherings)
            if narrowed is not None:
                return narrowed
        return head.trigger.type if head.trigger is not None else "OTHER"

    def _score(self, head: Head, when: str | None, place: str | None, actors: list[str]) -> float:
        score = 0.35 if head.trigger is not None else 0.05
        if head.noun and head.trigger is not None and head.trigger.type != "CONSULT":
            score -= 0.1
        if when is not None:
            score += 0.3
        score += 0.1 * (place is not None) + 0.15 * bool(actors) + 0.05 * (len(actors) > 1)
        return min(score, 0.95)

    def _when(self, head: Head, whole: Clause, times: list[FoundTime]) -> tuple[str | None, str | None, Status]:
        sentence, clause = head.sentence, head.clause
        change = changed(sentence, whole, head.group if not head.noun else None)
        if change is not None and (head.noun or change[1] is not head.group or change[0] == "cancelled"):
            status, verb = change
            before = [t for t in times if sentence.word_at(t.start) < verb.first]
            after = [t for t in times if sentence.word_at(t.start) > verb.last and _is_new_date(sentence, t)]
            if head.first > verb.last:
                # "called off a visit set for Monday"
                before = [t for t in times if t not in after]
            new = after[0].edtf if after and status == "postponed" else None
            return (before[0].edtf if before else None), new, status
        when = times[0].edtf if times else None
        ahead = self._is_ahead(when)
        status = status_of(sentence, clause, head.group, head.first, dated_ahead=ahead)
        return when, None, status

    def _is_ahead(self, when: str | None) -> bool:
        if when is None or self.published is None:
            return False
        first, last = first_day(when), last_day(when)
        return first is not None and last is not None and (first > self.published)

    def _subject(self, head: Head) -> Source | None:
        """Who does it, also where a clause of its own stands between: "The House, which sits in …, demanded"."""
        if head.noun or head.group is None or head.group.passive:
            return None
        return source_before(head.sentence, head.group.first, self.names)

    def _actors(self, head: Head, quote: FoundQuote | None, subject: Source | None) -> list[FoundMention]:
        sentence, clause = head.sentence, head.clause
        frame = quote.source if quote is not None else None
        found = [m for m in self.around.mentions_in(*subject.span) if m.actor] if subject is not None else []
        said = self.cues.get(sentence.starts[head.first])
        if said is not None and said.source is not None:
            found += [m for m in self.around.mentions_in(*said.source) if m.actor]
        found += actors_of(self.around, sentence, clause, head.first, frame)
        before = sentence.lowers[max(0, head.first - 4) : head.first]
        if head.noun and any(word in _POSSESSIVES for word in before):
            finite = next((g for g in sentence.groups if g.tense not in {"gerund", "participle", "infinitive"}), None)
            source = source_before(sentence, finite.first, self.names) if finite is not None else None
            if source is not None:
                found += [m for m in self.around.mentions_in(*source.span) if m.actor]
        if not found:
            found = self._subject_before(sentence, clause)
        found += self._pair(sentence, clause, head)
        if not found and quote is not None and quote.source is not None:
            speaks_of_self = {"we", "our", "i", "he", "she", "it", "they", "its", "his", "her", "their"}
            if speaks_of_self & set(sentence.lowers[clause.first : clause.end]) or head.group is None:
                found = [m for m in self.mentions if (m.start, m.end) == quote.source and m.actor]
        unique: dict[str, FoundMention] = {}
        for mention in found:
            if mention.actor is not None:
                unique.setdefault(mention.actor, mention)
        return list(unique.values())

    def _subject_before(self, sentence: Sentence, clause: Clause) -> list[FoundMention]:
        """Who the clause before tells of, for "… and signed a treaty"."""
        if clause.first == 0 or sentence.lowers[clause.first] not in {"and", "but", "or", "then", "who", "which"}:
            return []
        earlier = [
            m
            for m in self.around.mentions_in(sentence.start, sentence.starts[clause.first])
            if m.actor
            and m.label in {"PERSON", "ORG", "GPE", "NORP"}
            and not is_place(sentence, sentence.word_at(m.start))
        ]
        return earlier[:2]

    def _pair(self, sentence: Sentence, clause: Clause, head: Head) -> list[FoundMention]:
        """Both of "the two leaders", "both sides", "the rivals": the two named last."""
        said = _PAIR.search(" ".join(sentence.lowers[clause.first : clause.end]))
        if said is None:
            return []
        wanted = {"PERSON"} if said["who"] in _PERSONS else {"GPE", "NORP", "ORG"}
        titled = self._titled if said["who"] in {"leaders", "presidents"} and len(self._titled) > 1 else None
        seen: dict[str, FoundMention] = {}
        for mention in self.around.mentions_before(sentence.starts[clause.first], 40):
            if mention.actor is not None and mention.label in wanted:
                if mention.label == "GPE" and self._tells_where(mention):
                    continue
                if titled is not None and mention.actor not in titled:
                    continue
                seen.setdefault(mention.actor, mention)
                if len(seen) == 2:
                    break
        return list(seen.values()) if len(seen) == 2 else []

    @cached_property
    def _titled(self) -> frozenset[str]:
        """The heads of state and government: persons whom the article gives such a title."""
        return frozenset(
            m.actor
            for m in self.mentions
            if m.label == "PERSON" and m.actor and _LEADER.search(self.text[max(0, m.start - 20) : m.start])
        )

    def _tells_where(self, mention: FoundMention) -> bool:
        before = self.text[max(0, mention.start - 12) : mention.start].split()
        return bool(before) and before[-1].lower() in {"in", "at", "near", "from"}

    def _title(self, head: Head, acting: list[FoundMention], place: FoundMention | None) -> str:
        where = self._place_name(place) if place is not None else None
        sentence, clause = head.sentence, head.clause
        if head.noun and head.trigger is not None:
            people = titles.actor_names(acting, self.actor_names)
            persons = titles.actor_names([m for m in acting if m.label == "PERSON"], self.actor_names)
            return titles.title_of_noun(
                head.trigger,
                " ".join(sentence.texts[head.first : head.last + 1]),
                persons if len(persons) > 1 else people,
                where,
            )
        assert head.group is not None  # noqa: S101  # only nouns stand without a verb
        subjects = [m for m in acting if m.end <= sentence.starts[head.group.first]]
        speaking = [m for m in subjects if m.label == "PERSON"]
        words = titles.subject_words(sentence, clause, head.group, self.names)
        return titles.title_of_verb(
            sentence,
            clause,
            head.group,
            titles.actor_names(speaking or subjects, self.actor_names),
            words,
            self.names,
            where,
        )

    def _place_name(self, place: FoundMention) -> str:
        name = self.actor_names.get(place.actor or "", self.text[place.start : place.end])
        return f"the {name}" if f"the {name}" in self.text else name

    def _evidence(
        self, head: Head, clause: Clause, quote: FoundQuote | None, subject: Source | None, *, alone: bool
    ) -> Offsets:
        sentence = head.sentence
        first, last = (0, len(sentence)) if alone else (clause.first, clause.end)
        if subject is not None:
            first = min(first, subject.first)
        if sentence.starts[head.first] in self.cues:
            last = len(sentence)
        while first < last - 1 and (
            not sentence.texts[first][0].isalnum() or sentence.lowers[first] in {"and", "but", "that"}
        ):
            first += 1
        while last > first + 1 and not sentence.texts[last - 1][-1].isalnum():
            last -= 1
        start, end = sentence.starts[first], sentence.ends[last - 1]
        if quote is not None:
            inside = next((c for c in quote.content if c[0] <= sentence.starts[head.first] < c[1]), None)
            if inside is not None:
                start, end = max(start, inside[0]), min(end, inside[1])
        return start, end


def _one_a_date(drafts: list[Draft]) -> list[Draft]:
    """Of the heads of one clause that took the same date, the one that names the event best."""
    best: dict[str, Draft] = {}
    kept: list[Draft] = []
    for draft in drafts:
        when = draft.event.date
        if when is None:
            kept.append(draft)
        elif when not in best or _rank(draft) > _rank(best[when]):
            best[when] = draft
    return kept + list(best.values())


def _rank(draft: Draft) -> tuple[bool, float, float]:
    put_off = draft.event.status in _CHANGED
    likely = draft.noun if put_off else not draft.noun
    return bool(draft.words), _VERB_BONUS * likely - draft.distance, draft.event.score


def _has_condition(sentence: Sentence) -> bool:
    words = set(sentence.lowers)
    return bool(words & verbs_of("conditional_words")) or "would" in words


_SPEECH_ACTS = {"REQUEST", "THREATEN", "ACCUSE", "REJECT"}


def _definite(sentence: Sentence, at: int) -> bool:
    for index in range(at - 1, max(-1, at - 5), -1):
        word = sentence.lowers[index]
        if word in {"the", "this", "that", "these", "those", "'s", "’s"} | _POSSESSIVES:
            return True
        if word in NOUN_OPENERS and word not in _ORDINALS:
            return False
    return False


def _ordinal(sentence: Sentence, at: int) -> str:
    return next((w for w in sentence.lowers[max(0, at - 3) : at] if w in _ORDINALS), "")


def _is_new_date(sentence: Sentence, time: FoundTime) -> bool:
    at = sentence.word_at(time.start) - 1
    return at >= 0 and sentence.lowers[at] in {"to", "until", "till", "for", "by", "from"}
