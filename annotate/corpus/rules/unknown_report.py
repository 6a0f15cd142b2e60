"""A report or account of the timeline that no article tells.

A report names an event of an article: the article's id, `#`, the event's id. It leads nowhere when the event was
deleted from the article's file, or when a digit is wrong.

Bad::

    # timeline.yaml
    entries:
    - id: 2025-03-07-talks
      title: Talks
      status: happened
      type: CONSULT
      reports: [talks#e7]

Good::

    # timeline.yaml
    entries:
    - id: 2025-03-07-talks
      title: Talks
      status: happened
      type: CONSULT
      reports: [talks#e1]
"""

from __future__ import annotations

from collections.abc import Iterator

from annotate.corpus.folder import Files
from annotate.corpus.keeping.curated import TIMELINE
from annotate.corpus.problems import Problem
from annotate.corpus.references import REPORTS, references
from annotate.corpus.rules.rule import Severity
from annotate.corpus.yaml.validation import did_you_mean

CODE = "unknown-report"
SEVERITY: Severity = "error"


def check(files: Files) -> Iterator[Problem]:
    """A problem for each report of an event that is not there; none for an article that cannot be read."""
    document = files.curated.get(files.root / TIMELINE.name)
    if document is None:
        return
    known = {f"{article_id}#{event.id}" for article_id, found in files.annotations.items() for event in found.events}
    unread = {path.stem for path in files.unread}
    for where, report in references(document.value, REPORTS):
        if report not in known and report.split("#")[0] not in unread:
            hint = did_you_mean(report, known) or "name an article's id, '#' and the id of one of its events"
            if report.split("#")[0] not in files.articles:
                hint += "; if the article was deleted, take the line out"
            yield document.problem(where, CODE, f"no article has the event {report!r}", hint)
