"""Where the parts of a sidecar stand, when somebody asks long after it was read."""

from pathlib import Path

import pytest

from annotate.corpus.annotations import SECTIONS
from annotate.corpus.positions import Positions
from annotate.corpus.yaml.strict_yaml import read

TEXT = """\
article: talks
times:
- {p: 1, text: Friday, date: 2025-03-07}
# a comment
- {p: 1, text: Monday, date: 2025-03-10}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "talks.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def positions(path: Path) -> Positions:
    return Positions(read(TEXT, path), SECTIONS)


def test_items_and_their_parts_are_found_as_in_the_parsed_file(path: Path) -> None:
    found, document = positions(path), read(TEXT, path)
    assert [found.line("times", index) for index in range(2)] == [3, 5]
    for where in document.places:
        assert found.place(where) == document.place(where)
    assert found.problem(("times", 1, "date"), "bad", "so") == document.problem(("times", 1, "date"), "bad", "so")


@pytest.mark.parametrize("now", [None, "times: [", "\x00"])
def test_a_file_that_was_broken_or_deleted_meanwhile_still_tells_the_lines_of_its_items(
    path: Path, now: str | None
) -> None:
    found = positions(path)
    path.unlink()
    if now is not None:
        path.write_text(now, encoding="utf-8")
    assert found.place(("times", 1, "date")) == (5, 3)
    assert found.place(("quotes", 7)) == (1, 1)
