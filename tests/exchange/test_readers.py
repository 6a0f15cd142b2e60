"""Documents of every kind become articles that read as they did."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotate.corpus.article import read_article
from annotate.corpus.keeping.curated import TIMELINE
from annotate.exchange.importing import Wishes, import_files
from tests.exchange import samples
from tests.exchange.documents import codes, imported, paragraphs, report_on
from tests.exchange.samples import LEAD, MORE, SAID, TITLE, sample


@pytest.mark.parametrize("name", [name for name in samples.SAMPLES if name not in ("sheet.csv", "ferry.pdf")])
def test_a_document_of_each_kind_gives_title_day_and_text(tmp_path: Path, name: str) -> None:
    report = report_on(tmp_path, sample(name), name)
    assert report.problems == []
    assert report.outcomes[0].article is not None
    article = read_article(report.outcomes[0].article)
    assert (article.title, article.date.isoformat()) == (TITLE, "2025-03-03")
    assert paragraphs(article)[0] == LEAD
    assert SAID in paragraphs(article)


@pytest.mark.parametrize("name", list(samples.SAMPLES))
def test_importing_any_kind_again_changes_nothing(tmp_path: Path, name: str) -> None:
    report_on(tmp_path, sample(name), name)
    before = {path: path.read_bytes() for path in (tmp_path / "corpus").iterdir()}
    again = report_on(tmp_path, sample(name), name)
    assert {outcome.result for outcome in again.outcomes} == {"unchanged"}
    assert {path: path.read_bytes() for path in (tmp_path / "corpus").iterdir()} == before


def test_a_web_page_gives_what_it_says_of_itself_and_leaves_its_frame_behind(tmp_path: Path) -> None:
    article = imported(tmp_path, samples.page(), "ferry.html")
    front = article.front_matter
    assert (front.date, front.author, front.publisher) == ("2025-03-03T19:30-05:00", "Tom Reed", "The Quay")
    assert front.url == "https://quay.example/ferry"
    assert paragraphs(article) == [LEAD, SAID, MORE]


def test_headings_lists_and_quotations_of_a_page_are_kept_as_such(tmp_path: Path) -> None:
    html = samples.page(
        LEAD,
        f"{SAID}</p><h2>*What* now?</h2><ul><li>{MORE}</li><li>1. Pay</li></ul><blockquote>Ahoy</blockquote><p>End_of_it.",
    )
    article = imported(tmp_path, html, "ferry.html")
    assert paragraphs(article) == [LEAD, SAID, "*What* now?", MORE, "1. Pay", "Ahoy", "End_of_it."]
    assert "\n## " in article.body
    assert "\n- " in article.body
    assert "\n> Ahoy" in article.body


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", ""), ("cp1252", "windows-1252"), ("utf-16", ""), ("koi8-r", "koi8-r"), ("iso-8859-2", "iso-8859-2")],
)
def test_a_page_is_read_in_the_encoding_that_it_names_or_shows(tmp_path: Path, encoding: str, declared: str) -> None:
    word = {"koi8-r": "Переговоры", "iso-8859-2": "Łódź"}.get(encoding, "Zürich")
    head = f'<meta charset="{declared}">' if declared else ""
    said = SAID.replace("“", '"').replace("”", '"')
    html = samples.page(LEAD, said, f"{word}: {MORE}", head=head).encode(encoding)
    assert paragraphs(imported(tmp_path, html, "ferry.html"))[-1] == f"{word}: {MORE}"


def test_a_page_that_names_a_wrong_encoding_is_read_in_the_one_that_fits(tmp_path: Path) -> None:
    html = samples.page(LEAD, SAID, f"Zürich: {MORE}", head='<meta charset="ascii"><meta charset="hex">').encode()
    text = paragraphs(imported(tmp_path, html, "ferry.html"))[-1]
    assert text.endswith(MORE)


def test_markup_in_titles_and_texts_stays_text(tmp_path: Path) -> None:
    html = samples.page(
        LEAD, f"&lt;script&gt;alert(1)&lt;/script&gt; {SAID}", title="A &lt;img src=x onerror=alert(1)&gt; ferry"
    )
    article = imported(tmp_path, html, "ferry.html")
    assert article.title == "A <img src=x onerror=alert(1)> ferry"
    assert paragraphs(article)[1].startswith("<script>alert(1)</script>")


def test_scripts_of_a_page_are_no_text(tmp_path: Path) -> None:
    article = imported(tmp_path, samples.page(LEAD, SAID, f"{MORE}<script>alert(1)</script>"), "ferry.html")
    assert "alert" not in article.text


def test_a_feed_gives_an_article_for_each_entry_that_holds_one(tmp_path: Path) -> None:
    feed = samples.rss(samples.item(), samples.item("Pier &amp; keeper", "https://quay.example/pier", whole=False))
    report = report_on(tmp_path, feed, "feed.xml")
    assert [outcome.result for outcome in report.outcomes] == ["imported", "refused"]
    assert codes(report) == ["teaser"]
    assert "Pier & keeper" in report.problems[0].message
    assert "--follow" in report.problems[0].hint


def test_a_feed_s_entry_keeps_its_own_address_and_moment(tmp_path: Path) -> None:
    front = imported(tmp_path, samples.rss(), "feed.xml").front_matter
    assert (front.url, front.date) == ("https://quay.example/ferry", "2025-03-03T19:30-05:00")
    assert front.publisher == "The Quay"


def test_a_feed_that_grew_adds_only_what_is_new(tmp_path: Path) -> None:
    report_on(tmp_path, samples.rss(), "feed.xml")
    grown = samples.rss(samples.item("Pier paid for", "https://quay.example/pier"), samples.item())
    report = report_on(tmp_path, grown, "feed.xml")
    assert [outcome.result for outcome in report.outcomes] == ["imported", "unchanged"]


def test_an_article_that_changed_at_its_address_is_named_and_left_alone(tmp_path: Path) -> None:
    article = imported(tmp_path, samples.page(), "ferry.html")
    before = article.path.read_bytes()
    report = report_on(tmp_path, samples.page(LEAD, SAID, MORE, "And more."), "ferry-later.html")
    assert codes(report) == ["source-changed"]
    assert article.path.read_bytes() == before


def test_a_table_gives_an_article_a_row_and_keeps_columns_it_does_not_know(tmp_path: Path) -> None:
    report = report_on(tmp_path, sample("ferry.csv"), "ferry.csv")
    articles = [read_article(outcome.article) for outcome in report.outcomes if outcome.article]
    assert [(a.title, a.date.isoformat()) for a in articles] == [(TITLE, "2025-03-03"), ("Pier paid for", "2025-03-12")]
    assert articles[0].front_matter.extra == {"section": "Harbour"} or articles[0].front_matter.extra == {
        "Section": "Harbour"
    }
    assert paragraphs(articles[0]) == [LEAD, SAID]


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_a_table_may_be_parted_by_other_marks(tmp_path: Path, mark: str) -> None:
    text = mark.join(["title", "date", "text"]) + "\n" + mark.join([TITLE, "2025-03-03", f'"{LEAD}"']) + "\n"
    assert paragraphs(imported(tmp_path, text, "ferry.csv")) == [LEAD]


def test_columns_of_other_names_are_told_by_hand(tmp_path: Path) -> None:
    source = tmp_path / "t.csv"
    source.write_text(f"kop,dag,tekst\n{TITLE},2025-03-03,{LEAD!r}\n", encoding="utf-8")
    assert codes(import_files([source], tmp_path / "corpus")) == ["no-text-column"]
    wishes = Wishes(columns={"kop": "title", "dag": "date", "tekst": "text"})
    report = import_files([source], tmp_path / "corpus", wishes=wishes)
    assert [outcome.result for outcome in report.outcomes] == ["imported"]


def test_a_broken_line_of_json_holds_up_none_of_the_others(tmp_path: Path) -> None:
    lines = samples.json_lines().splitlines()
    report = report_on(tmp_path, "\n".join([lines[0], "{broken", "[1]", '{"a": 1}', lines[1]]), "a.jsonl")
    assert codes(report) == ["json-syntax", "json-syntax", "no-text-column"]
    assert [problem.line for problem in report.problems] == [2, 3, 4]
    assert len(report.of("imported")) == 2


def test_markdown_in_a_field_called_body_is_markdown(tmp_path: Path) -> None:
    report_on(tmp_path, samples.json_lines(), "a.jsonl")
    article = read_article(tmp_path / "corpus" / "2025-03-12-pier-paid-for.md")
    assert paragraphs(article) == [MORE, "In short."]


def test_an_archive_gives_each_page_with_its_address_and_day_of_retrieval(tmp_path: Path) -> None:
    other = samples.page(MORE, SAID, LEAD, title="Pier paid for").replace("quay.example/ferry", "quay.example/pier")
    archive = samples.web_archive(("https://quay.example/ferry", samples.page()), ("https://quay.example/pier", other))
    report = report_on(tmp_path, archive, "quay.warc.gz")
    articles = [read_article(outcome.article) for outcome in report.outcomes if outcome.article]
    assert [a.front_matter.url for a in articles] == ["https://quay.example/ferry", "https://quay.example/pier"]
    assert "retrieved 2025-03-05 sha256 " in articles[0].front_matter.source


def test_a_word_document_keeps_its_headings_and_lists(tmp_path: Path) -> None:
    article = imported(tmp_path, samples.word(), "ferry.docx")
    assert article.front_matter.author == "Tom Reed"
    assert "## What was said" in article.body
    assert paragraphs(article) == [LEAD, "What was said", SAID, MORE]


def test_a_pdf_gives_its_text(tmp_path: Path) -> None:
    article = imported(tmp_path, samples.pdf(), "ferry.pdf")
    assert (article.title, article.date.isoformat()) == (TITLE, "2025-03-03")
    assert "The ferry runs again from Monday, both ministers agreed." in article.text


def test_a_timelinejs_sheet_becomes_entries_below_what_stands_in_the_timeline(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    own = "# mine\nentries:\n- id: old\n  title: Old\n  status: happened\n  type: OTHER\nmachine:\n  entries: {}\n"
    (corpus / "timeline.yaml").write_text(own, encoding="utf-8")
    report = report_on(tmp_path, samples.timeline_sheet(), "sheet.csv")
    assert report.problems == []
    text = (corpus / "timeline.yaml").read_text(encoding="utf-8")
    parsed, _ = TIMELINE.parse(text, corpus / "timeline.yaml")
    assert [(e.id, e.date) for e in parsed.entries] == [
        ("old", None),
        ("2025-03-03-ministers-agree-on-a-ferry", "2025-03-03"),
        ("2025-03-01-the-pier-is-built", "2025-03/2025-05"),
    ]
    assert parsed.entries[1].note.startswith("In the evening.")
    assert text.startswith(own.split("machine:", maxsplit=1)[0])
    assert TIMELINE.own(text, corpus / "timeline.yaml") == parsed.entries
