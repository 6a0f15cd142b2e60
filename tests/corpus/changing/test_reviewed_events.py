"""A sentence whose events a person has reviewed is done: a newer annotator says no more about it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from annotate.corpus.annotations import Annotations, Event, Span
from annotate.corpus.article import Article, FrontMatter
from annotate.corpus.keeping.sidecar import parse_sidecar, refresh

PATH = Path("corpus/talks.yaml")
DAY = date(2025, 3, 8)
ARTICLE = Article(
    "talks", PATH.with_suffix(".md"), FrontMatter(title="Talks", date=DAY.isoformat()), "They met and signed."
)


def told(kind: str, words: str, title: str) -> Event:
    start = ARTICLE.text.index(words)
    evidence = Span(p=1, text=words).placed(start, start + len(words))
    return Event.model_validate(
        {"id": "e1", "title": title, "status": "happened", "type": kind, "evidence": evidence}
    ).model_copy(update={"evidence": evidence})


MEETING = Annotations(events=(told("CONSULT", "They met and signed.", "They meet"),))
BOTH = Annotations(events=(*MEETING.events, told("AGREE", "They met and signed", "They sign")))


@pytest.mark.parametrize(("line", "proposed"), [("  reviewed: true\n", False), ("", True)])
def test_a_reviewed_sentence_is_done(line: str, proposed: bool) -> None:
    text = refresh(None, PATH, ARTICLE, MEETING).replace("title: They meet\n", f"title: Two meet\n{line}")
    events = parse_sidecar(refresh(text, PATH, ARTICLE, BOTH), PATH)[0].events
    assert ("They sign" in {event.title for event in events}) is proposed
    assert "Two meet" in {event.title for event in events}


def test_where_a_reviewed_event_is_told_again_nothing_new_is_found() -> None:
    text = refresh(None, PATH, ARTICLE, MEETING).replace(
        "title: They meet\n", "title: Two meet\n  also:\n  - {p: title, text: Talks}\n  reviewed: true\n"
    )
    headline = Span(p="title", text="Talks").placed(0, 5)
    found = Annotations(events=(*MEETING.events, MEETING.events[0].model_copy(update={"evidence": headline})))
    events = parse_sidecar(refresh(text, PATH, ARTICLE, found), PATH)[0].events
    assert [event.title for event in events] == ["Two meet"]
