"""The home page: what is new, what is coming, who is talking, how it is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from annotate.corpus.edtf import first_day
from annotate.corpus.timeline import Entry
from annotate.site.addresses import HOME
from annotate.site.edition import Edition
from annotate.site.generated import GeneratedPage

_ARTICLES, _COMING, _PAST, _SPEAKERS = 5, 6, 5, 8


def pages(edition: Edition) -> Iterator[GeneratedPage]:
    """The one home page."""
    corpus = edition.corpus
    coming = [entry for entry in corpus.entries.values() if edition.is_coming(entry)]
    newest = list(corpus.articles.values())[::-1][:_ARTICLES]
    said = Counter(speaker for quote in corpus.quotes for speaker in quote.speakers if speaker in corpus.actors)
    speakers = sorted(said.items(), key=lambda item: (-item[1], corpus.name(item[0])))[:_SPEAKERS]
    latest = {actor: corpus.quotes_by(actor)[-1] for actor, _ in speakers}
    yield edition.page(
        HOME,
        "home",
        "Home",
        description="Diplomacy as it was reported: who said what, what happened and what is planned.",
        in_nav=True,
        searchable=False,
        newest=newest,
        coming=coming[:_COMING],
        past=_latest_past(edition),
        speakers=speakers,
        latest=latest,
    )


def _latest_past(edition: Edition) -> list[Entry]:
    """What happened last, newest first."""
    past = [
        (day, entry)
        for entry in edition.corpus.entries.values()
        if entry.status == "happened" and entry.date and (day := first_day(entry.date))
    ]
    return [entry for _, entry in sorted(past, key=lambda pair: (pair[0], pair[1].id), reverse=True)][:_PAST]
