"""What a corpus relies on when documents come in: once each, never over anything, and the reason when not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotate.corpus.article import MAX_BYTES, read_article
from annotate.exchange.importing import import_files
from tests.exchange.documents import FERRY, codes, imported, paragraphs, report_on

INVALID = Path(__file__).parent.parent / "fixtures" / "invalid" / "import"

REASONS = {
    "binary.txt": "binary",
    "blank.txt": "empty",
    "empty.txt": "empty",
    "equal-keys.md": "equal-key",
    "latin-1.txt": "encoding",
    "list-as-front-matter.md": "not-a-mapping",
    "no-date.txt": "no-date",
    "no-heading.md": "no-title",
    "no-such-day.txt": "no-date",
    "no-title.txt": "no-title",
    "no-year.txt": "no-date",
    "only-a-title.txt": "no-text",
    "page.html": "no-text",
    "script-url.md": "bad-value",
    "tab.md": "yaml-syntax",
    "two-days.txt": "no-date",
    "utf-16.txt": "encoding",
}


def test_every_invalid_document_is_listed_with_its_reason() -> None:
    assert {path.name for path in INVALID.iterdir()} == set(REASONS)


@pytest.mark.parametrize(("name", "code"), REASONS.items())
def test_an_invalid_document_is_refused_by_name_with_the_reason(tmp_path: Path, name: str, code: str) -> None:
    report = import_files([INVALID / name], tmp_path / "corpus")
    assert codes(report) == [code]
    assert report.problems[0].path == INVALID / name
    assert not (tmp_path / "corpus").exists()


def test_a_document_that_is_refused_holds_up_none_of_the_others(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(FERRY, encoding="utf-8")
    report = import_files([INVALID / "binary.txt", good, INVALID / "no-date.txt"], tmp_path / "corpus")
    assert [outcome.result for outcome in report.outcomes] == ["refused", "imported", "refused"]
    assert [path.name for path in (tmp_path / "corpus").iterdir()] == ["2025-03-03-ministers-agree-on-a-ferry.md"]


def test_missing_files_folders_and_pipes_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    report = import_files([tmp_path / "missing.txt", tmp_path, tmp_path / "pipe"], tmp_path / "corpus")
    assert codes(report) == ["no-file", "folder", "no-file"]


def test_a_document_too_large_is_refused(tmp_path: Path) -> None:
    assert codes(report_on(tmp_path, FERRY + "x" * MAX_BYTES)) == ["too-large"]


def test_options_fill_what_a_document_leaves_out(tmp_path: Path) -> None:
    long = "The ferry runs again, the two ministers agreed on Monday after a winter in which it had stood at the quay, and "
    given = {"title": "Ferry: back", "date": "3 March 2025", "publisher": "The Quay", "url": "https://example.org/a#b"}
    article = imported(
        tmp_path, f"{long}{long}sails.\n", author="Ana Prado", licence="© The Quay", place="Oslo", **given
    )
    front = article.front_matter
    assert (front.title, front.date, front.publisher) == ("Ferry: back", "2025-03-03", "The Quay")
    assert (front.url, front.author) == ("https://example.org/a#b", "Ana Prado")
    assert (front.licence, front.place) == ("© The Quay", "Oslo")


def test_options_leave_what_a_document_says(tmp_path: Path) -> None:
    article = imported(tmp_path, FERRY, title="Another", date="2024-01-01")
    assert (article.title, article.front_matter.date) == ("Ministers agree on a ferry", "2025-03-03")


def test_wrong_options_are_refused_before_anything_is_read(tmp_path: Path) -> None:
    for given in ({"date": "Friday"}, {"date": "03/04/2025"}, {"url": "javascript:alert(1)"}):
        with pytest.raises(ValueError, match=r"Friday|two different days|web address"):
            report_on(tmp_path, FERRY, **given)
    with pytest.raises(ValueError, match="one document"):
        import_files([tmp_path / "a", tmp_path / "b"], tmp_path / "corpus", title="Both")
    assert not (tmp_path / "corpus").exists()


def test_importing_again_changes_nothing(tmp_path: Path) -> None:
    article = imported(tmp_path, FERRY)
    before = article.path.read_bytes()
    again = report_on(tmp_path, FERRY)
    assert [(outcome.result, outcome.article) for outcome in again.outcomes] == [("unchanged", article.path)]
    assert article.path.read_bytes() == before
    assert len(list(article.path.parent.iterdir())) == 1


def test_importing_again_leaves_an_edited_and_renamed_article_alone(tmp_path: Path) -> None:
    article = imported(tmp_path, FERRY)
    edited = article.path.with_name("2025-03-03-ferry.md")
    edited.write_text(article.path.read_text(encoding="utf-8").replace("runs again", "sails"), encoding="utf-8")
    article.path.unlink()
    assert report_on(tmp_path, FERRY, "another-name.txt").outcomes[0].result == "unchanged"
    assert [path.name for path in edited.parent.iterdir()] == [edited.name]


def test_one_document_named_twice_is_imported_once(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(FERRY, encoding="utf-8")
    report = import_files([tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "a.txt"], tmp_path / "corpus")
    assert [outcome.result for outcome in report.outcomes] == ["imported", "unchanged", "unchanged"]


def test_a_document_that_changed_since_is_refused_and_its_article_left_alone(tmp_path: Path) -> None:
    article = imported(tmp_path, FERRY)
    before = article.path.read_bytes()
    assert codes(report_on(tmp_path, FERRY.replace("again", "never"))) == ["source-changed"]
    assert article.path.read_bytes() == before


def test_another_article_of_the_same_name_is_never_overwritten(tmp_path: Path) -> None:
    first = imported(tmp_path, FERRY)
    before = first.path.read_bytes()
    second = imported(tmp_path, FERRY.replace("again", "never"), "other.txt")
    third = imported(tmp_path, FERRY.replace("again", "backwards"), "third.txt")
    assert [article.id for article in (second, third)] == [f"{first.id}-2", f"{first.id}-3"]
    assert first.path.read_bytes() == before


def test_an_article_of_the_corpus_itself_is_no_document(tmp_path: Path) -> None:
    article = imported(tmp_path, FERRY)
    by_hand = article.path.with_name("2025-01-01-by-hand.md")
    by_hand.write_text("---\ntitle: By hand\ndate: 2025-01-01\n---\nText.\n", encoding="utf-8")
    report = import_files([article.path, by_hand], article.path.parent)
    assert [outcome.result for outcome in report.outcomes] == ["unchanged", "unchanged"]
    assert len(list(article.path.parent.iterdir())) == 2


def test_a_link_that_waits_at_the_article_s_name_leads_nowhere_out_of_the_corpus(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "2025-03-03-ministers-agree-on-a-ferry.md").symlink_to(tmp_path / "outside.md")
    article = imported(tmp_path, FERRY)
    assert article.id == "2025-03-03-ministers-agree-on-a-ferry-2"
    assert not (tmp_path / "outside.md").exists()


@pytest.mark.parametrize(
    "title",
    [
        "Talks: the end",
        "He said \"no\", she said 'yes'",
        "--- a title",
        "...",
        "# not a comment",
        "yes",
        "12:30",
        "2025",
        "*alias &anchor !tag",
        "[list, {map: x}]",
        "100% | > -",
        "<script>alert(1)</script>",
        "../../../etc/passwd",
        "..\\..\\windows",
        "Zürich — „Ja“ 🕊️ \u202eabc",
        "null",
        "back\\slash \\n",
    ],
)
def test_a_hostile_title_is_kept_and_harms_nothing(tmp_path: Path, title: str) -> None:
    text = f"---\ntitle: '{title.replace(chr(39), chr(39) * 2)}'\ndate: 2025-03-03\n---\nText.\n"
    article = imported(tmp_path, text, "f.md")
    assert article.title == title.replace("\u202e", "")
    assert article.path.parent == tmp_path / "corpus"
    assert paragraphs(article) == ["Text."]


def test_a_title_of_several_lines_becomes_one(tmp_path: Path) -> None:
    text = '---\ntitle: "One\\n---\\ndate: 1999-01-01\\nTwo"\ndate: 2025-03-03\n---\nText.\n'
    article = imported(tmp_path, text, "f.md")
    assert article.title == "One --- date: 1999-01-01 Two"
    assert article.front_matter.date == "2025-03-03"


def test_a_hostile_file_name_is_kept_in_one_line(tmp_path: Path) -> None:
    article = imported(tmp_path, FERRY, 'a\n---\n"x": y.txt')
    assert article.front_matter.source.startswith('a --- "x": y.txt sha256 ')


def test_a_broken_article_in_the_corpus_does_not_stop_an_import(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "broken.md").write_bytes(b"---\ntitle: [\n\xff---\n")
    assert imported(tmp_path, FERRY).title == "Ministers agree on a ferry"


def test_the_seed_becomes_an_article_with_all_its_paragraphs(tmp_path: Path, project: Path) -> None:
    (seed,) = (project / "seeds").glob("000_*.txt")
    report = import_files([seed], tmp_path / "corpus")
    path = report.outcomes[0].article
    assert path is not None
    article = read_article(path)
    assert article.id == "2025-02-27-zelensky-setting-expectations"
    assert article.front_matter.date == "2025-02-27T09:59-05:00"
    assert article.subtitle.startswith("‘If we don’t get security guarantees,")
    assert article.title.endswith("Meeting With Trump")
    # Everything below the title line, byte for byte.
    assert article.body.strip() == seed.read_text(encoding="utf-8").split(" AM ET")[1].strip()
    assert len(article.blocks) == 13


def test_the_article_in_the_corpus_is_the_seed(project: Path) -> None:
    (seed,) = (project / "seeds").glob("000_*.txt")
    report = import_files([seed], project / "corpus")
    assert [outcome.result for outcome in report.outcomes] == ["unchanged"]
