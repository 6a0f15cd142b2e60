"""The project's own corpus: what its readers are promised on the About page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import annotate
from annotate.timeline.linked import AnnotatedArticle, Corpus

OWN = "Dateline"
"""The publisher of the project's own dispatches."""


@pytest.fixture(scope="module")
def corpus(project: Path) -> Corpus:
    return annotate.load(project / "corpus")


@pytest.fixture(scope="module")
def dispatches(corpus: Corpus) -> list[AnnotatedArticle]:
    return [within for within in corpus.articles.values() if within.article.front_matter.publisher == OWN]


def test_every_dispatch_names_its_sources(dispatches: list[AnnotatedArticle]) -> None:
    assert len(dispatches) >= 40
    for within in dispatches:
        front = within.article.front_matter
        assert front.place
        assert front.licence
        assert front.sources, within.id
        assert re.search(r"\bcompiled from\s+.*?\bpublic reports\b", within.article.body), within.id


def test_a_dispatch_is_short(dispatches: list[AnnotatedArticle]) -> None:
    for within in dispatches:
        assert 100 <= len(re.findall(r"[\w’']+", within.article.body)) <= 360, within.id


def test_no_quotation_is_anybodys(dispatches: list[AnnotatedArticle]) -> None:
    for within in dispatches:
        assert all(quote.speaker for quote in within.annotations.quotes), within.id


def test_the_marks_were_checked(corpus: Corpus) -> None:
    """A newer annotator may have added a few that nobody has looked at yet; they are few."""
    items = [
        item
        for within in corpus.articles.values()
        for section in ("entities", "times", "quotes", "events")
        for item in getattr(within.annotations, section)
    ]
    assert sum(item.reviewed for item in items) >= 0.95 * len(items)
    assert sum(not actor.proposed for actor in corpus.actors.values()) >= 0.95 * len(corpus.actors)
    assert sum(not entry.proposed for entry in corpus.entries.values()) >= 0.9 * len(corpus.entries)


def test_the_timeline_rests_on_several_reports(corpus: Corpus) -> None:
    several = [entry for entry in corpus.entries.values() if len({r.split("#")[0] for r in entry.reports}) > 1]
    assert len(several) >= 30


def test_the_timeline_shows_what_became_of_plans_and_where_accounts_differ(corpus: Corpus) -> None:
    entries = corpus.entries.values()
    told = {entry.id: {corpus.events[r].event.status for r in entry.reports} for entry in entries}
    assert any(entry.status == "cancelled" and "planned" in told[entry.id] for entry in entries)
    assert any(entry.status == "happened" and "planned" in told[entry.id] for entry in entries)
    assert any(len({account.date for account in entry.accounts if account.date}) > 1 for entry in entries)
    assert sum(len(entry.accounts) > 1 for entry in entries) >= 4
