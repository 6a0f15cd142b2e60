"""The timeline: every entry in order of time, by year and month; when it is long, a page for each year or month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from annotate.corpus.timeline import Entry
from annotate.site.addresses import TIMELINE
from annotate.site.cutting.periods import Period, stretches
from annotate.site.edition import Edition
from annotate.site.generated import GeneratedFile, GeneratedPage, Heading, PlannedPage
from annotate.site.pages.filter_index import PATH, filter_index
from annotate.site.shown.chart import chart
from annotate.site.text import wording

_LANES = 7
_AHEAD, _BACK = 8, 12
"""How many entries the first page of a long timeline shows of what is coming and of what was last."""
_MOST_CHOICES = 300


@dataclass(frozen=True)
class Choices:
    """What the filters offer, with how many entries each has."""

    actors: Mapping[str, int]
    places: Mapping[str, int]
    types: Mapping[str, int]
    statuses: Mapping[str, int]


@dataclass(frozen=True)
class Jump:
    """A year to jump to, with its months."""

    year: str
    path: str
    anchor: str
    months: Sequence[tuple[str, str, str, int]]
    """Name, path, anchor, and how many entries."""


def pages(edition: Edition) -> Iterator[PlannedPage]:
    """The timeline's first page, and the pages of its periods where it has several."""
    periods = edition.periods
    yield PlannedPage(TIMELINE, _first, title="Timeline")
    if periods[0].path == TIMELINE:
        return
    jumps = _jumps(periods)
    for index, period in enumerate(periods):
        earlier = periods[index - 1] if index else None
        later = periods[index + 1] if index + 1 < len(periods) else None
        around = tuple((one.path, one.title) if one is not None else None for one in (earlier, later))
        make = partial(_period, period=period, jumps=jumps, earlier=earlier, later=later)
        yield PlannedPage(period.path, make, (period, jumps, around))


def _first(edition: Edition) -> GeneratedPage:
    periods = edition.periods
    whole = periods[0].path == TIMELINE
    shown = periods[0] if whole else _lately(edition)
    entries = list(edition.corpus.entries.values())
    return edition.page(
        TIMELINE,
        "timeline",
        "Timeline",
        description="Every event that the articles tell, in order of time.",
        headings=_headings(shown),
        searchable=False,
        period=shown,
        whole=whole,
        chart=chart(lanes(entries), edition.newest),
        choices=_choices(edition, entries),
        jumps=_jumps(periods),
        index="" if whole else PATH,
        earlier=None,
        later=None,
    )


def _period(
    edition: Edition, period: Period, jumps: Sequence[Jump], earlier: Period | None, later: Period | None
) -> GeneratedPage:
    return edition.page(
        period.path,
        "timeline",
        f"Timeline: {period.title}",
        description=f"Events: {period.title}, with the sentences they rest on.",
        headings=_headings(period) if len(period.years) > 1 else (),
        searchable=False,
        period=period,
        whole=False,
        chart=None,
        choices=None,
        jumps=jumps,
        index="",
        earlier=earlier,
        later=later,
    )


def files(edition: Edition) -> Iterator[GeneratedFile]:
    """What the filters read, where the timeline has several pages."""
    if edition.periods[0].path != TIMELINE:
        yield GeneratedFile(PATH, filter_index(edition))


def _lately(edition: Edition) -> Period:
    entries = list(edition.corpus.entries.values())
    coming = [entry for entry in entries if edition.is_coming(entry)][:_AHEAD]
    ahead = {entry.id for entry in coming}
    dated = [entry for entry in entries if (entry.new_date or entry.date) and entry.id not in ahead]
    past = [entry for entry in dated if not edition.is_coming(entry)][-_BACK:]
    years, _ = stretches([*past, *coming])
    return Period(TIMELINE, "", years)


def _headings(period: Period) -> list[Heading]:
    headings = [Heading(str(int(year)), f"y{year}") for year in period.years]
    return [*headings, Heading("Date unknown", "undated")] if period.undated else headings


def lanes(entries: Sequence[Entry], most: int = _LANES) -> dict[tuple[str, str], list[Entry]]:
    """A lane for each of the most frequent types of event, in the order of the list of types; the rest in one."""
    counts = Counter(entry.type for entry in entries)
    named = {kind for kind, _ in counts.most_common(most - (len(counts) > most))}
    found: dict[tuple[str, str], list[Entry]] = {
        (wording.type_word(kind), ""): []
        for kind in wording.words()["event_types"]
        if kind in named and kind != "OTHER"
    }
    for entry in entries:
        label = wording.type_word(entry.type) if entry.type in named else wording.type_word("OTHER")
        found.setdefault((label, ""), []).append(entry)
    return found


def _choices(edition: Edition, entries: Sequence[Entry]) -> Choices:
    known = edition.corpus.actors
    actors = Counter(actor for entry in entries for actor in entry.actors if actor in known)
    places = Counter(entry.place for entry in entries if entry.place is not None and entry.place in known)
    types = Counter(entry.type for entry in entries)
    statuses = Counter(entry.status for entry in entries)
    return Choices(
        _by_name(edition, actors),
        _by_name(edition, places),
        {code: types[code] for code in sorted(types, key=wording.type_word)},
        {status: statuses[status] for status in wording.words()["statuses"] if statuses[status]},
    )


def _by_name(edition: Edition, counts: Counter[str]) -> dict[str, int]:
    most = counts.most_common(_MOST_CHOICES)
    return dict(sorted(most, key=lambda choice: edition.corpus.name(choice[0]).casefold()))


def _jumps(periods: Iterable[Period]) -> list[Jump]:
    years: dict[str, tuple[str, list[tuple[str, str, str, int]]]] = {}
    for period in periods:
        for year, parts in period.years.items():
            _, months = years.setdefault(year, (period.path, []))
            months += [(part.title, period.path, part.anchor, len(part.entries)) for part in parts]
    jumps = [Jump(str(int(year)), path, f"y{year}", months) for year, (path, months) in years.items()]
    undated = next((period for period in periods if period.undated), None)
    if undated is not None:
        jumps.append(Jump("Date unknown", undated.path, "undated", ()))
    return jumps
