"""The page of an article: its text with what was found in it, and the same as lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from annotate import __version__
from annotate.corpus.actors import Actor
from annotate.corpus.annotations import Entity, Event, Mention, Quote, Time
from annotate.corpus.item_lines import item_key
from annotate.site.addresses import article_path
from annotate.site.edition import Edition
from annotate.site.generated import GeneratedPage, Heading, PlannedPage
from annotate.site.shown.threads import Stories
from annotate.site.text import wording
from annotate.site.text.marks import Mark, marks
from annotate.site.text.rendering import render_body, render_line
from annotate.timeline import schema_org
from annotate.timeline.citations import cite_article
from annotate.timeline.linked import AnnotatedArticle, QuoteIn

_DESCRIPTION = 180


@dataclass(frozen=True)
class Named:
    """Someone or something that an article names."""

    name: str
    kind: str
    """As the mark in the text: person, body, place."""
    actor: Actor | None
    mentions: tuple[Mention, ...]
    reviewed: bool
    role: str = ""
    """What the actor was on the day of the article."""
    says: str = ""
    """A line about the actor for the card that opens over the text."""
    item: str = ""
    """The first item of the annotations that names it, as in :mod:`annotate.corpus.item_lines`."""


def pages(edition: Edition) -> Iterator[PlannedPage]:
    """A page for each article."""
    order = list(edition.corpus.articles.values())
    stories = Stories(edition.corpus)
    for index, within in enumerate(order):
        before, after = stories.around(within)
        # Where a story begins or ends, the page still leads on by date.
        earlier = before or (order[index - 1] if index else None)
        later = after or (order[index + 1] if index + 1 < len(order) else None)
        story = (before is not None, after is not None)
        make = partial(_page, within=within, earlier=earlier, later=later, story=story)
        yield PlannedPage(article_path(within.id), make, (within, earlier, later, story))


def _page(
    edition: Edition,
    within: AnnotatedArticle,
    earlier: AnnotatedArticle | None,
    later: AnnotatedArticle | None,
    story: tuple[bool, bool],
) -> GeneratedPage:
    article = within.article
    path = article_path(article.id)
    found = _with_places(marks(edition.corpus, within, edition.links(path)), edition)
    # Ids of the template's own, which no mark may take.
    used: set[str] = {"said", "happened", "named", "source"}
    lines = {p.name: render_line(p, found, used) for p in article.passages if isinstance(p.name, str)}
    body, inner = render_body(article, found, used)
    named = who_is_named(edition, within)
    headings = list(inner)
    headings += [Heading("What was said", "said")] if within.annotations.quotes else []
    headings += [Heading("What happened", "happened")] if within.annotations.events else []
    headings += [Heading("Who is named", "named")] if named else []
    headings.append(Heading("About this article", "source"))
    return edition.page(
        path,
        "article",
        article.title,
        description=article.subtitle or _opening(within),
        headings=headings,
        structured=schema_org.article(edition.corpus, within, edition.links(path), edition.site_name),
        citation=cite_article(article, edition.complete_address(path), edition.site_name),
        within=within,
        article=article,
        heading=lines["title"],
        deck=lines.get("subtitle"),
        body=body,
        anchors=used,
        quotes=[QuoteIn(within, quote) for quote in within.annotations.quotes],
        named=named,
        items=_items(within),
        earlier=earlier,
        later=later,
        story=story,
        version=__version__,
    )


def _with_places(found: list[Mark], edition: Edition) -> list[Mark]:
    """The marks, each saying also on which line its item stands, for the one who edits the served site."""
    if not edition.file_places.serving:
        return found
    places = ((mark, edition.file_places.of(mark.item)) for mark in found)
    return [replace(mark, title=f"{mark.title}\n{place.shown}") if place else mark for mark, place in places]


def _opening(within: AnnotatedArticle) -> str:
    blocks = within.article.blocks
    text = blocks[0].text if blocks else ""
    return text if len(text) <= _DESCRIPTION else text[:_DESCRIPTION].rsplit(" ", 1)[0] + " …"


def _items(within: AnnotatedArticle) -> tuple[int, int]:
    """How many items the annotations hold, and how many of them a person has checked."""
    found = within.annotations
    items: list[Entity | Time | Quote | Event] = [*found.entities, *found.times, *found.quotes, *found.events]
    return len(items), sum(item.reviewed for item in items)


def who_is_named(edition: Edition, within: AnnotatedArticle) -> list[Named]:
    """Everyone named, each once: people, then states and organisations, then places, each in the order of the text."""
    groups: dict[str, list[Named]] = {}
    for index, entity in enumerate(within.annotations.entities):
        actor = edition.corpus.actors.get(entity.actor) if entity.actor else None
        kind = wording.mark_of(actor.type if actor else entity.label)
        name = actor.name if actor else entity.mentions[0].text
        key = actor.id if actor else f"{entity.label} {name}"
        item = item_key(within.id, "entities", index)
        groups.setdefault(key, []).append(Named(name, kind, actor, entity.mentions, entity.reviewed, item=item))
    named = [
        Named(
            same[0].name,
            same[0].kind,
            same[0].actor,
            tuple(sorted((m for one in same for m in one.mentions), key=_place)),
            all(one.reviewed for one in same),
            *_about(edition, same[0].actor, within.article.date.isoformat()),
            same[0].item,
        )
        for same in groups.values()
    ]
    ranks = {"person": 0, "body": 1, "place": 2}
    return sorted(named, key=lambda one: (ranks[one.kind], _place(one.mentions[0])))


def _about(edition: Edition, actor: Actor | None, day: str) -> tuple[str, str]:
    """The actor's role on that day, and a line with that and how much there is of it on the site."""
    if actor is None:
        return "", ""
    corpus, role = edition.corpus, edition.role_on(actor.id, day)
    quotes, entries = len(corpus.quotes_by(actor.id)), len(corpus.entries_with(actor.id))
    much = [
        f"{count} {word if count == 1 else many}"
        for count, word, many in ((quotes, "quote", "quotes"), (entries, "event", "events"))
        if count
    ]
    return role, " · ".join([role or wording.type_of_actor(actor.type), *much])


def _place(mention: Mention) -> int:
    return mention.start if mention.is_placed else 1 << 60
