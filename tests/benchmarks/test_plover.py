"""How types are counted on PLOVER's records. The records here are our own."""

from __future__ import annotations

from annotate.language.annotator import Annotator
from benchmarks.plover import tallies

RECORDS = [
    {"event": "SANCTION", "date": "2025-03-05", "text": "Peru expelled two Chilean diplomats on Tuesday."},
    {"event": "DEMAND", "date": "2025-03-05", "text": "Peru expelled two Chilean diplomats on Tuesday."},
    {"event": "FIGHT", "date": "2025-03-05", "text": "Chilean jets bombed a depot near Tacna on Tuesday."},
    {"event": "INVESTIGATE", "date": "2025-03-05", "text": "Chile examines the case."},
]


def test_a_sentence_is_right_where_an_event_has_its_type_by_todays_name() -> None:
    found = tallies(RECORDS, Annotator())
    assert set(found) == {"SANCTION", "DEMAND", "FIGHT"}, "what is no type of ours is left out"
    assert (found["SANCTION"].sentences, found["SANCTION"].right) == (1, 1)
    assert (found["DEMAND"].found, found["DEMAND"].right, dict(found["DEMAND"].taken_for)) == (1, 0, {"SANCTION": 1})
    assert found["FIGHT"].right == 1
