"""Cue words: which forms report speech, and what they take.

The verbs and their meanings stand in ``corpus/data/speech.yaml``, their constructions in ``data/cues.yaml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from annotate.corpus.known.speech import speech_words
from annotate.language.lexicon import lexicon
from annotate.language.words.verbs import forms_of


@dataclass(frozen=True)
class Cue:
    """One verb that reports speech."""

    lemma: str
    meaning: str
    """say, claim, answer, confirm, deny, promise, threaten, warn, demand, ask ...: a key of the data file."""
    takes: frozenset[str]
    """The constructions of the data file that it may take."""
    particle: tuple[str, ...] = ()
    """The words that must follow the verb: ("on",) for "go on"."""


@cache
def cue_verbs() -> Mapping[str, tuple[Cue, ...]]:
    """Cues by written form of their verb, those with a particle first."""
    data = lexicon("cues")
    takes: dict[str, set[str]] = {}
    for construction, verbs in data["takes"].items():
        for verb in verbs:
            takes.setdefault(verb, set()).add(construction)
    found: dict[str, list[Cue]] = {}
    for meaning, verbs in speech_words()["meanings"].items():
        for verb in verbs:
            lemma, *particle = verb.split()
            cue = Cue(lemma, meaning, frozenset(takes.get(verb, {"marks"})), tuple(particle))
            for form in forms_of(lemma):
                found.setdefault(form, []).append(cue)
    return {form: tuple(sorted(cues, key=lambda cue: -len(cue.particle))) for form, cues in found.items()}


@cache
def cue_nouns() -> Mapping[str, str]:
    """Nouns for something said, each with its meaning: ``warning``, ``statement``."""
    return {noun: meaning for meaning, nouns in speech_words()["nouns"].items() for noun in nouns}


@cache
def phrases() -> tuple[tuple[str, ...], ...]:
    """Cues that stand before their source, such as "according to", longest first."""
    return tuple(
        sorted((tuple(phrase.split()) for phrase in lexicon("cues")["phrases"]), key=lambda words: -len(words))
    )


@cache
def words(name: str) -> frozenset[str]:
    """One of the plain lists of the data file."""
    return frozenset(lexicon("cues")[name])
