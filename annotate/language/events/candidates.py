"""What may be an event: each word that could name one, with when, where, who and how likely it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Doc

from annotate.corpus.annotations import EventType, Status
from annotate.corpus.edtf import first_day, last_day
from annotate.corpus.known.speech import meaning_of
from annotate.language.events import titles
from annotate.language.events.clause_actors import POSSESSIVES, ClauseActors
from annotate.language.events.clauses import Clause, clauses, joined
from annotate.language.events.dates import is_arranged, is_new_date, may_be_of
from annotate.language.events.features import Candidate, Setting, features, type_features
from annotate.language.events.heads import Head, heads
from annotate.language.events.merging import Draft
from annotate.language.events.parts import Surroundings, dates_of, place_of
from annotate.language.events.scorer import EventScorer
from annotate.language.events.status import changed, is_refuted, status_of
from annotate.language.events.triggers import narrowed_type, verbs_of
from annotate.language.found import FoundEvent, FoundMention, FoundQuote, FoundTime, Offsets
from annotate.language.names.datelines import words_of_dateline
from annotate.language.quotes.sources import Names, Source, source_before
from annotate.language.words.sentence_words import Sentence, sentences
from annotate.language.words.verb_groups import NOUN_OPENERS, PRONOUNS

_ORDINALS = {
    "first", "second", "third", "fourth", "fifth", "final", "last", "next", "new", "another", "earlier", "previous",
}  # fmt: skip
_SPEECH_ACTS = {"REQUEST", "THREATEN", "ACCUSE", "REJECT"}
"""What somebody does by saying it."""
_CHANGED: frozenset[Status] = frozenset({"postponed", "cancelled"})


@dataclass
class Rated:
    """A possible event with what the scorer made of it."""

    draft: Draft
    features: list[str]
    type_features: list[str]
    opens: bool
    """Whether it stands in the first sentence of what the article tells, below title and subtitle."""


class CandidateReader:
    """Reads what may be an event in a document that has its names, dates, quotes and actors."""

    def __init__(self, doc: Doc, scorer: EventScorer) -> None:
        self.scorer = scorer
        self.text = doc.text
        self.published: date | None = doc._.date
        self.mentions: list[FoundMention] = doc._.mentions or []
        self.quotes: list[FoundQuote] = [quote for quote in doc._.quotes or [] if not quote.phrase]
        self.around = Surroundings(self.mentions, doc._.times or [], self.quotes)
        self.names = Names(self.mentions, doc._.times or [])
        self.actor_names = titles.names_of_actors(self.mentions, self.text)
        self.sentences = sentences(doc)
        self.here = next((m.actor for m in self.mentions if m.label == "GPE" and m.start < 200), None)
        self.setting = Setting(doc, self.mentions, self.quotes)
        lead = self.setting.passages[self.setting.lead][0]
        self.opening = next((s for s in self.sentences if s.start >= lead), None)
        self.cues = {q.cue[0]: q for q in self.quotes if q.cue is not None}
        self.clause_actors = ClauseActors(self.text, self.mentions, self.around, self.names, self.cues)

    def candidates(self) -> Iterator[list[Rated]]:
        """What may be an event, clause by clause."""
        for whole_sentence in self.sentences:
            sentence = whole_sentence.behind(words_of_dateline(whole_sentence))
            if not len(sentence):
                continue
            parts = clauses(sentence)
            for clause, following in zip(parts, [*parts[1:], None], strict=True):
                whole = clause if following is None else joined(sentence, clause, following)
                found = [
                    self._read(head, whole, alone=len(parts) == 1)
                    for head in heads(sentence, clause, self.names)
                    if self.names.time_around(sentence.starts[head.first]) is None
                ]
                yield self._rated([f for f in found if f is not None])

    def _rated(self, found: list[tuple[Draft, Candidate]]) -> list[Rated]:
        rated = []
        for draft, read in found:
            nearer = sum(other.distance < draft.distance and other.event.date == draft.event.date for other, _ in found)
            candidate = replace(read, rank=nearer, siblings=len(found))
            names = features(self.setting, candidate)
            types = type_features(self.setting, candidate)
            draft.chance = self.scorer.chance(names)
            if draft.event.type == "OTHER":
                draft.event.type = self.scorer.type_of(types)
            draft.event.score = round(draft.chance, 2)
            opens = self.opening is not None and self.opening.start <= read.head.sentence.start <= self.opening.end
            rated.append(Rated(draft, names, types, opens))
        return rated

    def _read(self, head: Head, whole: Clause, *, alone: bool) -> tuple[Draft, Candidate] | None:
        sentence, clause = head.sentence, head.clause
        offset = sentence.starts[head.first]
        quote_index = self.around.quote_at(offset)
        quote = self.quotes[quote_index] if quote_index is not None else None
        ranked = dates_of(self.around, sentence, clause, head.first, head.last)
        ranked = [pair for pair in ranked if may_be_of(pair[1], head, self.published)]
        when, new_when, status = self._when(head, whole, [time for _, time in ranked])
        if self._is_denied(head, quote):
            status = "denied"
        place = place_of(self.around, sentence, clause, head.first)
        place_id = place.actor if place is not None else self._here(head)
        subject = self._subject(head)
        acting = self.clause_actors.acting(head, quote, subject)
        actors = list(dict.fromkeys(m.actor for m in acting if m.actor is not None and m.actor != place_id))
        if not (when or place_id or actors):
            return None
        score = self._score(head, quote, when, place_id, actors, status)
        told_in = whole if new_when or status in _CHANGED else clause
        event = FoundEvent(
            title=self._title(head, acting, place),
            evidence=self._evidence(head, told_in, quote, subject, alone=alone),
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
        definite = _definite(sentence, head.first) if head.noun else False
        ordinal = _ordinal(sentence, head.first) if head.noun else ""
        distance = ranked[0][0] if ranked else None
        draft = Draft(event, words, definite, head.noun, ordinal, distance or 0.0)
        candidate = Candidate(
            head, event, score if self._is_likely(head) else 0.0, distance, 0, quote, self.cues.get(offset), definite,
            self._kind_of_subject(head, subject), alone, 0,
        )  # fmt: skip
        return draft, candidate

    def _is_likely(self, head: Head) -> bool:
        if self._is_speech_act(head) and (head.trigger is None or head.trigger.type not in _SPEECH_ACTS):
            return False
        warns = head.group is not None and not head.noun and head.group.lemma == "warn"
        return head.likely and not (warns and not _has_condition(head.sentence))

    def _is_speech_act(self, head: Head) -> bool:
        return head.sentence.starts[head.first] in self.cues

    def _is_denied(self, head: Head, quote: FoundQuote | None) -> bool:
        cue = quote.cue if quote is not None else None
        return (cue is not None and meaning_of(self.text[slice(*cue)]) == "deny") or is_refuted(
            head.sentence, head.first
        )

    def _here(self, head: Head) -> str | None:
        """The article's own place, where the clause says "here"."""
        return self.here if "here" in head.sentence.lowers[head.clause.first : head.clause.end] else None

    def _kind_of_subject(self, head: Head, subject: Source | None) -> str:
        if subject is None:
            return ""
        labels = [m.label for m in self.around.mentions_in(*subject.span)]
        words = head.sentence.lowers[subject.first : head.first]
        return labels[0] if labels else words[0] if words and words[0] in PRONOUNS else "words"

    def _type(self, head: Head) -> EventType:
        sentence, clause, group = head.sentence, head.clause, head.group
        before, after = sentence.lowers[clause.first : head.first], sentence.lowers[head.last + 1 : clause.end]
        keys = [" ".join(head.trigger.words)] if head.trigger is not None else []
        if head.noun:
            keys.append(sentence.lowers[head.last].removesuffix("s"))
        elif group is not None:
            keys += [f"{group.lemma} {after[0]}"] if after else []
            keys.append(group.lemma)
            if group.lemma in verbs_of("opens_and_closes") and any(
                m.label == "EVENT"
                for m in self.around.mentions_in(sentence.starts[clause.first], sentence.ends[clause.end - 1])
            ):
                return "CONSULT"
        passive = not head.noun and group is not None and group.passive
        narrowed = narrowed_type(keys, before, after, passive=passive)
        if narrowed is not None:
            return narrowed
        return head.trigger.type if head.trigger is not None else "OTHER"

    def _score(
        self,
        head: Head,
        quote: FoundQuote | None,
        when: str | None,
        place: str | None,
        actors: list[str],
        status: Status,
    ) -> float:
        score = 0.35 if head.trigger is not None else 0.05
        if head.noun and head.trigger is not None and head.trigger.type != "CONSULT":
            score -= 0.1
        if when is not None:
            score += 0.3
        score += 0.1 * (place is not None) + 0.15 * bool(actors) + 0.05 * (len(actors) > 1)
        score = min(score, 0.95) + 0.1 * self._is_speech_act(head) + 0.05 * (status == "planned")
        if when is None and head.noun and quote is not None and quote.kind != "indirect":
            # What a speaker alludes to without a date is background.
            score -= 0.1
        return score

    def _when(self, head: Head, whole: Clause, times: list[FoundTime]) -> tuple[str | None, str | None, Status]:
        sentence, clause = head.sentence, head.clause
        change = changed(sentence, whole, head.group if not head.noun else None)
        if change is not None and (head.noun or change[1] is not head.group or change[0] == "cancelled"):
            status, verb = change
            new = next((t for t in times if sentence.word_at(t.start) > verb.last and is_new_date(sentence, t)), None)
            before = [t for t in times if sentence.word_at(t.start) < verb.first or is_arranged(sentence, t)]
            if head.first > verb.last and not before:
                # "called off Monday's visit"
                before = [t for t in times if t is not new]
            moved = new.edtf if new is not None and status == "postponed" else None
            return (before[0].edtf if before else None), moved, status
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
        if all(m.label == "NORP" for m in subjects):
            # "Peruvian jets cross the border", not Peru.
            subjects = []
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


def _has_condition(sentence: Sentence) -> bool:
    words = set(sentence.lowers)
    return bool(words & verbs_of("conditional_words")) or "would" in words


def _definite(sentence: Sentence, at: int) -> bool:
    for index in range(at - 1, max(-1, at - 5), -1):
        word = sentence.lowers[index]
        if word in {"the", "this", "that", "these", "those", "'s", "’s"} | POSSESSIVES:
            return True
        if word in NOUN_OPENERS and word not in _ORDINALS:
            return False
    return False


def _ordinal(sentence: Sentence, at: int) -> str:
    return next((w for w in sentence.lowers[max(0, at - 3) : at] if w in _ORDINALS), "")
