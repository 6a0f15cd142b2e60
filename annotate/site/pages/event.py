"""The page of an event: what, when, where, who, what became of it, and every report of it in its own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from annotate.corpus.edtf import first_day, last_day
from annotate.corpus.timeline import Account, Entry
from annotate.site.addresses import event_path
from annotate.site.edition import Edition
from annotate.site.generated import GeneratedPage, Heading, PlannedPage
from annotate.site.text import wording
from annotate.timeline import schema_org
from annotate.timeline.citations import cite_event
from annotate.timeline.linked import EventIn, QuoteIn


@dataclass(frozen=True)
class Telling:
    """How one report tells the event, to be laid beside the others."""

    account: Account
    report: EventIn | None
    """None where the account names a report that is not there."""
    differs: frozenset[str]
    """Which of date, status and place differ from the entry's own."""


def pages(edition: Edition) -> Iterator[PlannedPage]:
    """A page for each entry of the timeline, which is its permanent address."""
    for entry in edition.corpus.entries.values():
        yield PlannedPage(event_path(entry.id), partial(_page, entry=entry), (entry,))


def _page(edition: Edition, entry: Entry) -> GeneratedPage:
    corpus = edition.corpus
    reports = sorted(corpus.reports_of(entry), key=lambda r: (r.within.article.date, r.within.id))
    turns = edition.history(entry)
    before, after = _before_and_after(entry, corpus.quotes_about(entry))
    headings = [
        Heading(title, anchor)
        for title, anchor, has in (
            ("What became of it", "turns", len(turns) > 1),
            ("Where accounts differ", "accounts", entry.accounts),
            ("How it is reported", "reports", reports),
            ("Said before", "before", before),
            ("Said then and after", "after", after),
        )
        if has
    ]
    earlier, later = edition.neighbours(entry)
    when = wording.say_date(entry.new_date or entry.date)
    address = edition.complete_address(event_path(entry.id))
    seen = date.fromisoformat(edition.newest) if edition.newest else None
    return edition.page(
        event_path(entry.id),
        "event",
        entry.title,
        description=f"{wording.status_word(entry.status)}, {when}: {entry.title}",
        headings=headings,
        structured=schema_org.event(corpus, entry, edition.links(event_path(entry.id))),
        citation=cite_event(entry, address, edition.site_name, seen) if seen else None,
        entry=entry,
        reports=reports,
        turns=turns,
        tellings=[_telling(entry, account, corpus.events.get(account.report)) for account in entry.accounts],
        before=before,
        after=after,
        earlier=earlier,
        later=later,
    )


def _telling(entry: Entry, account: Account, report: EventIn | None) -> Telling:
    own = {"date": entry.new_date or entry.date, "status": entry.status, "place": entry.place}
    told = {"date": account.date, "status": account.status, "place": account.place}
    differs = {name for name, value in told.items() if value is not None and value != own[name]}
    return Telling(account, report, frozenset(differs))


def _before_and_after(entry: Entry, quotes: Sequence[QuoteIn]) -> tuple[list[QuoteIn], list[QuoteIn]]:
    """The quotes of articles that appeared before the event, and all others; without a date, all are before it."""
    when = entry.new_date or entry.date
    day = (first_day(when) or last_day(when)) if when else None
    before = [quote for quote in quotes if day is None or quote.within.article.date < day]
    return before, [quote for quote in quotes if quote not in before]
