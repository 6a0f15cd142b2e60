"""What kind of saying a cue is: "denied" is not "said". The words stand in ``data/speech.yaml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from annotate.corpus.yaml.word_list import word_list

_FILE = Path(__file__).parent.parent / "data" / "speech.yaml"
_NEGATIONS = frozenset({"not", "never", "no", "n't"})


def speech_words() -> Mapping[str, Any]:
    """The content of the file; callers must not change it."""
    loaded: Mapping[str, Any] = word_list(_FILE)
    return loaded


@cache
def _meanings() -> Mapping[tuple[str, ...], str]:
    """By the words of the base form; a verb before a noun of the same letters."""
    data = speech_words()
    found: dict[tuple[str, ...], str] = {}
    for kind in ("meanings", "nouns"):
        for meaning, cues in data[kind].items():
            for cue in cues:
                found.setdefault(tuple(cue.split()), meaning)
    return found


@cache
def meaning_of(cue: str) -> str:
    """The meaning of a cue as it stands in a text, such as ``threaten`` for "threatened"; ``say`` if unknown.

    A negated one ("did not deny") is ``say``: what it comes to, no word list can tell.
    """
    words = cue.lower().replace("’", "'").replace("n't", " n't").split()
    if _NEGATIONS.intersection(words):
        return "say"
    for at, word in enumerate(words):
        for base in _bases(word):
            for length in (3, 2, 1, 0):
                known = _meanings().get((base, *words[at + 1 : at + 1 + length]))
                if known is not None:
                    return known
    return "say"


def _bases(word: str) -> Iterator[str]:
    """The base forms that ``word`` may belong to: "denied" gives "denied", "denie", "deni" and "deny"."""
    yield word
    irregular = speech_words()["irregular"].get(word)
    if irregular is not None:
        yield irregular
    for ending in ("s", "es", "d", "ed", "ing"):
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 2:
            continue
        yield stem
        yield stem + "e"
        if stem.endswith("i"):
            yield stem[:-1] + "y"
        if stem[-1] == stem[-2]:
            yield stem[:-1]
