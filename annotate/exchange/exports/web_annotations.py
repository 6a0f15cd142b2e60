"""W3C Web Annotations (https://www.w3.org/TR/annotation-model/), with text quote and text position selectors.

Positions are code points into the article's text as ``corpus.jsonl`` has it below ``reads``: title, subtitle and
passages, separated by blank lines. ``annotate import`` reads the file back.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from annotate.corpus.annotations import Entity, Event, Mention, Quote, Span, Time
from annotate.exchange.annotation_values import values_of
from annotate.exchange.exported import Export, ExportedFile, Publication, as_of, lasting_id, stamp, text_file
from annotate.timeline.linked import AnnotatedArticle, Corpus

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"dateline": "urn:dateline:terms#"}]
AROUND = 32
"""Characters before and after the words that a selector quotes as well."""
ROLES = ("source", "cue", "content", "also", "mentions", "evidence")

_MOTIVATIONS = {"entity": "identifying", "time": "identifying", "quote": "highlighting", "event": "describing"}
_SECTIONS = (("entity", "entities"), ("time", "times"), ("quote", "quotes"), ("event", "events"))


def files(corpus: Corpus, site: Publication) -> Iterator[ExportedFile]:
    """``annotations.jsonld``: one collection of everything that is placed in a text."""
    items = [found for within in corpus.articles.values() for found in _of_article(within, site)]
    collection: dict[str, Any] = {
        "@context": CONTEXT,
        "id": site.file("annotations.jsonld") or lasting_id("annotations", "all"),
        "type": "AnnotationCollection",
        "label": f"{site.name}: annotations",
        "modified": stamp(as_of(corpus)),
        "total": len(items),
        "first": {
            "id": lasting_id("annotations", "page"), "type": "AnnotationPage", "startIndex": 0, "items": items,
        },
    }  # fmt: skip
    # One annotation a line: indenting them would double the file.
    told = json.dumps(collection | {"first": collection["first"] | {"items": []}}, ensure_ascii=False)
    lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)
    yield text_file("annotations.jsonld", told.replace('"items": []', f'"items": [\n{lines}\n]') + "\n")


def _of_article(within: AnnotatedArticle, site: Publication) -> Iterator[dict[str, Any]]:
    for kind, section in _SECTIONS:
        for number, item in enumerate(getattr(within.annotations, section), 1):
            targets = [_target(within, site, role, span) for role, span in _spans(item) if span.is_placed]
            if targets:
                name = getattr(item, "id", f"{kind}{number}")
                yield {
                    "id": lasting_id("annotation", f"{within.id}#{name}"),
                    "type": "Annotation",
                    "motivation": _MOTIVATIONS[kind],
                    "body": [
                        {"type": "TextualBody", "purpose": "tagging", "value": kind},
                        *_about(item, site),
                        {"type": "TextualBody", "purpose": "describing", "format": "application/json",
                         "value": json.dumps(_told(within, kind, item), ensure_ascii=False)},
                    ],
                    "target": targets,
                }  # fmt: skip


def _about(item: Any, site: Publication) -> Iterator[dict[str, Any]]:
    """The pages of the people and places that the item names, where the site has an address."""
    if isinstance(item, Entity):
        ids = [item.actor]
    elif isinstance(item, Quote):
        ids = [item.speaker, *item.speakers]
    elif isinstance(item, Event):
        ids = [*item.actors, item.place]
    else:
        ids = []
    for actor in dict.fromkeys(ids):
        if actor and site.actor(actor):
            yield {"type": "SpecificResource", "purpose": "identifying", "source": site.actor(actor)}


def _told(within: AnnotatedArticle, kind: str, item: Any) -> dict[str, Any]:
    """Everything but the spans, which the targets tell."""
    values = {key: value for key, value in values_of(item).items() if key not in ROLES}
    if isinstance(item, Time):
        values = {key: value for key, value in values.items() if key not in {"p", "text", "n", "start", "end"}}
    return {"item": kind, "article": within.id, **values}


def _spans(item: Any) -> Iterator[tuple[str, Span]]:
    if isinstance(item, Time):
        yield "words", item
        return
    for role in ROLES:
        value = getattr(item, role, None)
        if isinstance(value, Span):
            yield role, value
        elif isinstance(value, tuple):
            yield from ((role, span) for span in value)


def _target(within: AnnotatedArticle, site: Publication, role: str, span: Span) -> dict[str, Any]:
    text = within.article.text
    form = {"dateline:form": span.form} if isinstance(span, Mention) and span.form != "name" else {}
    return {
        "type": "SpecificResource",
        "source": site.article(within.id) or lasting_id("article", within.id),
        "dateline:role": role,
        "dateline:passage": span.p,
        **form,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": text[span.start : span.end],
                "prefix": text[max(span.start - AROUND, 0) : span.start],
                "suffix": text[span.end : span.end + AROUND],
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }


EXPORT = Export("w3c", "W3C Web Annotations; can be imported again", files)
