"""Learning who takes part in an event from marked articles: a logistic regression over named evidence.

    python -m annotate.language.training.participation FOLDER...

writes ``annotate/language/data/participation.yaml``. A folder holds ``NAME.txt`` (a head, a blank line, the text)
with ``NAME.json``: its ``date``, ``mentions`` (``start``, ``end``, ``actor``) and ``events`` (``date``, ``type``,
``actors`` and the offsets ``evidence``). With ``--without NAME`` a folder is left out, to be measured on.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from annotate.language.events import events_of_clauses
from annotate.language.found import FoundEvent
from annotate.language.lexicon import DATA
from annotate.language.participation import Cast
from annotate.language.pipeline import build, make_doc
from annotate.language.sentences import paragraphs

_LEAST_SEEN = 6
"""Times that a piece of evidence must have been seen to be learned from."""
_SPARSE, _SMALL = 3.0, 1.0
"""What a weight costs by its size and by its square; the first leaves most of them out."""
_STEPS = 400
_LEAST_WEIGHT = 0.05


@dataclass(frozen=True)
class Example:
    """A candidate of a marked event."""

    evidence: frozenset[str]
    takes_part: bool


def examples(folder: Path, nlp: Language) -> Iterator[Example]:
    """The candidates of the events found in the articles of a folder that are also marked."""
    for path in sorted(folder.glob("*.json")):
        text = path.with_suffix(".txt")
        if not text.is_file():
            continue
        marked: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        body = text.read_text(encoding="utf-8").partition("\n\n")[2]
        doc = make_doc(nlp, body, date.fromisoformat(marked["date"][:10]), list(paragraphs(body)))
        for name, component in nlp.pipeline:
            if name != "dateline_events":
                doc = component(doc)
        yield from _of_article(doc, marked)


def _of_article(doc: Doc, marked: dict[str, Any]) -> Iterator[Example]:
    events = events_of_clauses(doc)
    keys = _keys(doc, marked["mentions"])
    cast = Cast(doc, events)
    for event, told in _pairs(events, marked["events"]):
        for actor, evidence in cast.evidence(event):
            yield Example(frozenset(evidence), keys.get(actor) in told["actors"])


def _keys(doc: Doc, marked: Iterable[dict[str, Any]]) -> dict[str, str]:
    """By actor found, what the marked article calls it: the key that most of its mentions carry."""
    key_at = {(m["start"], m["end"]): m["actor"] for m in marked if m.get("actor")}
    votes = Counter((m.actor, key_at.get((m.start, m.end))) for m in doc._.mentions if m.actor)
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


def learn(seen: Sequence[Example]) -> tuple[float, dict[str, float]]:
    """The weight of "always" and those of the evidence, most of which are nought and left out.

    Logistic regression with an elastic net, by accelerated proximal gradient steps (Beck and Teboulle's FISTA).
    """
    counts = Counter(name for example in seen for name in example.evidence)
    names = sorted(name for name, count in counts.items() if count >= _LEAST_SEEN)
    column = {name: n for n, name in enumerate(names)}
    table = np.zeros((len(seen), len(names) + 1), dtype=np.float32)
    table[:, -1] = 1
    for row, example in enumerate(seen):
        table[row, [column[name] for name in example.evidence if name in column]] = 1
    weights = _fit(table, np.array([example.takes_part for example in seen], dtype=np.float32))
    kept = {name: round(float(weights[n]), 2) for name, n in column.items() if abs(weights[n]) >= _LEAST_WEIGHT}
    return round(float(weights[-1]), 2), kept


def _fit(table: NDArray[np.float32], wanted: NDArray[np.float32]) -> NDArray[np.float32]:
    probe = np.ones(table.shape[1], dtype=np.float32)
    steepest = 1.0
    for _ in range(20):
        probe = table.T @ (table @ probe)
        steepest = float(np.linalg.norm(probe))
        probe /= steepest
    width = steepest / 4 + _SMALL
    weights = np.zeros(table.shape[1], dtype=np.float32)
    ahead, pace = weights, 1.0
    for _ in range(_STEPS):
        slope = table.T @ (1 / (1 + np.exp(-(table @ ahead))) - wanted) + _SMALL * ahead
        step = ahead - slope / width
        shrunk = np.sign(step) * np.maximum(np.abs(step) - _SPARSE / width, 0)
        shrunk[-1] = step[-1]
        faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = shrunk + (pace - 1) / faster * (shrunk - weights)
        weights, pace = shrunk, faster
    return weights


def as_yaml(always: float, weights: dict[str, float]) -> str:
    """The data file; the heaviest weights first."""
    lines = [
        "# How much it weighs, for and against somebody's taking part in an event, that ... Written by",
        "# `python -m annotate.language.training.participation`; the evidence is explained in `participation.py`.",
        f"always: {always}",
        "weights:",
    ]
    lines += [f'  "{name}": {weight}' for name, weight in sorted(weights.items(), key=lambda p: (-abs(p[1]), p[0]))]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Learn from the folders that are named, and write the data file."""
    parser = argparse.ArgumentParser(description="Learn who takes part in an event.")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--without", action="append", default=[], metavar="NAME")
    parser.add_argument("--output", type=Path, default=DATA / "participation.yaml")
    chosen = parser.parse_args()
    nlp = build(())
    folders = [folder for folder in chosen.folders if folder.name not in chosen.without]
    seen = [example for folder in folders for example in examples(folder, nlp)]
    chosen.output.write_text(as_yaml(*learn(seen)), encoding="utf-8")


if __name__ == "__main__":
    main()
