"""The id of a new article: its day and the words that its title begins with."""

from __future__ import annotations

import re
from collections.abc import Callable

from anyascii import anyascii

from annotate.exchange.text.wording import wording

MAX_WORDS = 6
MAX_LENGTH = 60
"""Characters of the words together, the date not counted."""
_ENOUGH = 3
"""A title is cut before a preposition or conjunction when this many words came before it."""


def article_id(date: str, title: str) -> str:
    """``date`` (its day) and a slug of ``title``: 2025-03-01-ministers-meet-again."""
    return "-".join([date[:10], *_words(title)])


def free(wanted: str, taken: Callable[[str], bool]) -> str:
    """``wanted``, or with the first number from 2 behind it that is not ``taken``."""
    number, candidate = 1, wanted
    while taken(candidate):
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate


def _words(title: str) -> list[str]:
    # An apostrophe joins: "Friday's" is one word, and so is "U.S.".
    joined = re.sub(r"(?<=\w)['’‘`](?=\w)|(?<=\b[^\W\d_])\.(?=[^\W\d_]\b)", "", title)
    chosen: list[str] = []
    for word in re.findall(r"[a-z0-9]+", anyascii(joined).lower()):
        if len(chosen) >= _ENOUGH and word in wording().slug_ends:
            break
        if len(chosen) == MAX_WORDS or len("-".join([*chosen, word])) > MAX_LENGTH:
            break
        chosen.append(word)
    while len(chosen) > 1 and chosen[-1] in wording().slug_weak:
        chosen.pop()
    return chosen or [word[:MAX_LENGTH] for word in re.findall(r"[a-z0-9]+", anyascii(joined).lower())[:1]]
