"""The corpus as tables, described once: the CSV files, their descriptor, the SQLite file and the data page follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from annotate.corpus.actors import ACTOR_TYPES
from annotate.corpus.annotations import EVENT_TYPES, LABELS, STATUSES, Span
from annotate.exchange.exported import Publication, days
from annotate.timeline.linked import Corpus

Form = Literal["string", "integer", "number", "boolean", "date"]
Cell = str | int | float | bool | None
Row = tuple[Cell, ...]

MANY = ";"
"""Parts several values in one cell."""


@dataclass(frozen=True)
class Column:
    """A column of a table."""

    name: str
    form: Form
    says: str
    """What it holds, in a sentence for readers."""
    required: bool = False
    values: tuple[str, ...] = ()
    """All that it may hold, where that is a closed list."""
    of: str = ""
    """The table whose first column it names."""
    facet: bool = False
    """Whether a browser of the data should offer it for narrowing down."""


@dataclass(frozen=True)
class Table:
    """A table; its first column is its key, if ``keyed``."""

    name: str
    says: str
    columns: tuple[Column, ...]
    rows: Callable[[Corpus, Publication], Iterator[Row]]
    keyed: bool = True


def _offsets(span: Span | None) -> tuple[int | None, int | None]:
    return (span.start, span.end) if span is not None and span.is_placed else (None, None)


def _many(values: tuple[str, ...]) -> str:
    return MANY.join(values)


def _articles(corpus: Corpus, site: Publication) -> Iterator[Row]:
    for within in corpus.articles.values():
        article, front = within.article, within.article.front_matter
        yield (
            article.id, article.title, article.subtitle, article.date.isoformat(), front.date, front.author,
            front.publisher, front.url, front.language, front.licence, front.place, front.source,
            len(article.text.split()), site.article(article.id), article.text,
        )  # fmt: skip


def _mentions(corpus: Corpus, site: Publication) -> Iterator[Row]:
    for within in corpus.articles.values():
        for entity in within.annotations.entities:
            for mention in entity.mentions:
                yield (
                    within.id, _known(corpus, entity.actor), entity.label, mention.form, str(mention.p), mention.text,
                    *_offsets(mention), entity.score, entity.reviewed,
                )  # fmt: skip


def _quotes(corpus: Corpus, site: Publication) -> Iterator[Row]:
    for quote in corpus.quotes:
        one = quote.quote
        yield (
            quote.key, quote.within.id, _many(quote.speakers), one.kind, " … ".join(span.text for span in one.content),
            one.source.text if one.source else None, one.cue.text if one.cue else None, str(one.content[0].p),
            _offsets(one.content[0])[0], _offsets(one.content[-1])[1], one.score, one.reviewed,
            site.article(quote.within.id, one.id),
        )  # fmt: skip


def _reports(corpus: Corpus, site: Publication) -> Iterator[Row]:
    for report in corpus.events.values():
        event, entry = report.event, corpus.entry_of(report.key)
        yield (
            report.key, report.within.id, entry.id if entry else None, event.title, event.date, event.new_date,
            event.status, event.type, _many(event.actors), _known(corpus, event.place), event.evidence.text,
            str(event.evidence.p), *_offsets(event.evidence), event.score, event.reviewed,
        )  # fmt: skip


def _events(corpus: Corpus, site: Publication) -> Iterator[Row]:
    for entry in corpus.entries.values():
        span = days(entry)
        yield (
            entry.id, entry.title, entry.date, entry.new_date, span[0].isoformat() if span else None,
            span[1].isoformat() if span else None, entry.status, entry.type, _many(entry.actors),
            _known(corpus, entry.place), len(corpus.reports_of(entry)), entry.note or None, entry.proposed,
            site.event(entry.id),
        )  # fmt: skip


def _actors(corpus: Corpus, site: Publication) -> Iterator[Row]:
    for actor in corpus.actors.values():
        yield (
            actor.id, actor.name, actor.type, _many(actor.aliases), _known(corpus, actor.part_of), actor.wikidata,
            len(corpus.mentions_of(actor.id)), len(corpus.quotes_by(actor.id)), len(corpus.entries_with(actor.id)),
            actor.note or None, actor.proposed, site.actor(actor.id),
        )  # fmt: skip


def _relations(corpus: Corpus, site: Publication) -> Iterator[Row]:
    for actor in corpus.actors.values():
        if actor.part_of:
            yield (actor.id, "part-of", actor.part_of, None, None, None)
        for role in actor.roles:
            yield (actor.id, "role", role.of, role.title, role.since, role.until)
    for entry in corpus.entries.values():
        for actor_id in entry.actors:
            yield (actor_id, "takes-part", entry.id, entry.type, entry.date, None)
        if entry.place:
            yield (entry.id, "takes-place-in", entry.place, None, entry.date, None)
        for account in entry.accounts:
            yield (account.report, "tells", entry.id, account.status, account.date, None)


def _known(corpus: Corpus, actor: str | None) -> str | None:
    """The id only if the registry has it, so that a key leads somewhere."""
    return actor if actor in corpus.actors else None


def _placed(what: str) -> tuple[Column, ...]:
    return (
        Column(
            "passage", "string", f"The passage that {what} stands in: a paragraph's number from 1, title or subtitle."
        ),
        Column("text", "string", f"The words of {what}.", required=True),
        *_offset_columns(what),
    )


def _offset_columns(what: str) -> tuple[Column, ...]:
    return (
        Column("start", "integer", f"Where {what} begins in the article's text, in code points from 0; empty: lost."),
        Column("end", "integer", "One past where it ends."),
    )


_SURE = (
    Column("score", "number", "How sure the annotator was, 0 to 1; empty where a person wrote it."),
    Column("reviewed", "boolean", "Whether a person has checked it.", required=True, facet=True),
)
_ADDRESS = Column("address", "string", "Its page; empty where the site has no address.")
_EDTF = "as EDTF: 2025-02-28, 2025-03, 2025-02-28/2025-03-02, with ~ for about and ? for perhaps"

TABLES: tuple[Table, ...] = (
    Table("articles", "The articles as they were published.", (
        Column("id", "string", "The article's id.", required=True),
        Column("title", "string", "The headline.", required=True),
        Column("subtitle", "string", "The line below the headline."),
        Column("day", "date", "The day of publication.", required=True),
        Column("published", "string", "The day, or the moment with its zone, as ISO 8601.", required=True),
        Column("author", "string", "Who wrote it."),
        Column("publisher", "string", "Who published it.", facet=True),
        Column("url", "string", "Where it was published."),
        Column("language", "string", "ISO 639-1.", facet=True),
        Column("licence", "string", "Under what terms the text may be shown."),
        Column("place", "string", "The place of its dateline.", facet=True),
        Column("source", "string", "What it was imported from, with its fingerprint."),
        Column("words", "integer", "How many words it has.", required=True),
        _ADDRESS,
        Column("text", "string", "Title, subtitle and passages, separated by blank lines.", required=True),
    ), _articles),
    Table("actors", "The people, states, organisations and places.", (
        Column("id", "string", "The actor's id.", required=True),
        Column("name", "string", "As the site prints it.", required=True),
        Column("type", "string", "What it is.", required=True, values=ACTOR_TYPES, facet=True),
        Column("aliases", "string", f"Other names, parted by {MANY!r}."),
        Column("part_of", "string", "The actor that it belongs to.", of="actors", facet=True),
        Column("wikidata", "string", "The item's number at Wikidata."),
        Column("mentions", "integer", "How often it is named.", required=True),
        Column("quotes", "integer", "How often it is quoted.", required=True),
        Column("events", "integer", "How many events it takes part in, or is the place of.", required=True),
        Column("note", "string", "A sentence for the reader."),
        Column("proposed", "boolean", "Whether no person has accepted it yet.", required=True, facet=True),
        _ADDRESS,
    ), _actors),
    Table("events", "The timeline: one line for each event of the world.", (
        Column("id", "string", "The event's id.", required=True),
        Column("title", "string", "What happens.", required=True),
        Column("date", "string", f"When, {_EDTF}."),
        Column("new_date", "string", "The date that a postponed event was moved to."),
        Column("first_day", "date", "The first day that the date may mean."),
        Column("last_day", "date", "The last day that the date may mean."),
        Column("status", "string", "How it stands.", required=True, values=STATUSES, facet=True),
        Column("type", "string", "PLOVER's code, or VOTE, RULE, OTHER.", required=True, values=EVENT_TYPES, facet=True),
        Column("actors", "string", f"Ids of who takes part, parted by {MANY!r}."),
        Column("place", "string", "Where.", of="actors", facet=True),
        Column("reports", "integer", "How many articles' events tell it.", required=True),
        Column("note", "string", "A sentence for the reader."),
        Column("proposed", "boolean", "Whether no person has accepted it yet.", required=True, facet=True),
        _ADDRESS,
    ), _events),
    Table("reports", "Events as the articles tell them.", (
        Column("id", "string", "The article's id, #, the event's id in it.", required=True),
        Column("article", "string", "The article.", required=True, of="articles"),
        Column("event", "string", "The line of the timeline that it belongs to.", of="events"),
        Column("title", "string", "What happens, as the article tells it.", required=True),
        Column("date", "string", f"When, {_EDTF}."),
        Column("new_date", "string", "The date that a postponed event was moved to."),
        Column("status", "string", "How it stands there.", required=True, values=STATUSES, facet=True),
        Column("type", "string", "PLOVER's code, or VOTE, RULE, OTHER.", required=True, values=EVENT_TYPES, facet=True),
        Column("actors", "string", f"Ids of who takes part, parted by {MANY!r}."),
        Column("place", "string", "Where.", of="actors", facet=True),
        Column("evidence", "string", "The sentence or clause that tells it.", required=True),
        Column("passage", "string", "The passage that the evidence stands in.", required=True),
        *_offset_columns("the evidence"),
        *_SURE,
    ), _reports),
    Table("quotes", "Who said what.", (
        Column("id", "string", "The article's id, #, the quote's id in it.", required=True),
        Column("article", "string", "The article.", required=True, of="articles"),
        Column("speakers", "string", f"Ids of who says it, parted by {MANY!r}; empty: unnamed.", facet=True),
        Column("kind", "string", "In quotation marks, reported, or both.", required=True,
               values=("direct", "indirect", "mixed"), facet=True),
        Column("text", "string", "What was said; pieces are joined by an ellipsis.", required=True),
        Column("source", "string", "The words that name the speaker."),
        Column("cue", "string", "The words that report the speech.", facet=True),
        Column("passage", "string", "The passage that it begins in.", required=True),
        *_offset_columns("it"),
        *_SURE,
        _ADDRESS,
    ), _quotes),
    Table("mentions", "Every place where an actor is named or referred to.", (
        Column("article", "string", "The article.", required=True, of="articles"),
        Column("actor", "string", "The actor.", of="actors", facet=True),
        Column("label", "string", "What the name names, as in OntoNotes.", required=True, values=LABELS, facet=True),
        Column("form", "string", "By name, noun phrase or pronoun.", required=True,
               values=("name", "nominal", "pronoun"), facet=True),
        *_placed("the mention"),
        *_SURE,
    ), _mentions, keyed=False),
    Table("relations", "What joins actors, events and reports.", (
        Column("subject", "string", "An id: of an actor, an event or a report.", required=True),
        Column("relation", "string", "How the two are joined.", required=True,
               values=("part-of", "role", "takes-part", "takes-place-in", "tells"), facet=True),
        Column("object", "string", "An id: of an actor or an event; empty for a role without a state or body."),
        Column("title", "string", "The role's title, the event's type, or the status that a report tells."),
        Column("since", "string", "Since when, or when, as EDTF."),
        Column("until", "string", "Until when, as EDTF."),
    ), _relations, keyed=False),
)  # fmt: skip


def described() -> str:
    """The tables and their columns in Markdown, for the data page."""
    parts = []
    for table in TABLES:
        lines = [f"### {table.name}.csv", "", table.says, "", "| Column | Type | Meaning |", "|---|---|---|"]
        lines += [f"| `{column.name}` | {column.form} | {column.says} |" for column in table.columns]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"
