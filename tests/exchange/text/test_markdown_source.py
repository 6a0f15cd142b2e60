"""Markdown with and without front matter."""

from __future__ import annotations

from pathlib import Path

from tests.exchange.documents import codes, imported, paragraphs, report_on


def test_front_matter_is_taken_over_and_unknown_keys_are_kept_apart(tmp_path: Path) -> None:
    text = (
        "---\ntitle: 'Ferry: agreed'\ndate: 2025-03-03\nauthor: [Ana Prado, Tom Reed]\nlang: en\ndraft: no\n"
        "tags: [ferry, sea]\nseo: {score: 12:30, words: ['#1', x]}\n---\n\nThe *ferry* runs again.\n"
    )
    article = imported(tmp_path, text, "ferry.md")
    front = article.front_matter
    assert (front.title, front.date, front.author) == ("Ferry: agreed", "2025-03-03", "Ana Prado, Tom Reed")
    assert front.extra == {"draft": "no", "tags": ["ferry", "sea"], "seo": {"score": "12:30", "words": ["#1", "x"]}}
    assert article.body.strip() == "The *ferry* runs again."


def test_the_first_heading_is_the_title_and_leaves_the_body(tmp_path: Path) -> None:
    article = imported(tmp_path, "# Ferry *agreed*\n\nIt runs.\n\n## Later\n\nIt stops.\n", "f.md", date="2025-03-03")
    assert article.title == "Ferry agreed"
    assert article.body.strip() == "It runs.\n\n## Later\n\nIt stops."


def test_an_underlined_heading_is_the_title_too(tmp_path: Path) -> None:
    article = imported(tmp_path, "Ferry agreed\n============\n\nIt runs.\n", "f.md", date="2025-03-03")
    assert (article.title, article.body.strip()) == ("Ferry agreed", "It runs.")


def test_a_heading_that_repeats_the_title_leaves_the_body(tmp_path: Path) -> None:
    article = imported(
        tmp_path, "---\ntitle: Ferry agreed\ndate: 2025-03-03\n---\n# Ferry agreed\n\nIt runs.\n", "f.md"
    )
    assert article.body.strip() == "It runs."


def test_another_heading_stays_in_the_body(tmp_path: Path) -> None:
    article = imported(tmp_path, "---\ntitle: Ferry agreed\ndate: 2025-03-03\n---\n# At sea\n\nIt runs.\n", "f.md")
    assert paragraphs(article) == ["At sea", "It runs."]


def test_byline_and_date_below_the_heading_are_read(tmp_path: Path) -> None:
    article = imported(tmp_path, "# Ferry agreed\n\n*By Ana Prado*\n\n**March 3, 2025**\n\nIt runs.\n", "f.md")
    assert article.front_matter.author == "Ana Prado"
    assert article.front_matter.date == "2025-03-03"
    assert paragraphs(article) == ["It runs."]


def test_the_date_may_stand_in_the_file_name(tmp_path: Path) -> None:
    assert imported(tmp_path, "# Ferry agreed\n\nIt runs.\n", "2025-03-03-ferry.md").front_matter.date == "2025-03-03"


def test_a_date_as_newspapers_write_it_is_put_in_order(tmp_path: Path) -> None:
    text = "---\ntitle: Ferry agreed\ndate: March 3, 2025 9:05 AM ET\n---\nIt runs.\n"
    assert imported(tmp_path, text, "f.md").front_matter.date == "2025-03-03T09:05-05:00"


def test_front_matter_is_understood_whatever_the_file_is_called(tmp_path: Path) -> None:
    article = imported(tmp_path, "---\ntitle: Ferry agreed\ndate: 2025-03-03\n---\nIt *runs*.\n", "f.txt")
    assert (article.title, paragraphs(article)) == ("Ferry agreed", ["It runs."])


def test_a_source_of_their_own_is_kept_apart(tmp_path: Path) -> None:
    article = imported(tmp_path, "---\ntitle: Ferry\ndate: 2025-03-03\nsource: the wire\n---\nIt runs.\n", "f.md")
    assert article.front_matter.extra == {"source": "the wire"}
    assert article.front_matter.source.startswith("f.md sha256 ")


def test_a_problem_of_front_matter_names_its_line(tmp_path: Path) -> None:
    report = report_on(tmp_path, "---\ntitle: Ferry\ntitle: Ferries\n---\nIt runs.\n", "f.md")
    assert codes(report) == ["equal-key"]
    assert report.problems[0].line == 3


def test_html_in_markdown_stays_text(tmp_path: Path) -> None:
    article = imported(
        tmp_path, "# <script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n", "f.md", date="2025-03-03"
    )
    assert article.title == "<script>alert(1)</script>"
    assert paragraphs(article) == ["<img src=x onerror=alert(1)>"]
