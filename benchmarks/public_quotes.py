"""``python -m benchmarks.public_quotes SOURCE OUTPUT``: what Dateline finds in a benchmark's texts, for its scorer.

SOURCE has a JSON object a line with ``id``, ``text`` and perhaps ``date``; OUTPUT gets one a line with ``id`` and
``quotes``: ``content``, ``source`` and ``cue`` as lists of ``[start, end]`` in code points, and ``speaker`` by name.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from annotate.corpus.annotations import Annotations, Quote, Span
from annotate.language.annotator import Annotator

_ONLY_MARKS = re.compile(r"[\s\"'“”‘’«»„]*")
_THAT = re.compile(r"\bthat[\s,:\"'“”‘’«»„]*$")


def main() -> None:
    """Read SOURCE, write OUTPUT."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.public_quotes", description=__doc__)
    parser.add_argument("source", type=Path, metavar="SOURCE")
    parser.add_argument("output", type=Path, metavar="OUTPUT")
    parser.add_argument(
        "--that", action="store_true", help='count "that" before reported words as said, as PolNeAR does'
    )
    given = parser.parse_args()
    records = (json.loads(line) for line in given.source.read_text(encoding="utf-8").splitlines() if line.strip())
    with given.output.open("w", encoding="utf-8") as output:
        for found in predictions(records, that=given.that):
            output.write(json.dumps(found, ensure_ascii=False) + "\n")


def predictions(records: Iterable[dict[str, Any]], *, that: bool = False) -> Iterator[dict[str, Any]]:
    """What is found in each record's text; pieces that only quotation marks part are one.

    Args:
        records: each with ``id`` and ``text``, perhaps with ``date``.
        that: whether "that" before reported words counts as said.
    """
    annotator = Annotator()
    for record in records:
        day = date.fromisoformat(record["date"][:10]) if record.get("date") else None
        found = annotator.annotate(record["text"], date=day)
        names = _names(found)
        yield {"id": record["id"], "quotes": [_quote(record["text"], quote, names, that) for quote in found.quotes]}


def _names(found: Annotations) -> dict[str, str]:
    """The longest name of each actor; what its people are called ("Chilean") is none."""
    names: dict[str, str] = {}
    for entity in found.entities:
        if entity.actor and entity.label != "NORP":
            written = [mention.text for mention in entity.mentions if mention.form == "name"]
            names[entity.actor] = max([names.get(entity.actor, ""), *written], key=len)
    return names


def _quote(text: str, quote: Quote, names: dict[str, str], that: bool) -> dict[str, Any]:
    return {
        "content": _joined(text, [_offsets(piece) for piece in quote.content], that),
        "source": [_offsets(quote.source)] if quote.source else [],
        "cue": [_offsets(quote.cue)] if quote.cue else [],
        "speaker": names.get(quote.speaker) if quote.speaker else None,
    }


def _offsets(span: Span) -> list[int]:
    return [span.start, span.end]


def _joined(text: str, spans: list[list[int]], that: bool) -> list[list[int]]:
    joined: list[list[int]] = []
    for start, end in sorted(spans):
        if joined and _ONLY_MARKS.fullmatch(text, joined[-1][1], start):
            joined[-1][1] = end
        else:
            joined.append([start, end])
    if that and joined:
        before = _THAT.search(text[max(0, joined[0][0] - 12) : joined[0][0]])
        joined[0][0] -= len(before[0]) if before else 0
    return joined


if __name__ == "__main__":
    main()
