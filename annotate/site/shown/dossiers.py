"""What there is of an actor, or of two together, cut by date where it is too much for one page.

One page while each list fits on it; else a page for each year, for each month of a year that does not fit, and so on
to ten days and to the day. A year or month that is cut keeps its own page, which leads to its parts and holds what
tells no month or day of its own: no address goes away when a corpus grows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from annotate.corpus.edtf import describe, first_day, precision
from annotate.corpus.timeline import Entry
from annotate.site.addresses import part_path
from annotate.site.cutting.shelves import say, ten_days
from annotate.timeline.linked import AnnotatedArticle, QuoteIn

MOST = 100
"""So many quotes, events and articles stand on one page, of each; of more, the newest."""
UNDATED = "undated"
_TOLD = {"year": 1, "month": 2, "day": 4, "other": 2}
"""By precision of a date, how far an item can be told apart: year, month, ten days, day."""

T = TypeVar("T", QuoteIn, Entry, AnnotatedArticle)


@dataclass(frozen=True)
class Dossier:
    """What there is of an actor or a pair, or of it in some time."""

    said: Sequence[QuoteIn] = ()
    """What it said, or two of each other; in the order of publication, like the next."""
    about: Sequence[QuoteIn] = ()
    """What others said of it."""
    entries: Sequence[Entry] = ()
    """In the order of the timeline."""
    articles: Sequence[AnnotatedArticle] = ()
    """Those that name it, in the order of publication."""

    @property
    def fits(self) -> bool:
        """Whether one page holds everything."""
        return max(map(len, (self.said, self.about, self.entries, self.articles))) <= MOST

    def __bool__(self) -> bool:
        return any((self.said, self.about, self.entries, self.articles))


@dataclass(frozen=True)
class Part:
    """What stands on one of the further pages."""

    key: str
    """``2025``, ``2025-02``, ``2025-21`` (its spring), ``2025-02-1x`` (from the 11th to the 20th), ``2025-02-14``, or
    ``undated``.
    """
    held: Dossier
    above: str = ""
    """The key of the year or month that it was cut out of; empty for a year."""
    is_cut: bool = False
    """Whether most of it stands on pages of its own."""

    @property
    def year(self) -> str:
        """As in the key."""
        return self.key.partition("-")[0]

    @property
    def title(self) -> str:
        """``March 2025``."""
        if self.key == UNDATED:
            return "Date unknown"
        return say(self.key) if _season(self.key) is None else describe(self.key).capitalize()

    @property
    def title_in_year(self) -> str:
        """``March``; of what is left of a cut year, that no month is told."""
        if self.is_cut:
            return "no month told" if not self.above else f"{self._without_year}, no day told"
        return self._without_year

    @property
    def _without_year(self) -> str:
        return self.title.removesuffix(f" {int(self.year)}") if self.above else self.title


@dataclass(frozen=True)
class Way:
    """A way to one of the further pages, or to those of a year."""

    title: str
    path: str
    inner: Sequence[Way] = ()
    """Of a year that is cut: its pages, newest first; those are what its own page leads to."""


def newest(entries: Sequence[Entry]) -> Sequence[Entry]:
    """As many as one page takes; those without a date only where there is room for all."""
    dated = [entry for entry in entries if _levels(entry)[0] != UNDATED] if len(entries) > MOST else entries
    return (dated or entries)[-MOST:]


def parts(whole: Dossier) -> Sequence[Part]:
    """The further pages of a dossier, in order of time, a cut year or month before its parts; none where it fits."""
    return () if whole.fits else (*_cut(whole, 0, ""),)


def ways(found: Sequence[Part], whole: str) -> Sequence[Way]:
    """The ways to the further pages of what stands at ``whole``, newest first and what has no date last."""
    undated = part_path(whole, UNDATED)
    years = {part.year: _inner(found, part.key, whole) if part.is_cut else () for part in found if not part.above}
    made = [Way(part.title, part_path(whole, part.key), years[part.year]) for part in found if not part.above]
    return [way for way in reversed(made) if way.path != undated] + [way for way in made if way.path == undated]


def _inner(found: Sequence[Part], above: str, whole: str) -> Sequence[Way]:
    made: list[Way] = []
    for part in reversed(found):
        if part.above == above:
            one = (Way(part.title_in_year, part_path(whole, part.key)),)
            made += _inner(found, part.key, whole) if part.is_cut else one
    made += [Way(part.title_in_year, part_path(whole, part.key)) for part in found if part.key == above and part.held]
    return tuple(made)


def _cut(whole: Dossier, depth: int, above: str) -> Iterator[Part]:
    for key, held in _grouped(whole, depth).items():
        if not key:
            continue
        inner = {} if held.fits else _grouped(held, depth + 1)
        if not any(inner):
            yield Part(key, held, above)
        else:
            yield Part(key, inner.get("", Dossier()), above, is_cut=True)
            yield from _cut(held, depth + 1, key)


def _grouped(whole: Dossier, depth: int) -> Mapping[str, Dossier]:
    """By the keys at ``depth``, in order of time."""
    said, about = _by_key(whole.said, depth), _by_key(whole.about, depth)
    entries, articles = _by_key(whole.entries, depth), _by_key(whole.articles, depth)
    keys = {*said, *about, *entries, *articles}
    return {
        key: Dossier(said.get(key, ()), about.get(key, ()), entries.get(key, ()), articles.get(key, ()))
        for key in sorted(keys, key=lambda key: (key == UNDATED, _season(key) or key))
    }


def _by_key(items: Sequence[T], depth: int) -> Mapping[str, Sequence[T]]:
    found: dict[str, list[T]] = {}
    for item in items:
        found.setdefault(_key(item, depth), []).append(item)
    return found


def _key(item: QuoteIn | Entry | AnnotatedArticle, depth: int) -> str:
    """Of the part that the item belongs to at ``depth``: year, month, ten days, day; empty where it tells none."""
    levels = _levels(item)
    return levels[depth] if depth < len(levels) else ""


def _levels(item: QuoteIn | Entry | AnnotatedArticle) -> Sequence[str]:
    if isinstance(item, QuoteIn):
        return _levels_of(item.within.article.date)
    if isinstance(item, AnnotatedArticle):
        return _levels_of(item.article.date)
    when = item.new_date or item.date
    day = first_day(when) if when else None
    if when is None or day is None:
        return (UNDATED,)
    begins = when.partition("/")[0]
    kind = precision(begins)
    if kind == "season":
        return (begins[:4], begins[:7])
    return _levels_of(day)[: _TOLD[kind]]


def _levels_of(day: date) -> Sequence[str]:
    iso = day.isoformat()
    return (iso[:4], iso[:7], ten_days(day), iso)


def _season(key: str) -> str | None:
    """The first day of a season, None for any other key."""
    month = key[5:]
    if key == UNDATED or len(month) != 2 or int(month) <= 12:
        return None
    day = first_day(key)
    return day.isoformat() if day is not None else None
