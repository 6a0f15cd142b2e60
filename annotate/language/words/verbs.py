"""Forms of English verbs: which lemma a word may belong to, and in which form.

The forms are made from ``data/verbs.yaml``, the regular ones by rule; no context is looked at here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from annotate.language.lexicon import lexicon

VOWELS = "aeiou"


@dataclass(frozen=True)
class VerbForm:
    """What one written form may be; several may be true at once ("put" is base, past and participle)."""

    lemma: str
    base: bool = False
    third: bool = False
    """Third person present: meets."""
    past: bool = False
    participle: bool = False
    gerund: bool = False

    @property
    def finite(self) -> bool:
        """Whether it may stand without an auxiliary, with a subject."""
        return self.base or self.third or self.past


def _doubling(base: str) -> bool:
    return (
        len(base) > 2
        and base[-1] in "bdglmnprtfk"
        and base[-2] in VOWELS
        and (base[-3] not in VOWELS or base[-4:-2] == "qu" or base[-3:-1] == "ui")
        and (sum(c in VOWELS for c in base) < 3)
    )


def third_person(base: str) -> str:
    """``meets`` for ``meet``."""
    if base == "have":
        return "has"
    if base == "be":
        return "is"
    if base.endswith("y") and base[-2:-1] not in VOWELS:
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def gerunds(base: str) -> Iterator[str]:
    """``meeting`` for ``meet``; both spellings where usage differs."""
    if base.endswith("ie"):
        yield base[:-2] + "ying"
    elif base.endswith("e") and not base.endswith(("ee", "oe", "be")):
        yield base[:-1] + "ing"
    else:
        yield base + "ing"
        if _doubling(base):
            yield base + base[-1] + "ing"


def regular_pasts(base: str) -> Iterator[str]:
    """``agreed`` for ``agree``; both spellings where usage differs."""
    if base.endswith("e"):
        yield base + "d"
    elif base.endswith("y") and base[-2:-1] not in VOWELS:
        yield base[:-1] + "ied"
    else:
        yield base + "ed"
        if _doubling(base):
            yield base + base[-1] + "ed"


def forms_of(base: str) -> dict[str, VerbForm]:
    """Every form of one verb; irregular ones as the lexicon has them, unknown verbs by rule."""
    return dict(_irregular().get(base) or _regular(base))


def _regular(base: str) -> dict[str, VerbForm]:
    return _paradigm(base, list(regular_pasts(base)), list(regular_pasts(base)))


def _paradigm(base: str, pasts: list[str], participles: list[str]) -> dict[str, VerbForm]:
    kinds: dict[str, set[str]] = {}
    kinds.setdefault(base, set()).add("base")
    kinds.setdefault(third_person(base), set()).add("third")
    for word in pasts:
        kinds.setdefault(word, set()).add("past")
    for word in participles:
        kinds.setdefault(word, set()).add("participle")
    for word in gerunds(base):
        kinds.setdefault(word, set()).add("gerund")
    return {word: VerbForm(base, **dict.fromkeys(names, True)) for word, names in kinds.items()}


@lru_cache(maxsize=1)
def _irregular() -> dict[str, dict[str, VerbForm]]:
    found = {}
    for base, past, participle, *further in lexicon("verbs")["irregular"]:
        found[base] = _paradigm(base, [past, *further], [participle, *further])
    return found


@lru_cache(maxsize=1)
def verb_forms() -> Mapping[str, VerbForm]:
    """Every known form, in lower case. Where two verbs share a form, the one listed first in the file has it."""
    found: dict[str, VerbForm] = {}
    for paradigm in _irregular().values():
        for word, form in paradigm.items():
            found.setdefault(word, form)
    for base in lexicon("verbs")["regular"].split():
        if base not in found:
            for word, form in _regular(base).items():
                found.setdefault(word, form)
    return found


def lemma_of(word: str, tag: str) -> str:
    """The lemma of an unknown verb, by rule, from its Penn Treebank tag: ``tour`` for ``toured``."""
    if tag == "VBZ":
        if word.endswith("ies") and len(word) > 4:
            return word[:-3] + "y"
        return word[:-2] if word.endswith(("sses", "shes", "ches", "xes", "zes")) else word.removesuffix("s")
    ending = {"VBD": "ed", "VBN": "ed", "VBG": "ing"}.get(tag, "")
    if not ending or not word.endswith(ending) or len(word) <= len(ending) + 2:
        return word
    stem = word[: -len(ending)]
    if ending == "ed" and stem.endswith("i"):
        return stem[:-1] + "y"
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "slfz":
        return stem[:-1]
    return stem + "e" if _takes_e(stem) else stem


def _takes_e(stem: str) -> bool:
    """Whether a stem like ``escalat`` or ``urg`` has lost its final e before an ending."""
    if stem.endswith(("at", "iz", "is", "v", "c", "dg", "rg", "ng", "u", "bl", "gl", "pl", "tl", "s")):
        return not stem.endswith(("eat", "oat", "ing", "ss"))
    return False
