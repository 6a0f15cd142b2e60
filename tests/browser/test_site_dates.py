"""Dates as readers of different regions see them: in their own order, with the zone said, and without a jump."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.serving import page_types

ARTICLE = "articles/2024-12-10-what-the-committee-is-to-do/"
POSTPONED = "events/2024-11-19-second-round-of-guyana-venezuela-talks-in-port-of/"
LATE = """
document.addEventListener("DOMContentLoaded", () => {
  const before = [...document.querySelectorAll("[data-local]")].map((node) => [node, node.textContent]);
  const changed = () => before.filter(([node, words]) => node.textContent !== words).length;
  window.late = new Promise((told) => setTimeout(() => told({ dates: before.length, late: changed() }), 300));
});
"""
"""Counts the dates that were still as they were built when the page had been read to its end, and changed after that."""


def reader(browser: Browser, address: str, locale: str, zone: str = "UTC", script: bool = True) -> BrowserContext:
    return browser.new_context(base_url=address, locale=locale, timezone_id=zone, java_script_enabled=script)


@pytest.mark.parametrize(
    ("locale", "day", "turn", "span"),
    [
        ("en-GB", "8 August 2024", "15 to 16 October 2024", "19 November to 3 December 2024"),
        ("de-DE", "8 August 2024", "15 to 16 October 2024", "19 November to 3 December 2024"),
        ("en-US", "August 8, 2024", "October 15 – 16, 2024", "November 19 – December 3, 2024"),
        ("es-US", "August 8, 2024", "October 15 – 16, 2024", "November 19 – December 3, 2024"),
    ],
)
def test_a_date_stands_in_the_order_of_the_readers_region_and_the_pages_language(
    browser: Browser, address: str, locale: str, day: str, turn: str, span: str
) -> None:
    context = reader(browser, address, locale)
    page = context.new_page()
    page.goto(POSTPONED)
    assert page.locator(".history .when").first.inner_text() == day
    history = page.locator(".history").inner_text().replace("\u2009", " ")
    assert turn in history
    assert span in history
    context.close()


def test_without_scripts_dates_stand_as_they_were_built(browser: Browser, address: str) -> None:
    context = reader(browser, address, "en-US", script=False)
    page = context.new_page()
    page.goto(POSTPONED)
    assert page.locator(".history .when").first.inner_text() == "8 August 2024"
    page.goto(ARTICLE)
    assert "10 December 2024, 06:30 (UTC−04:00)" in page.locator(".byline").inner_text()
    context.close()


@pytest.mark.parametrize(
    ("locale", "zone", "published", "here"),
    [
        ("en-US", "Europe/Berlin", "December 10, 2024, 6:30 AM (UTC−04:00)", "11:30 AM GMT+1 where you are"),
        ("en-GB", "Asia/Kolkata", "10 December 2024, 06:30 (UTC−04:00)", "16:00 GMT+5:30 where you are"),
        ("en-GB", "America/Guyana", "10 December 2024, 06:30 (UTC−04:00)", ""),
    ],
)
def test_a_time_names_its_zone_and_the_readers_own_time(
    browser: Browser, address: str, locale: str, zone: str, published: str, here: str
) -> None:
    context = reader(browser, address, locale, zone)
    page = context.new_page()
    page.goto(ARTICLE)
    assert published in page.locator(".byline").inner_text().replace("\u202f", " ")
    own = page.locator(".colophon [data-local=own]").inner_text().replace("\u202f", " ")
    assert own == (f", {here}" if here else "")
    context.close()


def test_the_words_of_an_article_stay_as_they_are_in_every_region(browser: Browser, address: str) -> None:
    texts = set()
    for locale in ("en-GB", "en-US", "ja-JP"):
        context = reader(browser, address, locale)
        page = context.new_page()
        page.goto(ARTICLE)
        texts.add(page.locator(".annotated").evaluate("node => node.textContent"))
        context.close()
    assert len(texts) == 1


def test_what_a_weekday_means_is_shown_in_the_readers_order(browser: Browser, address: str) -> None:
    shown = {}
    for locale in ("en-GB", "en-US"):
        context = reader(browser, address, locale)
        page = context.new_page()
        page.goto(ARTICLE)
        shown[locale] = page.locator(".annotated .time", has_text="Monday").first.get_attribute("data-shown")
        context.close()
    assert shown == {"en-GB": "9 Dec", "en-US": "Dec 9"}


def test_dates_stand_in_the_readers_order_before_the_page_is_read_to_its_end(
    browser: Browser, built_site: Path, address: str
) -> None:
    context = reader(browser, address, "en-US", "Asia/Tokyo")
    context.add_init_script(LATE)
    page = context.new_page()
    found = {}
    for kind, path in page_types(built_site).items():
        page.goto(path)
        found[kind] = page.evaluate("window.late")
    context.close()
    assert sum(one["dates"] for one in found.values()) > 100
    # What ends where a piece of the page ends that came over the network waits for the next: one date, at times.
    assert {kind: one for kind, one in found.items() if one["late"] > 3} == {}
