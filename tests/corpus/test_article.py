from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from annotate.corpus.article import MAX_BYTES, read_article
from annotate.corpus.problems import CorpusError

FRONT = "---\ntitle: Talks open\ndate: 2025-03-04\n---\n"


def put(folder: Path, data: str | bytes, name: str = "2025-03-04-talks.md") -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def refused(path: Path) -> list[str]:
    with pytest.raises(CorpusError) as caught:
        read_article(path)
    return [f"{p.line}:{p.column} {p.code}" for p in caught.value.problems]


def test_the_text_is_what_a_reader_sees(tmp_path: Path) -> None:
    body = "# Head\n\nOne *two*\nthree [four](http://x.org) `five`.\n\n- six\n- seven &amp; <b>\n\n![picture](x.png)\n"
    article = read_article(put(tmp_path, FRONT + body))
    assert [(p.name, p.text) for p in article.passages] == [
        ("title", "Talks open"), (1, "Head"), (2, "One two three four five."), (3, "six"), (4, "seven & <b>"),
    ]  # fmt: skip
    assert all(article.text[p.start : p.end] == p.text for p in article.passages)


def test_a_date_may_have_a_time_with_its_zone(tmp_path: Path) -> None:
    article = read_article(put(tmp_path, "---\ntitle: T\ndate: 2025-02-27T23:59-05:00\n---\nText.\n"))
    assert article.date == date(2025, 2, 27)
    assert isinstance(article.published, datetime)
    assert article.published.utcoffset() == timedelta(hours=-5)
    assert article.published.astimezone(UTC).day == 28


def test_line_ends_and_byte_order_marks_make_no_difference(tmp_path: Path) -> None:
    text = FRONT + "One.\n\nTwo.\n"
    unix = read_article(put(tmp_path, text))
    windows = read_article(put(tmp_path, b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(), "b.md"))
    assert windows.text == unix.text
    assert windows.fingerprint == unix.fingerprint


def test_the_fingerprint_follows_text_and_date_only(tmp_path: Path) -> None:
    one = read_article(put(tmp_path, FRONT + "Word.\n"))
    other_markup = read_article(put(tmp_path, FRONT.replace("date", "publisher: P\ndate", 1) + "*Word*.\n", "b.md"))
    other_date = read_article(put(tmp_path, FRONT.replace("03-04", "03-05") + "Word.\n", "c.md"))
    assert one.fingerprint == other_markup.fingerprint != other_date.fingerprint


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", ["1:1 empty"]),
        (b" \n\n", ["1:1 empty"]),
        (b"Just text.", ["1:1 no-front-matter"]),
        ("---\ntitle: T\n---\nText".encode("utf-16"), ["1:1 encoding"]),
        (b"---\ntitle: caf\xe9\n---\n", ["2:11 encoding"]),
        (b"\x89PNG\0\0", ["1:1 binary"]),
        (b"x" * (MAX_BYTES + 1), ["1:1 too-large"]),
        (b"---\ntitle: T\n---\nText.", ["2:1 missing-key"]),
        (b"---\ntitle: T\ndate: 4 March\n---\nText.", ["3:1 bad-value"]),
        (b"---\ntitle: T\ndate: 2025-02-30\n---\nText.", ["3:1 bad-value"]),
        (b"---\ntitle: T\ndate: 2025-02\n---\nText.", ["3:1 bad-value"]),
        (b"---\ntitle: T\ndate: 2025-02-03T10:00\n---\nText.", ["3:1 bad-value"]),
        (b"---\ntitel: T\ndate: 2025-02-03\nurl: javascript:alert(1)\n---\n", ["2:1 missing-key", "2:1 unknown-key", "4:1 bad-value"]),
        (b"---\ntitle: T\n\tdate: 2025-02-03\n---\n", ["3:1 yaml-syntax"]),
    ],
)  # fmt: skip
def test_a_broken_article_is_refused_with_every_reason(tmp_path: Path, data: bytes, found: list[str]) -> None:
    assert refused(put(tmp_path, data)) == found


def test_a_file_name_that_is_no_id_is_refused(tmp_path: Path) -> None:
    assert refused(put(tmp_path, FRONT, "My Talks.md")) == ["1:1 bad-file-name"]


def test_sources_are_named_and_linked_where_their_whole_address_is_known(tmp_path: Path) -> None:
    front = FRONT.replace("---\n", "", 1).removesuffix("---\n")
    sources = 'sources:\n- {publisher: The Daily, url: "https://daily.example/talks"}\n- {publisher: The Weekly}\n'
    article = read_article(put(tmp_path, f"---\n{front}{sources}---\nText.\n"))
    assert [(s.publisher, s.url) for s in article.front_matter.sources] == [
        ("The Daily", "https://daily.example/talks"), ("The Weekly", ""),
    ]  # fmt: skip


def test_a_source_with_half_an_address_is_refused(tmp_path: Path) -> None:
    front = FRONT.removesuffix("---\n")
    sources = "sources:\n- {publisher: The Daily, url: daily.example/talks}\n- {url: 'https://daily.example'}\n"
    assert refused(put(tmp_path, f"{front}{sources}---\nText.\n")) == ["5:26 bad-value", "6:3 missing-key"]
