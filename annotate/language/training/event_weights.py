"""Learning from marked articles where events take place and who takes part: logistic regressions over named evidence.

    python -m annotate.language.training.event_weights FOLDER...

writes ``placement.yaml`` and ``participation.yaml`` in ``annotate/language/model``. A folder holds ``NAME.txt`` (a
head, a blank line, the text) with ``NAME.json``: its ``date``, ``mentions`` (``start``, ``end``, ``actor``) and
``events`` (``date``, ``type``, ``actors``, ``place`` and the offsets ``evidence``). With ``--without NAME`` a folder is
left out, to be measured on.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from annotate.language.events.component import events_of_clauses
from annotate.language.events.participation import Cast
from annotate.language.events.placement import Places
from annotate.language.events.places import settle_places
from annotate.language.found import FoundEvent
from annotate.language.learned_weights import MODEL, Weights
from annotate.language.names.name_words import slug
from annotate.language.pipeline import build, make_doc
from annotate.language.training.linear import fit_sparse
from annotate.language.training.marked_articles import marked_files, read_marked
from annotate.language.words.sentences import paragraphs

_SPARSE_PLACES, _SPARSE_ACTORS = 2.0, 3.0
"""What a weight costs by its size, which leaves most of them out; chosen on beats that were not learned from."""


@dataclass(frozen=True)
class Example:
    """A candidate of a marked event, and whether it is the place or takes part."""

    evidence: frozenset[str]
    right: bool


@dataclass(frozen=True)
class MarkedArticle:
    """An article as it was read up to its events, and what people marked in it."""

    doc: Doc
    mentions: tuple[dict[str, Any], ...]
    events: tuple[dict[str, Any], ...]


def read_articles(folder: Path, nlp: Language) -> Iterator[MarkedArticle]:
    """The marked articles of a folder."""
    for text in map(read_marked, marked_files(folder)):
        doc = make_doc(nlp, text.body, text.day, list(paragraphs(text.body)))
        for name, component in nlp.pipeline:
            if name != "dateline_events":
                doc = component(doc)
        yield MarkedArticle(doc, tuple(text.marks["mentions"]), tuple(text.marks["events"]))


def examples_of_places(article: MarkedArticle) -> Iterator[Example]:
    """The places that may be meant, for each marked event that is found."""
    events = events_of_clauses(article.doc)
    places = Places(article.doc, events)
    for event, told in _pairs(events, article.events):
        wanted = {slug(part) for part in re.split("[;,]", told.get("place") or "") if part.strip()}
        for place, evidence in places.evidence(event):
            yield Example(frozenset(evidence), bool(wanted & {place, *map(slug, places.named[place])}))


def examples_of_actors(article: MarkedArticle, placement: Weights) -> Iterator[Example]:
    """The actors that may take part, for each marked event that is found."""
    events = events_of_clauses(article.doc)
    settle_places(events, article.doc, placement)
    keys = _keys(article)
    cast = Cast(article.doc, events)
    for event, told in _pairs(events, article.events):
        for actor, evidence in cast.evidence(event):
            yield Example(frozenset(evidence), keys.get(actor) in told["actors"])


def _keys(article: MarkedArticle) -> dict[str, str]:
    """By actor found, what the marked article calls it: the key that most of its mentions carry."""
    key_at = {(m["start"], m["end"]): m["actor"] for m in article.mentions if m.get("actor")}
    votes = Counter((m.actor, key_at.get((m.start, m.end))) for m in article.doc._.mentions if m.actor)
    return {actor: key for (actor, key), _ in reversed(votes.most_common()) if key is not None}


def _pairs(
    events: Sequence[FoundEvent], marked: Sequence[dict[str, Any]]
) -> Iterator[tuple[FoundEvent, dict[str, Any]]]:
    """Found and marked events whose evidence overlaps, one to one, those first that agree in most."""
    ranked = []
    for i, event in enumerate(events):
        for j, told in enumerate(marked):
            start, end = told["evidence"]
            shared = min(end, event.evidence[1]) - max(start, event.evidence[0])
            union = max(end, event.evidence[1]) - min(start, event.evidence[0])
            if shared > 0 and (shared >= 0.3 * union or shared in {end - start, event.evidence[1] - event.evidence[0]}):
                agree = (event.date == told["date"]) + (event.type == told["type"])
                ranked.append((-shared / union - agree / 2, i, j))
    taken: set[tuple[str, int]] = set()
    for _, i, j in sorted(ranked):
        if taken.isdisjoint({("found", i), ("marked", j)}):
            taken |= {("found", i), ("marked", j)}
            yield events[i], marked[j]


def learn(seen: Sequence[Example], sparse: float) -> Weights:
    """The weights, most of which are nought and left out; the more of them, the larger ``sparse`` is."""
    always, evidence = fit_sparse([e.evidence for e in seen], [e.right for e in seen], sparse=sparse)
    return Weights(always, evidence)


def as_yaml(learned: Weights, subject: str) -> str:
    """The data file; the heaviest weights first."""
    lines = [
        f"# How much it weighs, for (or, below nought, against) {subject}. Learned from marked articles by",
        "# `python -m annotate.language.training.event_weights`.",
        f"always: {learned.always}",
        "weights:",
    ]
    heaviest = sorted(learned.evidence.items(), key=lambda pair: (-abs(pair[1]), pair[0]))
    return "\n".join([*lines, *(f'  "{name}": {weight}' for name, weight in heaviest)]) + "\n"


def learn_both(articles: Sequence[MarkedArticle]) -> tuple[Weights, Weights]:
    """The weights of places and those of actors."""
    placement = learn([e for article in articles for e in examples_of_places(article)], _SPARSE_PLACES)
    actors = [e for article in articles for e in examples_of_actors(article, placement)]
    return placement, learn(actors, _SPARSE_ACTORS)


def main() -> None:
    """Learn from the folders that are named, and write the data files."""
    parser = argparse.ArgumentParser(description="Learn where events take place and who takes part in them.")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--without", action="append", default=[], metavar="NAME", help="leave a folder out")
    parser.add_argument("--output", type=Path, default=MODEL, help="folder of the two data files")
    chosen = parser.parse_args()
    nlp = build(())
    folders = [folder for folder in chosen.folders if folder.name not in chosen.without]
    placement, participation = learn_both([article for folder in folders for article in read_articles(folder, nlp)])
    (chosen.output / "placement.yaml").write_text(as_yaml(placement, "a place being the event's"), encoding="utf-8")
    (chosen.output / "participation.yaml").write_text(as_yaml(participation, "taking part"), encoding="utf-8")


if __name__ == "__main__":
    main()
