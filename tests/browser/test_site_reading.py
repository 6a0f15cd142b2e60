"""An article as it is read: marks that can be switched off, cards, paper, and names of every length and direction."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.serving import page_types, serving
from tests.browser.site_building import CORPUS, build_site

ARTICLE = "articles/2024-12-10-what-the-committee-is-to-do/"


@pytest.mark.parametrize(
    ("kind", "mark"),
    [("person", ".name.person"), ("body", ".name.body"), ("place", ".name.place"), ("time", ".time")],
)
def test_marks_of_a_kind_can_be_switched_off(page: Page, kind: str, mark: str) -> None:
    page.goto(ARTICLE)
    line = "mark => getComputedStyle(mark).textDecorationLine"
    assert page.locator(f".annotated {mark}").first.evaluate(line) == "underline"
    page.locator(f"#show-{kind}").uncheck()
    assert page.locator(f".annotated {mark}").first.evaluate(line) == "none"


def test_quotes_and_events_can_be_switched_off(page: Page) -> None:
    page.goto(ARTICLE)
    tint = "mark => getComputedStyle(mark).backgroundColor"
    quote = page.locator(".annotated .quote.direct").first
    assert quote.evaluate(tint) != "rgba(0, 0, 0, 0)"
    page.locator("#show-quote").uncheck()
    assert quote.evaluate(tint) == "rgba(0, 0, 0, 0)"
    assert not page.locator(".annotated .speaker").first.is_visible()
    page.locator("#show-evidence").uncheck()
    assert not page.locator(".annotated .to-event").first.is_visible()


def test_what_a_person_checked_differs_from_the_machines_in_line_and_words(page: Page) -> None:
    page.goto(ARTICLE)
    style = "mark => getComputedStyle(mark).textDecorationStyle"
    assert page.locator(".annotated .name.checked").first.evaluate(style) == "solid"
    assert page.locator(".annotated .name:not(.checked)").first.evaluate(style) == "dotted"
    assert {"Checked", "Machine-made"} <= set(page.locator(".review").all_inner_texts())


def test_a_card_opens_over_a_name_and_a_date_and_escape_closes_it(page: Page) -> None:
    page.goto(ARTICLE)
    card = page.locator("#hover-card")
    page.locator(".annotated a.name", has_text="Okpaku").first.hover()
    card.wait_for(state="visible")
    assert card.inner_text().splitlines()[:2] == ["Lena Okpaku", "Secretary of the joint committee · 3 quotes"]
    page.keyboard.press("Escape")
    assert not card.is_visible()
    page.locator(".annotated .time", has_text="Monday").hover()
    card.wait_for(state="visible")
    assert card.inner_text().startswith("Monday 9 December 2024")


def test_copied_text_is_the_articles_alone(page: Page) -> None:
    page.goto(ARTICLE)
    text = page.locator("#p2").evaluate("node => node.textContent")
    assert text == (
        "“We are sailors, not judges,” Okpaku said. “A captain who says ‘this water is mine’ has mistaken the room.”"
    )


def test_on_paper_there_is_the_text_and_nothing_that_only_a_screen_can_use(page: Page) -> None:
    page.goto(ARTICLE)
    page.emulate_media(media="print")
    assert page.locator(".annotated").is_visible()
    assert page.locator("#named").is_visible()
    for gone in (".md-header", ".md-sidebar", ".legend", ".steps"):
        assert not any(one.is_visible() for one in page.locator(gone).all()), gone
    page.goto("timeline/")
    assert page.locator(".entry").first.is_visible()
    assert not page.locator(".filters").is_visible()


def test_nothing_moves_for_those_who_want_less_motion(browser: Browser, address: str) -> None:
    page = browser.new_page(reduced_motion="reduce")
    page.goto(address + ARTICLE)
    assert page.locator(".md-header").evaluate("node => parseFloat(getComputedStyle(node).transitionDuration)") < 0.001
    page.close()


def test_statuses_keep_their_shapes_in_high_contrast(browser: Browser, address: str) -> None:
    page = browser.new_page(forced_colors="active")
    page.goto(f"{address}timeline/")
    marks = page.locator(".timeline .entry").evaluate_all(
        "all => all.map(s => [s.className, getComputedStyle(s, '::before').maskImage])"
    )
    shapes = {name.split()[-1]: shape for name, shape in marks}
    assert len(shapes) >= 4
    assert len(set(shapes.values())) == len(shapes)
    page.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_long_and_right_to_left_names_break_no_page(browser: Browser, tmp_path: Path, width: int) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(CORPUS, corpus)
    actors = corpus / "actors.yaml"
    text = actors.read_text(encoding="utf-8")
    text = text.replace("name: Irfaan Ali\n", "name: عرفان علي بن محمد (الرئيس)\n")
    text = text.replace("name: Nicolás Maduro\n", f"name: {'Donaudampfschifffahrt' * 8}\n")
    actors.write_text(text, encoding="utf-8")
    site = build_site(corpus, tmp_path)
    pages = [*page_types(site).values(), "actors/irfaan-ali/", "actors/nicolas-maduro/"]
    with serving(site) as address:
        page = browser.new_page(viewport={"width": width, "height": 800})
        for path in pages:
            page.goto(address + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        page.goto(f"{address}actors/irfaan-ali/")
        assert page.locator("h1").evaluate("node => getComputedStyle(node).direction") == "rtl"
        page.close()


def test_an_index_can_be_narrowed_to_words(page: Page) -> None:
    page.goto("actors/")
    page.locator("#narrow").fill("guiria")
    assert page.locator(".actors > li:visible").all_inner_texts() == ["Güiria\n\n1 article"]
    assert page.url.endswith("?words=guiria")


def test_the_search_shows_what_kind_of_page_it_found(page: Page) -> None:
    page.goto("")
    page.locator(".md-search__input").first.click()
    page.keyboard.type("Persaud")
    page.locator(".md-search-result__item").first.wait_for()
    kinds = set(page.locator(".md-search-result .md-tag").all_inner_texts())
    assert {"Actor", "Article"} <= kinds
