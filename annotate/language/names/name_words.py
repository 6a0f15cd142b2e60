"""A text as the words that names are made of: hyphens and possessives apart, sentence beginnings and gaps known."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii
from spacy.tokens import Doc

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[’'ʻʼ‘][^\W_]+)*")
_CLITIC = re.compile(r"['’](?:s|ll|re|ve|d|m)$", re.IGNORECASE)
_ABBREVIATED = frozenset({"jr", "sr"})
_NOT_KEPT = re.compile(r"[^a-z0-9]+")

SPACE = " "
HYPHEN = "-"


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """``word`` in lower-case ASCII letters and digits, joined: ``Côte`` gives ``cote``, ``U.S.`` gives ``us``."""
    return _NOT_KEPT.sub("", anyascii(word).casefold())


def slug(name: str) -> str:
    """``name`` as an id; empty where it holds no letter or digit."""
    words = re.findall(r"[a-z0-9]+", re.sub(r"[.'`´]", "", anyascii(name.replace("&", " and ")).casefold()))
    return "-".join(words)[:100].strip("-")


@dataclass(slots=True)
class Word:
    """A word; its possessive ending is not part of it."""

    text: str
    start: int
    end: int
    gap: str
    """What stands before it since the last word: a space, a hyphen, or other characters; empty for the first word."""
    key: str
    """Folded."""
    is_capital: bool
    is_possessive: bool = False
    opens: bool = False
    """Whether it begins a sentence or stands behind an opening mark: a capital tells nothing there."""

    @property
    def is_upper(self) -> bool:
        """Whether it is written in capitals only, two letters or more."""
        return len(self.key) > 1 and self.text.isupper()


class Words:
    """The words of a document, with the passage bounds and sentence beginnings that names do not cross."""

    def __init__(self, doc: Doc) -> None:
        self.text = doc.text
        begins = [token.idx for token in doc if token.is_sent_start and not token.is_space]
        self.items = list(_words(self.text, begins))
        self._starts = [word.start for word in self.items]

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, index: int) -> Word:
        return self.items[index]

    def at(self, offset: int) -> int:
        """Index of the first word that begins at or after ``offset``."""
        return bisect_left(self._starts, offset)

    def joined(self, index: int) -> bool:
        """Whether word ``index`` may continue a name that the word before it began."""
        if index <= 0 or index >= len(self.items):
            return False
        word, before = self.items[index], self.items[index - 1]
        if word.opens or before.is_possessive:
            return False
        if word.gap in {SPACE, HYPHEN, "\u00a0", "\n", " & ", "‑"}:
            return True
        # "J. Smith", "St. Lucia", "Adm. Smith"
        return word.gap in {". ", "."} and len(before.key) <= 5

    def after(self, index: int) -> str:
        """The characters between word ``index`` and the next one."""
        end = self.items[index].end
        if index + 1 < len(self.items):
            return self.text[end : self.items[index + 1].start]
        return self.text[end : end + 20]

    def span(self, first: int, last: int) -> str:
        """The text from word ``first`` to word ``last``, both included."""
        return self.text[self.items[first].start : self.items[last].end]


def _words(text: str, begins: list[int]) -> Iterator[Word]:
    end, next_begin = 0, 0
    for found in _WORD.finditer(text):
        start, stop, word = found.start(), found.end(), found[0]
        clitic = _CLITIC.search(word)
        possessive = clitic is not None
        if clitic is not None:
            word, stop = word[: clitic.start()], start + clitic.start()
        elif word[-1] in "sS" and text[stop : stop + 2] in {"’ ", "' "}:
            possessive = True
        gap = text[end:start]
        full_stop = word.casefold() in _ABBREVIATED and text[stop : stop + 1] == "."
        if full_stop:
            word, stop = word + ".", stop + 1
        opens = False
        while next_begin < len(begins) and begins[next_begin] <= start:
            opens = True
            next_begin += 1
        opens = opens or gap[-1:] in {"“", "‘", "„", "«", '"', "("} or ":" in gap or end == 0 or "\n\n" in gap
        yield Word(word, start, stop, gap, fold(word), word[0].isupper(), possessive, opens)
        end = max(stop, found.end())
