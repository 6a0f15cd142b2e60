"""Long indexes cut by date: one page while short, else a page for each year, or month of a year with very many."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

LONG = 150
"""More than this are not put on one page."""

T = TypeVar("T")


@dataclass(frozen=True)
class Shelf(Generic[T]):
    """What stands on one page of an index."""

    key: str
    """``2025`` or ``2025-02``; empty where one page holds everything."""
    title: str
    items: Sequence[T]
    """Newest first."""


def shelve(items: Iterable[T], day_of: Callable[[T], date]) -> Sequence[Shelf[T]]:
    """The shelves of ``items``, newest first. Without items there is one shelf, an empty one."""
    ordered = sorted(items, key=day_of, reverse=True)
    if len(ordered) <= LONG:
        return [Shelf("", "", ordered)]
    shelves: list[Shelf[T]] = []
    for year, of_year in _grouped(ordered, lambda item: f"{day_of(item):%Y}").items():
        if len(of_year) <= LONG:
            shelves.append(Shelf(year, str(int(year)), of_year))
            continue
        for month, of_month in _grouped(of_year, lambda item: f"{day_of(item):%Y-%m}").items():
            title = f"{calendar.month_name[int(month[5:])]} {int(year)}"
            shelves.append(Shelf(month, title, of_month))
    return shelves


def newest(shelves: Sequence[Shelf[T]]) -> Sequence[T]:
    """What the index's own page shows: everything where there is one shelf, else as much as one page takes."""
    found: list[T] = []
    for shelf in shelves:
        found += shelf.items[: LONG - len(found)]
        if len(found) >= LONG:
            break
    return found


def _grouped(items: Iterable[T], key_of: Callable[[T], str]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for item in items:
        found.setdefault(key_of(item), []).append(item)
    return found
