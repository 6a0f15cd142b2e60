"""``make audit``: what Lighthouse, the Nu HTML checker and a stop watch say of the site of 500 invented articles.

Needs node (for npx), Java (for the Nu checker) and a Chromium; none of them is needed for anything else.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from benchmarks.corpus_folder import write_corpus
from benchmarks.filtering import answers, lay_down
from tests.browser.chromium import chromium
from tests.browser.serving import ARGUMENTS, page_types, serving
from tests.browser.site_building import build_site

ENTRIES = 5000
"""Of the timeline whose filters are timed."""
LIGHTHOUSE, NU = "lighthouse@13.5.0", "vnu-jar@26.9.27"
LOADED = re.compile(r'(?:src|rel="stylesheet" href)="([^"]+)"')


def main() -> None:
    """Build the site, and print what each tool says of it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.audit", description=__doc__)
    parser.add_argument("--articles", type=int, default=500, help="how many invented articles (default: 500)")
    count = parser.parse_args().articles
    with tempfile.TemporaryDirectory() as folder:
        write_corpus(Path(folder) / "corpus", count)
        site = build_site(Path(folder) / "corpus", Path(folder))
        pages = page_types(site)
        # Servers send pages packed, and so does this one.
        with serving(site, packed=True) as address:
            filtering(address + lay_down(site, ENTRIES))
            for kind in ("home", "timeline", "actor", "article"):
                lighthouse(kind, f"{address}{pages[kind]}")
        weigh(site, pages)
        check(site, pages)


def filtering(address: str) -> None:
    """How long each filter of a timeline takes, until its answer has been painted."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        page = browser.new_page()
        page.goto(address)
        found = list(answers(page))
        told = ", ".join(f"{one.step} {one.shown:.0f} ({one.busy:.0f})" for one in found)
        print(f"filter: {ENTRIES} entries, ms until shown (and of the main thread): {told}")
        browser.close()


def lighthouse(kind: str, address: str) -> None:
    """The scores of one page."""
    flags = "--chrome-flags=--headless --disable-gpu " + " ".join(ARGUMENTS)
    command = [_npx(), "--yes", LIGHTHOUSE, address, "--quiet", "--output=json", flags]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, "CHROME_PATH": str(chromium())}
    )
    categories = json.loads(done.stdout)["categories"]
    wanted = ("performance", "accessibility", "best-practices", "seo")
    print(f"lighthouse: {kind:10}", ", ".join(f"{name} {round(categories[name]['score'] * 100)}" for name in wanted))


def weigh(site: Path, pages: dict[str, str]) -> None:
    """What a first visit to a page loads, packed as a server sends it."""
    for kind, path in pages.items():
        page = site / path / "index.html"
        text = page.read_text(encoding="utf-8")
        links = LOADED.findall(text)
        files = {(page.parent / urlsplit(link).path).resolve() for link in links}
        weight = sum(len(gzip.compress(file.read_bytes())) for file in {page, *files} if file.is_file())
        print(f"weight: {kind:10} {weight / 1000:.0f} kB")


def check(site: Path, pages: dict[str, str]) -> None:
    """What the Nu HTML checker finds wrong with one page of each type."""
    files = [str(site / path / "index.html") for path in pages.values()]
    command = [_npx(), "--yes", "--package", NU, "vnu", "--errors-only", "--format", "gnu", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    print(done.stderr if done.returncode else f"nu: no error on {len(files)} page types")


def _npx() -> str:
    found = shutil.which("npx")
    if found is None:
        raise SystemExit("this audit needs node: install it, and it brings npx")
    return found


if __name__ == "__main__":
    main()
