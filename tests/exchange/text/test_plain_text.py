"""What a text without markup shows of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exchange.documents import codes, imported, paragraphs, report_on

BODY = "The ferry runs again.\n\nNobody asked the captain.\n"


def test_the_first_line_is_the_title_and_the_rest_the_text(tmp_path: Path) -> None:
    article = imported(tmp_path, f"Ministers agree on a ferry\ndate: 2025-03-03\n\n{BODY}")
    assert article.title == "Ministers agree on a ferry"
    assert article.front_matter.date == "2025-03-03"
    assert article.subtitle == ""
    assert article.body.strip() == BODY.strip()


def test_words_beside_the_date_above_the_title_are_its_deck(tmp_path: Path) -> None:
    text = f" date 2025-03-03 ‘We are late,’ says the captain.\n\nMinisters Agree on a Ferry March 3, 2025 07:30 PM ET\n\n{BODY}"
    article = imported(tmp_path, text)
    assert article.title == "Ministers Agree on a Ferry"
    assert article.subtitle == "‘We are late,’ says the captain."
    assert article.front_matter.date == "2025-03-03T19:30-05:00"
    assert paragraphs(article) == ["The ferry runs again.", "Nobody asked the captain."]


def test_words_beside_the_date_are_the_title_where_the_text_follows(tmp_path: Path) -> None:
    article = imported(tmp_path, f"date 2025-03-03 Ministers agree on a ferry\n\n{BODY}")
    assert (article.title, article.subtitle) == ("Ministers agree on a ferry", "")


def test_byline_and_date_line_stand_between_title_and_text(tmp_path: Path) -> None:
    article = imported(
        tmp_path, f"Ministers agree on a ferry\n\nBy Ana de Prado and Tom Reed\nMonday, 3 March 2025\n\n{BODY}"
    )
    assert article.front_matter.author == "Ana de Prado and Tom Reed"
    assert article.front_matter.date == "2025-03-03"
    assert len(paragraphs(article)) == 2


def test_a_deck_stands_between_title_and_byline(tmp_path: Path) -> None:
    article = imported(
        tmp_path, f"Ministers agree on a ferry\n\nIt had stood since autumn\n\nBy Ana Prado\n3 March 2025\n\n{BODY}"
    )
    assert article.subtitle == "It had stood since autumn"


def test_a_deck_stands_between_title_and_dateline(tmp_path: Path) -> None:
    text = "Ministers agree on a ferry\ndate: 2025-03-03\n\nIt had stood since autumn\n\nGENEVA, March 3 (Agency) — It runs.\n"
    article = imported(tmp_path, text)
    assert article.subtitle == "It had stood since autumn"
    assert paragraphs(article) == ["GENEVA, March 3 (Agency) — It runs."]


def test_a_first_paragraph_is_not_taken_for_a_deck(tmp_path: Path) -> None:
    article = imported(tmp_path, f"Ministers agree on a ferry\n3 March 2025\n\n{BODY}")
    assert article.subtitle == ""
    assert paragraphs(article)[0] == "The ferry runs again."


def test_labelled_lines_fill_their_fields(tmp_path: Path) -> None:
    head = "Title: Ministers agree: a ferry\nPublished: 3 March 2025\nAuthor: Ana Prado\nSource-free: no\n"
    article = imported(tmp_path, head.replace("Source-free: no\n", "URL: https://example.org/ferry\n") + f"\n{BODY}")
    front = article.front_matter
    assert (front.title, front.author, front.url) == (
        "Ministers agree: a ferry",
        "Ana Prado",
        "https://example.org/ferry",
    )


def test_a_headline_may_end_with_a_date_of_its_own(tmp_path: Path) -> None:
    article = imported(tmp_path, f"What happened on March 3, 2025\ndate: 2025-03-05\n\n{BODY}")
    assert article.title == "What happened on March 3, 2025"
    assert article.front_matter.date == "2025-03-05"


def test_a_headline_broken_over_two_lines_is_one_title(tmp_path: Path) -> None:
    text = f"Ministers of the two countries agree on a ferry that nobody\nhas asked for\ndate: 2025-03-03\n\n{BODY}"
    assert imported(tmp_path, text).title.endswith("nobody has asked for")


def test_lines_without_blank_ones_between_them_are_paragraphs_where_they_are_long(tmp_path: Path) -> None:
    long = "The ferry runs again after a winter in which it had stood at the quay of the northern town, unloved and unpaid."
    article = imported(tmp_path, f"Ministers agree on a ferry\ndate: 2025-03-03\n\n{long}\nNobody asked.\n{long}\n")
    assert paragraphs(article) == [long, "Nobody asked.", long]


def test_broken_lines_of_one_paragraph_stay_one_paragraph(tmp_path: Path) -> None:
    article = imported(
        tmp_path, "Ministers agree on a ferry\ndate: 2025-03-03\n\nThe ferry\nruns  again.\n\nNobody\nasked.\n"
    )
    assert paragraphs(article) == ["The ferry runs  again.", "Nobody asked."]


def test_slips_of_the_text_are_kept(tmp_path: Path) -> None:
    text = "“We will sail he said\n\nwithout a full stop and  two spaces\n"
    article = imported(tmp_path, f"Ministers agree on a ferry\ndate: 2025-03-03\n\n{text}")
    assert article.body.strip() == text.strip()


@pytest.mark.parametrize(
    "content",
    [
        b"Title here\r\ndate: 2025-03-03\r\n\r\nOne.\r\n\r\nTwo.\r\n",
        b"Title here\rdate: 2025-03-03\r\rOne.\r\rTwo.",
        "\ufeffTitle here\ndate: 2025-03-03\n\nOne.\n\nTwo.".encode(),
        b"\n\n\fTitle here\ndate: 2025-03-03\n\nOne.\n\n\fTwo.",
        "Title here\ndate: 2025-03-03\n \xa0 \nOne.\n\t\xa0\nTwo.\n\n\n".encode(),
        "Title here\ndate: 2025-03-03\u2029One.\u2029Two.\u2028".encode(),
        b"Title here\ndate: 2025-03-03\n\n\x1bOne.\x07\n\nTwo.",
    ],
    ids=["crlf", "cr", "bom", "form feed", "no-break spaces", "unicode separators", "control characters"],
)
def test_line_ends_and_invisible_characters_change_nothing(tmp_path: Path, content: bytes) -> None:
    article = imported(tmp_path, content)
    assert article.title == "Title here"
    assert paragraphs(article) == ["One.", "Two."]


def test_a_no_break_space_within_the_text_stays(tmp_path: Path) -> None:
    article = imported(tmp_path, "Title here\ndate: 2025-03-03\n\nSome 5\xa0000 of them.\n")
    assert paragraphs(article) == ["Some 5\xa0000 of them."]


@pytest.mark.parametrize(
    ("beginning", "place"),
    [
        ("GENEVA, March 3 (Agency) — ", "Geneva"),
        ("WASHINGTON, D.C. — ", "Washington, D.C."),
        ("RIO DE JANEIRO (Agency) - ", "Rio de Janeiro"),
        ("KYIV, Ukraine, 3 March — ", "Kyiv, Ukraine"),
        ("Geneva (Agency) – ", "Geneva"),
        ("VALLETTA, Tuesday -- ", "Valletta"),
        ("UNITED NATIONS — ", "United Nations"),
        ("ST. JOHN’S, Antigua — ", "St. John’s, Antigua"),
        ("ANALYSIS — ", ""),
        ("Peace — at last, and ", ""),
        ("He waited - ", ""),
    ],
)
def test_a_dateline_gives_the_place_and_stays_in_the_text(tmp_path: Path, beginning: str, place: str) -> None:
    article = imported(tmp_path, f"Title here\ndate: 2025-03-04\n\n{beginning}it runs.\n")
    assert article.front_matter.place == place
    assert article.front_matter.date == "2025-03-04"
    assert paragraphs(article) == [f"{beginning}it runs."]


def test_a_dateline_with_its_year_gives_the_date(tmp_path: Path) -> None:
    article = imported(tmp_path, "Title here\n\nGENEVA, March 3, 2025 (Agency) — It runs.\n")
    assert article.front_matter.date == "2025-03-03"


@pytest.mark.parametrize(
    "text",
    [
        "Remarks on the ferry\n\nMinister Ana Prado\n\nBrussels, 3 March 2025\n\nThank you all.\n\nPlease sit.\n",
        "Remarks on the ferry\nMinister Ana Prado\nBrussels\nMarch 3, 2025\n\nThank you all.\n\nPlease sit.\n",
        "Remarks on the ferry\n\nThank you all.\n\nPlease sit.\n\nBrussels, 3 March 2025\n",
    ],
)
def test_a_date_on_a_line_of_its_own_near_the_top_or_the_end_is_found_and_nothing_lost(
    tmp_path: Path, text: str
) -> None:
    article = imported(tmp_path, text)
    assert article.title == "Remarks on the ferry"
    assert article.front_matter.date == "2025-03-03"
    kept = " ".join([article.title, *paragraphs(article)])
    assert all(words in kept for words in ("Prado", "Thank you all.", "Please sit.") if words in text)


def test_a_date_within_a_sentence_is_not_the_date_of_publication(tmp_path: Path) -> None:
    report = report_on(
        tmp_path, "Ministers agree on a ferry\n\nIt was sold on 3 March 2024.\n\nIt sails from 4 May 2025\n"
    )
    assert codes(report) == ["no-date"]


def test_the_date_of_a_later_change_is_not_the_date_of_publication(tmp_path: Path) -> None:
    line = "Ministers Agree Published: March 3, 2025 09:59 AM ET Updated: March 4, 2025 10:00 AM ET"
    article = imported(tmp_path, f"{line}\n\n{BODY}")
    assert (article.title, article.front_matter.date) == ("Ministers Agree", "2025-03-03T09:59-05:00")
