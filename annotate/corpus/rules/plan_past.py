"""A plan for a day that had passed.

What an article announces lies ahead of it. An article may well tell of a plan of old; then the event is better told as
what became of it: happened, postponed, cancelled.

Bad::

    # talks.yaml
    article: talks
    events:
    - id: e1
      title: Lind meets Petz
      date: 2025-02-01
      status: planned
      type: CONSULT
      evidence: {p: 1, text: Mara Lind met … on Friday.}

Good::

    # talks.yaml
    article: talks
    events:
    - id: e1
      title: Lind meets Petz
      date: 2025-02-01
      status: cancelled
      type: CONSULT
      evidence: {p: 1, text: Mara Lind met … on Friday.}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from annotate.corpus.edtf import last_day
from annotate.corpus.folder import Files
from annotate.corpus.problems import Problem
from annotate.corpus.rules.rule import Severity, sidecars

CODE = "plan-past"
SEVERITY: Severity = "note"

_ZONES = timedelta(days=1)
"""Somewhere it is still yesterday."""


def check(files: Files) -> Iterator[Problem]:
    """A note for each planned event whose last day lies before the article's publication."""
    for article, found, positions in sidecars(files):
        for index, event in enumerate(found.events):
            last = last_day(event.date) if event.date and event.status == "planned" else None
            if last is not None and last < article.date - _ZONES:
                message = f"it is planned for {event.date}, before the article was published ({article.date})"
                hint = "write what became of it: status: happened, postponed or cancelled"
                yield positions.problem(("events", index, "date"), CODE, message, hint)
