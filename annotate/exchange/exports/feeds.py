"""Feeds, as Atom (RFC 4287) and JSON Feed 1.1: new events, and events that a later report told otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from xml.etree import ElementTree as ET

from annotate.corpus.edtf import describe
from annotate.corpus.timeline import Account, Entry
from annotate.exchange.exported import (
    Export,
    ExportedFile,
    Publication,
    as_of,
    evidence,
    json_text,
    lasting_id,
    moment,
    printable,
    stamp,
    text_file,
    xml_bytes,
)
from annotate.timeline.linked import Corpus

MOST = 100
"""Items of one feed; the newest are kept."""

_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class Item:
    """An item of a feed."""

    id: str
    title: str
    url: str
    published: datetime
    updated: datetime
    text: str
    tags: tuple[str, ...]


def files(corpus: Corpus, site: Publication) -> Iterator[ExportedFile]:
    """``feeds/events``, ``feeds/corrections`` and ``feeds/actors/ID``, each as ``.atom`` and ``.json``."""
    entries = list(corpus.entries.values())
    yield from _feed(corpus, site, "feeds/events", f"{site.name}: new events", new_events(corpus, site, entries))
    found = corrections(corpus, site, entries)
    yield from _feed(corpus, site, "feeds/corrections", f"{site.name}: told otherwise since", found)
    for actor in corpus.actors.values():
        theirs = corpus.entries_with(actor.id)
        if theirs:
            items = [*new_events(corpus, site, theirs), *corrections(corpus, site, theirs)]
            yield from _feed(corpus, site, f"feeds/actors/{actor.id}", f"{site.name}: {actor.name}", items)


def new_events(corpus: Corpus, site: Publication, entries: Iterable[Entry]) -> list[Item]:
    """An item for each entry, published with its first report and updated with its last."""
    found = []
    for entry in entries:
        reports = evidence(corpus, entry)
        moments = [moment(report.within.article) for report, _ in reports] or [as_of(corpus)]
        when = describe(entry.new_date or entry.date or "") if entry.new_date or entry.date else "date unknown"
        lines = [f"{entry.status.capitalize()}, {when}.", *([entry.note] if entry.note else [])]
        lines += [f"“{words}” {report.within.article.title}" for report, words in reports]
        text = "\n\n".join(lines)
        found.append(Item(lasting_id("event", entry.id), entry.title, site.event(entry.id), min(moments), max(moments),
                          text, _tags(corpus, entry)))  # fmt: skip
    return found


def corrections(corpus: Corpus, site: Publication, entries: Iterable[Entry]) -> list[Item]:
    """An item for each entry on which a later report changed what an earlier one had said of date, status or place."""
    found = []
    for entry in entries:
        told = [
            (moment(corpus.events[a.report].within.article), a) for a in entry.accounts if a.report in corpus.events
        ]
        told.sort(key=lambda pair: pair[0])
        for (_, before), (when, after) in pairwise(told):
            changes = list(_changes(corpus, before, after))
            if not changes:
                continue
            report = corpus.events[after.report]
            lines = [*changes, f"“{report.event.evidence.text}” {report.within.article.title}"]
            name = f"{entry.id}:{after.report}"
            found.append(Item(lasting_id("correction", name), f"{entry.title}: {changes[0]}", site.event(entry.id),
                              when, when, "\n\n".join(lines), _tags(corpus, entry)))  # fmt: skip
    return found


def _changes(corpus: Corpus, before: Account, after: Account) -> Iterator[str]:
    if before.status and after.status and before.status != after.status:
        yield f"{before.status} before, now {after.status}"
    if before.date and after.date and before.date != after.date:
        yield f"{describe(before.date)} before, now {describe(after.date)}"
    if before.place and after.place and before.place != after.place:
        yield f"{corpus.name(before.place)} before, now {corpus.name(after.place)}"


def _tags(corpus: Corpus, entry: Entry) -> tuple[str, ...]:
    return (entry.type, entry.status, *(corpus.name(actor) for actor in entry.actors))


def _feed(corpus: Corpus, site: Publication, path: str, title: str, items: Iterable[Item]) -> Iterator[ExportedFile]:
    newest = sorted(items, key=lambda item: (item.published, item.id), reverse=True)[:MOST]
    yield ExportedFile(f"{path}.atom", _atom(corpus, site, path, title, newest))
    yield text_file(f"{path}.json", json_text(_json_feed(site, path, title, newest)))


def _atom(corpus: Corpus, site: Publication, path: str, title: str, items: Sequence[Item]) -> bytes:
    feed = ET.Element("feed", xmlns=_ATOM)

    def add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
        element = ET.SubElement(parent, name, {key: printable(value) for key, value in attributes.items()})
        if text:
            element.text = printable(text)
        return element

    add(feed, "id", lasting_id("feed", path))
    add(feed, "title", title)
    add(feed, "updated", stamp(max((item.updated for item in items), default=as_of(corpus))))
    add(add(feed, "author"), "name", site.name)
    if site.address:
        add(feed, "link", rel="self", type="application/atom+xml", href=site.file(f"{path}.atom"))
        add(feed, "link", rel="alternate", type="text/html", href=site.address)
    for item in items:
        entry = add(feed, "entry")
        add(entry, "id", item.id)
        add(entry, "title", item.title)
        add(entry, "published", stamp(item.published))
        add(entry, "updated", stamp(item.updated))
        if item.url:
            add(entry, "link", rel="alternate", type="text/html", href=item.url)
        for tag in item.tags:
            add(entry, "category", term=tag)
        add(entry, "content", item.text, type="text")
    return xml_bytes(feed)


def _json_feed(site: Publication, path: str, title: str, items: Sequence[Item]) -> dict[str, object]:
    feed: dict[str, object] = {"version": "https://jsonfeed.org/version/1.1", "title": title, "language": "en"}
    if site.address:
        feed |= {"home_page_url": site.address, "feed_url": site.file(f"{path}.json")}
    feed["authors"] = [{"name": site.name}]
    feed["items"] = [
        {
            "id": item.id,
            **({"url": item.url} if item.url else {}),
            "title": item.title,
            "content_text": item.text,
            "date_published": stamp(item.published),
            "date_modified": stamp(item.updated),
            "tags": list(item.tags),
        }
        for item in items
    ]
    return feed


EXPORT = Export("feeds", "Atom and JSON Feed of new events and of what was told otherwise since", files)
