"""Pictures of every page type, for the README and for looking at: ``make screenshots``.

Each type is taken at the width of a phone and of a desk, light and dark, as much of it as a screen shows. They are
taken of the project's own corpus, so they change only when the corpus or the look of the site does. The many are WebP,
a third of PNG's size; the two of the README are PNG, which every viewer of Markdown shows.
"""

from __future__ import annotations

import base64
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import chromium
from tests.browser.serving import ARGUMENTS, page_types, serving

PROJECT = Path(__file__).resolve().parent.parent.parent
IMAGES = PROJECT / "docs" / "images"
WIDTHS = {390: 844, 1440: 900}
"""By width of the window its height, in pixels."""
QUALITY = 75
"""Of WebP, in per cent: letters stay sharp."""


def main() -> None:
    """Build the site and take every picture."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
        subprocess.run(command, cwd=PROJECT, check=True)
        with serving(site) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
            for old in (IMAGES / "screens").glob("*.*"):
                old.unlink()
            # Pages of the same look are taken once.
            kinds = {kind: path for kind, path in page_types(site).items() if kind not in ("topics", "methods")}
            for kind, path in kinds.items():
                for width, height in WIDTHS.items():
                    for scheme in ("light", "dark"):
                        target = IMAGES / "screens" / f"{kind}-{width}-{scheme}.webp"
                        take(browser, f"{address}{path}", target, width, height, scheme)
            for name, path in (("article", most_quoting(site)), ("event", page_types(site)["event"])):
                take(browser, f"{address}{path}", IMAGES / f"{name}.png", 1280, 860, "light")
            browser.close()


def most_quoting(site: Path) -> str:
    """The address of the article with the most quotes, which shows best what the marks are for."""
    pages = sorted((site / "articles").glob("*/index.html"))
    richest = max(pages, key=lambda page: page.read_text(encoding="utf-8").count('class="mark quote'))
    return f"{richest.parent.relative_to(site).as_posix()}/"


def take(browser: Browser, address: str, target: Path, width: int, height: int, scheme: str) -> None:
    """One picture; a larger one than 200 KB is refused, since it would weigh on every clone."""
    dark = "dark" if scheme == "dark" else "light"
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=dark, locale="en-GB")
    page.goto(address)
    page.wait_for_load_state("networkidle")
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.suffix == ".webp":
        session = page.context.new_cdp_session(page)
        taken = session.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
        target.write_bytes(base64.b64decode(taken["data"]))
    else:
        page.screenshot(path=target)
    page.close()
    size = target.stat().st_size
    if size > 200_000:
        raise SystemExit(f"{target} has {size} bytes; take a smaller piece of the page")


if __name__ == "__main__":
    main()
