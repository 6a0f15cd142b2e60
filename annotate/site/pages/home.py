"""The home page: what is new, what is coming, who is talking, the last weeks of the timeline, how it is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from annotate.corpus.edtf import first_day
from annotate.corpus.timeline import Entry
from annotate.site.addresses import HOME
from annotate.site.edition import Edition
from annotate.site.generated import GeneratedPage, PlannedPage
from annotate.site.pages.timeline import lanes
from annotate.site.shown.chart import Chart, chart, middle
from annotate.timeline.linked import QuoteIn

_ARTICLES, _COMING, _PAST, _SPEAKERS = 4, 6, 5, 6
_LATELY, _AHEAD = timedelta(days=70), timedelta(days=35)
"""What of the timeline the home page draws, before and after the day of the newest article."""
_TALKING = timedelta(days=30)
_FEWEST_LATELY = 5


def pages(edition: Edition) -> Iterator[PlannedPage]:
    """The one home page."""
    yield PlannedPage(HOME, _page, title="Home")


def _page(edition: Edition) -> GeneratedPage:
    corpus = edition.corpus
    coming = [entry for entry in corpus.entries.values() if edition.is_coming(entry) and entry.date]
    recent = _recent_quotes(edition)
    said = Counter(speaker for quote in recent for speaker in quote.speakers if speaker in corpus.actors)
    speakers = sorted(said.items(), key=lambda item: (-item[1], corpus.name(item[0])))[:_SPEAKERS]
    return edition.page(
        HOME,
        "home",
        "Home",
        description="Diplomacy as it was reported: who said what, what happened and what is planned.",
        searchable=False,
        newest=list(corpus.articles.values())[::-1][:_ARTICLES],
        coming=coming[:_COMING],
        past=_latest_past(edition),
        speakers=speakers,
        latest={actor: corpus.quotes_by(actor)[-1] for actor, _ in speakers},
        chart=_last_weeks(edition),
    )


def _recent_quotes(edition: Edition) -> Sequence[QuoteIn]:
    """The quotes of the last month of articles; all of them where these are but a few."""
    quotes = edition.corpus.quotes
    if not quotes:
        return ()
    since = date.fromisoformat(edition.newest) - _TALKING
    recent = [quote for quote in quotes if quote.within.article.date >= since]
    return recent if len(recent) >= _FEWEST_LATELY else quotes


def _latest_past(edition: Edition) -> list[Entry]:
    """What happened last, newest first."""
    past = [
        (day, entry)
        for entry in edition.corpus.entries.values()
        if entry.status == "happened" and entry.date and (day := first_day(entry.date))
    ]
    return [entry for _, entry in sorted(past, key=lambda pair: (pair[0], pair[1].id), reverse=True)][:_PAST]


def _last_weeks(edition: Edition) -> Chart | None:
    if not edition.newest:
        return None
    newest = date.fromisoformat(edition.newest)
    near = [
        entry
        for entry in edition.corpus.entries.values()
        if (day := middle(entry)) and newest - _LATELY <= day <= newest + _AHEAD
    ]
    return chart(lanes(near, most=4), edition.newest, bars=False)
