"""The site as MkDocs builds it: every page sound, every link leading somewhere, nothing hostile left alive."""

from __future__ import annotations

import json
import posixpath
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.markup import Element, addresses, by_id, links, parse, text, words
from tests.newsroom import Newsroom, contents, newsroom
from tests.site.hostile import ALL, WORDS

ARTICLE = "---\ntitle: {title}\ndate: 2025-03-08\n---\n\nMara Lind met Ivo Petz on Friday.\n"
KINDS = ("", "timeline/", "articles/", "actors/", "quotes/")


def pages(room: Newsroom) -> dict[str, Element]:
    """By address, every page that was built."""
    return {
        path.relative_to(room.site).as_posix().removesuffix("index.html"): parse(path.read_text(encoding="utf-8"))
        for path in sorted(room.site.rglob("*.html"))
    }


def test_every_page_is_balanced_and_has_one_title(sound: Newsroom) -> None:
    built = pages(sound)
    assert built.keys() >= {*KINDS, "about/"}
    assert {path: sum(1 for _ in page.iter("h1")) for path, page in built.items()} == dict.fromkeys(built, 1)


def test_no_id_stands_twice_on_a_page(sound: Newsroom) -> None:
    for path, page in pages(sound).items():
        ids = [one.get("id") for one in page.iter() if one.get("id")]
        assert sorted(ids) == sorted(set(ids)), path


def test_every_link_within_the_site_leads_to_a_page_and_an_element_that_exist(sound: Newsroom) -> None:
    built = pages(sound)
    ids = {path: {one.get("id") for one in page.iter()} for path, page in built.items()}
    for path, page in built.items():
        if path == "404.html":
            continue  # it may be shown at any address, so its links begin at the root
        for href in links(page):
            parts = urlsplit(href)
            if parts.scheme:
                continue
            there = posixpath.normpath(posixpath.join("/", path, parts.path)).lstrip("/")
            if posixpath.splitext(there)[1] == ".ics":
                assert (sound.site / there).is_file(), f"{path}: {href}"
                continue
            target = f"{there}/" if there else ""
            assert target in built, f"{path}: {href}"
            assert not parts.fragment or parts.fragment in ids[target], f"{path}: {href}"


def test_no_page_loads_anything_from_elsewhere(sound: Newsroom) -> None:
    for path, page in pages(sound).items():
        for one in page.iter():
            if one.tag not in {"a", "link"} or one.get("rel") in {"stylesheet", "icon", "preload"}:
                loaded = [one.get(name, "") for name in ("href", "src") if one.tag != "a"]
                assert not any(urlsplit(address).netloc for address in loaded), f"{path}: {loaded}"


@pytest.mark.parametrize(("one", "other"), [("articles", "actors"), ("events", "articles"), ("events", "actors")])
def test_pages_that_belong_together_lead_to_each_other(sound: Newsroom, one: str, other: str) -> None:
    found = 0
    built = pages(sound)
    for path, page in built.items():
        if not path.startswith(f"{one}/") or path == f"{one}/":
            continue
        for href in links(page):
            there = posixpath.normpath(posixpath.join(path, urlsplit(href).path)) + "/"
            if there.startswith(f"{other}/") and there != f"{other}/":
                back = {posixpath.normpath(posixpath.join(there, urlsplit(h).path)) + "/" for h in links(built[there])}
                assert path in back, f"{path} leads to {there}, which does not lead back"
                found += 1
    assert found > 3


def test_every_page_of_its_kind_is_in_its_index(sound: Newsroom) -> None:
    built = pages(sound)
    for kind, index in (("articles", "articles/"), ("actors", "actors/"), ("events", "timeline/")):
        listed = {posixpath.normpath(posixpath.join(index, urlsplit(href).path)) + "/" for href in links(built[index])}
        assert {path for path in built if path.startswith(f"{kind}/") and path != f"{kind}/"} <= listed


def test_building_leaves_docs_and_corpus_as_they_are(sound: Newsroom) -> None:
    before = contents(sound.folder / "docs"), contents(sound.corpus)
    done = sound.mkdocs("build", "--strict")
    assert done.returncode == 0, done.stderr
    assert (contents(sound.folder / "docs"), contents(sound.corpus)) == before


def test_building_twice_gives_the_same_pages(sound: Newsroom) -> None:
    before = {name: data for name, data in contents(sound.site).items() if name.endswith((".html", ".json"))}
    assert sound.mkdocs("build").returncode == 0
    after = {name: data for name, data in contents(sound.site).items() if name.endswith((".html", ".json"))}
    assert after == before


def test_an_empty_corpus_makes_a_site_that_says_how_to_begin(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "empty")
    done = room.mkdocs("build", "--strict")
    assert done.returncode == 0, done.stderr
    for kind in KINDS:
        assert "annotate import" in text(room.page(kind)), kind


def test_an_article_without_annotations_has_its_page(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "bare", {"talks.md": ARTICLE.format(title="Lind meets Petz")})
    done = room.mkdocs("build", "--strict")
    assert done.returncode == 0, done.stderr
    assert "Mara Lind met Ivo Petz on Friday." in words(room.page("articles/talks"))
    assert "talks/" in links(room.page("articles"))


@pytest.mark.parametrize(
    "name", ["Ab" * 400, "محمد جواد ظريف", "בנימין \u202e‎נתניהו", "Ŝtefan 习近平 👩‍🚀", "Lind " * 80]
)
def test_a_long_or_right_to_left_name_is_shown_as_it_is(tmp_path: Path, name: str) -> None:
    files = {
        "talks.md": ARTICLE.format(title=json.dumps(name, ensure_ascii=False)),
        "talks.yaml": "article: talks\nentities:\n- {actor: lind, label: PERSON, mentions: [{p: 1, text: Mara Lind}]}\n",
        "actors.yaml": f"actors:\n- {{id: lind, name: {json.dumps(name, ensure_ascii=False)}, type: person}}\n",
    }
    room = newsroom(tmp_path / "names", files)
    done = room.mkdocs("build", "--strict")
    assert done.returncode == 0, done.stderr
    assert name.strip() in text(room.page("actors/lind"))
    assert name.strip() in text(room.page("articles/talks"))


def test_nothing_from_the_corpus_becomes_an_element_an_attribute_or_an_address(hostile: Newsroom) -> None:
    for path, page in pages(hostile).items():
        for one in page.iter():
            assert not [name for name in one.attrib if name.startswith("on")], f"{path}: {one.attrib}"
            if one.tag == "script" and one.attrib.get("type") == "application/ld+json":
                assert isinstance(json.loads(text(one)), dict), path  # data, which never runs
            else:
                assert one.tag != "script" or "window.ran" not in text(one), path
            assert one.get("src") != "x", path
        for address in addresses(page):
            bare = "".join(address.split()).lower()
            assert not bare.startswith(("javascript:", "vbscript:", "data:text")), f"{path}: {address}"


def test_what_is_hostile_is_shown_as_it_was_written(hostile: Newsroom) -> None:
    shown = words(hostile.page("articles/talks"))
    assert all(" ".join(word.split()) in shown for word in WORDS)
    assert "javascript:window.ran=6" in shown
    for path in ("actors/ana-ruiz", "events/talks", "timeline", "articles"):
        assert ALL in words(hostile.page(path)), path


def test_the_search_index_holds_nothing_hostile_unescaped(hostile: Newsroom) -> None:
    index = json.loads((hostile.site / "search" / "search_index.json").read_text(encoding="utf-8"))
    for document in index["docs"]:
        for field in (document["title"], document["text"]):
            assert not [one.tag for one in parse(field).iter() if one.tag in {"script", "img", "svg"}], field


def test_a_passage_can_be_linked_to(sound: Newsroom) -> None:
    (path,) = (sound.site / "articles").glob("*what-the-committee*")
    assert "Joint Maritime Committee" in text(by_id(sound.page(f"articles/{path.name}"), "p1"))
