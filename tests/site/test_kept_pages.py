"""Pages kept from the last build: never other than made anew, whatever changed and whatever became of the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from annotate.site.edition import Edition
from annotate.site.page_source import PageSource
from tests.conftest import CORPUS
from tests.newsroom import SETTINGS, Newsroom, contents, newsroom

KEPT = Path(".cache", "annotate", "pages.sqlite")


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


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    made = newsroom(tmp_path / "kept", {path.name: path.read_bytes() for path in CORPUS.iterdir() if path.is_file()})
    own = SETTINGS.replace("annotate]", "{annotate: {exports: false}}]")
    (made.folder / "mkdocs.yml").write_text(own, encoding="utf-8")
    return made


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the pages that were made, as they are made."""
    found: list[str] = []
    real = Edition.page

    def page(self: Edition, path: str, *given: object, **view: object) -> object:
        found.append(path)
        return real(self, path, *given, **view)  # type: ignore[arg-type]

    monkeypatch.setattr(Edition, "page", page)
    return found


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


def test_after_any_change_the_site_is_as_if_it_were_made_anew(room: Newsroom) -> None:
    changes: list[Callable[[Newsroom], object]] = [
        nothing, a_quote, a_status, an_actor, a_title, an_article_more, nothing, an_article_less, the_settings,
    ]  # fmt: skip
    for one in changes:
        one(room)
        kept, fresh = site(room), anew(room)
        assert [name for name in {*kept, *fresh} if kept.get(name) != fresh.get(name)] == [], one.__name__


def test_where_nothing_has_changed_no_page_is_made_and_the_corpus_is_not_read(
    room: Newsroom, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = site(room)
    assert len(made) > 20
    made.clear()
    monkeypatch.setattr(PageSource, "_prepare", lambda self: pytest.fail("the corpus was read"))
    assert site(room) == before
    assert made == []


def test_only_pages_that_rest_on_what_was_changed_are_made_again(room: Newsroom, made: list[str]) -> None:
    site(room)
    every = {*made}
    made.clear()
    sidecar = a_quote(room)
    site(room)
    assert f"articles/{sidecar.stem}.md" in made
    articles = {path for path in every if path.startswith("articles/2")}
    assert not articles <= {*made}
    text = sidecar.read_text(encoding="utf-8")
    strangers = {path for path in every if path.startswith("actors/") and Path(path).stem not in text}
    assert len(strangers) > 10
    assert strangers - {"actors/index.md"} - {*made} == strangers - {"actors/index.md"}


def test_a_file_that_is_broken_costs_nothing_but_time(room: Newsroom) -> None:
    before = site(room)
    whole = (room.folder / KEPT).read_bytes()
    for broken in (b"", b"no database", whole[: len(whole) // 2], whole[:5000] + b"\xff" * 9000 + whole[14000:]):
        (room.folder / KEPT).write_bytes(broken)
        assert site(room) == before
        assert site(room) == before


def test_what_the_site_no_longer_has_is_not_kept(room: Newsroom) -> None:
    for _ in range(2):  # the second time, the file has had room for one more page
        site(room)
        size = (room.folder / KEPT).stat().st_size
        an_article_more(room)
        site(room)
        an_article_less(room)
    site(room)
    assert (room.folder / KEPT).stat().st_size == size


def test_a_folder_that_cannot_be_written_to_is_left_as_it_is(room: Newsroom) -> None:
    before = site(room)
    (room.folder / KEPT).unlink()
    (room.folder / KEPT).mkdir()
    assert site(room) == before
