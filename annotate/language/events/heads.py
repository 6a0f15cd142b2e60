"""Which words of a clause may name an event: verbs and nouns of the data file, and any verb that carries a date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotate.language.events.clauses import Clause
from annotate.language.events.triggers import Trigger, noun_triggers, verb_triggers, verbs_of
from annotate.language.quotes.sources import Names
from annotate.language.words.sentence_words import Sentence
from annotate.language.words.verb_groups import VerbGroup

_NEAR = 4
"""Words between a verb and the infinitive that hangs on it: "refused on Monday to meet"."""
_SEPARABLE = {"off", "out", "back", "up", "down", "over"}


@dataclass
class Head:
    """A word that may name an event, in its clause."""

    sentence: Sentence
    clause: Clause
    first: int
    last: int
    group: VerbGroup | None
    """The verb itself, or for a noun the verb that governs it."""
    trigger: Trigger | None
    """None: a clause whose verb the data file does not know."""
    likely: bool = True
    """Whether a rule would choose it; the others are left to the scorer."""

    @property
    def noun(self) -> bool:
        """Whether a noun names the event."""
        return self.trigger is not None and self.trigger.noun


def _unspecific(group: VerbGroup) -> bool:
    """Whether a verb that the data file does not list makes no event even with a date."""
    return any(group.lemma in verbs_of(name) for name in ("no_events", "light_verbs", "postponed", "cancelled"))


def _verb_trigger(sentence: Sentence, group: VerbGroup) -> Trigger | None:
    for trigger in verb_triggers().get(group.lemma, ()):
        particles = trigger.words[1:]
        following = tuple(sentence.lowers[group.last + 1 : group.last + 1 + len(particles)])
        if particles == following:
            return trigger
        near = sentence.lowers[group.last + 1 : group.last + 5]
        if len(particles) == 1 and particles[0] in _SEPARABLE and particles[0] in near:
            return trigger
    return None


def _governor(clause: Clause, at: int) -> VerbGroup | None:
    """The verb that a noun is subject or object of: the nearest finite or infinitive one of its clause."""
    before = [g for g in clause.groups if g.last < at and g.tense != "participle"]
    after = [g for g in clause.groups if g.first > at and g.is_finite]
    if before and (not after or at - before[-1].last <= 9):
        return before[-1]
    return after[0] if after else (before[-1] if before else None)


def _is_attribute(sentence: Sentence, end: int, clause: Clause) -> bool:
    """Whether the noun only qualifies the next one: "summit venue", "ceasefire proposal"."""
    if end >= clause.end:
        return False
    after = sentence.lowers[end]
    return after in noun_triggers() and after not in {g.lemma for g in clause.groups}


def _negated_noun(sentence: Sentence, at: int) -> bool:
    return at > 0 and sentence.lowers[at - 1] in {"no", "any", "each", "every", "per"}


def _is_refused(sentence: Sentence, group: VerbGroup) -> bool:
    """Whether it is what somebody refuses or fails to do: in "refused to meet" nobody meets."""
    if group.tense != "infinitive":
        return False
    governor = next((other for other in reversed(sentence.groups) if other.last < group.first), None)
    near = governor is not None and group.first - governor.last <= _NEAR
    return governor is not None and near and governor.lemma in verbs_of("never_done") and not governor.negated


def heads(sentence: Sentence, clause: Clause, names: Names) -> Iterator[Head]:
    """The words of a clause that may name an event; a verb and its object that name the same one give one."""
    nouns = list(_nouns(sentence, clause, names))
    taken: set[int] = set()
    for group in clause.groups:
        if names.time_around(sentence.starts[group.last]) is not None or _is_refused(sentence, group):
            continue
        trigger = _verb_trigger(sentence, group)
        if group.lemma in {"be", "have", "do"} or group.tense == "participle":
            yield Head(sentence, clause, group.last, group.last, group, trigger, likely=False)
            continue
        objects = [n for n in nouns if group.last < n.first <= group.last + 9 and n.group is group]
        light = group.lemma in verbs_of("light_verbs")
        carried = next(
            (n for n in objects if light or (trigger and n.trigger and n.trigger.type == trigger.type)), None
        )
        if carried is not None and trigger is not None and carried.trigger and carried.trigger.type == trigger.type:
            taken.add(carried.first)
            yield Head(sentence, clause, group.last, group.last, group, trigger)
        elif carried is not None:
            continue
        elif trigger is not None:
            likely = not (light and any(n.group is group for n in nouns))
            yield Head(sentence, clause, group.last, group.last, group, trigger, likely)
        else:
            likely = not _unspecific(group) and not any(n.group is group for n in nouns)
            yield Head(sentence, clause, group.last, group.last, group, None, likely)
    for noun in nouns:
        if noun.first not in taken:
            yield noun


def _nouns(sentence: Sentence, clause: Clause, names: Names) -> Iterator[Head]:
    verbs = {g.last for g in clause.groups}
    at = clause.first
    while at < clause.end:
        for trigger in noun_triggers().get(sentence.lowers[at], ()):
            end = at + len(trigger.words)
            inside = at in verbs or names.is_within_name(
                sentence.starts[at], sentence.ends[end - 1] if end <= len(sentence) else sentence.end
            )
            # "13 March" is no march.
            inside = inside or names.time_around(sentence.starts[at]) is not None
            if tuple(sentence.lowers[at:end]) == trigger.words and not inside:
                if not _is_attribute(sentence, end, clause) and not _negated_noun(sentence, at):
                    yield Head(sentence, clause, at, end - 1, _governor(clause, at), trigger)
                at = end - 1
                break
        at += 1
