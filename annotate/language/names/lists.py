"""The word lists that names are told apart by, folded, read once."""

from __future__ import annotations

from functools import cache

from spacy.lang.en.stop_words import STOP_WORDS

from annotate.language.lexicon import lexicon
from annotate.language.names.name_words import fold
from annotate.language.words.cues import cue_verbs
from annotate.language.words.verbs import verb_forms


@cache
def parts(name: str) -> frozenset[str]:
    """A list of ``data/name_parts.yaml``."""
    return frozenset(fold(str(word)) for word in lexicon("name_parts")[name])


@cache
def titles(name: str) -> frozenset[str]:
    """A list of ``data/titles.yaml``; phrases are left out."""
    return frozenset(fold(word) for word in lexicon("titles")[name] if " " not in word)


@cache
def before_a_name() -> frozenset[str]:
    """Every word that makes a title: honorifics, ranks, offices."""
    return titles("honorifics") | titles("ranks") | titles("offices")


@cache
def common() -> frozenset[str]:
    """Words that begin sentences in capitals without being names."""
    known = {fold(word) for word in STOP_WORDS} | {fold(word) for word in lexicon("openers")["words"]}
    return frozenset(
        known | {fold(word) for word in verb_forms()} | titles("offices") | {f"{t}s" for t in titles("offices")}
    )


@cache
def speech() -> frozenset[str]:
    """Verbs that report speech, in the forms that stand next to a speaker."""
    return frozenset(fold(word) for word in cue_verbs())
