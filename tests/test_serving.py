"""``mkdocs serve`` while a curator edits: each saved file changes the page, and a broken one never ends it."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import annotate
from tests.markup import parse, words
from tests.newsroom import Newsroom, newsroom

PATIENCE = 40.0
"""Seconds until a change must show; usually it is one or two."""

FILES: dict[str, str | bytes] = {
    "talks.md": "---\ntitle: Lind meets Petz\ndate: 2025-03-08\n---\n\nMara Lind met Ivo Petz on Friday.\n",
    "talks.yaml": "article: talks\nentities:\n- {actor: mara-lind, label: PERSON, mentions: [{p: 1, text: Mara Lind}]}\n"
    "times:\n- {p: 1, text: Friday, date: 2025-03-07}\n",
    "actors.yaml": "actors:\n- {id: mara-lind, name: Mara Lind, type: person}\n",
}


class Served:
    """A project that is being served."""

    def __init__(self, room: Newsroom, address: str, log: Path) -> None:
        self.room = room
        self.address = address
        self.log = log

    def page(self, path: str = "articles/talks/") -> str:
        """The page as it is served now; empty while it cannot be had."""
        try:
            with urllib.request.urlopen(f"{self.address}{path}", timeout=10) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            return ""

    def change(self, path: Path, old: str, new: str) -> None:
        """Save ``path`` with ``old`` replaced."""
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


def eventually(holds: Callable[[], bool]) -> bool:
    """Whether it holds before patience ends."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.1)
    return holds()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for the whole module, on a package of its own, so that a template can be edited too."""
    folder = tmp_path_factory.mktemp("served")
    package = Path(annotate.__file__).parent
    shutil.copytree(package, folder / "code" / "annotate", ignore=shutil.ignore_patterns("__pycache__"))
    made = newsroom(folder / "project", FILES)
    room = Newsroom(made.folder, {"PYTHONPATH": str(folder / "code"), "PYTHONUNBUFFERED": "1"})
    address, log = f"127.0.0.1:{free_port()}", folder / "log.txt"
    with log.open("w", encoding="utf-8") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address],
            cwd=room.folder, env=room.surroundings(), stdout=output, stderr=output,
        )  # fmt: skip
        try:
            found = Served(room, f"http://{address}/", log)
            assert eventually(lambda: "Mara Lind met" in strip(found.page())), log.read_text(encoding="utf-8")
            yield found
        finally:
            server.terminate()
            server.wait(timeout=20)


def strip(html: str) -> str:
    """``html`` without its tags."""
    return words(parse(html)) if html else ""


def test_an_edited_article_changes_its_page(served: Served) -> None:
    served.change(served.room.corpus / "talks.md", "met Ivo Petz", "met Ivo Petz twice")
    assert eventually(lambda: "met Ivo Petz twice" in strip(served.page()))


def test_an_edited_sidecar_changes_the_page(served: Served) -> None:
    assert 'datetime="2025-02-28"' not in served.page()
    served.change(served.room.corpus / "talks.yaml", "2025-03-07", "2025-02-28")
    assert eventually(lambda: 'datetime="2025-02-28"' in served.page())


def test_a_line_that_moves_is_told_where_it_stands_now(served: Served) -> None:
    at = served.room.corpus / "talks.yaml"
    line = at.read_text(encoding="utf-8").splitlines().index("- {p: 1, text: Friday, date: 2025-02-28}") + 1
    assert f"corpus/talks.yaml:{line}" in served.page()
    served.change(at, "times:", "# a comment\n\ntimes:")
    assert eventually(lambda: f"corpus/talks.yaml:{line + 2}" in served.page())


def test_an_edited_registry_changes_the_pages(served: Served) -> None:
    served.change(served.room.corpus / "actors.yaml", "name: Mara Lind", "name: Mara Lind-Berg")
    assert eventually(lambda: "Mara Lind-Berg" in served.page("actors/mara-lind/"))
    assert "Mara Lind-Berg" in served.page()


def test_a_new_article_gets_its_page(served: Served) -> None:
    text = "---\ntitle: The ferry runs again\ndate: 2025-03-09\n---\n\nIt runs.\n"
    (served.room.corpus / "ferry.md").write_text(text, encoding="utf-8")
    assert eventually(lambda: "The ferry runs again" in served.page("articles/ferry/"))


def test_an_edit_shows_on_the_pages_of_the_navigation_and_in_the_search(served: Served) -> None:
    served.change(served.room.corpus / "ferry.md", "The ferry runs again", "The ferry runs daily")
    assert eventually(lambda: "The ferry runs daily" in strip(served.page("articles/")))
    assert "The ferry runs daily" in strip(served.page(""))
    assert eventually(lambda: "The ferry runs daily" in served.page("search/search_index.json"))
    assert "The ferry runs again" not in served.page("search/search_index.json")


def test_a_search_that_is_asked_for_again_holds_every_section_once(served: Served) -> None:
    first = served.page("search/search_index.json")
    assert served.page("search/search_index.json") == first
    found = [entry["location"] for entry in json.loads(first)["docs"]]
    assert len(found) == len(set(found))


def test_an_address_without_its_last_slash_leads_to_the_page(served: Served) -> None:
    assert "Mara Lind" in strip(served.page("actors/mara-lind"))


def test_the_page_of_an_article_that_is_removed_is_gone(served: Served) -> None:
    assert "It runs." in served.page("articles/ferry/")
    (served.room.corpus / "ferry.md").unlink()
    assert eventually(lambda: served.page("articles/ferry/") == "")
    assert "The ferry runs daily" not in served.page("search/search_index.json")


def test_an_edited_template_changes_the_pages(served: Served) -> None:
    template = served.room.folder.parent / "code" / "annotate" / "site" / "templates" / "quotes.html"
    served.change(template, "<h1>", "<h1>Edited: ")
    assert eventually(lambda: "<h1>Edited: " in served.page("quotes/"))


def test_a_broken_sidecar_is_told_with_its_line_and_mending_it_brings_the_page_back(served: Served) -> None:
    sidecar = served.room.corpus / "talks.yaml"
    sound = sidecar.read_text(encoding="utf-8")
    sidecar.write_text(sound + "\tbroken\n", encoding="utf-8")
    line = f"corpus/talks.yaml:{sound.count(chr(10)) + 1}:1: yaml-syntax: a tab stands where YAML allows only spaces"
    assert eventually(lambda: line in served.log.read_text(encoding="utf-8"))
    sidecar.write_text(sound.replace("2025-02-28", "2025-02-27"), encoding="utf-8")
    assert eventually(lambda: 'datetime="2025-02-27"' in served.page()), served.log.read_text(encoding="utf-8")
    assert "Traceback" not in served.log.read_text(encoding="utf-8")


def test_an_edit_shows_in_a_search_index_in_parts(served: Served) -> None:
    def pages() -> str:
        index = served.page("search/search_index.json")
        parts = json.loads(index)["config"].get("parts") if index else None
        return served.page(f"search/{parts}pages-0.json") if parts else ""

    served.change(served.room.folder / "mkdocs.yml", "annotate]", "annotate: {split_search: always}]")
    assert eventually(lambda: "Lind meets Petz" in pages())
    served.change(served.room.corpus / "talks.md", "title: Lind meets Petz", "title: Lind sees Petz")
    assert eventually(lambda: "Lind sees Petz" in pages())
    assert "Lind meets Petz" not in pages()
    assert "Written by hand." in pages()
