"""A short plain title for an event: who, what, where, in the present tense."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from annotate.language.events.clauses import Clause
from annotate.language.events.triggers import Trigger
from annotate.language.found import FoundMention
from annotate.language.quotes.sources import Names
from annotate.language.words.sentence_words import Sentence
from annotate.language.words.verb_groups import VerbGroup
from annotate.language.words.verbs import third_person

LONGEST = 90
"""Characters."""
_STOPS = {
    ",", ";", ":", ".", "?", "!", "“", "”", '"', "‘", "(", ")", "–", "—", "if", "unless", "that", "after", "before",
    "while", "because", "which", "who", "when", "until", "though", "although", "but", "provided", "as", "since",
    "where",
}  # fmt: skip
_PLURAL_PRONOUNS = {"they", "we", "you", "both", "all", "these", "those", "i"}
_WEAK_ENDS = {
    "the", "a", "an", "of", "in", "on", "at", "to", "for", "with", "and", "or", "by", "from", "its", "his", "her",
    "their", "into", "between", "over", "under", "near", "against", "about", "towards", "toward", "is", "was", "were",
    "are", "not", "than", "some",
}  # fmt: skip


def names_of_actors(mentions: Sequence[FoundMention], text: str) -> dict[str, str]:
    """The words to call each actor by: a person's fullest name, else the name used most."""
    by_actor: dict[str, list[FoundMention]] = {}
    for mention in mentions:
        if mention.actor is not None and mention.form == "name":
            by_actor.setdefault(mention.actor, []).append(mention)
    found: dict[str, str] = {}
    for actor, group in by_actor.items():
        plain = [m for m in group if m.label != "NORP"] or group
        counts = Counter(" ".join(text[m.start : m.end].split()) for m in plain)
        if any(m.label == "PERSON" for m in plain):
            found[actor] = max(counts, key=lambda name: (len(name), counts[name]))
        else:
            found[actor] = max(counts, key=lambda name: (counts[name], -len(name)))
    return found


def joined(names: Sequence[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``; more than three are cut."""
    names = list(dict.fromkeys(names))[:3]
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def _present(verb_phrase: str, *, plural: bool) -> str:
    first, _, rest = verb_phrase.partition(" ")
    said = first if plural else third_person(first)
    return f"{said} {rest}".strip()


def _words(sentence: Sentence, first: int, end: int, times: Names, room: int) -> str:
    """The words from ``first`` on until a clause, a date or the room ends; spaces as in the text."""
    at, taken = first, 0
    last_end = first
    while at < end and sentence.lowers[at] not in _STOPS:
        if times.time_around(sentence.starts[at]) is not None:
            break
        taken = sentence.ends[at] - sentence.starts[first]
        if taken > room:
            break
        last_end = at + 1
        at += 1
    while last_end > first and sentence.lowers[last_end - 1] in _WEAK_ENDS:
        last_end -= 1
    return _text(sentence, first, last_end)


def _text(sentence: Sentence, first: int, end: int) -> str:
    parts: list[str] = []
    for at in range(first, end):
        glued = at > first and sentence.starts[at] == sentence.ends[at - 1]
        parts.append(sentence.texts[at] if at == first or glued else " " + sentence.texts[at])
    return "".join(parts)


def _upper(title: str) -> str:
    return title[:1].upper() + title[1:]


def title_of_noun(trigger: Trigger, head: str, actors: Sequence[str], place: str | None) -> str:
    """``Guyana and Venezuela hold talks in Bridgetown``."""
    where = f" in {place}" if place and place not in actors else ""
    if actors:
        return _fit(joined(actors) + " " + _present(trigger.title, plural=len(set(actors)) > 1) + where)
    return _fit(_upper(head) + where)


def title_of_verb(
    sentence: Sentence, clause: Clause, group: VerbGroup, subjects: Sequence[str], subject_words: str, names: Names,
    place: str | None,
) -> str:  # fmt: skip
    """``Ukraine demands security guarantees``; a passive keeps its subject: ``Two tankers are turned away``."""
    end = next(
        (g.first for g in clause.groups if g.first > group.last and g.is_finite),
        clause.end,
    )
    if group.passive:
        subject = subject_words or joined(subjects or ["someone"])
        plural = subject.split()[-1].endswith("s") or len(set(subjects)) > 1 or " and " in subject
        verb = f"{'are' if plural else 'is'}{' not' if group.negated else ''} {sentence.lowers[group.last]}"
    else:
        subject = joined(subjects) if subjects else subject_words
        plural = (
            len(set(subjects)) > 1
            if subjects
            else subject_words.lower() in _PLURAL_PRONOUNS
            or (subject_words.split()[-1:] != [] and subject_words.rsplit(maxsplit=1)[-1].endswith("s"))
        )
        verb = _present(group.lemma, plural=plural)
        if group.negated and group.lemma not in {"be", "have"}:
            verb = f"{'do' if plural else 'does'} not {group.lemma}"
        elif not group.lemma.isalpha():
            verb = sentence.lowers[group.last]
    start = f"{subject} {verb}".strip()
    rest = _words(sentence, group.last + 1, end, names, max(0, LONGEST - len(start) - 1))
    title = f"{start} {rest}".strip()
    if place and place not in title and len(title) + len(place) + 4 <= LONGEST and not rest:
        title += f" in {place}"
    return _fit(_upper(title))


def _fit(title: str) -> str:
    title = " ".join(title.split())
    if len(title) <= LONGEST:
        return title
    words = title[: LONGEST + 1].split(" ")[:-1]
    while words and words[-1].lower() in _WEAK_ENDS:
        words.pop()
    return " ".join(words) or title[:LONGEST]


def subject_words(sentence: Sentence, clause: Clause, group: VerbGroup, names: Names) -> str:
    """The words of the subject, from the clause's beginning or the last comma to the verb."""
    first = clause.first
    for at in range(group.first - 1, clause.first - 1, -1):
        if sentence.lowers[at] in _STOPS | {"and"} and group.first - at > 1:
            first = at + 1
            break
    while first < group.first and (
        sentence.lowers[first] in {"and", "but", "that", "then", "while", "after", "before", "as", "when", "on", "in"}
        or names.time_around(sentence.starts[first]) is not None
    ):
        first += 1
    last = group.first
    while last > first and names.time_around(sentence.starts[last - 1]) is not None:
        last -= 1
    while last > first and sentence.lowers[last - 1] in _WEAK_ENDS:
        last -= 1
    words = _text(sentence, first, last)
    return words if len(words) <= 50 else ""


def actor_names(mentions: Sequence[FoundMention], names: Mapping[str, str]) -> list[str]:
    """The names of the mentions' actors, each once."""
    return list(dict.fromkeys(names[m.actor] for m in mentions if m.actor is not None and m.actor in names))
