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
    """By lemma, those with particles first.

    Raises:
        ValueError: a verb stands under two types; what stands beside it must tell, below ``narrowed``.
    """
    found: dict[str, list[Trigger]] = {}
    for event_type, entry in _types().items():
        for verb in entry["verbs"]:  # type: ignore[attr-defined]
            words = tuple(verb.split())
            other = next((trigger for trigger in found.get(words[0], ()) if trigger.words == words), None)
            if other is not None:
                raise ValueError(f"data/triggers.yaml: {verb}: stands under {other.type} and {event_type}")
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


def narrowed_type(
    keys: Sequence[str], before: Sequence[str], after: Sequence[str], *, passive: bool
) -> EventType | None:
    """The type of a word whose meaning hangs on what stands beside it; None where nothing there tells.

    Args:
        keys: the word's base form, longer ones first: "hand over", "hand".
        before: the words of the clause before it, in lower case; the nearest one that tells decides.
        after: those behind it, where the object of an active verb stands.
        passive: whether the object stands before it.
    """
    for key in keys:
        by_type = _narrowed().get(key)
        if by_type is None:
            continue
        sides = (before[::-1], after) if passive else (after, before[::-1])
        for words in sides:
            for word in words:
                for event_type, beside in by_type:
                    if word in beside:
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
