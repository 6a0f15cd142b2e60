"""A run over a folder: the fullest name gives the id everywhere, and the next run has nothing to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from annotate.cli import main
from annotate.corpus.checking import check
from annotate.corpus.folder import read_folder
from annotate.workflow import run

REPORTS = {
    "2025-03-01-first": "“We will sign it,” Foreign Minister Tarasenko said on Saturday in Oslo.",
    "2025-03-02-second": "Olena Tarasenko, the foreign minister of Ukraine, said the text was ready.",
    "2025-03-03-third": "President Donald Trump met Mr. Putin's envoy. “It is done,” Vladimir Putin said.",
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    root = tmp_path / "corpus"
    root.mkdir()
    for name, body in REPORTS.items():
        write(root, name, body)
    return root


def write(root: Path, name: str, body: str) -> None:
    (root / f"{name}.md").write_text(f"---\ntitle: A report\ndate: {name[:10]}\n---\n\n{body}\n", encoding="utf-8")


def actors(root: Path) -> dict[str, bool]:
    return {actor.id: actor.proposed for actor in read_folder(root).actors}


def test_a_surname_in_one_article_and_the_full_name_in_another_are_one_actor(corpus: Path) -> None:
    run(corpus)
    assert "olena-tarasenko" in actors(corpus)
    assert "tarasenko" not in actors(corpus)
    assert "speaker: olena-tarasenko" in (corpus / "2025-03-01-first.yaml").read_text(encoding="utf-8")
    assert check(read_folder(corpus)) == []


def test_shipped_actors_are_proposed_as_they_are_shipped(corpus: Path) -> None:
    run(corpus)
    found = {actor.id: actor for actor in read_folder(corpus).actors}
    assert {"donald-trump", "vladimir-putin", "ukraine", "russia", "united-states"} <= found.keys()
    assert "Moscow" in found["russia"].seats
    assert found["donald-trump"].roles[-1].of == "united-states"


@pytest.mark.parametrize("everything", [False, True])
def test_a_second_run_changes_nothing(corpus: Path, everything: bool) -> None:
    run(corpus)
    assert run(corpus, everything=everything).changes == []
    assert run(corpus, write=False, everything=True).changes == []


def test_articles_that_come_one_by_one_end_up_as_those_that_come_together(corpus: Path, tmp_path: Path) -> None:
    grown = tmp_path / "grown" / "corpus"
    grown.mkdir(parents=True)
    for name, body in REPORTS.items():
        write(grown, name, body)
        run(grown)
    run(corpus)
    for path in corpus.glob("2025*.yaml"):
        ours, theirs = (read_folder(root).annotations[path.stem] for root in (corpus, grown))
        assert ours == theirs
    assert actors(corpus) == actors(grown)


def test_adding_an_article_annotates_that_article_alone(corpus: Path) -> None:
    run(corpus)
    write(corpus, "2025-03-04-fourth", "Maria Ilves, a farmer, said the road was closed.")
    report = run(corpus)
    assert report.annotated == 1
    assert {change.path.name for change in report.changes} <= {"2025-03-04-fourth.yaml", "actors.yaml", "timeline.yaml"}


def test_an_id_that_a_person_typed_stays_when_a_fuller_name_appears(tmp_path: Path) -> None:
    root = tmp_path / "corpus"
    root.mkdir()
    write(root, "2025-03-01-first", REPORTS["2025-03-01-first"])
    run(root)
    sidecar = root / "2025-03-01-first.yaml"
    typed = sidecar.read_text(encoding="utf-8").replace("  kind: direct", "  kind: direct  # checked")
    sidecar.write_text(typed, encoding="utf-8")
    write(root, "2025-03-02-second", REPORTS["2025-03-02-second"])
    run(root)
    assert "tarasenko" in actors(root)
    assert "speaker: tarasenko\n  kind: direct  # checked" in sidecar.read_text(encoding="utf-8")
    assert check(read_folder(root)) == []
    assert run(root).changes == []


def test_an_actor_that_a_person_struck_out_stays_away_under_every_name(corpus: Path) -> None:
    run(corpus)
    registry = corpus / "actors.yaml"
    lines = registry.read_text(encoding="utf-8").splitlines(keepends=True)
    at = lines.index("- id: olena-tarasenko\n")
    end = next(n for n in range(at + 1, len(lines)) if not lines[n].startswith("  "))
    registry.write_text("".join(lines[:at] + lines[end:]), encoding="utf-8")
    run(corpus)
    assert not {"tarasenko", "olena-tarasenko"} & actors(corpus).keys()
    assert check(read_folder(corpus)) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("rename", "olena-tarasenko", "o-tarasenko"),
        ("merge", "vladimir-putin", "donald-trump"),
        ("split", "olena-tarasenko", "vera-tarasenko", "2025-03-01-first", "--name", "Vera Tarasenko"),
    ],
)
def test_a_run_after_a_change_of_actors_takes_nothing_back(corpus: Path, arguments: tuple[str, ...]) -> None:
    run(corpus)
    result = CliRunner().invoke(main, ["actors", *arguments, "--corpus", str(corpus)])
    assert result.exit_code == 0
    changed = actors(corpus)
    run(corpus)
    assert actors(corpus).keys() == changed.keys()
    said = read_folder(corpus).annotations["2025-03-01-first"]
    speakers = {quote.speaker for quote in said.quotes}
    assert speakers == {{"rename": "o-tarasenko", "split": "vera-tarasenko"}.get(arguments[0], "olena-tarasenko")}
    assert check(read_folder(corpus)) == []
    assert run(corpus).changes == []
