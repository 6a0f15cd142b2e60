"""Texts that stand in the corpus already, nearly: another version of an article, or the same wire report elsewhere.

Texts are compared by their runs of five words. The overlap is measured in the shorter text, so that a report that a
newspaper cut is found in the whole of it. A sample of the runs, chosen by their hashes, finds the candidates (Broder
1997, "On the resemblance and containment of documents"); only those are compared in full.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

ALIKE = 0.7
"""Two texts are reported if this part of the shorter one's runs stands in the other."""

_RUN = 5
_SAMPLE = 8
"""One run in so many is kept for finding candidates."""
_FEWEST = 12
"""Runs that a text must have to be compared: shorter ones are alike by chance."""
_CANDIDATES = 5
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Alike:
    """An article of the corpus that a new text is like."""

    article_id: str
    overlap: float
    """Part of the shorter text's runs that stand in both, 0 to 1."""
    kind: Literal["near-duplicate", "wire-copy"]
    """wire-copy: the two name different publishers."""


def runs(text: str) -> frozenset[int]:
    """Hashes of every five words in a row, whatever their case and punctuation."""
    words = [_number(word) for word in _WORD.findall(text.casefold())]
    # Tuples of numbers have the same hash in every process, and are hashed without a loop of our own.
    return frozenset(map(hash, zip(*(words[at:] for at in range(_RUN)), strict=False)))


@lru_cache(maxsize=200_000)
def _number(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "replace"))


class Likeness:
    """What the corpus holds, to be asked of new texts."""

    def __init__(self) -> None:
        self._by_run: dict[int, list[str]] = defaultdict(list)
        self._held: dict[str, tuple[str | Path, str]] = {}

    def add(self, article_id: str, text: str, publisher: str, *, path: Path | None = None) -> None:
        """Take up an article; with ``path`` its text is read again when it is needed, and not kept."""
        self._held[article_id] = (path or text, publisher)
        for run in runs(text):
            if run % _SAMPLE == 0:
                self._by_run[run].append(article_id)

    def like(self, text: str, publisher: str) -> list[Alike]:
        """The articles that ``text`` is like, the most alike first."""
        mine = runs(text)
        if len(mine) < _FEWEST:
            return []
        shared = Counter(name for run in mine if run % _SAMPLE == 0 for name in self._by_run.get(run, ()))
        found = []
        for article_id, _ in shared.most_common(_CANDIDATES):
            held, other = self._held[article_id]
            theirs = runs(held if isinstance(held, str) else body_text(held))
            overlap = len(mine & theirs) / max(min(len(mine), len(theirs)), 1)
            if len(theirs) >= _FEWEST and overlap >= ALIKE:
                differ = publisher and other and publisher.casefold() != other.casefold()
                found.append(Alike(article_id, round(overlap, 2), "wire-copy" if differ else "near-duplicate"))
        return sorted(found, key=lambda alike: (-alike.overlap, alike.article_id))


def body_text(path: Path) -> str:
    """What stands below the front matter of the article at ``path``; empty if it cannot be read."""
    try:
        text = path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""
    return text.split("\n---", 1)[-1]
