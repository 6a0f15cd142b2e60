"""Indexes that stay usable when there is very much: by letter, by ten days and by day; and the map of a place."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.corpus.actors import Actor
from annotate.site.cutting.alphabet import LONG, drawers
from annotate.site.cutting.shelves import shelf_links, shelve
from annotate.site.edition import Edition, environment
from annotate.site.pages import actors
from annotate.site.shown.locator import HEIGHT, WIDTH, locator
from annotate.timeline.linked import Corpus

PERU = Actor(id="peru", name="Peru", type="state")
LIMA = Actor(id="lima", name="Lima", type="place", part_of="peru")


def people(count: int) -> list[Actor]:
    names = [f"{'ÁBCDÉFGHIJKLMNOPRSTUVWZ'[n % 22]}{'aeiou'[n % 5]}ra Number {n}" for n in range(count)]
    return [Actor(id=f"p{n}", name=name, type="person") for n, name in enumerate(names)]


@given(st.lists(st.text(min_size=1, max_size=6), max_size=60), st.integers(1, 20))
def test_every_name_stands_in_exactly_one_drawer_whose_letters_it_begins_with(names: list[str], long: int) -> None:
    found = drawers(names, str, long=long)
    assert Counter(name for drawer in found for name in drawer.items) == Counter(names)
    assert len({drawer.key for drawer in found}) == len(found)
    assert all(re.fullmatch("[a-z]{1,2}|other", drawer.key) for drawer in found if len(found) > 1)


def test_accents_and_case_do_not_part_names() -> None:
    found = drawers(["Ángel", "andrew", "Zoë", "علي"], str, long=2)
    assert [(drawer.letters, list(drawer.items)) for drawer in found] == [
        ("A", ["andrew", "Ángel"]),
        ("Z", ["Zoë"]),
        ("…", ["علي"]),
    ]


def test_a_letter_with_very_many_names_is_cut_by_two_letters() -> None:
    names = [f"M{'ae'[n % 2]}x {n}" for n in range(2 * LONG)] + ["Bob"]
    assert [(drawer.letters, len(drawer.items)) for drawer in drawers(names, str)] == [
        ("B", 1), ("Ma", LONG), ("Me", LONG),
    ]  # fmt: skip


def test_ten_thousand_actors_stand_on_pages_of_a_readable_length() -> None:
    edition = Edition(Corpus.link([], people(10_000), []), environment())
    made = {plan.path: plan.make(edition).html for plan in actors.pages(edition)}
    listed = {path: html.count("<li data-step>") for path, html in made.items()}
    assert listed.pop("actors/index.md") == 40
    assert sum(listed.values()) == 10_000
    assert max(listed.values()) <= LONG
    for path in listed:
        assert f'href="../{path.removesuffix(".md")}/"' in made["actors/index.md"]


@pytest.mark.parametrize("count", [0, 1, 300])
def test_few_actors_stand_on_one_page(count: int) -> None:
    edition = Edition(Corpus.link([], people(count), []), environment())
    (plan,) = actors.pages(edition)
    assert plan.make(edition).html.count("<li data-step>") == count


def test_a_month_with_very_many_is_cut_by_ten_days_and_these_by_the_day() -> None:
    days = [date(2024, 2, 1) + timedelta(days=n % 29) for n in range(29 * 20)] + [date(2024, 2, 7)] * 100
    found = {shelf.key: (shelf.title, len(shelf.items)) for shelf in shelve(days, lambda day: day)}
    assert found["2024-02-07"] == ("7 February 2024", 120)
    assert "2024-02-0x" not in found
    days = [date(2024, 2, 1) + timedelta(days=n % 29) for n in range(29 * 10)]
    found = {shelf.key: (shelf.title, len(shelf.items)) for shelf in shelve(days, lambda day: day)}
    assert found == {
        "2024-02-2x": ("21 to 29 February 2024", 90),
        "2024-02-1x": ("11 to 20 February 2024", 100),
        "2024-02-0x": ("1 to 10 February 2024", 100),
    }


def test_ways_to_shelves_say_the_year_once() -> None:
    days = [date(2023, 5, 1)] * 100 + [date(2024, 2, 1)] * 100 + [date(2024, 3, 1)] * 100
    links = shelf_links("quotes.md", shelve(days, lambda day: day))
    assert [(link.year, link.title, link.path) for link in links] == [
        ("2024", "March", "quotes/2024-03.md"),
        ("2024", "February", "quotes/2024-02.md"),
        ("2023", "2023", "quotes/2023.md"),
    ]


def test_a_place_has_a_map_with_its_state_and_says_in_words_where_it_lies() -> None:
    found = locator(Corpus.link([], [PERU, LIMA], []), LIMA)
    assert found is not None
    assert found.home
    assert found.land
    assert found.state == PERU
    assert found.position == "12.0° S, 77.0° W"
    # The state surrounds its capital; the sea lies to the west.
    points = [tuple(map(int, point)) for point in re.findall(r"(-?\d+) (-?\d+)", found.home)]
    assert min(x for x, _ in points) < WIDTH / 2 < max(x for x, _ in points)
    assert min(y for _, y in points) < HEIGHT / 2 < max(y for _, y in points)
    assert len(found.land) + len(found.home) < 20_000


def test_a_map_reaches_over_the_line_where_the_days_change() -> None:
    fiji = Actor(id="fiji", name="Fiji", type="state")
    suva = Actor(id="suva", name="Suva", type="place", part_of="fiji")
    found = locator(Corpus.link([], [fiji, suva], []), suva)
    assert found is not None
    assert found.home.count("M") >= 2


def test_a_place_that_cannot_be_told_has_no_map() -> None:
    nowhere = Actor(id="nowhere", name="Nowhere in Particular", type="place")
    assert locator(Corpus.link([], [nowhere], []), nowhere) is None
