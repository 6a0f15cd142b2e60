"""iCalendar (RFC 5545): the dated events, all together and for each actor. Writing it is icalendar's work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from icalendar import Calendar, Event

from annotate import __version__
from annotate.corpus.edtf import describe, precision
from annotate.corpus.timeline import Entry
from annotate.exchange.exported import Export, ExportedFile, Publication, as_of, day_after, days, evidence
from annotate.timeline.linked import Corpus

_STATUS = {
    "happened": "CONFIRMED", "planned": "TENTATIVE", "conditional": "TENTATIVE",
    "postponed": "CANCELLED", "cancelled": "CANCELLED", "denied": "CANCELLED",
}  # fmt: skip


def files(corpus: Corpus, site: Publication) -> Iterator[ExportedFile]:
    """``calendars/events.ics``, and ``calendars/actors/ID.ics`` for each actor of a dated event."""
    yield ExportedFile("calendars/events.ics", _calendar(corpus, site, site.name, corpus.entries.values()))
    for actor in corpus.actors.values():
        entries = [entry for entry in corpus.entries_with(actor.id) if days(entry) is not None]
        if entries:
            data = _calendar(corpus, site, f"{site.name}: {actor.name}", entries)
            yield ExportedFile(f"calendars/actors/{actor.id}.ics", data)


def _calendar(corpus: Corpus, site: Publication, name: str, entries: Iterable[Entry]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", f"-//Dateline//annotate {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for entry in entries:
        span = days(entry)
        if span is not None:
            calendar.add_component(_event(corpus, site, entry, *span))
    data: bytes = calendar.to_ical()
    return data


def _event(corpus: Corpus, site: Publication, entry: Entry, first: date, last: date) -> Event:
    event = Event()
    event.add("uid", f"{entry.id}@dateline")
    event.add("dtstamp", as_of(corpus))
    event.add("dtstart", first)
    event.add("dtend", day_after(last))
    event.add("summary", entry.title)
    event.add("status", status(entry))
    event.add("transp", "TRANSPARENT")
    event.add("categories", [entry.type])
    if entry.place:
        event.add("location", corpus.name(entry.place))
    if site.event(entry.id):
        event.add("url", site.event(entry.id))
    event.add("description", _description(corpus, entry))
    return event


def status(entry: Entry) -> str:
    """How a calendar says the entry's status; a postponed event with a new date is planned for it."""
    if entry.status == "postponed" and entry.new_date:
        return "TENTATIVE"
    return _STATUS[entry.status]


def _description(corpus: Corpus, entry: Entry) -> str:
    when = entry.new_date or entry.date or ""
    lines = [entry.note] if entry.note else []
    if when and precision(when) != "day":
        lines.append(f"When: {describe(when)}.")
    if entry.new_date and entry.date:
        lines.append(f"Postponed from {describe(entry.date)}.")
    if entry.actors:
        lines.append("Who: " + ", ".join(corpus.name(actor) for actor in entry.actors) + ".")
    for report, words in evidence(corpus, entry):
        publisher = report.within.article.front_matter.publisher
        source = f"{report.within.article.title}{f' ({publisher})' if publisher else ''}"
        lines.append(f"“{words}” {source}, {report.within.article.date.isoformat()}")
    return "\n".join(lines)


EXPORT = Export("calendar", "iCalendar of the dated events, all and by actor", files)
