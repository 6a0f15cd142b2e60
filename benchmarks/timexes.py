"""Date expressions of texts from elsewhere, in the form that a scorer of TIMEX3 reads.

    python -m benchmarks.timexes TEXTS.jsonl PREDICTIONS.jsonl

A line of the first file is an object with ``id``, ``text`` and ``dct``, the day of publication (``2025-03-05``). A line
of the second has the ``id`` and ``timexes``: ``start``, ``end`` (code points, end exclusive), ``type`` and ``value``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from annotate.language.annotator import Annotator


def predictions(texts: Iterable[dict[str, Any]], annotator: Annotator) -> Iterator[dict[str, Any]]:
    """Each text's id with its date expressions, durations and repetitions included."""
    for one in texts:
        found = annotator.annotate(one["text"], date=date.fromisoformat(one["dct"]))
        timexes = [
            {"start": time.start, "end": time.end, "type": time.kind, "value": time.timex} for time in found.times
        ]
        yield {"id": one["id"], "timexes": timexes}


def main() -> None:
    """Read the texts, write the predictions."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.timexes", description="Write TIMEX3 predictions.")
    parser.add_argument("texts", type=Path)
    parser.add_argument("predictions", type=Path)
    given = parser.parse_args()
    texts = map(json.loads, given.texts.read_text(encoding="utf-8").splitlines())
    lines = [json.dumps(made, ensure_ascii=False) + "\n" for made in predictions(texts, Annotator())]
    given.predictions.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
