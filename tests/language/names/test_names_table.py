"""The tables of names in the docs are what happens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.language.shipped import annotator

PAGE = Path(__file__).parents[3] / "docs" / "names.md"
LABELS = {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT"}


def rows() -> Iterator[tuple[str, str, str]]:
    """Case, text and outcome of every row of the page."""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("| ") and not line.startswith("| Case |"):
            case, text, outcome = (cell.strip() for cell in line.strip().strip("|").split(" | "))
            yield case, text, outcome


def outcome(text: str) -> str:
    named = sorted(
        (mention.start, f"{mention.text} · {entity.label} · {entity.actor or 'no actor'}")
        for entity in annotator().annotate(text).entities
        for mention in entity.mentions
        if mention.form == "name"
    )
    return "<br>".join(told for _, told in named) or "no name"


@pytest.mark.parametrize(("case", "text", "expected"), list(rows()))
def test_names_are_found_as_the_page_tells(case: str, text: str, expected: str) -> None:
    assert outcome(text) == expected, case


def test_the_page_has_a_row_for_every_label_and_for_what_is_no_name() -> None:
    told = re.findall(r" · ([A-Z]+) · ", "".join(expected for _, _, expected in rows()))
    assert set(told) == LABELS
    assert any(expected == "no name" for _, _, expected in rows())
