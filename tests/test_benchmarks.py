"""What the benchmarks measure is a corpus as Dateline keeps it. Nothing is timed here."""

from __future__ import annotations

from pathlib import Path

from annotate.corpus.checking import check
from annotate.corpus.folder import read_folder
from benchmarks.check_folder import LINES, write_check_folder
from benchmarks.corpus_folder import write_corpus
from benchmarks.invented import reports
from benchmarks.public_quotes import predictions


def test_the_invented_reports_are_the_same_every_time() -> None:
    assert list(reports(5)) == list(reports(5))
    assert len({report.text for report in reports(50)}) == 50


def test_an_invented_corpus_has_no_problem(tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus", 12)
    files = read_folder(tmp_path / "corpus")
    assert check(files) == []
    assert len(files.articles) == len(files.entries) == 12
    assert all(found.quotes and found.events and found.entities for found in files.annotations.values())


def test_what_is_found_in_a_benchmark_is_written_as_its_scorer_reads_it() -> None:
    text = "Minister Lena Harta said that the bridge “stays open”. She left Geneva for Chile, a Chilean envoy said."
    (found,) = predictions([{"id": "a", "text": text, "date": "2025-03-05"}], that=True)
    said, told = found["quotes"]
    assert found["id"] == "a"
    assert [text[start:end] for start, end in said["content"]] == ["that the bridge “stays open"]
    assert [text[start:end] for start, end in (*said["source"], *said["cue"])] == ["Lena Harta", "said"]
    assert (said["speaker"], told["speaker"]) == ("Lena Harta", None)


def test_the_folder_for_checking_has_long_sidecars_and_no_problem(tmp_path: Path) -> None:
    write_check_folder(tmp_path / "corpus", 25)
    files = read_folder(tmp_path / "corpus")
    assert check(files) == []
    assert len(files.annotations) == 25
    lines = [path.read_text(encoding="utf-8").count("\n") for path in (tmp_path / "corpus").glob("report-*.yaml")]
    assert all(LINES <= count < 1.3 * LINES for count in lines)
