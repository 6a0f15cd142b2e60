"""A built site, a browser, and pages that report what went wrong on them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.serving import ARGUMENTS, serving
from tests.browser.site_building import CORPUS, build_site


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site of the hand-made corpus."""
    return build_site(CORPUS, tmp_path_factory.mktemp("hand-made"))


@pytest.fixture(scope="session")
def address(built_site: Path) -> Iterator[str]:
    """Where that site can be read, with the last slash."""
    with serving(built_site) as found:
        yield found


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    """One browser for all tests; each test opens pages of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page of a desk's width, where dates are written as they were built. The test fails if a script does, or if a
    request leaves the site.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=address, locale="en-GB")
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("request", lambda r: None if r.url.startswith((address, "data:", "blob:")) else wrong.append(r.url))
    yield page
    context.close()
    assert wrong == []
