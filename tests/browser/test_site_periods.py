"""The further pages of an actor with very much, as a reader goes through them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from benchmarks.corpus_folder import write_corpus
from tests.browser.serving import serving
from tests.browser.site_building import build_site


@pytest.fixture(scope="module")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two persons in 130 articles of five months."""
    folder = tmp_path_factory.mktemp("long")
    write_corpus(folder / "corpus", 130, people=2)
    return build_site(folder / "corpus", folder, exports="false")


@pytest.fixture
def address(long_site: Path) -> Iterator[str]:
    """Where that site can be read, with the last slash."""
    with serving(long_site) as found:
        yield found


@pytest.fixture(scope="module")
def actor(long_site: Path) -> str:
    """The address of an actor's page."""
    folder = next(path for path in sorted((long_site / "actors").iterdir()) if (path / "2020-03").is_dir())
    return f"actors/{folder.name}/"


def test_a_reader_comes_from_what_is_not_shown_to_its_month_and_back(page: Page, actor: str) -> None:
    page.goto(actor)
    name = page.locator("h1").inner_text()
    page.locator("#mentioned ~ .note a").click()
    ways = page.get_by_role("navigation", name="By date")
    expect(ways).to_be_in_viewport()
    ways.locator("summary").click()
    ways.get_by_role("link", name="February").click()
    expect(page.locator("h1")).to_have_text(f"{name}: February 2020")
    expect(page.get_by_role("navigation", name="By date").locator("[aria-current=page]")).to_have_text("February")
    dates = page.locator("article.mentions time").evaluate_all("all => all.map((one) => one.dateTime.slice(0, 7))")
    assert set(dates) == {"2020-02"}
    page.locator(".steps [rel=next]").click()
    expect(page.locator("h1")).to_have_text(f"{name}: March 2020")
    page.get_by_role("link", name="2020", exact=True).click()
    expect(page.locator("h1")).to_have_text(f"{name}: 2020")
    page.get_by_role("link", name=f"All about {name}").click()
    expect(page.locator("h1")).to_have_text(name)


def test_the_keyboard_steps_through_what_a_month_lists(page: Page, actor: str) -> None:
    page.goto(f"{actor}2020-03/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("[...document.querySelectorAll('[data-step]')].indexOf(document.activeElement)") == 1


def test_on_paper_the_ways_to_other_pages_are_left_out(page: Page, actor: str) -> None:
    page.goto(f"{actor}2020-03/")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="By date")).to_be_hidden()
    expect(page.locator(".steps")).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_everybody_can_use_the_pages(browser: Browser, address: str, actor: str, scheme: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, base_url=address, color_scheme=scheme)
    for path in (actor, f"{actor}2020/", f"{actor}2020-03/"):
        page = context.new_page()
        page.goto(path)
        found = Axe().run(page).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"][:2]]) for one in found] == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()
    context.close()
