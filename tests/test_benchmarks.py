"""What the benchmarks measure is a corpus as Dateline keeps it. Nothing is timed here."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from annotate.corpus.checking import check
from annotate.corpus.folder import read_folder
from benchmarks.check_folder import LINES, write_check_folder
from benchmarks.corpus_folder import write_corpus
from benchmarks.invented import reports
from benchmarks.markdown_pages import write_markdown
from benchmarks.plot import drawn
from benchmarks.public_quotes import predictions
from benchmarks.site_speed import growth


def test_the_invented_reports_are_the_same_every_time() -> None:
    assert list(reports(5)) == list(reports(5))
    assert len({report.text for report in reports(50)}) == 50


def test_the_pages_for_plain_mkdocs_are_ours_one_for_one_with_their_words_and_links(tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus", 12)
    count = write_markdown(tmp_path / "corpus", tmp_path / "docs")
    files = {path.relative_to(tmp_path / "docs").as_posix(): path for path in (tmp_path / "docs").rglob("*.md")}
    assert len(files) == count > 30
    article = next(path for name, path in files.items() if name.startswith("articles/2020"))
    text = article.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert re.search(r"will meet \w+ \[\w+\]\(\.\./actors/[a-z-]+\.md\) in ", text)
    linked = {posixpath.normpath(posixpath.join("articles", link)) for link in re.findall(r"\]\(([^)#:]+\.md)", text)}
    assert linked
    assert linked <= files.keys()


def test_growth_is_one_where_cost_is_in_proportion_and_two_where_it_is_squared() -> None:
    for power in (1, 2):
        builds = [{"what": "ours", "articles": n, "processor": 0.5 * n**power} for n in (100, 300, 1000)]
        assert growth(builds) == pytest.approx(power)


def test_the_picture_names_every_line_with_its_last_figure_and_is_sound_xml() -> None:
    builds = [
        {"what": what, "articles": n, "pages": 2 * n, "processor": seconds}
        for what, n, seconds in (("ours", 100, 1), ("ours", 1000, 8), ("plain <MkDocs>", 1000, 20))
    ]
    picture = ElementTree.fromstring(drawn(builds, "#000", "#ccc", ["#00f", "#f00"]))
    texts = [one.text for one in picture.iter() if one.text]
    assert "ours: 4.0" in texts
    assert "plain <MkDocs>: 10.0" in texts


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
