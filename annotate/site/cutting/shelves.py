"""Long indexes cut by date: one page while short, else a page for each year, month, ten days or day that needs it."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from annotate.site.addresses import shelf_path

LONG = 150
"""More than this are not put on one page."""

T = TypeVar("T")


@dataclass(frozen=True)
class Shelf(Generic[T]):
    """What stands on one page of an index."""

    key: str
    """``2025``, ``2025-02``, ``2025-02-1x`` (from the 11th to the 20th) or ``2025-02-14``; empty where one page holds
    everything.
    """
    title: str
    items: Sequence[T]
    """Newest first."""


def shelve(items: Iterable[T], day_of: Callable[[T], date]) -> Sequence[Shelf[T]]:
    """The shelves of ``items``, newest first. Without items there is one shelf, an empty one."""
    ordered = sorted(items, key=day_of, reverse=True)
    if len(ordered) <= LONG:
        return [Shelf("", "", ordered)]
    shelves: list[Shelf[T]] = []
    for year, of_year in _grouped(ordered, lambda item: day_of(item).isoformat()[:4]).items():
        if len(of_year) <= LONG:
            shelves.append(Shelf(year, str(int(year)), of_year))
            continue
        for month, of_month in _grouped(of_year, lambda item: day_of(item).isoformat()[:7]).items():
            shelves += [Shelf(month, say(month), of_month)] if len(of_month) <= LONG else _days(of_month, day_of)
    return shelves


def _days(of_month: Sequence[T], day_of: Callable[[T], date]) -> Iterator[Shelf[T]]:
    """A month with very many by ten days, and these by the day where they still have very many."""
    for ten, of_ten in _grouped(of_month, lambda item: ten_days(day_of(item))).items():
        if len(of_ten) <= LONG:
            yield Shelf(ten, say(ten), of_ten)
            continue
        for day, of_day in _grouped(of_ten, lambda item: day_of(item).isoformat()).items():
            yield Shelf(day, say(day), of_day)


def ten_days(day: date) -> str:
    """The key of the ten days around ``day``: ``2025-02-1x``. The last ten of a month have eight to eleven."""
    return f"{day.isoformat()[:7]}-{min((day.day - 1) // 10, 2)}x"


def say(key: str) -> str:
    """A shelf's key as one says it: ``2025``, ``February 2025``, ``11 to 20 February 2025``, ``14 February 2025``."""
    year, _, rest = key.partition("-")
    if not rest:
        return str(int(year))
    month = f"{calendar.month_name[int(rest[:2])]} {int(year)}"
    if not rest[3:]:
        return month
    if not rest.endswith("x"):
        return f"{int(rest[3:])} {month}"
    first = int(rest[3]) * 10 + 1
    last = first + 9 if first < 21 else calendar.monthrange(int(year), int(rest[:2]))[1]
    return f"{first} to {last} {month}"


@dataclass(frozen=True)
class ShelfLink:
    """A way to another page of an index."""

    year: str
    title: str
    """Within its year."""
    path: str
    count: int


def shelf_links(index: str, shelves: Sequence[Shelf[T]]) -> Sequence[ShelfLink]:
    """The ways to all pages of the index at ``index``; none where it has but one."""
    if len(shelves) < 2:
        return ()
    return [
        ShelfLink(
            str(int(shelf.key[:4])),
            shelf.title.removesuffix(f" {int(shelf.key[:4])}"),
            shelf_path(index, shelf.key),
            len(shelf.items),
        )
        for shelf in shelves
    ]


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
