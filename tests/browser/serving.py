"""A built site on a port of its own, and where on it each page type can be seen."""

from __future__ import annotations

import functools
import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
"""How the browser is started: in a container, and without requests of its own."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing: what is served is not what a test is about."""


class _Packed(_Quiet):
    """Sends text packed, as public servers do, and lets it be kept."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in (".html", ".css", ".js", ".json", ".svg") or not path.is_file():
            super().do_GET()
            return
        packed = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(path)}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(packed)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(packed)


@contextmanager
def serving(folder: Path, *, packed: bool = False) -> Iterator[str]:
    """The address, with its last slash, at which ``folder`` can be read meanwhile; ``packed``: compressed."""
    handler = functools.partial(_Packed if packed else _Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def page_types(site: Path) -> dict[str, str]:
    """By page type the address of one such page of a built site: of those with the most on it."""
    found = {"home": "", "timeline": "timeline/", "articles": "articles/", "actors": "actors/", "quotes": "quotes/"}
    found |= {"topics": "quotes/topics/", "places": "places/", "corrections": "corrections/"}
    for kind, folder in (("article", "articles"), ("actor", "actors"), ("event", "events"), ("pair", "pairs")):
        pages = sorted(page for page in (site / folder).glob("*/index.html"))
        if pages:
            largest = max(pages, key=lambda page: page.stat().st_size)
            found[kind] = f"{largest.parent.relative_to(site).as_posix()}/"
    for page in sorted((site / "actors").glob("*/index.html")):
        if 'class="map locator"' in page.read_text(encoding="utf-8"):
            found["place"] = f"{page.parent.relative_to(site).as_posix()}/"
            break
    found |= {"about": "about/", "methods": "methods/"}
    return found
