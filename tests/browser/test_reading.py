"""A reader in a real browser: following links, on a phone, without JavaScript, and never harmed or tracked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.serving import ARGUMENTS, page_types, serving
from tests.newsroom import Newsroom

KINDS = ("home", "timeline", "articles", "actors", "quotes", "article", "actor", "event", "about")


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=[*ARGUMENTS, "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def address(sound: Newsroom) -> Iterator[str]:
    with serving(sound.site) as found:
        yield found


@pytest.fixture(scope="module")
def hostile_address(hostile: Newsroom) -> Iterator[str]:
    with serving(hostile.site) as found:
        yield found


@contextmanager
def reading(browser: Browser, address: str, **how: object) -> Iterator[tuple[Page, list[str]]]:
    """A page in a fresh window, and a list of whatever goes wrong: errors, and requests that leave the site."""
    context: BrowserContext = browser.new_context(**how)
    wrong: list[str] = []

    def watch(route: object) -> None:
        if route.request.url.startswith((address, "data:", "blob:")):
            route.continue_()
        else:
            wrong.append(f"request: {route.request.url}")
            route.abort()

    context.route("**/*", watch)
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.on("console", lambda message: wrong.append(f"console: {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("response", lambda answer: wrong.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None)
    yield page, wrong
    context.close()


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_reader_follows_links_from_article_to_actor_to_timeline_to_event_and_back(
    browser: Browser, address: str, sound: Newsroom, script: bool
) -> None:
    article = page_types(sound.site)["article"]
    with reading(browser, address, java_script_enabled=script) as (page, wrong):
        page.goto(f"{address}{article}")
        page.locator(".annotated a.name.person").first.click()
        page.wait_for_url("**/actors/*/")
        page.locator("#events ~ .events .title a, .events .title a").first.click()
        page.wait_for_url("**/events/*/")
        page.get_by_role("link", name="On the timeline").click()
        page.wait_for_url("**/timeline/#entry-*")
        entry = page.locator(f"[id='{page.url.split('#')[1]}']")
        assert entry.is_visible()
        entry.locator(".title a").click()
        page.wait_for_url("**/events/*/")
        page.locator("#reports ~ .report figcaption a, .report figcaption a").first.click()
        page.wait_for_url("**/articles/*/#e*")
        passage = page.locator(f"[id='{page.url.split('#')[1]}']")
        assert passage.is_visible()
        assert passage.inner_text().strip()
        assert wrong == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_loads_whole_without_an_error_or_a_request_elsewhere(
    browser: Browser, address: str, sound: Newsroom, kind: str
) -> None:
    with reading(browser, address) as (page, wrong):
        page.goto(f"{address}{page_types(sound.site)[kind]}", wait_until="networkidle")
        assert page.locator("h1").first.is_visible()
        assert wrong == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_link_within_a_page_lands_on_something_visible(
    browser: Browser, address: str, sound: Newsroom, kind: str
) -> None:
    with reading(browser, address) as (page, _):
        page.goto(f"{address}{page_types(sound.site)[kind]}")
        lost = page.evaluate(
            """() => [...document.querySelectorAll('a[href^="#"]')].map((a) => a.getAttribute("href").slice(1))
            .filter((id) => id && !id.startsWith("__"))
            .filter((id) => !document.getElementById(decodeURIComponent(id))?.getClientRects().length)"""
        )
        assert lost == []


@pytest.mark.parametrize("width", [390, 320])
@pytest.mark.parametrize("kind", KINDS)
def test_a_phone_never_scrolls_sideways(browser: Browser, address: str, sound: Newsroom, kind: str, width: int) -> None:
    with reading(browser, address, viewport={"width": width, "height": 800}) as (page, _):
        page.goto(f"{address}{page_types(sound.site)[kind]}")
        scroll, client = page.evaluate(
            "() => [document.scrollingElement.scrollWidth, document.scrollingElement.clientWidth]"
        )
        assert scroll <= client


@pytest.mark.parametrize("kind", ["home", "timeline", "article"])
def test_a_site_whose_settings_name_no_palette_has_its_colours(
    browser: Browser, address: str, sound: Newsroom, kind: str
) -> None:
    with reading(browser, address, reduced_motion="reduce") as (page, _):
        page.goto(f"{address}{page_types(sound.site)[kind]}")
        assert page.locator("body").get_attribute("data-md-color-scheme") is None
        assert Axe().run(page).response["violations"] == []
        lines = "element => getComputedStyle(element).borderTopStyle"
        for field in page.locator("#timeline-filters input:visible, #timeline-filters select:visible").all():
            assert field.evaluate(lines) == "solid"
        for dot in page.locator(".events .entry:visible").all():
            painted = dot.evaluate("element => getComputedStyle(element, '::before').backgroundColor")
            assert painted not in ("rgba(0, 0, 0, 0)", "rgb(0, 0, 0)")


@pytest.mark.parametrize(
    "path", ["", "timeline/", "articles/", "actors/", "quotes/", "articles/talks/", "actors/ana-ruiz/", "events/talks/"]
)
def test_nothing_hostile_ever_runs(browser: Browser, hostile_address: str, path: str) -> None:
    with reading(browser, hostile_address) as (page, wrong):
        page.goto(f"{hostile_address}{path}", wait_until="networkidle")
        page.mouse.move(200, 200)
        assert page.evaluate("() => window.ran") is None
        assert "window.ran" in page.content(), "the page does not show what was written"
        assert wrong == []


def test_nothing_hostile_runs_in_the_results_of_a_search(browser: Browser, hostile_address: str) -> None:
    with reading(browser, hostile_address) as (page, wrong):
        page.goto(f"{hostile_address}?q=ruiz", wait_until="networkidle")
        page.locator(".md-search-result__item").first.wait_for(state="attached")
        assert page.evaluate("() => window.ran") is None
        assert wrong == []


def test_the_timeline_can_be_narrowed_to_an_actor(browser: Browser, address: str) -> None:
    with reading(browser, address) as (page, wrong):
        page.goto(f"{address}timeline/")
        entries = page.locator(".timeline .entry")
        everything = entries.count()
        page.locator("#timeline-filters select[name=actor]").select_option("guyana")
        shown = page.locator(".timeline .entry:visible")
        assert 0 < shown.count() <= everything
        assert all("guyana" in (one.get_attribute("data-actors") or "") for one in shown.all())
        assert "actor=guyana" in page.url
        assert wrong == []
