"""Long indexes cut by name: a page for each first letter, or two letters where very many names begin with one."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

LONG = 150
"""More than this are not put on one page, if their names can be told apart by two letters."""

T = TypeVar("T")


@dataclass(frozen=True)
class Drawer(Generic[T]):
    """What stands on one page of an index by name."""

    letters: str
    """``M`` or ``Ma``; ``…`` for names that begin with no letter of the Latin alphabet."""
    items: Sequence[T]
    """By the alphabet."""

    @property
    def key(self) -> str:
        """For an address: ``ma``."""
        return self.letters.casefold() if self.letters != _OTHER else "other"


_OTHER = "…"


def drawers(items: Iterable[T], name_of: Callable[[T], str], *, long: int = LONG) -> Sequence[Drawer[T]]:
    """``items`` by the alphabet of their names; one drawer without letters where they are few."""
    ordered = sorted(items, key=lambda item: (sort_key(name_of(item)), name_of(item)))
    if len(ordered) <= long:
        return [Drawer("", ordered)]
    found: list[Drawer[T]] = []
    for letter, same in _grouped(ordered, name_of, 1).items():
        pairs = _grouped(same, name_of, 2) if len(same) > long else {letter: same}
        found += [Drawer(letters, those) for letters, those in pairs.items()]
    return sorted(found, key=lambda drawer: (drawer.letters == _OTHER, drawer.letters))


def sort_key(name: str) -> str:
    """What a name is sorted by: without case and accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))


def _grouped(items: Iterable[T], name_of: Callable[[T], str], length: int) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for item in items:
        begins = sort_key(name_of(item))[:length]
        latin = begins[:1].isascii() and begins[:1].isalpha()
        # A second character that is no letter would stand badly in an address.
        letters = "".join(c for c in begins if c.isascii() and c.isalpha()).capitalize() if latin else _OTHER
        found.setdefault(letters, []).append(item)
    return found
