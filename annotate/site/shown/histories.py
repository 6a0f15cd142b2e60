"""What became of an event, told from its reports in the order in which they appeared.

A report that says nothing new (the same status, and no other date) is no step of the history.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from annotate.corpus.annotations import Status
from annotate.corpus.timeline import Entry
from annotate.site.text import wording
from annotate.timeline.linked import Corpus, EventIn


@dataclass(frozen=True)
class Step:
    """One turn that an event took."""

    told: date
    """The day of the article."""
    status: Status
    before: str
    """The words before its date, the end of a sentence that begins with the event: ``put off to``."""
    when: str | None
    """The date that it names, as EDTF."""
    behind: str
    """The words behind the date."""
    report: EventIn

    @property
    def words(self) -> str:
        """All of it as plain text: ``put off to 19 November 2024``."""
        return f"{self.before}{wording.say_date(self.when) if self.when else ''}{self.behind}"


def history(corpus: Corpus, entry: Entry) -> Sequence[Step]:
    """The turns of ``entry``, in the order in which they became known."""
    reports = sorted(corpus.reports_of(entry), key=lambda r: (r.within.article.date, r.within.id))
    steps: list[Step] = []
    known: tuple[Status, str | None] | None = None
    for report in reports:
        event = report.event
        when = event.new_date or (None if event.status == "postponed" else event.date)
        # Who only leaves the date out, or tells it less exactly, says nothing new.
        if known is not None and event.status == known[0] and (when is None or _within(known[1], when)):
            continue
        known = (event.status, when)
        before, behind = wording.turn(event.status, when)
        steps.append(Step(report.within.article.date, event.status, before, when, behind, report))
    return steps


def _within(one: str | None, other: str) -> bool:
    """Whether the date ``one`` says as much as ``other``: equal, or a part of it."""
    return one is not None and (one == other or one.startswith(f"{other}-"))
