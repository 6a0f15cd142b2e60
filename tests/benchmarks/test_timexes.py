"""Date expressions of texts from elsewhere are written as a scorer of TIMEX3 reads them."""

from __future__ import annotations

from annotate.language.annotator import Annotator
from benchmarks.timexes import predictions


def test_date_expressions_and_durations_have_offsets_type_and_value() -> None:
    text = "The ministers met on Monday for two days."
    (made,) = predictions([{"id": "a", "text": text, "dct": "2025-03-05"}], Annotator())
    told = [(text[t["start"] : t["end"]], t["type"], t["value"]) for t in made["timexes"]]
    assert made["id"] == "a"
    assert told == [("Monday", "DATE", "2025-03-03"), ("two days", "DURATION", "P2D")]
