"""An archive is annotated the same wherever it runs and however it is kept, each article once."""

from __future__ import annotations

import gzip
import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import fsspec
import pyarrow
import pyarrow.parquet
import pytest
from click.testing import CliRunner
from distributed import LocalCluster
from hypothesis import given, settings
from hypothesis import strategies as st

import annotate
from annotate.archive import shards
from annotate.archive.annotating import annotate_archive
from annotate.archive.articles import articles_in
from annotate.archive.shards import shards_of
from annotate.cli import main
from annotate.corpus.article import Article
from annotate.corpus.problems import CorpusError
from annotate.engines.dask_cluster import DaskCluster
from annotate.engines.local import OneProcess, Processes
from tests.engines.cluster import kill_a_worker

FIXTURES = Path(__file__).parents[1] / "site" / "fixtures" / "corpus"
PLACES = ["Oslo", "Lima", "Nairobi", "Hanoi", "Quito"]


def report(number: int) -> dict[str, Any]:
    place = PLACES[number % len(PLACES)]
    return {
        "id": f"2025-03-{number % 28 + 1:02}-talks-{number}",
        "title": f"Talks number {number}",
        "date": f"2025-03-{number % 28 + 1:02}",
        "text": f"President Maria Ilves met Omar Tell in {place} on Monday.\n\n“We will go on,” Ilves said.",
    }


def write_lines(path: Path, reports: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(each) + "\n" for each in reports), encoding="utf-8")
    return path


def records(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for path in sorted(folder.glob("*.jsonl")) for line in path.open(encoding="utf-8")]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix == ".jsonl"}


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "BLOCK_BYTES", 700)


def test_every_kind_of_archive_gives_the_same_annotations(tmp_path: Path) -> None:
    reports = [report(number) for number in range(4)]
    plain = write_lines(tmp_path / "plain.jsonl", reports)
    (tmp_path / "packed.jsonl.gz").write_bytes(gzip.compress(plain.read_bytes()))
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(reports), tmp_path / "table.parquet", row_group_size=3)
    found = {}
    for name in ("plain.jsonl", "packed.jsonl.gz", "table.parquet"):
        out = tmp_path / f"out-{name}"
        annotate_archive(str(tmp_path / name), str(out), corpus=tmp_path, engine=OneProcess())
        found[name] = records(out)
    assert found["plain.jsonl"] == found["packed.jsonl.gz"] == found["table.parquet"]
    assert [record["id"] for record in found["plain.jsonl"]] == [each["id"] for each in reports]
    assert found["plain.jsonl"][0]["annotations"]["quotes"][0]["speaker"] == "maria-ilves"


def test_articles_of_a_folder_are_annotated_as_the_annotator_does(tmp_path: Path) -> None:
    done = annotate_archive(str(FIXTURES), str(tmp_path / "out"), corpus=tmp_path, engine=OneProcess())
    annotator = annotate.Annotator()
    articles = {path.stem: annotate.corpus.article.read_article(path) for path in FIXTURES.glob("*.md")}
    assert done.articles == len(articles)
    for record in records(tmp_path / "out"):
        quotes = annotator.annotate_article(articles[record["id"]]).quotes
        assert [quote["id"] for quote in record["annotations"].get("quotes", [])] == [quote.id for quote in quotes]


@settings(max_examples=60)
@given(st.lists(st.text(min_size=1, max_size=300), min_size=1, max_size=12), st.integers(1, 900), st.booleans())
def test_each_line_is_in_exactly_one_block(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], block: int, final_newline: bool
) -> None:
    path = tmp_path_factory.mktemp("blocks") / "lines.jsonl"
    lines = [
        json.dumps({"id": f"n-{number}", "title": "T", "date": "2025-03-01", "text": f"Words. {text}"})
        for number, text in enumerate(texts)
    ]
    path.write_text("\n".join(lines) + "\n" * final_newline, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(shards, "BLOCK_BYTES", block)
        found = [article for shard in shards_of(str(path)) for article in articles_in(shard)]
    assert [each.id for each in found if isinstance(each, Article)] == [f"n-{number}" for number in range(len(texts))]


@pytest.mark.usefixtures("small_blocks")
def test_processes_write_what_one_process_writes(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "all.jsonl", [report(number) for number in range(12)])
    for name, engine in (("one", OneProcess()), ("two", Processes(2))):
        annotate_archive(str(source), str(tmp_path / name), corpus=tmp_path, engine=engine)
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert len(files(tmp_path / "one")) > 2


@pytest.mark.usefixtures("small_blocks")
def test_a_cluster_that_loses_a_worker_writes_what_one_process_writes(
    tmp_path: Path, running_cluster: LocalCluster
) -> None:
    source = write_lines(tmp_path / "all.jsonl", [report(number) for number in range(40)])
    annotate_archive(str(source), str(tmp_path / "here"), corpus=tmp_path, engine=OneProcess())
    killed: list[int] = []

    def progress(done: int, of: int, name: str) -> None:
        if done >= 2 and not killed:
            killed.append(done)
            kill_a_worker(running_cluster)

    engine = DaskCluster(running_cluster.scheduler_address)
    told = annotate_archive(str(source), str(tmp_path / "there"), corpus=tmp_path, engine=engine, progress=progress)
    assert killed
    assert (told.articles, told.problems) == (40, [])
    assert files(tmp_path / "here") == files(tmp_path / "there")
    assert set(Counter(record["id"] for record in records(tmp_path / "there")).values()) == {1}


@pytest.mark.usefixtures("small_blocks")
def test_an_interrupted_run_goes_on_where_it_was(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "all.jsonl", [report(number) for number in range(12)])

    def interrupt(done: int, of: int, name: str) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        annotate_archive(str(source), str(tmp_path / "out"), corpus=tmp_path, engine=OneProcess(), progress=interrupt)
    before = files(tmp_path / "out")
    times = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("*.jsonl")}
    told = annotate_archive(str(source), str(tmp_path / "out"), corpus=tmp_path, engine=OneProcess())
    assert (told.articles, told.kept) == (12, len(before))
    assert {name: (tmp_path / "out" / name).stat().st_mtime_ns for name in before} == times


def test_what_was_annotated_with_another_registry_is_annotated_anew(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "all.jsonl", [report(1)])
    out = tmp_path / "out"
    annotate_archive(str(source), str(out), corpus=tmp_path, engine=OneProcess())
    (tmp_path / "actors.yaml").write_text(
        "actors:\n- id: the-president\n  name: Maria Ilves\n  type: person\n", encoding="utf-8"
    )
    told = annotate_archive(str(source), str(out), corpus=tmp_path, engine=OneProcess())
    assert (told.written, told.kept) == (1, 0)
    assert records(out)[0]["annotations"]["quotes"][0]["speaker"] == "the-president"


def test_a_file_that_changed_is_annotated_anew(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "all.jsonl", [report(1)])
    annotate_archive(str(source), str(tmp_path / "out"), corpus=tmp_path, engine=OneProcess())
    write_lines(source, [report(1), report(2)])
    told = annotate_archive(str(source), str(tmp_path / "out"), corpus=tmp_path, engine=OneProcess())
    assert (told.written, told.articles) == (1, 2)


def test_a_broken_line_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "all.jsonl", [report(1), report(2)])
    lines = source.read_text(encoding="utf-8").splitlines()
    undated = json.dumps({"title": "T", "text": "Words without a day."})
    source.write_text("\n".join([lines[0], "{broken", undated, lines[1]]), encoding="utf-8")
    told = annotate_archive(str(source), str(tmp_path / "out"), corpus=tmp_path, engine=OneProcess())
    assert told.articles == 2
    assert [(problem.code, problem.line) for problem in told.problems] == [("json-syntax", 2), ("no-date", 3)]
    again = annotate_archive(str(source), str(tmp_path / "out"), corpus=tmp_path, engine=OneProcess())
    assert (again.kept, again.problems) == (1, told.problems)


def test_a_store_that_is_no_disk_holds_archive_and_annotations(tmp_path: Path) -> None:
    store = fsspec.filesystem("memory")
    store.pipe_file("/archive/2025/march.jsonl", json.dumps(report(1)).encode())
    told = annotate_archive("memory://archive", "memory://annotated", corpus=tmp_path, engine=OneProcess())
    assert told.articles == 1
    (line,) = store.cat_file("/annotated/march-00000.jsonl").splitlines()
    assert json.loads(line)["id"] == report(1)["id"]


def test_what_an_archive_gives_can_be_imported(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "all.jsonl", [report(1)])
    annotate_archive(str(source), str(tmp_path / "out"), corpus=tmp_path, engine=OneProcess())
    (out,) = (tmp_path / "out").glob("*.jsonl")
    done = CliRunner().invoke(main, ["import", str(out), "--corpus", str(tmp_path / "corpus")])
    assert done.exit_code == 0, done.output
    (sidecar,) = (tmp_path / "corpus").glob("*talks-1.yaml")
    assert "speaker: maria-ilves" in sidecar.read_text(encoding="utf-8")


@pytest.mark.parametrize(("source", "code"), [("nothing/here", "no-archive"), ("nowhere://at/all", "no-file-system")])
def test_an_archive_that_is_not_there_is_refused(tmp_path: Path, source: str, code: str) -> None:
    with pytest.raises(CorpusError) as error:
        annotate_archive(source, str(tmp_path / "out"), corpus=tmp_path, engine=OneProcess())
    assert [problem.code for problem in error.value.problems] == [code]


def test_a_file_that_is_no_parquet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and no more")
    with pytest.raises(CorpusError):
        list(shards_of(str(tmp_path)))


def test_the_command_says_what_it_did_and_what_belongs_together(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "all.jsonl", [report(1)])
    run = ["run", "--corpus", str(tmp_path), "--from", str(source)]
    done = CliRunner().invoke(main, [*run, "--to", str(tmp_path / "out")])
    assert (done.exit_code, done.output) == (0, "1 article(s) in 1 file(s) written, 0 file(s) as before\n")
    alone = CliRunner().invoke(main, run)
    assert alone.exit_code == 2
    assert "--from ADDRESS and --to ADDRESS belong together" in alone.output


def test_a_corpus_annotated_on_a_cluster_is_what_it_is_here(tmp_path: Path, cluster_address: str) -> None:
    for name in ("here", "there"):
        shutil.copytree(FIXTURES, tmp_path / name / "corpus", ignore=shutil.ignore_patterns("*.yaml"))
    here = CliRunner().invoke(main, ["run", "--corpus", str(tmp_path / "here" / "corpus")])
    assert here.exit_code == 0, here.output
    there = ["--corpus", str(tmp_path / "there" / "corpus"), "--engine", "dask"]
    done = CliRunner().invoke(main, ["run", *there, "--scheduler", cluster_address])
    assert done.exit_code == 0, done.output
    written = {
        name: {p.name: p.read_bytes() for p in (tmp_path / name / "corpus").glob("*.yaml")}
        for name in ("here", "there")
    }
    assert written["here"] == written["there"]
