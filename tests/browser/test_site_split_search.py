"""The search of a site whose index is in parts: in the theme's own dialogue, with little to load and nothing unescaped."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from benchmarks.corpus_folder import write_corpus
from tests.browser.serving import serving
from tests.browser.site_building import build_site

META, RESULT, FIELD = ".md-search-result__meta", ".md-search-result__item", ".md-search__input"
STRANGE = """---
title: "Élysée <img src=x onerror=alert(1)> & more"
date: 2020-02-02
---

The envoy signed &amp; said <b>nothing</b>, not one word. <script>alert(1)</script>

# Zürich’s second part

Here the ratifications of the Montreux protocol were exchanged. 東京で会談した。
"""


@pytest.fixture(scope="module")
def split_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty invented articles, and a strange one."""
    folder = tmp_path_factory.mktemp("split")
    write_corpus(folder / "corpus", 60)
    (folder / "corpus" / "strange.md").write_text(STRANGE, encoding="utf-8")
    return build_site(folder / "corpus", folder, split_search="always", exports="false")


@pytest.fixture
def address(split_site: Path) -> Iterator[str]:
    """Where that site can be read, with the last slash."""
    with serving(split_site) as found:
        yield found


def asked(page: Page, query: str, path: str = "articles/") -> None:
    page.goto(path)
    page.locator(FIELD).click()
    page.keyboard.type(query)


def test_a_query_is_answered_with_marked_excerpts_and_the_kind_of_page(page: Page) -> None:
    asked(page, "Vienna ferry")
    first = page.locator(RESULT).first
    expect(first).to_contain_text("Vienna")
    expect(first.locator("mark").first).to_be_visible()
    expect(page.locator(f"{RESULT} .md-tag").first).to_have_text("Article")
    assert 0 < page.locator(RESULT).count() <= 20


def test_accents_and_other_forms_of_a_word_are_found(page: Page) -> None:
    asked(page, "ratification montreux zurich")
    result = page.locator(RESULT)
    expect(result).to_have_count(1)
    assert result.locator("mark").all_inner_texts() == ["Zürich", "ratifications", "Montreux"]


def test_a_result_leads_into_the_section_that_holds_the_words(page: Page) -> None:
    asked(page, "long way actor")
    section = page.locator(f"{RESULT} a", has=page.locator("h2")).first
    expect(section.locator("h2")).to_have_text("In their own words")
    expect(section.locator("mark").first).to_have_text("long")
    section.click()
    page.wait_for_url("**/actors/**#said")


def test_what_a_text_says_is_shown_and_never_run(page: Page) -> None:
    asked(page, "elysee montreux")
    result = page.locator(RESULT)
    expect(result).to_have_count(1)
    expect(result.locator("h1")).to_have_text("Élysée <img src=x onerror=alert(1)> & more")
    expect(result).to_contain_text("signed & said")
    assert result.locator("img, script, b").count() == 0


def test_a_query_in_a_script_without_spaces_is_found(page: Page) -> None:
    asked(page, "東京")
    page.keyboard.press("End")  # as whoever composes characters has pressed a key at last
    expect(page.locator(RESULT)).to_have_count(1)


def test_a_kind_narrows_and_a_word_that_no_page_has_is_said_to_be_missing(page: Page) -> None:
    asked(page, "elysee event")
    expect(page.locator(META)).to_contain_text("matching")
    asked(page, "montreux xyzzy")
    expect(page.locator(RESULT)).to_have_count(1)
    expect(page.locator(".md-search-result__terms").first).to_contain_text("xyzzy")
    asked(page, "xyzzy")
    expect(page.locator(META)).to_have_text("No matching documents")


def test_how_many_pages_there_are_is_told_where_only_the_best_are_shown(page: Page) -> None:
    asked(page, "talks")
    expect(page.locator(META)).to_contain_text("The best 20 of ")
    assert page.locator(META).get_attribute("aria-live") == "polite"
    total = int(page.locator(META).inner_text().split(" of ")[1].split()[0])
    assert total > 60


def test_the_dialogue_is_used_by_keyboard_alone(page: Page) -> None:
    page.goto("articles/")
    page.keyboard.press("f")
    page.keyboard.type("geneva")
    expect(page.locator(RESULT).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('.md-search-result__item') !== null")
    page.keyboard.press("Enter")
    page.wait_for_url("**h=geneva**")
    expect(page.locator("mark[data-md-highlight]").first).to_be_visible()


def test_little_is_loaded_for_a_query_and_nothing_of_it_before(page: Page) -> None:
    sizes: dict[str, int] = {}
    page.on("response", lambda r: sizes.update({r.url: len(r.body()) if r.ok else 0}))
    page.goto("articles/")
    page.wait_for_load_state("networkidle")
    assert sum(size for url, size in sizes.items() if "/search/" in url) < 1000
    page.locator(FIELD).click()
    page.keyboard.type("vienna")
    expect(page.locator(RESULT).first).to_be_visible()
    assert sum(size for url, size in sizes.items() if "/search/parts/" in url) < 300_000


def test_a_site_that_was_published_anew_under_an_open_page_is_still_searched(
    browser: Browser, split_site: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    shutil.copytree(split_site, site)
    index = site / "search" / "search_index.json"
    now = json.loads(index.read_text(encoding="utf-8"))["config"]["parts"]
    with serving(site) as found:
        page = browser.new_page(base_url=found)
        page.goto("articles/")
        page.wait_for_load_state("networkidle")
        (site / "search" / now).rename(site / "search" / "parts" / "later")
        index.write_text(index.read_text(encoding="utf-8").replace(now, "parts/later/"), encoding="utf-8")
        page.locator(FIELD).click()
        page.keyboard.type("montreux")
        expect(page.locator(RESULT)).to_have_count(1)
        shutil.rmtree(site / "search")
        page.keyboard.type(" geneva vienna")
        page.reload()
        page.close()


def test_a_search_that_cannot_be_loaded_says_so(browser: Browser, split_site: Path) -> None:
    with serving(split_site) as found:
        page = browser.new_page(base_url=found)
        page.route("**/search/parts/**", lambda route: route.abort())
        page.goto("articles/")
        page.locator(FIELD).click()
        page.keyboard.type("geneva")
        expect(page.locator(META)).to_contain_text("could not be loaded")
        page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_dialogue_with_results_can_be_used_by_everybody(
    browser: Browser, address: str, scheme: str, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, base_url=address, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto("articles/")
    page.keyboard.press("f")
    page.keyboard.type("vienna")
    expect(page.locator(RESULT).first).to_be_visible()
    page.wait_for_timeout(400)
    found = Axe().run(page, context=".md-search")
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
