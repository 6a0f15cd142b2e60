"""Pages that stay on the disk from build to build: only where they would be written the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.newsroom import Newsroom, contents
from tests.site.rooms import CHANGES, a_quote, a_room, anew, change, site


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return a_room(tmp_path / "room")


def times(room: Newsroom) -> dict[str, int]:
    """Of each page of an article, actor or event, when its file was written."""
    shelves = ("articles", "actors", "events")
    return {
        path.relative_to(room.site).as_posix(): path.stat().st_mtime_ns
        for shelf in shelves
        for path in (room.site / shelf).glob("*/index.html")
    }


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return [name for name in {*one, *other} if one.get(name) != other.get(name)]


def test_after_any_change_the_site_is_as_in_an_empty_folder(room: Newsroom, tmp_path: Path) -> None:
    fresh = a_room(tmp_path / "fresh")
    for one in CHANGES:
        one(room)
        one(fresh)
        assert differing(site(room), anew(fresh)) == [], one.__name__


def test_pages_that_nothing_has_changed_keep_their_time_of_change(room: Newsroom) -> None:
    site(room)
    before = times(room)
    sidecar = a_quote(room)
    site(room)
    after = times(room)
    written = {name for name in before if after[name] != before[name]}
    assert f"articles/{sidecar.stem}/index.html" in written
    assert len(written) < len(before) / 2


def test_what_somebody_did_to_the_built_site_is_undone(room: Newsroom) -> None:
    before = site(room)
    pages = sorted(times(room))
    edited, deleted, accompanied = (room.site / page for page in pages[-3:])
    edited.write_text("other words", encoding="utf-8")
    deleted.unlink()
    (accompanied.parent / "notes.txt").write_text("beside the page", encoding="utf-8")
    (room.site / "articles" / "strange").mkdir()
    (room.site / "articles" / "strange" / "index.html").write_text("no page of ours", encoding="utf-8")
    assert differing(site(room), before) == []


def test_a_change_of_the_frame_reaches_every_page(room: Newsroom, tmp_path: Path) -> None:
    site(room)
    for project in (room, fresh := a_room(tmp_path / "fresh")):
        change(project.folder / "mkdocs.yml", "site_name: Dateline\n", "site_name: Dateline\ncopyright: By us all\n")
    assert differing(site(room), anew(fresh)) == []
    assert b"By us all" in contents(room.site)[sorted(times(room))[-1]]


def test_a_build_that_was_cut_off_leaves_nothing_wrong_behind(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    before = site(room)
    with monkeypatch.context() as broken:
        broken.setattr("annotate.site.building.press.Press.printed", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            site(room)
    assert differing(site(room), before) == []
    assert not (room.folder / ".cache" / "annotate" / "standing").exists()


def test_where_pages_cannot_be_moved_they_are_written_again(room: Newsroom) -> None:
    before = site(room)
    (room.folder / ".cache" / "annotate" / "standing").write_text("in the way", encoding="utf-8")
    assert differing(site(room), before) == []


def test_a_site_of_plain_files_is_built_again_the_same(room: Newsroom, tmp_path: Path) -> None:
    for project in (room, fresh := a_room(tmp_path / "fresh")):
        change(
            project.folder / "mkdocs.yml", "site_name: Dateline\n", "site_name: Dateline\nuse_directory_urls: false\n"
        )
    first = site(room)
    files = {path: path.stat().st_mtime_ns for path in (room.site / "events").glob("*.html")}
    assert differing(site(room), first) == []
    assert sum(path.stat().st_mtime_ns == time for path, time in files.items()) >= len(files) - 1 > 3
    assert differing(first, anew(fresh)) == []
