"""``annotate export`` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotate.cli import main
from annotate.exporting import export_names

CORPUS = str(Path(__file__).parent.parent / "site" / "fixtures" / "corpus")


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["export", "--corpus", CORPUS, *arguments])


def test_a_format_of_one_file_is_printed() -> None:
    done = call("graphml")
    assert done.exit_code == 0
    assert done.output.startswith("<?xml")


def test_several_files_go_into_a_folder(tmp_path: Path) -> None:
    assert call("calendar").exit_code == 2
    done = call("calendar", "-o", str(tmp_path / "out"))
    assert done.exit_code == 0
    assert (tmp_path / "out" / "calendars" / "events.ics").is_file()


def test_one_file_goes_where_it_is_wanted(tmp_path: Path) -> None:
    assert call("jsonl", "-o", str(tmp_path / "all.jsonl")).exit_code == 0
    assert (tmp_path / "all.jsonl").read_bytes().startswith(b'{"record": "article"')


def test_all_formats_are_written_at_once_and_the_same_each_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert call("all", "-o", str(tmp_path / name), "--site-url", "https://example.org/").exit_code == 0
    one, two = (
        {
            path.relative_to(tmp_path / name): path.read_bytes()
            for path in (tmp_path / name).rglob("*")
            if path.is_file()
        }
        for name in ("one", "two")
    )
    assert one == two
    assert len(one) > 30


def test_the_formats_are_listed() -> None:
    listed = call("--list").output.splitlines()
    assert [line.split(" ")[0] for line in listed] == list(export_names())


@pytest.mark.parametrize("arguments", [["docx"], [], ["jsonl", "--site-url", "javascript:alert(1)"]])
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    done = call(*arguments)
    assert done.exit_code == 2
    assert "Usage:" in done.output


def test_a_broken_corpus_is_refused_with_its_problems(tmp_path: Path) -> None:
    (tmp_path / "timeline.yaml").write_text("entries: [", encoding="utf-8")
    done = CliRunner().invoke(main, ["export", "jsonl", "--corpus", str(tmp_path)])
    assert done.exit_code == 2
    assert "timeline.yaml:2:1: yaml-syntax" in done.output
