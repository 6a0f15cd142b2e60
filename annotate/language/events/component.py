"""The component ``dateline_events``: what happened, what is to happen, when, where and between whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from annotate.language.events.actors import complete
from annotate.language.events.candidates import CandidateReader, Rated
from annotate.language.events.merging import merged
from annotate.language.events.places import settle_places
from annotate.language.events.scorer import EventScorer, load_scorer
from annotate.language.found import FoundEvent, register_extensions

_LEAST_OF_A_LEAD = 0.1
"""The least chance of an event that the first sentence tells, if nothing before it is likelier."""


@Language.factory("dateline_events")
def make_events(nlp: Language, name: str) -> Events:
    """The component for a pipeline."""
    return Events()


class Events:
    """Sets ``doc._.events``; reads everything the components before it have set, actors included."""

    def __init__(self) -> None:
        register_extensions()
        self.scorer = load_scorer()

    def __call__(self, doc: Doc) -> Doc:
        """Fill ``doc._.events``, by start of evidence."""
        events = events_of_clauses(doc, self.scorer)
        settle_places(events, doc)
        complete(events, doc)
        doc._.events = events
        return doc

    def candidates(self, doc: Doc) -> list[Rated]:
        """All that may be an event, in the order of the text, also what is too unlikely to become one."""
        return [rated for clause in CandidateReader(doc, self.scorer).candidates() for rated in clause]


def events_of_clauses(doc: Doc, scorer: EventScorer | None = None) -> list[FoundEvent]:
    """The events, by start of evidence, with the actors and places of their clauses alone.

    Args:
        doc: with its names, dates, quotes and actors.
        scorer: says what is an event; None: the shipped one.
    """
    scorer = scorer or load_scorer()
    chosen = _chosen(CandidateReader(doc, scorer).candidates(), scorer.threshold)
    drafts = sorted((rated.draft for rated in chosen), key=lambda draft: draft.event.head)
    return sorted(merged(drafts), key=lambda event: (event.evidence, event.head))


def _chosen(by_clause: Iterable[list[Rated]], threshold: float) -> Iterator[Rated]:
    """What becomes an event; the first clause of an article tells one, even if it is not likely by its words."""
    waiting = True
    for clause in by_clause:
        chosen = _one_a_date([rated for rated in clause if rated.draft.chance >= threshold])
        lead = [r for r in clause if r.opens and r.draft.words and r.draft.chance >= _LEAST_OF_A_LEAD]
        if waiting and lead and not chosen:
            chosen = [max(lead, key=lambda rated: rated.draft.chance)]
        waiting = waiting and not chosen
        yield from chosen


def _one_a_date(found: list[Rated]) -> list[Rated]:
    """Of the heads of one clause that took the same date, the likeliest."""
    best: dict[str | None, Rated] = {}
    for rated in found:
        when = rated.draft.event.date
        if when not in best or rated.draft.chance > best[when].draft.chance:
            best[when] = rated
    return list(best.values())
