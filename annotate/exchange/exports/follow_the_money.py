"""FollowTheMoney entities (https://followthemoney.tech), one JSON object a line, for OpenAleph and its kin."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from annotate.corpus.actors import Actor
from annotate.corpus.edtf import first_day, last_day
from annotate.corpus.timeline import Entry
from annotate.exchange.exported import Export, ExportedFile, Publication, evidence, text_file
from annotate.timeline.linked import AnnotatedArticle, Corpus

_SCHEMAS = {
    "person": "Person", "state": "PublicBody", "organisation": "Organization", "group": "Organization",
    "place": "Address",
}  # fmt: skip
_PRECISE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")

Values = dict[str, list[str]]


def files(corpus: Corpus, site: Publication) -> Iterator[ExportedFile]:
    """``entities.ftm.json``."""
    lines = (json.dumps(entity, ensure_ascii=False, sort_keys=True) for entity in entities(corpus, site))
    yield text_file("entities.ftm.json", "".join(f"{line}\n" for line in lines))


def entities(corpus: Corpus, site: Publication) -> Iterator[dict[str, Any]]:
    """Actors with their offices, articles, events, and a mention for each actor in each article."""
    for actor in corpus.actors.values():
        yield _actor(actor, site)
        yield from _offices(corpus, actor)
    for within in corpus.articles.values():
        yield _article(within, site)
        yield from _mentions(corpus, within)
    for entry in corpus.entries.values():
        yield _event(corpus, entry, site)


def _entity(entity_id: str, schema: str, **values: Any) -> dict[str, Any]:
    properties: Values = {}
    for key, value in values.items():
        kept = [text for text in (value if isinstance(value, list) else [value]) if text]
        if kept:
            properties[key.rstrip("_")] = list(dict.fromkeys(kept))
    return {"id": entity_id, "schema": schema, "properties": properties}


def _actor(actor: Actor, site: Publication) -> dict[str, Any]:
    schema = _SCHEMAS[actor.type]
    named: dict[str, Any] = {"name": actor.name, "alias": list(actor.aliases)}
    if schema == "Address":
        named = {"full": actor.name, "name": actor.name, "alias": list(actor.aliases)}
    position = {"position": [role.title for role in actor.roles]} if schema == "Person" else {}
    return _entity(f"actor.{actor.id}", schema, **named, **position, summary=actor.note, wikidataId=actor.wikidata,
                   sourceUrl=site.actor(actor.id))  # fmt: skip


def _offices(corpus: Corpus, actor: Actor) -> Iterator[dict[str, Any]]:
    for number, role in enumerate(actor.roles):
        body = corpus.actors.get(role.of or "")
        if body is not None and _SCHEMAS[actor.type] == "Person" and _SCHEMAS[body.type] != "Address":
            yield _entity(f"role.{actor.id}.{number}", "Membership", member=f"actor.{actor.id}",
                          organization=f"actor.{body.id}", role=role.title, startDate=_date(role.since),
                          endDate=_date(role.until))  # fmt: skip


def _article(within: AnnotatedArticle, site: Publication) -> dict[str, Any]:
    article, front = within.article, within.article.front_matter
    return _entity(
        f"article.{within.id}", "Article", title=article.title, publisher=front.publisher, author=front.author,
        publishedAt=article.date.isoformat(), date=article.date.isoformat(),
        sourceUrl=[front.url, site.article(within.id)],
        summary=article.subtitle, bodyText=article.text,
    )  # fmt: skip


def _mentions(corpus: Corpus, within: AnnotatedArticle) -> Iterator[dict[str, Any]]:
    names: dict[str, list[str]] = {}
    for entity in within.annotations.entities:
        if entity.actor in corpus.actors and entity.actor is not None:
            names.setdefault(entity.actor, []).extend(m.text for m in entity.mentions if m.form == "name")
    for actor_id, found in names.items():
        schema = _SCHEMAS[corpus.actors[actor_id].type]
        if found and schema != "Address":
            yield _entity(f"mention.{within.id}.{actor_id}", "Mention", document=f"article.{within.id}",
                          resolved=f"actor.{actor_id}", name=found, detectedSchema=schema)  # fmt: skip


def _event(corpus: Corpus, entry: Entry, site: Publication) -> dict[str, Any]:
    when = entry.new_date or entry.date
    precise = bool(when and _PRECISE.fullmatch(when))
    reports = evidence(corpus, entry)
    place = corpus.actors.get(entry.place or "")
    return _entity(
        f"event.{entry.id}", "Event", name=entry.title, keywords=[entry.type, entry.status],
        date=when if precise else "",
        startDate="" if precise or not when else str(first_day(when) or ""),
        endDate="" if precise or not when else str(last_day(when) or ""),
        involved=[f"actor.{a}" for a in entry.actors if a in corpus.actors and corpus.actors[a].type != "place"],
        location=place.name if place else "",
        address=place.name if place else "",
        proof=[f"article.{report.within.id}" for report, _ in reports],
        summary=[entry.note, *(words for _, words in reports)],
        sourceUrl=site.event(entry.id),
    )  # fmt: skip


def _date(value: str | None) -> str:
    return value if value and _PRECISE.fullmatch(value) else ""


EXPORT = Export("ftm", "FollowTheMoney entities", files)
