"""The search index in parts: complete, the same in every build, and cut only where it is worth it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.site import plugin
from annotate.site.frame import SEARCH_WORKER, with_search_worker
from annotate.site.search import search_index, split_search
from annotate.site.search.split_search import SplitIndex, split, words_of
from tests.conftest import CORPUS
from tests.newsroom import SETTINGS, Newsroom, newsroom
from tests.site.hostile import hostile_corpus
from tests.site.rooms import a_quote, anew, site
from tests.site.test_acceleration import same

MARKS = st.text("abÉéx\u0301\u0327 \u05d0\u05b8हिन्दीüʼ’—", max_size=30)
TEXTS = st.text("abcäéß mİ&<>'’ж字かΣ0 -\n", max_size=60)


def files(found: SplitIndex) -> dict[str, Any]:
    return {path.rsplit("/", 1)[1]: json.loads(data) for path, data in found.files.items()}


def places(packed: str) -> dict[int, int]:
    """The numbers of the pages, and how much the word says of each."""
    found: dict[int, int] = {}
    number = -1
    for step, said in re.findall("([0-9a-z]+)([A-Z])", packed):
        number += int(step, 36) + 1
        found[number] = ord(said) - 65
    return found


def index_of(found: SplitIndex) -> dict[str, dict[int, int]]:
    parts = files(found)
    count = len(parts["table.json"]["words"])
    return {word: places(packed) for number in range(count) for word, packed in parts[f"words-{number}.json"].items()}


def entry(location: str, title: str, text: str, **more: object) -> dict[str, object]:
    return {"location": location, "title": title, "text": text, **more}


def room_with(folder: Path, corpus: Mapping[str, str | bytes], own: str, settings: str = SETTINGS) -> Newsroom:
    room = newsroom(folder, corpus)
    plugins = settings.replace("annotate]", f"{{annotate: {{exports: false, {own}}}}}]")
    (room.folder / "mkdocs.yml").write_text(plugins, encoding="utf-8")
    return room


def few() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in CORPUS.iterdir() if path.is_file()}


def test_words_are_compared_without_case_and_accents() -> None:
    assert words_of("Emmanuel MACRON’s Élysée, Çankaya_2024; Ünal") == [
        "emmanuel", "macron", "s", "elysee", "cankaya", "2024", "unal",
    ]  # fmt: skip
    assert words_of("東京 talks") == ["東", "京", "talks"]


@given(MARKS)
def test_the_marks_of_any_script_are_left_out_of_words(text: str) -> None:
    bare = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.category(c).startswith("M"))
    assert words_of(text) == words_of(bare)


@given(st.lists(st.tuples(st.integers(0, 5), TEXTS, TEXTS), max_size=30))
def test_every_word_of_every_entry_leads_to_its_page(given_entries: list[tuple[int, str, str]]) -> None:
    escaped = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
    entries = [
        entry(f"p{page}/{'#s' if number else ''}", title.translate(escaped), f"<p>{text.translate(escaped)}</p>")
        for number, (page, title, text) in enumerate(sorted(given_entries))
    ]
    found = split(entries)
    index, parts = index_of(found), files(found)
    table = parts["table.json"]
    pages = [page for number in range(len(table["counts"])) for page in parts[f"pages-{number}.json"]]
    assert len(pages) == table["pages"] == len({page for page, _, _ in given_entries})
    numbers = {page[0]: number for number, page in enumerate(pages)}
    for page, title, text in given_entries:
        for word in words_of(f"{title} {text}"):
            assert numbers[f"p{page}/"] in index[word]
    keys = [word.encode("utf-16-be") for word in index]
    assert keys == sorted(keys)
    assert split(entries) == found


def test_an_index_of_thousands_of_pages_is_cut_into_files_of_some_kilobytes() -> None:
    entries = [entry(f"p{n}/", f"Title {n}", f"talks in oslo word{n % 3000} " * 9) for n in range(6000)]
    found = split(entries)
    assert max(map(len, found.files.values())) < 40_000
    parts, index = files(found), index_of(found)
    table = parts["table.json"]
    assert table["words"] == sorted(table["words"])
    assert len(table["words"]) > 3
    assert sum(table["counts"]) == 6000
    assert len(index["oslo"]) == 6000
    assert [*index["word17"]] == [17, 3017]


def test_a_word_in_the_title_says_more_than_one_in_the_text_and_less_in_a_long_text() -> None:
    found = index_of(
        split(
            [
                entry("a/", "Lind", "who she is"),
                entry("b/", "Lind meets Petz in the town hall", "they met"),
                entry("c/", "A report", "Lind said so"),
                entry("d/", "A report", "Lind said so. " + "Others did not. " * 50),
                entry("e/", "A report", "Lind said so", boost=2),
            ]
        )
    )["lind"]
    assert found[0] > found[1] > found[2] > found[3]
    assert found[4] > found[2]


def test_of_a_word_on_very_many_pages_those_are_kept_of_which_it_says_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(split_search, "_MOST_PAGES", 3)
    entries = [entry(f"p{n}/", "Lind" if n in (1, 4, 5) else "Petz", "Lind and Petz") for n in range(6)]
    assert [*index_of(split(entries))["lind"]] == [1, 4, 5]


def test_each_state_of_the_index_lies_in_a_folder_of_its_own() -> None:
    one, other = split([entry("a/", "Lind", "x")]), split([entry("a/", "Lind", "y")])
    assert one.folder != other.folder
    assert all(path.startswith(f"search/{one.folder}") for path in one.files)


def test_the_page_names_our_worker_where_the_theme_named_its_own() -> None:
    page = '<p>"search": "assets/javascripts/workers/x"</p><script id="__config">{"search": "../assets/javascripts/workers/search.0a.min.js"}'
    assert with_search_worker(page) == page.replace(
        "../assets/javascripts/workers/search.0a.min.js", f"../{SEARCH_WORKER}"
    )
    assert with_search_worker("<p>no theme of Material's</p>") == "<p>no theme of Material's</p>"
    assert with_search_worker('<script id="__config">{}</script>') is None


@pytest.mark.parametrize("corpus", ["few", "hostile"])
def test_the_site_is_the_same_with_the_accelerator_and_without_and_after_a_change(tmp_path: Path, corpus: str) -> None:
    room = room_with(tmp_path / "room", few() if corpus == "few" else hostile_corpus(), "split_search: always")
    made = site(room)
    assert same(made, anew(room))
    index = json.loads(made["search/search_index.json"])
    assert index["docs"] == []
    assert f"search/{index['config']['parts']}table.json" in made
    assert SEARCH_WORKER in made
    for name in ("index.html", "about/index.html", "404.html"):
        assert f'{SEARCH_WORKER}"'.encode() in made[name]
    if corpus == "few":
        a_quote(room)
        changed = site(room)
        assert changed != made
        assert same(changed, anew(room))


def test_where_nothing_has_changed_the_parts_are_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = room_with(tmp_path / "room", few(), "split_search: always")
    made = site(room)
    monkeypatch.setattr(search_index, "split", lambda entries: pytest.fail("the index was cut again"))
    assert same(site(room), made)


def test_a_small_site_keeps_the_search_of_its_theme_and_a_large_one_is_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = room_with(tmp_path / "room", few(), "split_search: auto")
    untouched = site(room)
    assert SEARCH_WORKER not in untouched
    assert json.loads(untouched["search/search_index.json"])["docs"]
    monkeypatch.setattr(plugin, "SMALL", 1000)
    assert SEARCH_WORKER in site(room)
    (room.folder / "mkdocs.yml").write_text(
        (room.folder / "mkdocs.yml").read_text(encoding="utf-8").replace("auto", "never"), encoding="utf-8"
    )
    assert same(site(room), untouched)


def test_a_site_for_the_disk_keeps_the_index_in_one_file(tmp_path: Path) -> None:
    settings = SETTINGS.replace("[search, annotate]", "[search, offline, annotate]")
    made = site(room_with(tmp_path / "room", few(), "split_search: always", settings))
    assert b"__index" in made["search/search_index.js"]
    assert json.loads(made["search/search_index.json"])["docs"]


def test_a_theme_that_does_not_name_its_search_is_told_of(tmp_path: Path) -> None:
    room = room_with(
        tmp_path / "room",
        few(),
        "split_search: always",
        SETTINGS.replace("font: false", "font: false, custom_dir: own"),
    )
    (room.folder / "own").mkdir()
    (room.folder / "own" / "main.html").write_text(
        '{% extends "base.html" %}{% block config %}<script id="__config">{}</script>{% endblock %}', encoding="utf-8"
    )
    done = room.mkdocs("build", "--strict")
    assert done.returncode == 1
    assert "split_search: never" in done.stderr


def test_a_setting_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    room = room_with(tmp_path / "room", few(), "split_search: sometimes")
    done = room.mkdocs("build")
    assert done.returncode == 1
    assert "'split_search'" in done.stderr
