"""Title Case and capitals throughout: passages where a capital letter tells nothing."""

from __future__ import annotations

import re

from annotate.language.names.found_names import FoundNames, Name

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


class HeadlineNames:
    """Finds in headlines the names that the body or the gazetteer knows, for every word may have a capital there."""

    def __init__(self, body: FoundNames) -> None:
        """``body`` has the names of everything but the headlines, and is given those of the headlines."""
        self._found = body
        self._runs = body.runs
        self._body: dict[str, list[tuple[list[str], Name]]] = {}
        """By first word, each name of the body with its words."""
        for name in body.names:
            keys = [self._runs.key(at) for at in range(name.first, name.last + 1)]
            ways = self._body.setdefault(keys[0], [])
            if all(keys != other for other, _ in ways):
                ways.append((keys, name))

    def find(self, first: int, last: int) -> None:
        """Add the names among the words ``first`` to before ``last``."""
        at = first
        while at < last:
            best = self._longest(at, last)
            known = self._runs.known.get(at)
            if known is not None and known.first == at and (best is None or known.last >= best[0]):
                self._found.add_known(known)
                at = known.last + 1
            elif best is not None:
                end, name = best
                self._found.add(at, end, name.label, name.actor, 0.8)
                at = end + 1
            else:
                at += 1

    def _longest(self, at: int, last: int) -> tuple[int, Name] | None:
        """The longest name of the body that stands from word ``at`` on, with its last word."""
        if not self._runs.words[at].is_capital:
            return None
        best: tuple[int, Name] | None = None
        for keys, name in self._body.get(self._runs.key(at), ()):
            end = at + len(keys) - 1
            fits = end < last and all(self._runs.key(at + n) == key for n, key in enumerate(keys))
            if fits and (best is None or end > best[0]):
                best = end, name
        return best
