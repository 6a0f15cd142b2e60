"""The page of an actor: who it is, what it said and what was said of it, what happened with whom, who names it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from annotate.corpus.actors import Actor
from annotate.corpus.timeline import Entry
from annotate.site.addresses import actor_path
from annotate.site.edition import Edition
from annotate.site.generated import GeneratedPage, Heading, PlannedPage
from annotate.site.shown.chart import Chart, chart
from annotate.site.shown.dossiers import MOST, Way, newest, ways
from annotate.site.shown.locator import locator
from annotate.site.text import wording
from annotate.site.text.excerpts import Excerpt, in_sentence
from annotate.timeline import schema_org
from annotate.timeline.linked import AnnotatedArticle, MentionIn

_COMPANIONS = 8
_FEWEST_MEETINGS = 3


def pages(edition: Edition) -> Iterator[PlannedPage]:
    """A page for each actor; of one with very much, it holds the newest and leads to the pages of its years."""
    for actor in edition.corpus.actors.values():
        path = actor_path(actor.id)
        by_date = ways(edition.long_actors.get(actor.id, ()), path)
        yield PlannedPage(path, partial(_page, actor=actor, by_date=by_date), (actor, by_date))


def _page(edition: Edition, actor: Actor, by_date: Sequence[Way]) -> GeneratedPage:
    corpus = edition.corpus
    quotes, about, entries = corpus.quotes_by(actor.id), edition.quotes_about(actor.id), corpus.entries_with(actor.id)
    members, mentions = corpus.members_of(actor.id), corpus.mentions_of(actor.id)
    met = _met(edition, actor, entries)
    sentences = [*reversed(sentences_with(mentions))]
    headings = [
        Heading(title, anchor)
        for title, anchor, has in (
            ("Whom they met" if actor.type == "person" else "With whom", "met", met),
            ("In their own words", "said", quotes),
            ("Said about them", "about", about),
            (happening(actor), "events", entries),
            ("People and parts", "members", members),
            ("Mentioned in", "mentioned", sentences),
        )
        if has
    ]
    facts = ", ".join(role.title for role in actor.roles) or wording.type_of_actor(actor.type)
    return edition.page(
        actor_path(actor.id),
        "actor",
        actor.name,
        description=f"{actor.name}, {facts}: quotes, events and mentions.",
        headings=headings,
        structured=schema_org.actor(edition.corpus, actor, edition.links(actor_path(actor.id))),
        actor=actor,
        now=edition.role_on(actor.id, edition.newest) if edition.newest else "",
        met=met,
        map=locator(corpus, actor) if actor.type == "place" else None,
        by_date=by_date,
        quotes=[*reversed(quotes)][:MOST],
        about=[*reversed(about)][:MOST],
        entries=newest(entries),
        members=members,
        happening=happening(actor),
        sentences=sentences[:MOST],
        more={
            "said": max(len(quotes) - MOST, 0),
            "about": max(len(about) - MOST, 0),
            "events": len(entries) - len(newest(entries)),
            "mentioned": max(len(sentences) - MOST, 0),
        },
    )


def happening(actor: Actor) -> str:
    """What the section of the actor's events is called."""
    return "What happens there" if actor.type == "place" else "Timeline"


def sentences_with(mentions: Sequence[MentionIn]) -> list[tuple[AnnotatedArticle, list[Excerpt]]]:
    """By article, the sentences that hold the mentions; a sentence with several stands once."""
    found: dict[str, tuple[AnnotatedArticle, dict[tuple[str, str], Excerpt]]] = {}
    for one in sorted(mentions, key=lambda m: m.mention.start if m.mention.is_placed else 1 << 60):
        excerpt = in_sentence(one.within, one.mention)
        sentence = excerpt.before + excerpt.marked + excerpt.after
        _, sentences = found.setdefault(one.within.id, (one.within, {}))
        sentences.setdefault((excerpt.passage, sentence), excerpt)
    ordered = sorted(found.values(), key=lambda pair: (pair[0].article.date, pair[0].id))
    return [(within, list(sentences.values())) for within, sentences in ordered]


def _met(edition: Edition, actor: Actor, entries: Sequence[Entry]) -> Chart | None:
    """Who was at the same meetings most often, and when. Nobody meets a place, or the state they speak for."""
    known = edition.corpus.actors
    own = {actor.id, actor.part_of, *(role.of for role in actor.roles)}
    meetings: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.type == "CONSULT":
            for other in entry.actors:
                if other not in own and other in known and known[other].type != "place":
                    meetings.setdefault(other, []).append(entry)
    if len({entry.id for shared in meetings.values() for entry in shared}) < _FEWEST_MEETINGS:
        return None
    ranked = sorted(meetings, key=lambda other: (-len(meetings[other]), edition.corpus.name(other)))
    lanes = {(edition.corpus.name(other), other): meetings[other] for other in ranked[:_COMPANIONS]}
    return chart(lanes, edition.newest, bars=False)
