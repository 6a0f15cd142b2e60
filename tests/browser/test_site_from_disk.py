"""The site is read from disk, without a server: links, filters and the search work, and nothing is asked for elsewhere."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import Browser

from tests.newsroom import SETTINGS, Newsroom

FEW = Path(__file__).parent.parent / "site" / "fixtures" / "corpus"


def test_the_search_works_from_disk_and_no_request_leaves(tmp_path: Path, browser: Browser) -> None:
    shutil.copytree(FEW, tmp_path / "corpus")
    (tmp_path / "docs").mkdir()
    settings = SETTINGS.replace("[search, annotate]", "[search, offline, annotate]")
    (tmp_path / "mkdocs.yml").write_text(f"{settings}site_url: ''\nuse_directory_urls: false\n", encoding="utf-8")
    room = Newsroom(tmp_path)
    done = room.mkdocs("build", "--strict")
    assert done.returncode == 0, done.stderr
    asked: list[str] = []
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.on("request", lambda request: asked.append(request.url))
    article = next(path for path in (room.site / "articles").glob("*.html") if path.name != "index.html")
    page.goto(article.as_uri())
    page.wait_for_selector("[data-md-component=search-query]", state="attached")
    page.keyboard.press("f")
    page.keyboard.type("Guyana", delay=20)
    page.wait_for_function(
        "() => /\\d+ matching/.test(document.querySelector('.md-search-result__meta')?.textContent ?? '')"
    )
    page.click(".md-search-result__link >> nth=0")
    page.wait_for_load_state()
    assert page.url.startswith(room.site.as_uri())
    page.close()
    assert [address for address in asked if not address.startswith(("file:", "data:", "about:"))] == []
