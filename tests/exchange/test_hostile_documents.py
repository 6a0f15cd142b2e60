"""Documents that are made to harm: refused or cleaned with a clear word, and nothing outside the corpus is touched."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from annotate.corpus.article import MAX_BYTES, read_article
from annotate.exchange.importing import import_files
from annotate.exchange.readers import web_archive
from tests.exchange import samples
from tests.exchange.documents import codes, report_on
from tests.exchange.fuzzing import ANNOTATED, mutations
from tests.exchange.samples import LEAD, MORE, SAID, sample

BILLION = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><rss version="2.0"><channel><title>&c;</title></channel></rss>'
)
OUTSIDE = BILLION.replace('<!ENTITY a "ha">', '<!ENTITY a SYSTEM "file:///etc/passwd">')


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def test_an_archive_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path) -> None:
    bomb = zipped(word__document_xml=b"0" * 150_000_000)
    assert len(bomb) < 200_000
    assert codes(report_on(tmp_path, bomb, "bomb.docx")) == ["too-large"]


@pytest.mark.parametrize("feed", [BILLION, OUTSIDE], ids=["billion laughs", "file of the system"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_feed_with_entities_of_its_own_is_refused(tmp_path: Path, feed: str, encoding: str) -> None:
    assert codes(report_on(tmp_path, feed.encode(encoding), "feed.rss")) == ["entities"]


def test_a_word_document_with_entities_expands_none(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(samples.word())) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    doctype = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "laugh">]>'
    body = parts["word/document.xml"].replace(b"?>", b"?>" + doctype, 1).replace(b"By Tom Reed", b"By Tom &x;&y; Reed")
    parts["word/document.xml"] = body
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    report_on(tmp_path, out.getvalue(), "ferry.docx")
    written = "".join(path.read_text() for path in tmp_path.glob("corpus/*.md"))
    assert Path("/etc/hostname").read_text().strip() not in written
    assert "laugh" not in written


def test_a_packed_archive_that_goes_on_forever_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_archive, "MAX_UNPACKED_BYTES", 1_000_000)
    record = samples.web_archive(packed=False)
    bomb = gzip.compress(record + b"\0" * 50_000_000)
    assert len(bomb) < 100_000
    report = report_on(tmp_path, bomb, "bomb.warc.gz")
    assert codes(report)[-1] in {"too-large", "broken"}
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://quay.example/\r\nContent-Length: 900000000\r\n\r\n"
    huge = gzip.compress(head + b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + b"\0" * 50_000_000)
    assert codes(report_on(tmp_path, huge, "huge.warc.gz")) == ["too-large"]


@pytest.mark.parametrize(
    "name", ["feed.rss", "page.html", "a.docx", "a.pdf", "a.csv", "a.jsonl", "a.warc", "a.txt", "annotations.jsonld"]
)
def test_a_file_of_a_gigabyte_is_refused_before_it_is_read(tmp_path: Path, name: str) -> None:
    starts = {"a.pdf": b"%PDF-1.4\n", "a.docx": b"PK\x03\x04word/", "a.warc": b"WARC/1.0\r\n", "feed.rss": b"<rss>",
              "annotations.jsonld": b'{"@context": "http://www.w3.org/ns/anno.jsonld"'}  # fmt: skip
    source = tmp_path / name
    with source.open("wb") as file:
        file.write(starts.get(name, b"<html>"))
        file.truncate(3_000_000_000)
    assert codes(import_files([source], tmp_path / "corpus")) == ["too-large"]
    source.unlink()


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    assert codes(report_on(tmp_path, b'{"text": "' + b"x" * (5 * MAX_BYTES), "a.jsonl")) == ["too-large"]


@pytest.mark.parametrize("title", ["../../etc/passwd", "..\\..\\x", "/etc/passwd", "a/../../b", "\0", "CON"])
def test_a_title_that_is_a_path_leads_nowhere(tmp_path: Path, title: str) -> None:
    row = {"title": title, "date": "2025-03-03", "text": LEAD, "id": "../../evil", "record": "article", "body": LEAD}
    report = report_on(tmp_path, json.dumps(row), "a.jsonl")
    made = {path for path in tmp_path.rglob("*") if path.is_file()} - {tmp_path / "a.jsonl"}
    assert {path.parent for path in made} <= {tmp_path / "corpus"}
    assert all(outcome.result in {"imported", "refused"} for outcome in report.outcomes)


def test_deeply_nested_markup_is_read_or_refused(tmp_path: Path) -> None:
    html = "<html><body>" + "<div>" * 20_000 + f"<p>{LEAD}</p><p>{SAID}</p><p>{MORE}</p>" + "</div>" * 20_000
    report = report_on(tmp_path, html, "deep.html", title="Deep", date="2025-03-03")
    assert len(report.outcomes) == 1


def test_deeply_nested_json_is_refused(tmp_path: Path) -> None:
    assert codes(report_on(tmp_path, "[" * 100_000, "a.jsonl")) == ["json-syntax"]
    deep = '{"@context": "http://www.w3.org/ns/anno.jsonld", "items": ' + "[" * 100_000
    assert codes(report_on(tmp_path, deep, "a.jsonld")) == ["json-syntax"]


def test_a_feed_named_like_an_address_or_path_of_the_system_reads_no_other_file(tmp_path: Path) -> None:
    report = report_on(tmp_path, "/etc/passwd", "feed.rss")
    assert report.of("imported") == []


def test_control_and_direction_marks_in_fields_are_taken_out(tmp_path: Path) -> None:
    report_on(tmp_path, samples.page(title="A\u202e ferry \x1b[31m"), "a.html")
    (path,) = (tmp_path / "corpus").glob("*.md")
    assert read_article(path).title == "A ferry [31m"


@pytest.mark.parametrize("name", [*samples.SAMPLES, *samples.EXPORTED])
def test_a_mutated_document_is_read_or_refused_without_a_traceback(tmp_path: Path, name: str) -> None:
    for number, content in enumerate(mutations(sample(name), 25, seed=7)):
        folder = tmp_path / str(number)
        folder.mkdir()
        source = folder / name
        source.write_bytes(content)
        if name.endswith(".jsonld"):
            shutil.copytree(ANNOTATED, folder / "corpus", ignore=shutil.ignore_patterns("*.yaml"))
        report = import_files([source], folder / "corpus")
        assert report.outcomes
        for outcome in report.of("imported"):
            assert outcome.article is not None
            if outcome.article.suffix == ".md":
                read_article(outcome.article)
            assert outcome.article.parent == folder / "corpus"
        # The lock that imports and runs take turns by lies in .cache.
        assert {path.name for path in folder.iterdir()} <= {name, "corpus", ".cache"}
