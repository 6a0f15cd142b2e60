"""The page of an actor: who it is, what it said, what happened with it, where it is mentioned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotate.corpus.actors import Actor
from annotate.site import wording
from annotate.site.addresses import actor_path
from annotate.site.edition import Edition
from annotate.site.excerpts import Excerpt, in_sentence
from annotate.site.generated import GeneratedPage, Heading
from annotate.timeline.linked import AnnotatedArticle, MentionIn


def pages(edition: Edition) -> Iterator[GeneratedPage]:
    """A page for each actor."""
    for actor in edition.corpus.actors.values():
        yield _page(edition, actor)


def _page(edition: Edition, actor: Actor) -> GeneratedPage:
    corpus = edition.corpus
    quotes, entries = corpus.quotes_by(actor.id), corpus.entries_with(actor.id)
    members, mentions = corpus.members_of(actor.id), corpus.mentions_of(actor.id)
    happening = "What happens there" if actor.type == "place" else "Timeline"
    headings = [
        Heading(title, anchor)
        for title, anchor, has in (
            ("In their own words", "said", quotes),
            (happening, "events", entries),
            ("People and parts", "members", members),
            ("Mentioned in", "mentioned", mentions),
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
        actor=actor,
        quotes=[*reversed(quotes)],
        entries=entries,
        members=members,
        happening=happening,
        sentences=[*reversed(sentences_with(mentions))],
        among=_named_with(edition, actor),
    )


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


def _named_with(edition: Edition, actor: Actor, most: int = 8) -> list[Actor]:
    """Who takes part in the same events most often."""
    times: dict[str, int] = {}
    for entry in edition.corpus.entries_with(actor.id):
        for other in entry.actors:
            if other != actor.id and other in edition.corpus.actors:
                times[other] = times.get(other, 0) + 1
    ranked = sorted(times, key=lambda other: (-times[other], edition.corpus.name(other)))
    return [edition.corpus.actors[other] for other in ranked[:most]]
