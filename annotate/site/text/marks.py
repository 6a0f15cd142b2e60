"""What is marked in an article, as spans of its text with everything a page needs to show them.

Marks say nothing of HTML elements around them; :mod:`annotate.site.text.rendering` lays them in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from annotate.corpus.annotations import Entity, Mention, Status
from annotate.corpus.item_lines import item_key
from annotate.corpus.timeline import Entry
from annotate.site.addresses import Links
from annotate.site.text import wording
from annotate.timeline.linked import AnnotatedArticle, Corpus, speakers

EVIDENCE, QUOTE, TIME, MENTION = range(4)
"""Layers, from the outermost in: where marks overlap, the one of the lower layer encloses the other."""


@dataclass(frozen=True)
class Signpost:
    """A link beside a mark. Its words are shown by the style sheet, so that the text stays as it is."""

    href: str
    kind: str
    """Its class."""
    label: str
    """For assistive technology."""
    shown: str = ""
    """What the style sheet puts before the reader."""


@dataclass(frozen=True)
class Mark:
    """A marked span."""

    start: int
    """In code points of ``article.text``."""
    end: int
    """Exclusive."""
    layer: int
    kind: str
    """Its class: evidence, quote, time, person, body, place."""
    anchor: str = ""
    """The ``id`` of its first piece."""
    href: str = ""
    """Where it leads; only names and dates are links themselves."""
    title: str = ""
    date: str = ""
    """For ``<time datetime>``."""
    shown: str = ""
    """A short date that the style sheet puts behind a word such as "Friday"."""
    reviewed: bool = False
    before: Signpost | None = None
    after: Signpost | None = None
    item: str = ""
    """The item it belongs to, as in :mod:`annotate.corpus.item_lines`."""


def checked(reviewed: bool) -> str:
    """Who stands for an item, in words."""
    return "checked by a person" if reviewed else "found by the machine, not checked"


def standing(told: Status, now: Status) -> str:
    """How an event stands by the article, and what has become of it since: ``Planned, since happened``."""
    said = wording.status_word(told)
    return said if told == now else f"{said}, since {wording.status_word(now).lower()}"


def marks(corpus: Corpus, within: AnnotatedArticle, links: Links) -> list[Mark]:
    """Every placed span of the article's annotations; lost ones are left out."""
    return [
        *_evidence(corpus, within, links),
        *_quotes(corpus, within, links),
        *_times(corpus, within, links),
        *_mentions(corpus, within, links),
    ]


def _evidence(corpus: Corpus, within: AnnotatedArticle, links: Links) -> Iterator[Mark]:
    for event in within.annotations.events:
        entry = corpus.entry_of(f"{within.id}#{event.id}")
        title = f"{event.title} ({checked(event.reviewed)})"
        post = (
            Signpost(
                links.event(entry.id),
                f"to-event status-{entry.status}",
                f"Event: {entry.title} ({standing(event.status, entry.status).lower()})",
                standing(event.status, entry.status),
            )
            if entry is not None
            else None
        )
        placed = [span for span in event.spans() if span.is_placed]
        # One signpost a passage, behind the last words that tell the event there.
        last = {span.p: span for span in sorted(placed, key=lambda s: s.start)}
        for span in placed:
            yield Mark(
                span.start, span.end, EVIDENCE, "evidence", event.id if span is event.evidence else "", "", title,
                reviewed=event.reviewed, after=post if last[span.p] is span else None, item=f"{within.id}#{event.id}",
            )  # fmt: skip


def _quotes(corpus: Corpus, within: AnnotatedArticle, links: Links) -> Iterator[Mark]:
    speaking: dict[int | str, str] = {}
    for quote in within.annotations.quotes:
        who = speakers(quote)
        names = " and ".join(corpus.name(actor) for actor in who) or "unnamed source"
        title = f"{names}: {wording.kind_word(quote.kind).lower()} ({checked(quote.reviewed)})"
        known = next((actor for actor in who if actor in corpus.actors), None)
        post = Signpost(links.actor(known), "speaker", f"Said by {names}", names) if known else None
        anchor, item = quote.id, f"{within.id}#{quote.id}"
        for span in sorted((s for s in quote.content if s.is_placed), key=lambda s: s.start):
            kind = f"quote {quote.kind}"
            yield Mark(
                span.start, span.end, QUOTE, kind, anchor, "", title, reviewed=quote.reviewed,
                before=post if anchor and speaking.get(span.p) != names else None, item=item,
            )  # fmt: skip
            # Who goes on speaking in a passage is not named again.
            speaking[span.p] = names
            anchor = ""
        for span in quote.also:
            if span.is_placed:
                yield Mark(
                    span.start, span.end, QUOTE, f"quote {quote.kind}", title=title, reviewed=quote.reviewed, item=item
                )


def _times(corpus: Corpus, within: AnnotatedArticle, links: Links) -> Iterator[Mark]:
    own = _own_entries(corpus, within)
    for index, time in enumerate(within.annotations.times):
        if not time.is_placed:
            continue
        # It most likely stands for an entry of this article's, else for the first of the day.
        entry = (own.get(time.date) or corpus.entry_on(time.date)) if time.date else None
        said = " ".join(filter(None, (wording.weekday(time.date), wording.say_date(time.date))))
        title = f"{said} ({checked(time.reviewed)})"
        if entry is not None:
            title = f"{said}: {entry.title} ({checked(time.reviewed)})"
        shown = wording.short_date(time.date) if time.date and not re.search(r"\d", time.text) else ""
        yield Mark(
            time.start, time.end, TIME, "time", "", links.event(entry.id) if entry else "", title,
            wording.machine_date(time.date), shown, time.reviewed, item=item_key(within.id, "times", index),
        )  # fmt: skip


def _own_entries(corpus: Corpus, within: AnnotatedArticle) -> Mapping[str, Entry]:
    """The entries that the article reports, by each date they have."""
    found: dict[str, Entry] = {}
    for event in sorted(event.id for event in within.annotations.events):
        entry = corpus.entry_of(f"{within.id}#{event}")
        for when in (entry.date, entry.new_date) if entry is not None else ():
            if when and entry is not None:
                found.setdefault(when, entry)
    return found


def _mentions(corpus: Corpus, within: AnnotatedArticle, links: Links) -> Iterator[Mark]:
    for index, entity in enumerate(within.annotations.entities):
        actor = corpus.actors.get(entity.actor) if entity.actor else None
        kind = wording.mark_of(actor.type if actor else entity.label)
        for mention in entity.mentions:
            if mention.is_placed:
                yield Mark(
                    mention.start, mention.end, MENTION, f"name {kind}", "",
                    links.actor(actor.id) if actor else "", _name_title(corpus, entity, mention),
                    reviewed=entity.reviewed, item=item_key(within.id, "entities", index),
                )  # fmt: skip


def _name_title(corpus: Corpus, entity: Entity, mention: Mention) -> str:
    who = corpus.name(entity.actor) if entity.actor else mention.text
    return f"{who} ({checked(entity.reviewed)})"
