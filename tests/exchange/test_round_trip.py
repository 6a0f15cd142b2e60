"""What was exported can be imported again, with the same result."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotate import load
from annotate.corpus.annotations import Annotations
from annotate.corpus.article import Article
from annotate.corpus.text.placing import lost, spans
from annotate.exchange.exported import Publication
from annotate.exchange.importing import import_files
from annotate.exporting import export
from annotate.timeline.linked import Corpus
from annotate.workflow import run

ROOT = Path(__file__).parent.parent
CORPORA = {"few": ROOT / "site" / "fixtures" / "corpus", "seed": ROOT.parent / "corpus"}


def exported(name: str, corpus: Corpus, folder: Path) -> Path:
    (file,) = export(name, corpus, Publication("https://example.org/"))
    (folder / file.path).write_bytes(file.data)
    return folder / file.path


def marks(annotations: Annotations) -> list[object]:
    """Everything said and where, without the fingerprint of the text and the numbers of anchors."""
    placed = [(where, span.start, span.end, span.text) for where, span in spans(annotations) if span.is_placed]
    bare = annotations.model_dump(exclude={"text", "machine"})

    def without_n(value: object) -> object:
        if isinstance(value, dict):
            return {key: without_n(inner) for key, inner in value.items() if key != "n"}
        return [without_n(inner) for inner in value] if isinstance(value, list | tuple) else value

    return [placed, without_n(bare)]


def same_words(one: Article, other: Article) -> bool:
    kept = {"source"}
    return one.text == other.text and one.front_matter.model_dump(exclude=kept) == other.front_matter.model_dump(
        exclude=kept
    )


@pytest.mark.parametrize("name", CORPORA)
def test_a_corpus_comes_back_from_json_lines_as_it_was(tmp_path: Path, name: str) -> None:
    before = load(CORPORA[name])
    file = exported("jsonl", before, tmp_path)
    report = import_files([file], tmp_path / "corpus")
    assert report.problems == []
    after = load(tmp_path / "corpus")
    assert len(after.problems) == len(before.problems)
    assert list(after.articles) == list(before.articles)
    for key, within in before.articles.items():
        assert same_words(within.article, after.articles[key].article)
        assert marks(after.articles[key].annotations) == marks(within.annotations)
    assert dict(after.actors) == dict(before.actors)
    assert dict(after.entries) == dict(before.entries)
    again = exported("jsonl", after, tmp_path)
    assert {outcome.result for outcome in import_files([again], tmp_path / "third").outcomes} == {"imported"}


@pytest.mark.parametrize("name", CORPORA)
def test_annotations_come_back_from_the_w3c_s_format_as_they_were(tmp_path: Path, name: str) -> None:
    before = load(CORPORA[name])
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for path in CORPORA[name].iterdir():
        if path.suffix == ".md" or path.name in {"actors.yaml", "timeline.yaml"}:
            (corpus / path.name).write_bytes(path.read_bytes())
    report = import_files([exported("w3c", before, tmp_path)], corpus)
    assert report.problems == []
    after = load(corpus)
    for key, within in before.articles.items():
        if not list(lost(within.annotations)):
            # The format holds items; that the article as a whole is closed it has no word for.
            items = within.annotations.model_copy(update={"reviewed": False})
            assert marks(after.articles[key].annotations) == marks(items)


def test_importing_again_overwrites_no_annotation(tmp_path: Path) -> None:
    before = load(CORPORA["few"])
    lines, annotations = exported("jsonl", before, tmp_path), exported("w3c", before, tmp_path)
    import_files([lines], tmp_path / "corpus")
    held = {path.name: path.read_bytes() for path in (tmp_path / "corpus").iterdir()}
    assert {outcome.result for outcome in import_files([lines], tmp_path / "corpus").outcomes} == {"unchanged"}
    report = import_files([annotations], tmp_path / "corpus")
    assert {problem.code for problem in report.problems} == {"annotated"}
    assert {path.name: path.read_bytes() for path in (tmp_path / "corpus").iterdir()} == held


def test_a_run_over_imported_annotations_keeps_them(tmp_path: Path) -> None:
    before = load(CORPORA["few"])
    import_files([exported("jsonl", before, tmp_path)], tmp_path / "corpus")
    run(tmp_path / "corpus")
    after = load(tmp_path / "corpus")
    for key, within in before.articles.items():
        quotes = {quote.id: quote for quote in after.articles[key].annotations.quotes}
        for quote in within.annotations.quotes:
            assert quotes[quote.id].speaker == quote.speaker
            assert [span.text for span in quotes[quote.id].content] == [span.text for span in quote.content]
    assert set(before.entries) <= set(after.entries)


def test_annotations_whose_words_moved_are_named_and_the_others_go_through(tmp_path: Path) -> None:
    before = load(CORPORA["few"])
    file = exported("w3c", before, tmp_path)
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (path,) = [p for p in CORPORA["few"].glob("*.md") if "sign-rules" in p.name]
    head, _, body = path.read_text(encoding="utf-8").rpartition("---\n")
    (corpus / path.name).write_text(f"{head}---\nA new first paragraph.\n{body}", encoding="utf-8")
    report = import_files([file], corpus)
    assert {problem.code for problem in report.problems} <= {"no-article", "lost-anchor"}
    assert (corpus / path.name).with_suffix(".yaml").exists()
