"""That no link of the whole site leads nowhere: neither to a page nor to a place on it."""

from __future__ import annotations

import posixpath
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


class Page(HTMLParser):
    """The links and ids of one page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value is not None and tag != "base":
                self.links.append(value)
            if name == "id" and value is not None:
                self.ids.append(value)


def dead_links(site: Path) -> list[tuple[str, str]]:
    """Page and link of every link within the site that leads nowhere."""
    pages = {p.relative_to(site).as_posix(): Page(p.read_text(encoding="utf-8")) for p in site.rglob("*.html")}
    files = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}
    dead = []
    for name, page in pages.items():
        # The page of what is not found may stand at any address, and links from the root.
        for link in page.links if name != "404.html" else ():
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
            if not parts.path:
                target = name
            elif parts.path.endswith("/") or target in (".", "..") or f"{target}/index.html" in files:
                target = posixpath.normpath(f"{target}/index.html")
            fragment = unquote(parts.fragment)
            gone = fragment and target in pages and fragment not in pages[target].ids
            if target not in files or gone:
                dead.append((name, link))
    return dead


def test_no_link_of_the_site_is_dead(built_site: Path) -> None:
    assert dead_links(built_site) == []


def test_no_page_has_an_id_twice(built_site: Path) -> None:
    twice = {}
    for path in built_site.rglob("*.html"):
        ids = Page(path.read_text(encoding="utf-8")).ids
        repeated = {one for one in ids if ids.count(one) > 1}
        if repeated:
            twice[str(path)] = repeated
    assert twice == {}
