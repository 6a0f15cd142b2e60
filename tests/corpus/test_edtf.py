from datetime import date

import pytest

from annotate.corpus.edtf import EdtfError, check_edtf, describe, first_day, last_day, precision


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2025-02-28", "28 February 2025"),
        ("2025-02", "February 2025"),
        ("2025", "2025"),
        ("2025-21", "spring 2025"),
        ("2025-03~", "about March 2025"),
        ("2025-03-04?", "perhaps 4 March 2025"),
        ("2025-06-03/2025-06-05", "3 to 5 June 2025"),
        ("2025-02-28/2025-03-02", "28 February to 2 March 2025"),
        ("2024-12-30/2025-01-02", "30 December 2024 to 2 January 2025"),
        ("../2025-01-01", "until 1 January 2025"),
        ("2025-01-01/..", "from 1 January 2025"),
        ("2025-02-27T09:59:00Z", "27 February 2025"),
    ],
)
def test_a_reader_is_told_a_date_in_plain_words(text: str, said: str) -> None:
    assert describe(text) == said


@pytest.mark.parametrize("text", ["2025-02-30", "28.2.2025", "Friday", "2025-13", "", "2025-2-3", "2025-W09"])
def test_what_is_no_edtf_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(EdtfError, match="write 2025-02-28"):
        check_edtf(text)


@pytest.mark.parametrize(
    ("text", "first", "last", "fine"),
    [
        ("2025-02-28", date(2025, 2, 28), date(2025, 2, 28), "day"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2025", date(2025, 1, 1), date(2025, 12, 31), "year"),
        ("2025-03-01/2025-03-04", date(2025, 3, 1), date(2025, 3, 4), "interval"),
        ("2025-21", date(2025, 3, 1), date(2025, 5, 31), "season"),
        ("../2025-01-01", None, date(2025, 1, 1), "interval"),
    ],
)
def test_a_date_spans_days_and_has_a_precision(text: str, first: date | None, last: date | None, fine: str) -> None:
    assert (first_day(text), last_day(text), precision(text)) == (first, last, fine)
