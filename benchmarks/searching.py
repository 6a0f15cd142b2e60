"""How large the search index is and how long a first answer takes in a real browser, in one file and in parts."""

from __future__ import annotations

import argparse
import gzip
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote_plus

from playwright.sync_api import Browser, Page, Response, sync_playwright

from benchmarks.corpus_folder import write_corpus
from tests.browser.chromium import chromium
from tests.browser.serving import ARGUMENTS, serving
from tests.browser.site_building import build_site

QUERIES = ("vienna", "prisoner lists oslo", "kal")
RESULT = ".md-search-result__item"


@dataclass(frozen=True)
class Answer:
    """What one query took on a page that had just been opened."""

    query: str
    first: float
    """Seconds from the last key until the first result stood on the page."""
    before: int
    """Bytes of the index that came with the page, packed."""
    loaded: int
    """Bytes of it that were loaded while the query was typed, packed."""


def main() -> None:
    """Print size and times for each way to keep the index."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.searching", description=__doc__)
    parser.add_argument("--articles", type=int, default=1000, help="how many invented articles (default: 1000)")
    parser.add_argument("--people", type=int, default=200, help="on how many persons (default: 200)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        corpus = Path(folder) / "corpus"
        write_corpus(corpus, given.articles, people=given.people)
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for way in ("never", "always"):
            below = Path(folder) / way
            below.mkdir()
            site = build_site(corpus, below, split_search=way, exports="false")
            files = [path.read_bytes() for path in (site / "search").rglob("*.json")]
            size, packed = sum(map(len, files)), sum(len(gzip.compress(data)) for data in files)
            print(f"split_search: {way}: {len(files)} files, {size / 1e6:.1f} MB, packed {packed / 1e6:.2f} MB")
            with serving(site, packed=True) as address:
                for one in answers(browser, address):
                    print(
                        f"  {one.query!r}: {one.first:.2f} s to the first result,"
                        f" {one.before / 1000:.0f} kB with the page, {one.loaded / 1000:.0f} kB for the query"
                    )
        browser.close()


def answers(browser: Browser, address: str) -> Iterator[Answer]:
    """What each query takes, each in a window of its own that has loaded nothing yet."""
    for query in QUERIES:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=address)
        yield _answer(context.new_page(), query)
        context.close()


def _answer(page: Page, query: str) -> Answer:
    sizes: list[int] = []

    def note(response: Response) -> None:
        if "/search/" in response.url:
            sizes.append(int(response.headers.get("content-length", 0)))

    page.on("response", note)
    page.goto("articles/", wait_until="load")
    page.wait_for_timeout(500)  # as long as a reader takes to find the field
    before = sum(sizes)
    page.locator("[name=query]").click()
    page.keyboard.type(query, delay=150)  # milliseconds from key to key
    begun = time.perf_counter()
    # A result says for which words it is one; those of the query's beginning stood there before.
    page.wait_for_selector(f'{RESULT} a[href$="h={quote_plus(query)}"]', state="attached", timeout=300_000)
    took = time.perf_counter() - begun
    page.wait_for_timeout(300)
    return Answer(query, took, before, sum(sizes) - before)


if __name__ == "__main__":
    main()
