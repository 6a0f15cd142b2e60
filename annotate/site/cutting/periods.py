"""How the timeline is cut: into years and months on one page, and into several pages when it is long."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from annotate.corpus.edtf import describe, first_day, precision
from annotate.corpus.timeline import Entry
from annotate.site.addresses import TIMELINE, timeline_path

LONG = 200
"""More entries than this are not put on one page."""


@dataclass
class Stretch:
    """The entries of a month, season or year whose month nobody tells."""

    title: str
    anchor: str
    entries: list[Entry] = field(default_factory=list)

    def title_with(self, year: str) -> str:
        """The title as it stands alone, away from its year's heading."""
        return self.title if str(int(year)) in self.title else f"{self.title} {int(year)}"


@dataclass(frozen=True)
class Period:
    """What stands on one page of the timeline."""

    path: str
    title: str
    """The year, or the month and year; empty where one page holds everything."""
    years: Mapping[str, Sequence[Stretch]]
    undated: Sequence[Entry] = ()

    @property
    def entries(self) -> Sequence[Entry]:
        """Everything on the page, in order."""
        dated = [entry for parts in self.years.values() for part in parts for entry in part.entries]
        return [*dated, *self.undated]


def periods(entries: Sequence[Entry]) -> Sequence[Period]:
    """The pages that hold ``entries``: one, or one a year, or one a month in a year with very many."""
    years, undated = stretches(entries)
    if len(entries) <= LONG:
        return [Period(TIMELINE, "", years, undated)]
    found: list[Period] = []
    for year, parts in years.items():
        if sum(len(part.entries) for part in parts) <= LONG:
            found.append(Period(timeline_path(year), str(int(year)), {year: parts}))
        else:
            found += [Period(timeline_path(part.anchor[1:]), part.title_with(year), {year: [part]}) for part in parts]
    if undated:
        found.append(Period(timeline_path("undated"), "Date unknown", {}, undated))
    return found


def stretches(entries: Sequence[Entry]) -> tuple[Mapping[str, list[Stretch]], list[Entry]]:
    """By year its stretches, in order; and the entries without a date."""
    years: dict[str, dict[str, Stretch]] = {}
    undated: list[Entry] = []
    for entry in entries:
        when = entry.new_date or entry.date
        day = first_day(when) if when else None
        if when is None or day is None:
            undated.append(entry)
            continue
        kind = precision(when)
        if kind == "year":
            title, anchor = f"Sometime in {day.year}", f"t{day.year}"
        elif kind == "season":
            title, anchor = describe(when).capitalize(), f"t{when.rstrip('?~%')}"
        else:
            title, anchor = calendar.month_name[day.month], f"t{day:%Y-%m}"
        year = years.setdefault(f"{day:%Y}", {})
        year.setdefault(anchor, Stretch(title, anchor)).entries.append(entry)
    return {year: list(parts.values()) for year, parts in years.items()}, undated
