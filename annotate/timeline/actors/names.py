"""Names as they are compared: folded to plain letters, without titles, across ways of writing them in Latin letters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from anyascii import anyascii
from rapidfuzz.fuzz import ratio

from annotate.corpus.yaml.word_list import word_list

SAME_SURNAME = 88.0
"""From this likeness (rapidfuzz ratio of the keys, 0 to 100) two surnames are one, if the given names agree too."""
SAME_GIVEN_NAME = 85.0
_TITLES = Path(__file__).parent.parent / "data" / "titles.yaml"
_WORD = re.compile(r"[a-z0-9]+")
_WITHIN_WORDS = re.compile(r"[.'`´]")
_POSSESSIVE = re.compile(r"(?:['’`]s|(?<=s)['’`])$", re.IGNORECASE)

# Two ways of writing one sound of Russian, Ukrainian, Arabic, German and other names in Latin letters, each brought
# to the same letters. Applied in this order.
_SPELLINGS = (
    ("sch", "sh"),
    ("kh", "h"), ("ph", "f"), ("gh", "g"), ("zh", "z"), ("ck", "k"), ("x", "ks"), ("tz", "ts"), ("w", "v"),
    ("j", "i"), ("y", "i"), ("q", "k"), ("ou", "u"), ("oe", "o"), ("ue", "u"), ("ae", "a"), ("ie", "e"), ("ee", "i"),
)  # fmt: skip


@dataclass(frozen=True)
class Titles:
    """The words of ``data/titles.yaml``, folded (offices as they stand there)."""

    honorifics: frozenset[str]
    suffixes: frozenset[str]
    particles: frozenset[str]
    offices: tuple[str, ...]
    office_fillers: frozenset[str]
    not_in_office: frozenset[str]
    open_an_office: frozenset[str]


@lru_cache(maxsize=1)
def titles() -> Titles:
    """The shipped titles."""
    data = word_list(_TITLES)
    folded = {key: frozenset(fold(word) for word in data[key]) for key in data if key != "offices"}
    return Titles(offices=tuple(sorted(data["offices"], key=lambda office: (-len(office.split()), office))), **folded)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """``text`` in lower-case ASCII letters and digits with single spaces: ``Côte d’Ivoire`` gives ``cote divoire``.

    A possessive 's is no part of it.
    """
    ascii_text = anyascii(_POSSESSIVE.sub("", text.strip())).casefold()
    return " ".join(_WORD.findall(_WITHIN_WORDS.sub("", ascii_text.replace("&", " and "))))


def slug(text: str) -> str:
    """``text`` as an id; empty where it holds no letter or digit."""
    return fold(text).replace(" ", "-")


@lru_cache(maxsize=65536)
def key(word: str) -> str:
    """What ``word`` shares with its other transliterations: ``Darchiev`` and ``Darchiyev`` have one key."""
    plain = fold(word).replace(" ", "")
    for written, sound in _SPELLINGS:
        plain = plain.replace(written, sound)
    return re.sub(r"(.)\1+", r"\1", plain)


@dataclass(frozen=True)
class PersonName:
    """A person's name in its parts, folded; hyphens join."""

    given: tuple[str, ...]
    """Given names and initials; empty where only the surname stands."""
    surname: str
    """With its particles: ``vonderleyen``."""

    @property
    def is_full(self) -> bool:
        """Whether a given name stands beside the surname."""
        return bool(self.given)

    @cached_property
    def key(self) -> str:
        """The key of the whole name, however it is divided into words."""
        return key("".join((*self.given, self.surname)))

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The key of each part, the surname's last."""
        return (*map(key, self.given), key(self.surname))

    @cached_property
    def sorted_keys(self) -> tuple[str, ...]:
        """The keys of the parts, whatever their order."""
        return tuple(sorted(self.keys))

    @cached_property
    def sounds(self) -> frozenset[str]:
        """How a full name begins, and how each part behind it does.

        Two names that :func:`same_person` takes for one person's have a sound, the key or the sorted keys in common.
        """
        first = _sound(self.keys[0])
        return frozenset(first + _sound(part) for part in self.keys[1:])


@lru_cache(maxsize=65536)
def person_name(text: str) -> PersonName | None:
    """The parts of ``text`` without titles; None where nothing but titles stands there."""
    words = [plain for plain in (fold(word).replace(" ", "") for word in without_title(text).split()) if plain]
    while len(words) > 1 and words[-1] in titles().suffixes:
        words.pop()
    if not words or (len(words) == 1 and words[0] in titles().honorifics):
        return None
    start = len(words) - 1
    while start > 0 and words[start - 1] in titles().particles:
        start -= 1
    return PersonName(tuple(words[:start]), "".join(words[start:]))


@lru_cache(maxsize=65536)
def without_title(text: str) -> str:
    """``text`` without the titles before the name: ``Mr. Kovač`` gives ``Kovač``."""
    words = _POSSESSIVE.sub("", text.strip()).split()
    if words and words[0].casefold() == "the":
        words.pop(0)
    while len(words) > 1 and fold(words[0]) in titles().honorifics:
        words.pop(0)
    return " ".join(words)


def _sound(part: str) -> str:
    """The first sound of a name by its key, roughly: Yevhen and Evgeny, Halyna and Galina begin alike."""
    letter = part[:1]
    return {"e": "a", "i": "a", "o": "a", "u": "a", "h": "g", "c": "k", "x": "k"}.get(letter, letter)


@lru_cache(maxsize=65536)
def given_names_agree(one: str, other: str) -> bool:
    """Whether two first given names (folded) may be one person's: equal, another spelling, or an initial."""
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return _alike(key(one), key(other), SAME_GIVEN_NAME)


def _alike(first: str, second: str, least: float) -> bool:
    """Whether two words are spellings of one name by their keys, at a likeness of ``least`` or more."""
    if first == second:
        return True
    # A final a alone tells a woman's name from a man's: Petrov and Petrova are two people.
    if min(len(first), len(second)) < 5 or first.rstrip("a") == second.rstrip("a"):
        return False
    return ratio(first, second, score_cutoff=least) >= least


def same_person(one: PersonName, other: PersonName) -> float:
    """How surely two full names are one person's, 0 (they are not) to 1 (they are written alike)."""
    if one == other:
        return 1.0
    if not (one.is_full and other.is_full):
        return 0.0
    if one.key == other.key:
        return 0.95
    if one.sorted_keys == other.sorted_keys:
        return 0.9  # the family name first, as in Chinese or Hungarian
    if not given_names_agree(one.given[0], other.given[0]):
        return 0.0
    if one.surname == other.surname:
        return 0.95 if len(one.given[0]) > 1 and len(other.given[0]) > 1 else 0.85
    if _alike(one.keys[-1], other.keys[-1], SAME_SURNAME):
        return 0.85
    return 0.9 if _is_part(one, other) or _is_part(other, one) else 0.0


def _is_part(short: PersonName, long: PersonName) -> bool:
    """Whether ``long`` is ``short`` with one more surname behind it, as in Spanish."""
    words, more = short.keys, long.keys
    return len(words) < len(more) and all(_alike(w, m, SAME_SURNAME) for w, m in zip(words, more, strict=False))
