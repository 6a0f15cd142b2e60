"""What a page tells in schema.org's words, for JSON-LD in its head. Pure; addresses are handed in.

``NewsArticle`` with its ``Quotation``s, ``Event`` with its status, ``Person``, ``Organization`` or ``Place``. Addresses
may be relative: a browser reads them from the page that they stand on.
"""

from __future__ import annotations

import json
from typing import Any, Protocol

from annotate.corpus.actors import Actor
from annotate.corpus.annotations import Quote
from annotate.corpus.edtf import first_day, last_day
from annotate.corpus.timeline import Entry
from annotate.timeline.linked import AnnotatedArticle, Corpus, speakers

_TYPES = {
    "person": "Person",
    "state": "Country",
    "organisation": "Organization",
    "place": "Place",
    "group": "Organization",
}
_STATUS = {"planned": "EventScheduled", "postponed": "EventPostponed", "cancelled": "EventCancelled"}
"""What schema.org has no word for (happened, conditional, denied) is not said."""
_SCHEMA = "https://schema.org"


class Addresses(Protocol):
    """Where pages stand."""

    def article(self, article_id: str, anchor: str = "") -> str:
        """Of an article's page, or of an element on it."""
        ...

    def actor(self, actor_id: str) -> str:
        """Of an actor's page."""
        ...

    def event(self, entry_id: str) -> str:
        """Of an event's page."""
        ...


def script(value: dict[str, Any]) -> str:
    """``value`` as JSON-LD that can stand within a ``script`` element, whatever its texts hold."""
    text = json.dumps(value, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def article(corpus: Corpus, within: AnnotatedArticle, site: Addresses, site_name: str) -> dict[str, Any]:
    """An article, who it is about, and what it quotes."""
    one, front = within.article, within.article.front_matter
    publisher = front.publisher or site_name
    named = dict.fromkeys(e.actor for e in within.annotations.entities if e.actor in corpus.actors)
    told = (corpus.entry_of(f"{within.id}#{event.id}") for event in within.annotations.events)
    entries = {entry.id: entry for entry in told if entry is not None}
    return _without_gaps({
        "@context": _SCHEMA,
        "@type": "NewsArticle",
        "@id": site.article(within.id),
        "headline": one.title,
        "alternativeHeadline": one.subtitle,
        "datePublished": front.date,
        "inLanguage": front.language,
        "author": {"@type": "Person", "name": front.author} if front.author
                  else {"@type": "Organization", "name": publisher},
        "publisher": {"@type": "Organization", "name": publisher},
        "copyrightNotice": front.licence,
        "isBasedOn": [front.url] * bool(front.url) + [source.url for source in front.sources if source.url],
        "about": [{"@type": "Event", "@id": site.event(entry.id), "name": entry.title} for entry in entries.values()],
        "mentions": [_named(corpus.actors[actor], site) for actor in named if actor is not None],
        "hasPart": [_quotation(corpus, within, quote, site) for quote in within.annotations.quotes],
    })  # fmt: skip


def event(corpus: Corpus, entry: Entry, site: Addresses) -> dict[str, Any]:
    """An event, where it takes place and who takes part."""
    when = entry.new_date or entry.date
    status = _STATUS.get(entry.status, "")
    if entry.status == "postponed" and entry.new_date:
        status = "EventRescheduled"
    reports = {report.within.id: report.within.article.title for report in corpus.reports_of(entry)}
    place = corpus.actors.get(entry.place or "")
    present = [corpus.actors[a] for a in entry.actors if a in corpus.actors and _may_attend(corpus.actors[a])]
    return _without_gaps({
        "@context": _SCHEMA,
        "@type": "Event",
        "@id": site.event(entry.id),
        "name": entry.title,
        "description": entry.note,
        "startDate": str((first_day(when) if when else None) or ""),
        "endDate": str((last_day(when) if when else None) or ""),
        "previousStartDate": str((first_day(entry.date) if entry.new_date and entry.date else None) or ""),
        "eventStatus": f"{_SCHEMA}/{status}" if status else "",
        "location": {"@type": "Place", "@id": site.actor(place.id), "name": place.name} if place else None,
        "attendee": [_named(one, site) for one in present],
        "subjectOf": [
            {"@type": "NewsArticle", "@id": site.article(name), "headline": title} for name, title in reports.items()
        ],
    })  # fmt: skip


def actor(corpus: Corpus, one: Actor, site: Addresses) -> dict[str, Any]:
    """A person, state, organisation or place."""
    found = _named(one, site)
    parent = corpus.actors.get(one.part_of or "")
    kind = found["@type"]
    offices = [role.title for role in one.roles] if kind == "Person" else []
    bodies = [corpus.actors[role.of] for role in one.roles if role.of in corpus.actors and role.of is not None]
    belongs: dict[str, Any] = {}
    if parent is not None and kind == "Organization" and parent.type not in ("place", "state"):
        belongs = {"parentOrganization": _named(parent, site)}
    elif parent is not None and kind in ("Place", "Country"):
        belongs = {"containedInPlace": _named(parent, site)} if parent.type in ("place", "state") else {}
    return _without_gaps({
        "@context": _SCHEMA,
        **found,
        "alternateName": list(one.aliases),
        "description": one.note,
        "sameAs": f"https://www.wikidata.org/entity/{one.wikidata}" if one.wikidata else "",
        "jobTitle": offices,
        "affiliation": [
            _named(body, site) for body in {b.id: b for b in bodies}.values() if body.type in ("organisation", "group")
        ] if kind == "Person" else [],
        **belongs,
    })  # fmt: skip


def _quotation(corpus: Corpus, within: AnnotatedArticle, quote: Quote, site: Addresses) -> dict[str, Any]:
    said_by = [corpus.actors[name] for name in speakers(quote) if name in corpus.actors]
    return _without_gaps({
        "@type": "Quotation",
        "@id": site.article(within.id, quote.id),
        "text": " … ".join(span.text for span in quote.content),
        "creator": [_named(one, site) for one in said_by if _may_attend(one)],
    })  # fmt: skip


def _named(one: Actor, site: Addresses) -> dict[str, Any]:
    return {"@type": _TYPES[one.type], "@id": site.actor(one.id), "name": one.name}


def _may_attend(one: Actor) -> bool:
    return _TYPES[one.type] in ("Person", "Organization")


def _without_gaps(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in ("", None, [])}
