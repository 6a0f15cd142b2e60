"""The linked corpus: every question a page asks, answered once for all pages.

A :class:`Corpus` is built from what stands in the files and never changes. Everything in it can be followed both ways:
from a quote to its article and speaker, from an actor to quotes, events and mentions, from an entry to its reports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from annotate.corpus.actors import Actor
from annotate.corpus.annotations import Annotations, Entity, Event, Mention, PassageName, Quote, Time
from annotate.corpus.article import Article, Passage
from annotate.corpus.edtf import first_day, last_day
from annotate.corpus.timeline import Entry
from annotate.timeline.repeated_quotes import repeated


@dataclass(frozen=True)
class AnnotatedArticle:
    """An article with its annotations, placed in ``article.text`` (lost spans stay unplaced)."""

    article: Article
    annotations: Annotations

    @property
    def id(self) -> str:
        """The article's id."""
        return self.article.id

    def passage_at(self, offset: int) -> Passage:
        """The passage that holds the code point at ``offset`` of ``article.text``."""
        passages = self.article.passages
        return next((p for p in reversed(passages) if p.start <= offset), passages[0])


@dataclass(frozen=True)
class MentionIn:
    """A mention, with the entity and article it stands in."""

    within: AnnotatedArticle
    entity: Entity
    mention: Mention


@dataclass(frozen=True)
class QuoteIn:
    """A quote, with its article."""

    within: AnnotatedArticle
    quote: Quote

    @property
    def key(self) -> str:
        """``article-id#q1``."""
        return f"{self.within.id}#{self.quote.id}"

    @property
    def speakers(self) -> tuple[str, ...]:
        """The ids of everyone who says it; empty for an anonymous quote."""
        return speakers(self.quote)


@dataclass(frozen=True)
class EventIn:
    """An event as one article tells it, with its article."""

    within: AnnotatedArticle
    event: Event

    @property
    def key(self) -> str:
        """``article-id#e1``."""
        return f"{self.within.id}#{self.event.id}"


def speakers(quote: Quote) -> tuple[str, ...]:
    """The ids of everyone who says ``quote``, each once."""
    first = (quote.speaker,) if quote.speaker else ()
    return tuple(dict.fromkeys((*first, *quote.speakers)))


def timeline_order(entry: Entry) -> tuple[bool, date, date, str]:
    """Sorts entries by the time they stand for: earlier first, undated ones last."""
    when = entry.new_date or entry.date
    if when is None:
        return (True, date.max, date.max, entry.id)
    return (False, first_day(when) or date.min, last_day(when) or date.max, entry.id)


@dataclass(frozen=True)
class Corpus:
    """All articles, actors and timeline entries, linked."""

    articles: Mapping[str, AnnotatedArticle]
    """By id, in the order of publication."""
    actors: Mapping[str, Actor]
    """By id, by name."""
    entries: Mapping[str, Entry]
    """By id, in the order of the timeline."""
    problems: Sequence[object] = field(default=())
    """What was found wrong but does not stop the corpus from being read, such as lost anchors."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """On which line of its file each item stands, by the keys of :mod:`annotate.corpus.item_lines`."""

    left_out: Mapping[str, str] = field(default_factory=dict)
    """The names of actors that are not shown as such, by id."""

    @classmethod
    def link(
        cls,
        articles: Iterable[tuple[Article, Annotations]],
        actors: Iterable[Actor],
        entries: Iterable[Entry],
        problems: Sequence[object] = (),
        lines: Mapping[str, int] | None = None,
    ) -> Corpus:
        """The corpus that these make together."""
        ordered = sorted(articles, key=lambda pair: (pair[0].date, pair[0].id))
        return cls(
            {article.id: AnnotatedArticle(article, annotations) for article, annotations in ordered},
            {actor.id: actor for actor in sorted(actors, key=lambda actor: (actor.name.casefold(), actor.id))},
            {entry.id: entry for entry in sorted(entries, key=timeline_order)},
            problems,
            lines or {},
        )

    def name(self, actor_id: str) -> str:
        """The name to print for an actor; its id where the registry does not know it."""
        actor = self.actors.get(actor_id)
        return actor.name if actor is not None else self.left_out.get(actor_id, actor_id)

    @cached_property
    def quotes(self) -> tuple[QuoteIn, ...]:
        """Every quote, in the order of publication and of the text."""
        return tuple(QuoteIn(a, quote) for a in self.articles.values() for quote in a.annotations.quotes)

    @cached_property
    def events(self) -> Mapping[str, EventIn]:
        """Every article's event, by ``article-id#e1``."""
        return {
            f"{a.id}#{event.id}": EventIn(a, event) for a in self.articles.values() for event in a.annotations.events
        }

    @cached_property
    def _quotes_by(self) -> Mapping[str, list[QuoteIn]]:
        found: dict[str, list[QuoteIn]] = defaultdict(list)
        for quote in self.quotes:
            for speaker in quote.speakers:
                found[speaker].append(quote)
        return found

    @cached_property
    def _mentions_of(self) -> Mapping[str, list[MentionIn]]:
        found: dict[str, list[MentionIn]] = defaultdict(list)
        for article in self.articles.values():
            for entity in article.annotations.entities:
                if entity.actor:
                    found[entity.actor] += [MentionIn(article, entity, mention) for mention in entity.mentions]
        return found

    @cached_property
    def _entries_with(self) -> Mapping[str, list[Entry]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries.values():
            for actor_id in dict.fromkeys((*entry.actors, *((entry.place,) if entry.place else ()))):
                found[actor_id].append(entry)
        return found

    @cached_property
    def _entry_of(self) -> Mapping[str, Entry]:
        return {report: entry for entry in self.entries.values() for report in entry.reports}

    def quotes_by(self, actor_id: str) -> Sequence[QuoteIn]:
        """What the actor says, alone or with others, in the order of publication."""
        return self._quotes_by.get(actor_id, [])

    @cached_property
    def _repeated(self) -> Mapping[str, tuple[str, ...]]:
        return repeated((quote.within.id, quote.quote) for quote in self.quotes)

    @cached_property
    def _quote_at(self) -> Mapping[str, QuoteIn]:
        return {quote.key: quote for quote in self.quotes}

    def quote_at(self, key: str) -> QuoteIn | None:
        """The quote at ``article-id#q1``."""
        return self._quote_at.get(key)

    def also_quoted(self, quote: QuoteIn) -> Sequence[QuoteIn]:
        """The same words in other articles, in the order of publication."""
        return [self._quote_at[key] for key in self._repeated.get(quote.key, ())]

    def mentions_of(self, actor_id: str) -> Sequence[MentionIn]:
        """Where the actor is named or referred to."""
        return self._mentions_of.get(actor_id, [])

    def entries_with(self, actor_id: str) -> Sequence[Entry]:
        """The timeline entries that the actor takes part in or that take place there, in timeline order."""
        return self._entries_with.get(actor_id, [])

    def articles_naming(self, actor_id: str) -> Sequence[AnnotatedArticle]:
        """The articles that name the actor, in the order of publication."""
        return list({mention.within.id: mention.within for mention in self.mentions_of(actor_id)}.values())

    def members_of(self, actor_id: str) -> Sequence[Actor]:
        """The actors that say they belong to this one, or hold a role in it."""
        return self._members_of.get(actor_id, [])

    @cached_property
    def _members_of(self) -> Mapping[str, list[Actor]]:
        found: dict[str, list[Actor]] = defaultdict(list)
        for actor in self.actors.values():
            for owner in dict.fromkeys((actor.part_of, *(role.of for role in actor.roles))):
                if owner is not None:
                    found[owner].append(actor)
        return found

    def reports_of(self, entry: Entry) -> Sequence[EventIn]:
        """The articles' events that tell the entry (those that exist), in the order of the entry."""
        return [self.events[report] for report in entry.reports if report in self.events]

    def entry_of(self, report: str) -> Entry | None:
        """The entry that holds the report ``article-id#e1``."""
        return self._entry_of.get(report)

    def quotes_about(self, entry: Entry) -> Sequence[QuoteIn]:
        """The quotes that overlap with, or stand in the same passage as, a sentence the entry rests on."""
        places = {(report.within.id, span.p) for report in self.reports_of(entry) for span in report.event.spans()}
        found = {index for place in places for index in self._quotes_in.get(place, ())}
        return [self.quotes[index] for index in sorted(found)]

    @cached_property
    def _quotes_in(self) -> Mapping[tuple[str, PassageName], list[int]]:
        """By article and passage, which of :attr:`quotes` have words there."""
        found: dict[tuple[str, PassageName], list[int]] = defaultdict(list)
        for index, quote in enumerate(self.quotes):
            for span in quote.quote.content:
                found[quote.within.id, span.p].append(index)
        return found

    def entry_on(self, date: str) -> Entry | None:
        """The first timeline entry that is dated, or put off to, exactly this EDTF date."""
        return self._entry_on.get(date)

    @cached_property
    def _entry_on(self) -> Mapping[str, Entry]:
        found: dict[str, Entry] = {}
        for entry in self.entries.values():
            for when in (entry.date, entry.new_date):
                if when:
                    found.setdefault(when, entry)
        return found

    def times_in(self, article_id: str) -> Sequence[Time]:
        """The dates marked in an article."""
        return self.articles[article_id].annotations.times
