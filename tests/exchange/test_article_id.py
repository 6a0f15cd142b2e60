"""The names of new articles."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.exchange.article_id import article_id, free


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Ministers agree on a ferry", "ministers-agree-on-a-ferry"),
        ("Two ministers agree on a ferry", "two-ministers-agree"),
        ("Harbour town shrugs ahead of Friday's vote", "harbour-town-shrugs"),
        ("Lisbon’s U.S. envoy leaves", "lisbons-us-envoy-leaves"),
        ("Порт откроют", "port-otkroyut"),
        ("Café über Øresund", "cafe-uber-oresund"),
        ("../../etc/passwd", "etc-passwd"),
        ("One two three four five six seven eight", "one-two-three-four-five-six"),
        ("Sailors ask who the", "sailors-ask"),
    ],
)
def test_an_article_is_named_after_its_day_and_its_title(title: str, slug: str) -> None:
    assert article_id("2025-03-03T10:00+00:00", title) == f"2025-03-03-{slug}"


@given(st.text(max_size=300))
def test_any_title_makes_a_safe_name(title: str) -> None:
    made = article_id("2025-03-03", title)
    assert re.fullmatch(r"2025-03-03(-[a-z0-9]+)*", made)
    assert len(made) <= 80


def test_a_name_that_is_taken_gets_a_number() -> None:
    assert free("a", {"b"}.__contains__) == "a"
    assert free("a", {"a", "a-2"}.__contains__) == "a-3"
