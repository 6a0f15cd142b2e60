"""A run over a corpus in which nothing has changed is over at once, and nothing that changed is passed over."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path

import pytest

from annotate import workflow
from annotate.desk import Desk
from annotate.snapshot import KEPT

FIXTURES = Path(__file__).parent / "site" / "fixtures" / "corpus"


@pytest.fixture(scope="module")
def annotated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("settled") / "corpus"
    shutil.copytree(FIXTURES, root, ignore=shutil.ignore_patterns("*.yaml"))
    assert not workflow.run(root).problems
    return root


@pytest.fixture
def corpus(annotated: Path, tmp_path: Path) -> Path:
    shutil.copytree(annotated.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / "corpus"


def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The corpus folders that are read from now on."""
    read: list[Path] = []
    look = Desk.look

    def noted(desk: Desk, paths: Collection[Path]) -> None:
        read.append(desk.root)
        look(desk, paths)

    monkeypatch.setattr(Desk, "look", noted)
    return read


def test_the_run_after_the_first_parses_no_file(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = reads(monkeypatch)
    report = workflow.run(corpus)
    assert (report.articles, report.annotated, report.changes, read) == (5, 0, [], [])


@pytest.mark.parametrize("pattern", ["*.md", "2*.yaml", "actors.yaml", "timeline.yaml"])
def test_a_change_of_one_character_is_seen(corpus: Path, pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = sorted(corpus.glob(pattern))[0]
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "\n# a note\n" if path.suffix == ".yaml" else text + "\nOne more line.\n", encoding="utf-8")
    read = reads(monkeypatch)
    workflow.run(corpus)
    assert read == [corpus]


def test_a_new_and_a_deleted_article_are_seen(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = reads(monkeypatch)
    first = sorted(corpus.glob("2*.md"))[0]
    shutil.copy(first, first.with_name("2024-01-01-another.md"))
    workflow.run(corpus)
    first.with_name("2024-01-01-another.md").unlink()
    workflow.run(corpus)
    assert len(read) == 2


def test_a_problem_is_told_again_by_the_next_run(corpus: Path) -> None:
    (corpus / "2024-01-01-broken.md").write_text("no front matter", encoding="utf-8")
    first, second = workflow.run(corpus), workflow.run(corpus)
    assert [p.code for p in first.problems] == [p.code for p in second.problems] == ["no-front-matter"]


def test_another_annotator_version_reads_everything(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = reads(monkeypatch)
    monkeypatch.setattr(workflow, "annotator_version", lambda: "another")
    workflow.run(corpus)
    assert read == [corpus]


def test_losing_what_was_kept_costs_only_time(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (corpus.parent / KEPT).unlink()
    read = reads(monkeypatch)
    assert workflow.run(corpus).changes == []
    assert read == [corpus]
    assert workflow.run(corpus).changes == []
    assert read == [corpus]
