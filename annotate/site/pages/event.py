"""The page of an event: what, when, where, who, and every report of it in its own words."""

from __future__ import annotations

from collections.abc import Iterator

from annotate.site import wording
from annotate.site.addresses import event_path
from annotate.site.edition import Edition
from annotate.site.generated import GeneratedPage, Heading


def pages(edition: Edition) -> Iterator[GeneratedPage]:
    """A page for each entry of the timeline, which is its permanent address."""
    corpus = edition.corpus
    order = list(corpus.entries.values())
    for index, entry in enumerate(order):
        reports = corpus.reports_of(entry)
        quotes = corpus.quotes_about(entry)
        headings = [Heading("How it is reported", "reports")] if reports else []
        if entry.accounts:
            headings.append(Heading("Where accounts differ", "accounts"))
        if quotes:
            headings.append(Heading("What was said", "said"))
        when = wording.say_date(entry.new_date or entry.date)
        yield edition.page(
            event_path(entry.id),
            "event",
            entry.title,
            description=f"{wording.status_word(entry.status)}, {when}: {entry.title}",
            headings=headings,
            entry=entry,
            reports=reports,
            quotes=quotes,
            earlier=order[index - 1] if index else None,
            later=order[index + 1] if index + 1 < len(order) else None,
        )
