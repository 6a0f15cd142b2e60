"""``python -m benchmarks.plover plover_gsr.jsonl``: how often a sentence of PLOVER's gold records gets the right type.

The file is that of the PLOVER project (OpenEventData on GitHub), a JSON object a line with ``text`` and ``event``. Each
sentence is annotated by itself, as an article of one paragraph. Only measured on, never learned from.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from annotate.corpus.annotations import EVENT_TYPES, Event
from annotate.language.annotator import Annotator

SAME = {"DEMAND": "REQUEST"}
"""Codes of its first versions, and what Dateline calls them."""
KIN = {"FIGHT": "ASSAULT", "DISAPPROVE": "ACCUSE"}
"""Codes that later versions made part of another; counted in a line of their own."""


@dataclass
class Tally:
    """Sentences of one code."""

    sentences: int = 0
    found: int = 0
    """With any event."""
    right: int = 0
    """With an event of the type."""
    likeliest: int = 0
    """Whose likeliest event has the type."""
    taken_for: Counter[str] = field(default_factory=Counter)
    """The type of the likeliest event where none is right."""


def tallies(records: Iterable[Mapping[str, str]], annotator: Annotator) -> dict[str, Tally]:
    """By the code of the record, for those that Dateline knows a type for."""
    found: dict[str, Tally] = {}
    for record in records:
        wanted = SAME.get(record["event"], KIN.get(record["event"], record["event"]))
        if wanted not in EVENT_TYPES:
            continue
        events: list[Event] = list(annotator.annotate(record["text"], date=date.fromisoformat(record["date"])).events)
        tally = found.setdefault(record["event"], Tally())
        tally.sentences += 1
        tally.found += bool(events)
        right = any(event.type == wanted for event in events)
        tally.right += right
        best = max(events, key=lambda event: event.score or 0.0, default=None)
        tally.likeliest += best is not None and best.type == wanted
        if not right:
            tally.taken_for[best.type if best is not None else "nothing"] += 1
    return found


def main() -> None:
    """Print a line a code, and the whole."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.plover", description=__doc__)
    parser.add_argument("file", type=Path, help="plover_gsr.jsonl")
    records = [json.loads(line) for line in parser.parse_args().file.read_text(encoding="utf-8").splitlines()]
    found = tallies(records, Annotator())
    print(f"{'code':12}{'sentences':>10}{'an event':>10}{'right':>8}{'likeliest':>11}  otherwise")
    for code, tally in sorted(found.items()):
        print(_line(code, [tally]) + "  " + ", ".join(f"{n} {t}" for t, n in tally.taken_for.most_common(4)))
    print(_line("our types", [tally for code, tally in found.items() if code not in KIN]))
    print(_line("and kin", list(found.values())))


def _line(name: str, of: list[Tally]) -> str:
    number = sum(tally.sentences for tally in of)
    shares = [sum(getattr(tally, what) for tally in of) / max(1, number) for what in ("found", "right", "likeliest")]
    return f"{name:12}{number:10}{shares[0]:10.1%}{shares[1]:8.1%}{shares[2]:11.1%}"


if __name__ == "__main__":
    main()
