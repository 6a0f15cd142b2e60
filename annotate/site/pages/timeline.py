"""The timeline: every entry in order of time, by year and month."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from annotate.corpus.edtf import describe, first_day, precision
from annotate.corpus.timeline import Entry
from annotate.site import wording
from annotate.site.addresses import TIMELINE
from annotate.site.edition import Edition
from annotate.site.generated import GeneratedPage, Heading


@dataclass
class Stretch:
    """The entries of a month, season or year whose month nobody tells."""

    title: str
    anchor: str
    entries: list[Entry] = field(default_factory=list)


def pages(edition: Edition) -> Iterator[GeneratedPage]:
    """The one timeline page."""
    corpus = edition.corpus
    years, undated = stretches(list(corpus.entries.values()))
    headings = [Heading(year, f"y{year}") for year in years]
    if undated:
        headings.append(Heading("Date unknown", "undated"))
    actors = sorted(
        {a for e in corpus.entries.values() for a in (*e.actors, e.place) if a is not None and a in corpus.actors},
        key=corpus.name,
    )
    types = sorted({e.type for e in corpus.entries.values()}, key=wording.type_word)
    statuses = [s for s in wording.words()["statuses"] if any(e.status == s for e in corpus.entries.values())]
    yield edition.page(
        TIMELINE,
        "timeline",
        "Timeline",
        description="Every event that the articles tell, in order of time.",
        headings=headings,
        in_nav=True,
        searchable=False,
        years=years,
        undated=undated,
        actors=actors,
        types=types,
        statuses=statuses,
    )


def stretches(entries: list[Entry]) -> tuple[Mapping[str, list[Stretch]], list[Entry]]:
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
