"""Title Case and capitals throughout: passages where a capital letter tells nothing."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]{4,}")
_FINAL = ".!?…”\"'’"


def is_headline(passage: str) -> bool:
    """Whether ``passage`` is written like a headline: capitals on most long words, and no full stop."""
    long = [word for word in _WORD.findall(passage) if len(word) > 3]
    if len(long) < 3:
        return False
    capital = sum(word[0].isupper() for word in long)
    if sum(word.isupper() for word in long) > 0.6 * len(long):
        return True
    return capital > 0.7 * len(long) and passage.rstrip()[-1:] not in _FINAL and len(long) < 30
