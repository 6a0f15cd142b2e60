"""What may mean several actors is listed with whom it may mean."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from annotate.cli import main

SIDECAR = """\
article: 2025-03-01-said
text: x
entities:
- actor: persaud
  label: PERSON
  mentions:
  - {p: 1, text: Persaud}
"""
REGISTRY = """\
actors:
- {id: deepak-persaud, name: Deepak Persaud, type: person}
- {id: roopnarine-persaud, name: Roopnarine Persaud, type: person}
- {id: persaud, name: Persaud, type: person, proposed: true}
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "2025-03-01-said.md").write_text("---\ntitle: T\ndate: 2025-03-01\n---\n\nPersaud spoke.\n")
    (tmp_path / "2025-03-01-said.yaml").write_text(SIDECAR)
    (tmp_path / "actors.yaml").write_text(REGISTRY)
    return tmp_path


def check(corpus: Path) -> list[str]:
    """What it says of names that may mean several actors."""
    lines = CliRunner().invoke(main, ["check", "--corpus", str(corpus)]).output.splitlines()
    return [line.replace(f"{corpus}/", "") for line in lines if "ambiguous-actor" in line or "equal-names" in line]


def test_a_surname_of_two_people_is_listed_with_both(corpus: Path) -> None:
    (line,) = check(corpus)
    assert line.startswith("2025-03-01-said.yaml:4:3: ambiguous-actor: 'Persaud' may be deepak-persaud or roopnarine-")


def test_whom_a_person_has_accepted_is_somebody_else(corpus: Path) -> None:
    (corpus / "actors.yaml").write_text(REGISTRY.replace(", proposed: true", ""))
    assert check(corpus) == []


def test_one_name_of_two_accepted_actors_is_listed(corpus: Path) -> None:
    registry = REGISTRY.replace(", proposed: true", "") + "- {id: d-p, name: Deepak Persaud, type: person}\n"
    (corpus / "actors.yaml").write_text(registry)
    (line,) = check(corpus)
    assert line.startswith("actors.yaml:5:3: equal-names: 'd-p' and 'deepak-persaud' have one name")
