"""What axe-core finds on every page type, light and dark, and what a keyboard reaches."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.serving import page_types


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_no_page_type_has_a_violation(browser: Browser, built_site: Path, address: str, scheme: str) -> None:
    found = {}
    for kind, path in page_types(built_site).items():
        page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        violations = Axe().run(page).response["violations"]
        wrong = [(v["id"], node["target"], node["failureSummary"]) for v in violations for node in v["nodes"][:3]]
        if wrong:
            found[kind] = wrong
        page.close()
    assert found == {}


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_no_page_type_scrolls_sideways(browser: Browser, built_site: Path, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    wide = {}
    for kind, path in page_types(built_site).items():
        page.goto(address + path)
        reach = page.evaluate("document.documentElement.scrollWidth")
        if reach > width:
            wide[kind] = reach
    page.close()
    assert wide == {}


def test_headings_never_skip_a_level_and_every_page_has_one_title(page: Page, built_site: Path) -> None:
    for kind, path in page_types(built_site).items():
        page.goto(path)
        levels = page.locator("main :is(h1,h2,h3,h4,h5,h6)").evaluate_all("all => all.map(h => Number(h.tagName[1]))")
        assert levels[0] == 1, kind
        assert levels.count(1) == 1, kind
        assert all(next_one <= one + 1 for one, next_one in pairwise(levels)), kind


def test_the_first_link_of_every_page_type_leads_past_its_navigation(page: Page, built_site: Path) -> None:
    active = "selector => document.activeElement.matches(selector)"
    for kind, path in page_types(built_site).items():
        page.goto(path)
        page.keyboard.press("Tab")
        assert page.evaluate(active, ".md-skip"), kind
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert not page.evaluate(active, ".md-header *, .md-tabs *, .md-sidebar *"), kind


def test_on_a_phone_a_keyboard_never_stands_on_what_is_out_of_sight(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(reduced_motion="reduce")
    page.goto("quotes/")
    seen: list[str] = []
    for _ in range(24):
        page.keyboard.press("Tab")
        page.wait_for_timeout(20)
        focus = page.evaluate_handle("document.activeElement")
        if focus.evaluate("element => element.closest('.md-sidebar--primary') !== null"):
            seen.append(str(focus.evaluate("element => element.textContent.trim()")))
            page.wait_for_function(
                "element => { const at = element.getBoundingClientRect(); return at.left >= 0 && at.right <= 390; }",
                arg=focus,
            )
    assert {"Timeline", "Places"} <= set(seen)


def test_the_keyboard_alone_leads_from_a_filter_to_an_event_its_article_and_an_actor(page: Page) -> None:
    def press_until(selector: str, most: int = 300) -> None:
        for _ in range(most):
            page.keyboard.press("Tab")
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"no way to {selector} with the Tab key")

    page.goto("timeline/")
    press_until('input[name="words"]')
    page.keyboard.type("trawler rams")
    page.wait_for_function("document.querySelectorAll('.entry:not([hidden])').length === 1")
    press_until(".entry .title a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/**")
    press_until("figcaption a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/**")
    page.keyboard.press("Tab")
    press_until("a.name")
    assert page.locator("#hover-card").is_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/actors/**")


def test_j_and_k_step_through_the_timeline(page: Page) -> None:
    page.goto("timeline/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.evaluate("document.activeElement.id")
    page.keyboard.press("k")
    first = page.evaluate("document.activeElement.id")
    ids = page.locator(".timeline .entry").evaluate_all("all => all.map(entry => entry.id)")
    assert [first, second] == ids[:2]
