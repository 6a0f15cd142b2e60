"""TEI P5: each article with its names and dates in the text, its quotes and events beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from annotate.corpus.annotations import Event, Span
from annotate.corpus.article import Passage
from annotate.corpus.edtf import first_day, last_day
from annotate.exchange.exported import Export, ExportedFile, Publication, printable, xml_bytes
from annotate.timeline.linked import AnnotatedArticle, Corpus, speakers

_NAMES = {
    "PERSON": "persName", "ORG": "orgName", "GPE": "placeName", "LOC": "placeName", "FAC": "placeName",
    "NORP": "rs", "EVENT": "rs",
}  # fmt: skip
_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_TEI = "http://www.tei-c.org/ns/1.0"
_XML_ID = "xml:id"


@dataclass(frozen=True)
class _Inline:
    start: int
    end: int
    tag: str
    attributes: tuple[tuple[str, str], ...]


def files(corpus: Corpus, site: Publication) -> Iterator[ExportedFile]:
    """``tei/ID.xml`` for each article."""
    for within in corpus.articles.values():
        yield ExportedFile(f"tei/{within.id}.xml", document(corpus, within, site))


def document(corpus: Corpus, within: AnnotatedArticle, site: Publication) -> bytes:
    """One article as a TEI document."""
    root = ET.Element("TEI", xmlns=_TEI)
    _header(root, corpus, within, site)
    _beside(root, within)
    text = ET.SubElement(root, "text")
    body = ET.SubElement(text, "body")
    inline = sorted(_inline(within), key=lambda one: (one.start, -one.end))
    for passage in within.article.passages:
        named = isinstance(passage.name, str)
        element = ET.SubElement(body, "head" if named else "p", {_XML_ID: f"p-{passage.name}"})
        if named:
            element.set("type", str(passage.name))
        _write(element, passage, inline)
    if body.find("p") is None:
        ET.SubElement(body, "p")
    return xml_bytes(root, indented=False)


def _sub(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(
        parent, tag, {key.replace("__", ":"): printable(value) for key, value in attributes.items()}
    )
    element.text = printable(text) or None
    return element


def _header(root: ET.Element, corpus: Corpus, within: AnnotatedArticle, site: Publication) -> None:
    article, front = within.article, within.article.front_matter
    header = _sub(root, "teiHeader")
    described = _sub(header, "fileDesc")
    title = _sub(described, "titleStmt")
    _sub(title, "title", article.title, type="main")
    if front.author:
        _sub(title, "author", front.author)
    publication = _sub(described, "publicationStmt")
    _sub(publication, "publisher", site.name)
    availability = _sub(publication, "availability")
    _sub(availability, "p", front.licence or "The article remains its publisher's.")
    source = _sub(_sub(described, "sourceDesc"), "bibl")
    _sub(source, "title", article.title)
    if front.publisher:
        _sub(source, "publisher", front.publisher)
    _sub(source, "date", front.date, when=front.date[:10])
    if front.url:
        _sub(source, "ptr", target=front.url)
    found = within.annotations
    named = [e.actor for e in found.entities] + [s for q in found.quotes for s in speakers(q)]
    named += [actor for event in found.events for actor in event.actors]
    actors = [actor for actor in dict.fromkeys(named) if actor in corpus.actors]
    profile = _sub(header, "profileDesc")
    _sub(_sub(profile, "langUsage"), "language", ident=front.language or "und")
    people = [corpus.actors[a] for a in actors if a is not None and corpus.actors[a].type == "person"]
    others = [corpus.actors[a] for a in actors if a is not None and corpus.actors[a].type != "person"]
    if people or others:
        groups = _sub(profile, "particDesc")
        if people:
            listed = _sub(groups, "listPerson")
            for actor in people:
                _sub(_sub(listed, "person", xml__id=_id(actor.id)), "persName", actor.name)
        if others:
            listed = _sub(groups, "listOrg")
            for actor in others:
                _sub(_sub(listed, "org", xml__id=_id(actor.id), type=actor.type), "orgName", actor.name)


def _inline(within: AnnotatedArticle) -> Iterator[_Inline]:
    for entity in within.annotations.entities:
        for mention in entity.mentions:
            if mention.is_placed:
                known = (("ref", f"#{_id(entity.actor)}"),) if entity.actor else ()
                tag = _NAMES[entity.label] if mention.form == "name" else "rs"
                yield _Inline(mention.start, mention.end, tag, (*known, ("type", entity.label.lower())))
    for time in within.annotations.times:
        if time.is_placed:
            when = (("when", time.date),) if time.date and _ISO.fullmatch(time.date) else ()
            yield _Inline(time.start, time.end, "date", when)


def _write(element: ET.Element, passage: Passage, inline: Sequence[_Inline]) -> None:
    """The passage's text with the elements that fit: of two that overlap, the first and longest."""
    at, last = passage.start, None
    for one in inline:
        if one.start < at or one.end > passage.end or one.start >= passage.end:
            continue
        _append(element, last, passage.text[at - passage.start : one.start - passage.start])
        last = ET.SubElement(element, one.tag, dict(one.attributes))
        last.text = printable(passage.text[one.start - passage.start : one.end - passage.start])
        at = one.end
    _append(element, last, passage.text[at - passage.start :])


def _append(element: ET.Element, last: ET.Element | None, text: str) -> None:
    if last is None:
        element.text = (element.text or "") + printable(text)
    else:
        last.tail = (last.tail or "") + printable(text)


def _beside(root: ET.Element, within: AnnotatedArticle) -> None:
    """Quotes and events, pointing into the passages by the numbers of their characters."""
    quotes, events = within.annotations.quotes, within.annotations.events
    if not quotes and not events:
        return
    beside = _sub(root, "standOff")
    if events:
        listed = _sub(beside, "listEvent")
        for event in events:
            made = _sub(listed, "event", xml__id=event.id, type=event.type, subtype=event.status, **_when(event))
            _sub(made, "eventName", event.title)
            _sub(made, "ptr", type="evidence", target=_pointer(within, event.evidence))
            for actor in event.actors:
                _sub(made, "ptr", type="actor", target=f"#{_id(actor)}")
    if quotes:
        listed = _sub(beside, "listAnnotation", type="quotes")
        for quote in quotes:
            target = " ".join(_pointer(within, span) for span in quote.content)
            made = _sub(listed, "annotation", xml__id=quote.id, motivation="highlighting", target=target)
            for role, span in (("source", quote.source), ("cue", quote.cue)):
                if span is not None:
                    _sub(made, "ptr", type=role, target=_pointer(within, span))
            for speaker in speakers(quote):
                _sub(made, "ptr", type="speaker", target=f"#{_id(speaker)}")
            _sub(made, "note", quote.kind, type="kind")


def _when(event: Event) -> dict[str, str]:
    when = event.new_date or event.date
    if when is None:
        return {}
    if _ISO.fullmatch(when):
        return {"when": when}
    first, last = first_day(when), last_day(when)
    return {name: day.isoformat() for name, day in (("notBefore", first), ("notAfter", last)) if day is not None}


def _pointer(within: AnnotatedArticle, span: Span) -> str:
    if not span.is_placed:
        return f"#p-{span.p}"
    passage = next(passage for passage in within.article.passages if passage.name == span.p)
    return f"#string-range(p-{span.p},{span.start - passage.start},{span.end - span.start})"


def _id(actor_id: str | None) -> str:
    # An xml:id must not begin with a digit, and must not meet the id of a passage or quote.
    return f"a-{actor_id}"


EXPORT = Export("tei", "TEI P5, a file for each article", files)
