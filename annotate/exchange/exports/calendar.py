"""iCalendar (RFC 5545): the dated events, each alone, all together and by actor. Writing it is icalendar's work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

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
    """``calendars/events.ics``; ``calendars/events/ID.ics`` for each dated event, ``calendars/actors/ID.ics`` for each
    actor of one.
    """
    stamp = as_of(corpus)
    # Each event is written once, for the calendar of its own and for those that it stands in with others.
    written = {
        entry.id: _event(corpus, site, entry, *span, stamp)
        for entry in corpus.entries.values()
        if (span := days(entry)) is not None
    }
    yield ExportedFile("calendars/events.ics", _calendar(site.name, written.values()))
    for entry_id, event in written.items():
        yield ExportedFile(f"calendars/events/{entry_id}.ics", _calendar("", [event]))
    for actor in corpus.actors.values():
        events = [written[entry.id] for entry in corpus.entries_with(actor.id) if entry.id in written]
        if events:
            yield ExportedFile(f"calendars/actors/{actor.id}.ics", _calendar(f"{site.name}: {actor.name}", events))


def _calendar(name: str, events: Iterable[bytes]) -> bytes:
    """A calendar around events; with a name it is one to subscribe to, without it a single one to be taken over."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Dateline//annotate {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("x-wr-calname", name)
    shell: bytes = calendar.to_ical()
    end = b"END:VCALENDAR\r\n"
    return shell.removesuffix(end) + b"".join(events) + end


def _event(corpus: Corpus, site: Publication, entry: Entry, first: date, last: date, stamp: datetime) -> bytes:
    event = Event()
    event.add("uid", f"{entry.id}@dateline")
    event.add("dtstamp", stamp)
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
    data: bytes = event.to_ical()
    return data


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


EXPORT = Export("calendar", "iCalendar of the dated events: each, all, and by actor", files)
