"""What a possible event looks like: the features that the trained scorer weighs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from spacy.tokens import Doc, Token

from annotate.corpus.edtf import first_day, last_day
from annotate.corpus.known.speech import meaning_of
from annotate.language.events.heads import Head
from annotate.language.events.triggers import noun_triggers, verbs_of
from annotate.language.found import FoundEvent, FoundMention, FoundQuote
from annotate.language.lexicon import lexicon

_CONDITIONS = {"if", "unless", "should", "provided", "until", "would", "could"}
_PERSONAL = {"i", "we", "you", "my", "our", "your", "me", "us"}
_OPENERS = {
    "if", "unless", "who", "which", "that", "when", "while", "after", "before", "because", "as", "where", "whether",
    "until", "since", "and", "but", "or", "to", "what", "how", "why", "though", "although", "whose",
}  # fmt: skip


class Setting:
    """What is the same for all possible events of an article."""

    def __init__(self, doc: Doc, mentions: list[FoundMention], quotes: list[FoundQuote]) -> None:
        self.text = doc.text
        self.published: date | None = doc._.date
        self.tokens: Mapping[int, Token] = {token.idx: token for token in doc}
        self.parsed = doc.has_annotation("DEP")
        self.quotes = quotes
        self.mentions = mentions
        self.passages = list(doc._.passages or [(0, len(doc.text))])
        self.lead = next((n for n, (first, end) in enumerate(self.passages) if _is_told(self.text[first:end])), 0)
        """The number of the passage that the telling begins with: not a title, nor a subtitle."""


def _is_told(passage: str) -> bool:
    """Whether it ends as a sentence does."""
    return passage.rstrip()[-1:] in set(".!?…:”’\"'»)")


@dataclass(frozen=True)
class Candidate:
    """A word that may name an event, with what has been read around it."""

    head: Head
    event: FoundEvent
    rule_score: float
    distance: float | None
    """Words and penalties between the head and its date; None without one."""
    rank: int
    """How many heads of the clause stand nearer to the date."""
    quote: FoundQuote | None
    cue: FoundQuote | None
    """The quote that the head itself introduces."""
    definite: bool
    subject: str
    """Label of who does it, or the pronoun; empty if nobody is found."""
    alone: bool
    siblings: int


def _bucket(value: float, *limits: float) -> str:
    return str(next((n for n, limit in enumerate(limits) if value <= limit), len(limits)))


def _when(setting: Setting, when: str | None) -> Iterator[str]:
    if when is None:
        yield "none"
        return
    first, last = first_day(when), last_day(when)
    if first is None or last is None:
        yield "open"
        return
    length = (last - first).days
    yield "length" + _bucket(length, 0, 3, 7, 31, 100)
    if setting.published is None:
        return
    if last < setting.published:
        yield "past" + _bucket((setting.published - last).days, 1, 7, 31, 200, 800)
    elif first > setting.published:
        yield "ahead" + _bucket((first - setting.published).days, 1, 7, 31, 200, 800)
    else:
        yield "now"


def features(setting: Setting, candidate: Candidate) -> list[str]:
    """The features, each once; words among them are in lower case."""
    return list(dict.fromkeys(_features(setting, candidate)))


def _features(setting: Setting, candidate: Candidate) -> Iterator[str]:
    dated = "dated" if candidate.event.date else "undated"
    kind, lemma = _kind(candidate.head), _lemma(candidate.head)
    yield from _of_word(candidate, dated, kind, lemma)
    yield from _of_time(setting, candidate, dated, kind)
    yield from _of_doing(candidate, dated, kind)
    yield from _of_speech(setting, candidate, dated, kind, lemma)
    yield from _of_clause(candidate, dated)
    yield from _of_neighbours(candidate, dated, kind)
    yield from _of_syntax(setting, candidate, dated, kind)
    yield from _of_place_in_text(setting, candidate, dated)


def _kind(head: Head) -> str:
    return "noun" if head.noun else "verb" if head.trigger is not None else "other"


def _lemma(head: Head) -> str:
    return head.sentence.lowers[head.last] if head.noun or head.group is None else head.group.lemma


def _of_word(candidate: Candidate, dated: str, kind: str, lemma: str) -> Iterator[str]:
    yield "bias"
    yield f"kind={kind} {dated}"
    yield f"lemma={lemma}"
    yield f"lemma={lemma} {dated}"
    if candidate.head.trigger is not None:
        yield f"type={candidate.event.type} {kind} {dated}"
    rule = _bucket(candidate.rule_score, 0.3, 0.49, 0.6, 0.7, 0.8)
    yield f"rule={rule}"
    yield f"rule={rule} {kind}"
    for name in ("no_events", "light_verbs", "postponed", "cancelled"):
        if not candidate.head.noun and lemma in verbs_of(name):
            yield f"listed={name} {dated}"


def _of_time(setting: Setting, candidate: Candidate, dated: str, kind: str) -> Iterator[str]:
    for told in _when(setting, candidate.event.date):
        yield f"when={told}"
        yield f"when={told} {kind}"
    if candidate.distance is not None:
        far = _bucket(candidate.distance, 1, 4, 9, 15, 25)
        yield f"far={far}"
        yield f"far={far} {kind}"
        yield f"rank={min(candidate.rank, 2)}"
    yield f"status={candidate.event.status}"
    yield f"status={candidate.event.status} {dated} {kind}"


def _of_doing(candidate: Candidate, dated: str, kind: str) -> Iterator[str]:
    group = candidate.head.group
    yield f"place={candidate.event.place is not None} {dated}"
    yield f"actors={min(len(candidate.event.actors), 3)} {dated}"
    tense = group.tense if group is not None else "none"
    yield f"tense={tense} {kind}"
    yield f"tense={tense} {dated}"
    if group is not None and group.passive:
        yield f"passive {kind}"
    if group is not None and group.negated:
        yield f"negated {kind}"
    yield f"subject={candidate.subject}"
    yield f"subject={candidate.subject} {dated} {kind}"


def _of_clause(candidate: Candidate, dated: str) -> Iterator[str]:
    lowers, clause = candidate.head.sentence.lowers, candidate.head.clause
    opener, first = lowers[clause.first], lowers[0]
    yield f"opener={opener if opener in _OPENERS else ''} {dated}"
    yield f"first={first if first in _OPENERS else ''}"
    for word in sorted(_CONDITIONS.intersection(lowers)):
        yield f"holds={word} {dated}"
    if "?" in lowers:
        yield "question"
    if _PERSONAL.intersection(lowers[clause.first : clause.end]):
        yield f"personal {dated}"
    yield f"siblings={min(candidate.siblings, 3)}"
    yield f"alone={candidate.alone}"


def _of_neighbours(candidate: Candidate, dated: str, kind: str) -> Iterator[str]:
    head = candidate.head
    lowers, clause, group = head.sentence.lowers, head.clause, head.group
    yield f"before={lowers[head.first - 1] if head.first > clause.first else '^'}"
    yield f"after={lowers[head.last + 1] if head.last + 1 < clause.end else '$'}"
    if not head.noun:
        nouns = [w for w in lowers[head.last + 1 : min(clause.end, head.last + 8)] if w in noun_triggers()]
        yield f"object={nouns[0] if nouns else ''}"
        yield f"object={bool(nouns)} {kind} {dated}"
        return
    yield f"definite={candidate.definite} {dated}"
    yield f"definite={candidate.definite} {candidate.event.type}"
    if group is None:
        yield "governor=none"
        return
    side = "object" if group.last < head.first else "subject"
    yield f"governor={group.lemma} {side}"
    yield f"governor {side} {group.tense} {dated}"


def _of_speech(setting: Setting, candidate: Candidate, dated: str, kind: str, lemma: str) -> Iterator[str]:
    if candidate.cue is not None:
        yield f"cue={candidate.cue.kind} {lemma}"
        yield f"cue={candidate.cue.kind} {dated}"
        yield f"cue={meaning_of(lemma)} {dated}"
    if candidate.quote is None:
        yield f"quote=none {dated}"
        return
    cue = setting.text[slice(*candidate.quote.cue)] if candidate.quote.cue is not None else ""
    meaning = meaning_of(cue) if cue else "none"
    tense = candidate.head.group.tense if candidate.head.group is not None else "none"
    yield f"quote={candidate.quote.kind} {dated}"
    yield f"quote={candidate.quote.kind} {dated} {kind}"
    yield f"quote={candidate.quote.kind} {tense}"
    yield f"quote={meaning} {dated}"
    yield f"quote={meaning} {candidate.event.status}"


def _of_syntax(setting: Setting, candidate: Candidate, dated: str, kind: str) -> Iterator[str]:
    token = setting.tokens.get(candidate.event.head[0]) if setting.parsed else None
    if token is None:
        return
    if not candidate.head.noun and candidate.head.group is not None:
        token = setting.tokens.get(candidate.head.sentence.starts[candidate.head.group.last], token)
    yield f"dep={token.dep_} {dated}"
    yield f"dep={token.dep_} {kind}"
    if token.head is not token:
        yield f"up={token.head.lemma_.lower()}"
        yield f"up={token.dep_} {token.head.tag_} {dated}"
        if token.head.head is not token.head:
            yield f"upup={token.head.dep_} {dated}"
    for child in token.children:
        if child.dep_ in {"nsubj", "nsubj:pass", "obj", "case", "mark", "det", "nmod:poss", "amod", "advmod"}:
            yield f"child={child.dep_} {child.lower_ if child.dep_ in {'case', 'mark', 'det'} else ''} {kind}"


def _of_place_in_text(setting: Setting, candidate: Candidate, dated: str) -> Iterator[str]:
    start = candidate.event.head[0]
    number = next((n for n, (first, end) in enumerate(setting.passages) if first <= start < end), 0)
    behind = max(0, number - setting.lead)
    yield f"passage={_bucket(behind, 0, 1, 3)} {dated}"
    if number == len(setting.passages) - 1 and behind:
        yield f"passage=last {dated}"
    first = setting.passages[number][0]
    yield f"opens={candidate.head.sentence.start - first < 3} {dated}"


def type_features(setting: Setting, candidate: Candidate) -> list[str]:
    """What tells the type: the rule's own, the word itself and the words of its clause."""
    return list(dict.fromkeys(_type_features(setting, candidate)))


def _type_features(setting: Setting, candidate: Candidate) -> Iterator[str]:
    head, event = candidate.head, candidate.event
    sentence, clause, group = head.sentence, head.clause, head.group
    kind, lemma = _kind(head), _lemma(head)
    yield "bias"
    yield f"kind={kind}"
    yield f"rule={event.type}"
    yield f"rule={event.type} {kind}"
    yield f"lemma={lemma}"
    yield f"rule={event.type} {event.status}"
    yield f"status={event.status}"
    yield f"subject={candidate.subject}"
    if group is not None:
        yield f"verb={group.lemma}"
    for at in range(clause.first, clause.end):
        word = sentence.lowers[at]
        token = setting.tokens.get(sentence.starts[at])
        if token is not None and (token.pos_ in {"NOUN", "VERB", "ADJ"}):
            yield f"word={token.lemma_.lower()}"
            if head.last < at <= head.last + 6:
                yield f"near={token.lemma_.lower()}"
        for name in _classes().get(word, ()):
            yield f"class={name}"
            if abs(at - head.last) < 7:
                yield f"near class={name}"
        for trigger in noun_triggers().get(word, ())[:1]:
            yield f"noun type={trigger.type}"
            if head.last < at <= head.last + 7:
                yield f"object type={trigger.type}"
    if candidate.cue is not None:
        yield f"cue={meaning_of(lemma)}"
    if candidate.quote is not None and candidate.quote.cue is not None:
        yield f"quote={meaning_of(setting.text[slice(*candidate.quote.cue)])}"
    yield f"after={sentence.lowers[head.last + 1] if head.last + 1 < clause.end else '$'}"


@cache
def _classes() -> Mapping[str, list[str]]:
    """By word, the classes of the data file that it is of."""
    found: dict[str, list[str]] = {}
    for name, words in lexicon("triggers")["classes"].items():
        for word in words:
            found.setdefault(word, []).append(name)
    return found
