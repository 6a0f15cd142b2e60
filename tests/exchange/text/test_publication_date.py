"""The forms in which newspapers write the date."""

from __future__ import annotations

import pytest

from annotate.exchange.text.publication_date import DateDoubtError, find_date, read_date


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2025-03-03", "2025-03-03"),
        ("2025/03/03", "2025-03-03"),
        ("March 3, 2025", "2025-03-03"),
        ("Mar. 3, 2025", "2025-03-03"),
        ("Monday, March 3rd, 2025", "2025-03-03"),
        ("3 March 2025", "2025-03-03"),
        ("Mon 3 Sept 2024", "2024-09-03"),
        ("3rd of March 2025", "2025-03-03"),
        ("31/03/2025", "2025-03-31"),
        ("03/31/2025", "2025-03-31"),
        ("03/03/2025", "2025-03-03"),
        ("03.04.2025", "2025-04-03"),
        ("MARCH 3, 2025", "2025-03-03"),
    ],
)
def test_a_full_date_is_read_in_every_usual_form(written: str, value: str) -> None:
    assert read_date(written) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Mar. 3, 2025 09:59 AM ET", "2025-03-03T09:59-05:00"),
        ("July 3, 2025 09:59 AM ET", "2025-07-03T09:59-04:00"),
        ("July 3, 2025, 12:05 a.m. PT", "2025-07-03T00:05-07:00"),
        ("July 3, 2025 at 3 pm CEST", "2025-07-03T15:00+02:00"),
        ("3 July 2025 16.30 BST", "2025-07-03T16:30+01:00"),
        ("16:30 GMT, 3 July 2025", "2025-07-03T16:30+00:00"),
        ("2025-07-03T16:30:10Z", "2025-07-03T16:30+00:00"),
        ("2025-07-03 16:30:10 +0530", "2025-07-03T16:30+05:30"),
        ("2025-07-03T16:30-03:00", "2025-07-03T16:30-03:00"),
        ("3 July 2025 | 16:30 UTC+3", "2025-07-03T16:30+03:00"),
        ("3 July 2025 16:30 (MSK)", "2025-07-03T16:30+03:00"),
    ],
)
def test_a_time_is_kept_with_its_zone(written: str, value: str) -> None:
    assert read_date(written) == value


@pytest.mark.parametrize("written", ["July 3, 2025 09:59 AM", "July 3, 2025 25:10 UTC", "July 3, 2025 13:10 PM ET"])
def test_a_time_that_says_no_moment_leaves_the_day(written: str) -> None:
    assert find_date(written) is not None
    assert read_date(written) in {"2025-07-03", ""}
    assert find_date(written).value == "2025-07-03"  # type: ignore[union-attr]


@pytest.mark.parametrize("written", ["03/04/2025", "February 30, 2025", "2025-13-01", "31 June 2025"])
def test_a_date_that_is_ambiguous_or_does_not_exist_is_doubted(written: str) -> None:
    with pytest.raises(DateDoubtError):
        read_date(written)


@pytest.mark.parametrize(
    "written", ["March 3", "Friday", "March 2025", "2025", "", "12025-03-03", "v2025-03-031", "in 2025"]
)
def test_what_is_no_full_date_is_none(written: str) -> None:
    assert read_date(written) == ""
