"""A corpus, and the templates that it is printed with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urljoin

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from annotate.corpus.actors import Role
from annotate.corpus.edtf import first_day, last_day
from annotate.corpus.timeline import Entry
from annotate.site.addresses import Links, address
from annotate.site.asset_files import TEMPLATES
from annotate.site.cutting.periods import Period, periods
from annotate.site.generated import GeneratedPage, Heading
from annotate.site.shown.corrections import Correction
from annotate.site.shown.dossiers import Dossier, Part, parts
from annotate.site.shown.file_places import FilePlaces
from annotate.site.shown.histories import Step, history
from annotate.site.shown.threads import Threads
from annotate.site.shown.topics import Topic, topics
from annotate.site.text import excerpts, labels, wording
from annotate.site.text.marks import checked
from annotate.site.text.rendering import host, web_address
from annotate.timeline import schema_org
from annotate.timeline.actors.evidence import Seen, evidence_in, gathered
from annotate.timeline.actors.offices_said import Office
from annotate.timeline.linked import Corpus, QuoteIn, speakers
from annotate.timeline.relations import Pair, Relation, relations


def _held(role: Role, day: str) -> bool:
    begun = first_day(role.since) if role.since else None
    ended = last_day(role.until) if role.until else None
    return (begun is None or begun.isoformat() <= day) and (ended is None or day <= ended.isoformat())


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def environment(*, reload: bool = False) -> Environment:
    """Templates that escape everything; with ``reload``, they are read anew when they change."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        auto_reload=reload,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        checked=checked,
        in_passage=excerpts.in_passage,
        in_sentence=excerpts.in_sentence,
        labels=labels,
        web_address=web_address,
    )
    made.filters.update(
        status_word=wording.status_word,
        status_says=wording.status_says,
        type_word=wording.type_word,
        kind_word=wording.kind_word,
        cue_word=wording.cue_word,
        leads_to_source=wording.leads_to_source,
        host=host,
        actor_word=wording.type_of_actor,
        say_date=wording.say_date,
        say_published=wording.say_published,
        bare_turn=lambda status: "".join(wording.turn(status, None)),
        said_in=wording.said_in,
        weekday=wording.weekday,
        first_day=lambda edtf: _day(first_day(edtf)) if edtf else "",
        last_day=lambda edtf: _day(last_day(edtf)) if edtf else "",
        grouped=lambda number: f"{number:,}",
        capitalise=lambda words: words[:1].upper() + words[1:],
    )
    return made


@dataclass(frozen=True)
class Edition:
    """Prints pages of one corpus."""

    corpus: Corpus
    templates: Environment
    directory_urls: bool = True
    site_name: str = "Dateline"
    site_url: str = ""
    """The address that the site is published at; empty where it has none."""
    exports: bool = False
    """Whether the site offers the corpus in other formats, calendars among them."""
    corrections: Sequence[Correction] = ()
    """What people have corrected, newest first."""
    file_places: FilePlaces = field(default_factory=FilePlaces)
    """Where items stand in their files."""

    def links(self, path: str) -> Links:
        """The links as they read on the page at ``path``."""
        return Links(path, self.directory_urls)

    def complete_address(self, path: str) -> str:
        """The address of the page at ``path`` as it is cited; empty where the site has none."""
        base = self.site_url if self.site_url.endswith("/") else f"{self.site_url}/"
        return urljoin(base, address(path, self.directory_urls)) if self.site_url else ""

    def page(
        self,
        path: str,
        kind: str,
        title: str,
        *,
        description: str = "",
        headings: Sequence[Heading] = (),
        searchable: bool = True,
        structured: Mapping[str, Any] | None = None,
        **view: object,
    ) -> GeneratedPage:
        """The page at ``path``, printed with the template of its kind; ``view`` is what the template shows."""
        link = self.links(path)
        html = self.templates.get_template(f"{kind}.html").render(
            edition=self,
            corpus=self.corpus,
            link=link,
            own=labels.PageLabels(self, link),
            title=title,
            **view,
        )
        linked = schema_org.script(dict(structured)) if structured else ""
        return GeneratedPage(path, title, html, kind, tuple(headings), description, searchable, linked)

    @cached_property
    def newest(self) -> str:
        """The day of the newest article; empty in an empty corpus. "Coming" is measured from it, never from a clock."""
        return max((a.article.date.isoformat() for a in self.corpus.articles.values()), default="")

    @cached_property
    def periods(self) -> Sequence[Period]:
        """The pages of the timeline."""
        return periods(list(self.corpus.entries.values()))

    @cached_property
    def _period_of(self) -> Mapping[str, str]:
        return {entry.id: period.path for period in self.periods for entry in period.entries}

    def timeline_page(self, entry: Entry) -> str:
        """The path of the timeline's page that ``entry`` stands on."""
        return self._period_of[entry.id]

    @cached_property
    def _threads(self) -> Threads:
        return Threads(self.corpus)

    def neighbours(self, entry: Entry) -> tuple[Entry | None, Entry | None]:
        """The events before and after ``entry`` in its thread."""
        return self._threads.around(entry)

    @cached_property
    def topics(self) -> Sequence[Topic]:
        """The words that most quotes have in common."""
        return topics(self.corpus)

    def history(self, entry: Entry) -> Sequence[Step]:
        """The turns of the entry, as its reports tell them."""
        return history(self.corpus, entry)

    def is_coming(self, entry: Entry) -> bool:
        """Whether the entry was still ahead when the newest article appeared."""
        when = entry.new_date or entry.date
        if entry.status not in ("planned", "postponed", "conditional") or when is None:
            return False
        if entry.status == "postponed" and entry.new_date is None:
            return False
        last = last_day(when)
        return last is None or last.isoformat() >= self.newest

    @cached_property
    def _quotes_about(self) -> Mapping[str, Sequence[QuoteIn]]:
        found: dict[str, dict[str, QuoteIn]] = {}
        for within in self.corpus.articles.values():
            placed = [
                (span.start, span.end, quote)
                for quote in within.annotations.quotes
                for span in quote.content
                if span.is_placed
            ]
            for entity in within.annotations.entities:
                for mention in entity.mentions if entity.actor and placed else ():
                    if not mention.is_placed:
                        continue
                    for start, end, quote in placed:
                        if start <= mention.start and mention.end <= end and entity.actor not in speakers(quote):
                            about = QuoteIn(within, quote)
                            found.setdefault(str(entity.actor), {})[about.key] = about
        return {actor: list(quotes.values()) for actor, quotes in found.items()}

    def quotes_about(self, actor_id: str) -> Sequence[QuoteIn]:
        """The quotes of others in which the actor is named, in the order of publication."""
        return self._quotes_about.get(actor_id, ())

    @cached_property
    def relations(self) -> Mapping[Pair, Relation]:
        """The pairs of actors with enough to show."""
        return relations(self.corpus, self.quotes_about)

    def dossier(self, actor_id: str) -> Dossier:
        """What there is of an actor."""
        corpus = self.corpus
        said, about, entries = corpus.quotes_by(actor_id), self.quotes_about(actor_id), corpus.entries_with(actor_id)
        return Dossier(said, about, entries, corpus.articles_naming(actor_id))

    @cached_property
    def long_actors(self) -> Mapping[str, Sequence[Part]]:
        """The actors of whom there is more than one page holds, by id, with their further pages."""
        found = ((actor_id, parts(self.dossier(actor_id))) for actor_id in self.corpus.actors)
        return {actor_id: of_actor for actor_id, of_actor in found if of_actor}

    @cached_property
    def long_pairs(self) -> Mapping[Pair, Sequence[Part]]:
        """The same of pairs."""
        found = ((pair, parts(Dossier(both.quotes, (), both.entries))) for pair, both in self.relations.items())
        return {pair: of_pair for pair, of_pair in found if of_pair}

    @cached_property
    def _others_of(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[tuple[int, str]]] = {}
        for (one, other), both in self.relations.items():
            weight = -len(both.entries) - len(both.quotes)
            found.setdefault(one, []).append((weight, other))
            found.setdefault(other, []).append((weight, one))
        return {actor: [other for _, other in sorted(others)] for actor, others in found.items()}

    @cached_property
    def _offices(self) -> Mapping[str, Sequence[tuple[Office, Seen]]]:
        found = gathered(evidence_in(a.article, a.annotations) for a in self.corpus.articles.values())
        return {i: sorted(e.offices.items(), key=lambda said: (said[1].first, said[0])) for i, e in found.items()}

    def named_as(self, actor_id: str) -> Sequence[tuple[Office, Seen]]:
        """The offices that stand right before the actor's name in articles: of whom (or ""), how often, where first."""
        return self._offices.get(actor_id, ())

    def others_of(self, actor_id: str) -> Sequence[str]:
        """With whom the actor has a page of two, those with most to show first."""
        return self._others_of.get(actor_id, ())

    def role_on(self, actor_id: str, day: str) -> str:
        """The roles that the actor held on ``day``: those that had begun and not ended. A role without dates counts."""
        actor = self.corpus.actors.get(actor_id)
        return ", ".join(role.title for role in (actor.roles if actor else ()) if _held(role, day))

    def role_then(self, actor_id: str, day: str) -> str:
        """The roles on ``day``, where another day may have had others: where the registry dates them."""
        actor = self.corpus.actors.get(actor_id)
        dated = actor is not None and any(role.since or role.until for role in actor.roles)
        return self.role_on(actor_id, day) if dated else ""

    def entries_beside(self, quote: QuoteIn) -> list[Entry]:
        """The timeline entries that rest on a sentence of the quote's own passages."""
        passages = {span.p for span in quote.quote.content}
        found = (
            self.corpus.entry_of(f"{quote.within.id}#{event.id}")
            for event in quote.within.annotations.events
            if any(span.p in passages for span in event.spans())
        )
        return list({entry.id: entry for entry in found if entry is not None}.values())

    def is_overdue(self, entry: Entry) -> bool:
        """Whether the planned day has passed and no article tells what came of it."""
        when = entry.new_date or entry.date
        return entry.status == "planned" and when is not None and not self.is_coming(entry)
