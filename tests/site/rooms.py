"""A site that is built again and again, and what may change in between."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from tests.conftest import CORPUS
from tests.newsroom import SETTINGS, Newsroom, contents, newsroom


def a_room(folder: Path) -> Newsroom:
    """A project in ``folder`` with the corpus of the tests."""
    made = newsroom(folder, {path.name: path.read_bytes() for path in CORPUS.iterdir() if path.is_file()})
    own = SETTINGS.replace("annotate]", "{annotate: {exports: false}}]")
    (made.folder / "mkdocs.yml").write_text(own, encoding="utf-8")
    return made


def site(room: Newsroom) -> dict[str, bytes]:
    """The site as it is built now."""
    config = load_config(str(room.folder / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs_build(config)
    return contents(room.site)


def anew(room: Newsroom) -> dict[str, bytes]:
    """The site as it is built by MkDocs alone, with nothing kept."""
    settings = room.folder / "mkdocs.yml"
    kept = settings.read_text(encoding="utf-8")
    settings.write_text(kept.replace("annotate: {", "annotate: {accelerate: false, "), encoding="utf-8")
    try:
        return site(room)
    finally:
        settings.write_text(kept, encoding="utf-8")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def an_actor(room: Newsroom) -> None:
    change(room.corpus / "actors.yaml", "name: ", "name: Most Honourable ")


def a_title(room: Newsroom) -> None:
    change(next(iter(sorted(room.corpus.glob("*.md")))), "title: ", "title: Well, ")


def a_status(room: Newsroom) -> None:
    change(room.corpus / "timeline.yaml", "status: planned", "status: cancelled")


def a_quote(room: Newsroom) -> Path:
    sidecar = next(path for path in sorted(room.corpus.glob("2*.yaml")) if "kind: direct" in path.read_text("utf-8"))
    change(sidecar, "kind: direct", "kind: mixed")
    return sidecar


def an_article_less(room: Newsroom) -> None:
    (room.corpus / "a-new-one.md").unlink()


def an_article_more(room: Newsroom) -> None:
    text = "---\ntitle: The ferry runs again\ndate: 2031-03-09\n---\n\nIt runs.\n"
    (room.corpus / "a-new-one.md").write_text(text, encoding="utf-8")


def the_settings(room: Newsroom) -> None:
    change(room.folder / "mkdocs.yml", "site_name: Dateline", "site_name: Another")


def nothing(room: Newsroom) -> None:
    assert room.corpus.is_dir()


CHANGES: list[Callable[[Newsroom], object]] = [
    nothing, a_quote, a_status, an_actor, a_title, an_article_more, nothing, an_article_less, the_settings,
]  # fmt: skip
"""One after the other."""
