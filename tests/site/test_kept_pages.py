"""Pages kept from the last build: never other than made anew, whatever changed and whatever became of the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotate.site.building.page_source import PageSource
from tests.newsroom import Newsroom
from tests.site.rooms import CHANGES, a_quote, a_room, an_article_less, an_article_more, anew, site

KEPT = Path(".cache", "annotate", "pages.sqlite")


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return a_room(tmp_path / "kept")


def test_after_any_change_the_site_is_as_if_it_were_made_anew(room: Newsroom) -> None:
    for one in CHANGES:
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
