"""A status that contradicts its date.

An article cannot report that something has happened on a day after it was published. `new_date` belongs to what was
postponed.

Bad::

    # talks.yaml
    article: talks
    events:
    - id: e1
      title: Lind meets Petz
      date: 2025-05-01
      status: happened
      type: CONSULT
      evidence: {p: 1, text: Mara Lind met … on Friday.}

Good::

    # talks.yaml
    article: talks
    events:
    - id: e1
      title: Lind meets Petz
      date: 2025-03-07
      status: happened
      type: CONSULT
      evidence: {p: 1, text: Mara Lind met … on Friday.}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from annotate.corpus.annotations import Event
from annotate.corpus.article import Article
from annotate.corpus.edtf import first_day
from annotate.corpus.folder import Files
from annotate.corpus.problems import Problem
from annotate.corpus.rules.rule import Severity, sidecars

CODE = "status-date"
SEVERITY: Severity = "warning"

_ZONES = timedelta(days=1)
"""Somewhere it may be tomorrow already."""


def check(files: Files) -> Iterator[Problem]:
    """A problem for each event whose status and date cannot both be right."""
    for article, found, positions in sidecars(files):
        for index, event in enumerate(found.events):
            key, message, hint = _contradiction(article, event)
            if message:
                yield positions.problem(("events", index, key), CODE, message, hint)


def _contradiction(article: Article, event: Event) -> tuple[str, str, str]:
    published = article.date
    if event.new_date and event.status != "postponed":
        hint = "write status: postponed, or take new_date out"
        return "new_date", f"an event that is {event.status} has a new date", hint
    if not event.date:
        return "", "", ""
    first = first_day(event.date)
    if event.status == "happened" and first is not None and first > published + _ZONES:
        message = f"it is said to have happened on {event.date}, after the article was published ({published})"
        return "date", message, "write status: planned, or the right date"
    return "", "", ""
