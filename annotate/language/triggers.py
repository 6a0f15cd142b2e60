"""What names an event: verbs and nouns of ``data/triggers.yaml`` with their type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from annotate.corpus.annotations import EVENT_TYPES, EventType
from annotate.language.lexicon import lexicon


@dataclass(frozen=True)
class Trigger:
    """A word that names an event."""

    type: EventType
    words: tuple[str, ...]
    """The verb's lemma with its particles, or the noun's words."""
    noun: bool = False
    title: str = ""
    """For a noun: the verb phrase that a title uses, in the plural: "hold talks"."""


def _types() -> Mapping[EventType, dict[str, object]]:
    types = lexicon("triggers")["types"]
    unknown = set(types) - set(EVENT_TYPES)
    if unknown:
        raise ValueError(
            f"data/triggers.yaml: {', '.join(sorted(unknown))}: no event type; one of {', '.join(EVENT_TYPES)}"
        )
    return types  # type: ignore[no-any-return]


@cache
def verb_triggers() -> Mapping[str, tuple[Trigger, ...]]:
    """By lemma, those with particles first; the type listed first has a lemma that stands under several."""
    found: dict[str, list[Trigger]] = {}
    for event_type, entry in _types().items():
        for verb in entry["verbs"]:  # type: ignore[attr-defined]
            words = tuple(verb.split())
            if not any(trigger.words == words for trigger in found.get(words[0], ())):
                found.setdefault(words[0], []).append(Trigger(event_type, words))
    return {lemma: tuple(sorted(triggers, key=lambda t: -len(t.words))) for lemma, triggers in found.items()}


@cache
def noun_triggers() -> Mapping[str, tuple[Trigger, ...]]:
    """By first word in lower case, singular and plural, longest first."""
    found: dict[str, list[Trigger]] = {}
    for event_type, entry in _types().items():
        for noun, title in entry["nouns"].items():  # type: ignore[attr-defined]
            words = tuple(noun.split())
            plural = (*words[:-1], words[-1] if words[-1].endswith("s") else words[-1] + "s")
            for form in {words, plural}:
                if not any(trigger.words == form for trigger in found.get(form[0], ())):
                    found.setdefault(form[0], []).append(Trigger(event_type, form, True, str(title)))
    return {first: tuple(sorted(triggers, key=lambda t: -len(t.words))) for first, triggers in found.items()}


@cache
def verbs_of(name: str) -> frozenset[str]:
    """One of the plain lists of the data file."""
    return frozenset(lexicon("triggers")[name])


def narrowed_type(verb: str, words: Sequence[str], *, gatherings: bool) -> EventType | None:
    """The type of a verb whose meaning hangs on what stands beside it; None for any other verb.

    Args:
        verb: the lemma.
        words: of the clause, in lower case.
        gatherings: whether a named gathering stands in the clause, such as "the Lisbon Summit".
    """
    if gatherings and verb in verbs_of("opens_and_closes"):
        return "CONSULT"
    for event_type, beside in _narrowed().get(verb, ()):
        if not beside.isdisjoint(words):
            return event_type
    return None


@cache
def _narrowed() -> Mapping[str, tuple[tuple[EventType, frozenset[str]], ...]]:
    data = lexicon("triggers")
    classes = {name: frozenset(words) for name, words in data["classes"].items()}
    return {
        verb: tuple(
            (event_type, frozenset().union(*(classes.get(w, {w}) for w in beside)))
            for event_type, beside in by_type.items()
        )
        for verb, by_type in data["narrowed"].items()
    }
