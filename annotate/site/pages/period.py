"""The further pages of an actor or a pair with very much: what there is of a year, a month, or some days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from annotate.corpus.actors import Actor
from annotate.site.addresses import actor_path, pair_path, part_path
from annotate.site.edition import Edition
from annotate.site.generated import GeneratedPage, Heading, PlannedPage
from annotate.site.pages.actor import happening, sentences_with
from annotate.site.pages.pair import name_of
from annotate.site.shown.dossiers import UNDATED, Part, Way, ways
from annotate.timeline.linked import AnnotatedArticle, MentionIn


@dataclass(frozen=True)
class Subject:
    """Whose pages they are: an actor or a pair."""

    path: str
    """Of its own page, from which they lead on."""
    name: str
    actor: Actor | None
    """None for a pair."""


@dataclass(frozen=True)
class Around:
    """The ways from one of the pages to the others."""

    by_date: Sequence[Way]
    above: Way | None
    """The year or month that it was cut out of."""
    earlier: Way | None
    later: Way | None


def pages(edition: Edition) -> Iterator[PlannedPage]:
    """The pages of every actor and pair that has any."""
    corpus = edition.corpus
    for actor_id, found in edition.long_actors.items():
        actor = corpus.actors[actor_id]
        yield from _pages(Subject(actor_path(actor_id), actor.name, actor), found)
    for pair, found in edition.long_pairs.items():
        yield from _pages(Subject(pair_path(*pair), name_of(edition, edition.relations[pair]), None), found)


def _pages(subject: Subject, found: Sequence[Part]) -> Iterator[PlannedPage]:
    by_date = ways(found, subject.path)
    titles = {part.key: part.title for part in found}
    held = [_way(subject, part) for part in found if part.held]
    places = {way.path: index for index, way in enumerate(held)}
    for part in found:
        index = places.get(part_path(subject.path, part.key), len(held))
        earlier = held[index - 1] if 0 < index < len(held) else None
        later = held[index + 1] if index + 1 < len(held) else None
        above = Way(titles[part.above], part_path(subject.path, part.above)) if part.above else None
        around = Around(by_date, above, earlier, later)
        make = partial(_page, subject=subject, part=part, around=around)
        yield PlannedPage(part_path(subject.path, part.key), make, (subject, part, around))


def _way(subject: Subject, part: Part) -> Way:
    return Way(part.title, part_path(subject.path, part.key))


def _page(edition: Edition, subject: Subject, part: Part, around: Around) -> GeneratedPage:
    actor, held = subject.actor, part.held
    sentences = [*reversed(sentences_with(_mentions(actor, held.articles)))] if actor is not None else []
    told = {
        "said": "In their own words" if actor is not None else "What each says of the other",
        "about": "Said about them",
        "events": happening(actor) if actor is not None else "What happened between them",
        "mentioned": "Mentioned in",
    }
    has = {"said": held.said, "about": held.about, "events": held.entries, "mentioned": sentences}
    when = "without a date" if part.key == UNDATED else part.title
    return edition.page(
        part_path(subject.path, part.key),
        "period",
        f"{subject.name}: {part.title}",
        description=f"{subject.name}, {when}: what was said, what happened and who tells it.",
        headings=[Heading(told[anchor], anchor) for anchor in told if has[anchor]],
        searchable=False,
        subject=subject,
        part=part,
        around=around,
        told=told,
        quotes=[*reversed(held.said)],
        about=[*reversed(held.about)],
        entries=held.entries,
        sentences=sentences,
    )


def _mentions(actor: Actor, articles: Sequence[AnnotatedArticle]) -> list[MentionIn]:
    """In these articles only: what else names the actor does not concern the page."""
    return [
        MentionIn(within, entity, mention)
        for within in articles
        for entity in within.annotations.entities
        if entity.actor == actor.id
        for mention in entity.mentions
    ]
