"""The site is the same whether the plugin prints its pages itself or MkDocs prints each of them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from mkdocs.config import load_config

from annotate.site.building.acceleration import hindrance
from annotate.site.building.shell import Shell, ShellError, shell_key, stand_in
from annotate.site.generated import GeneratedPage, Heading
from benchmarks.corpus_folder import write_corpus
from tests.conftest import CORPUS
from tests.newsroom import SETTINGS, Newsroom, contents, newsroom
from tests.site.hostile import hostile_corpus

ACTOR = "actors/lind.md"


def built_twice(room: Newsroom, settings: str = SETTINGS) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The site with the accelerator, and without."""
    found = []
    for accelerate in ("true", "false"):
        own = f"{{annotate: {{exports: false, accelerate: {accelerate}}}}}"
        (room.folder / "mkdocs.yml").write_text(settings.replace("annotate]", f"{own}]"), encoding="utf-8")
        done = room.mkdocs("build", "--strict")
        assert done.returncode == 0, done.stderr
        found.append(contents(room.site))
    return found[0], found[1]


def same(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> bool:
    """Whether two sites are equal; where not, the names of the files that differ are told."""
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []
    return True


def test_every_file_of_a_site_of_300_articles_is_the_same_with_and_without(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "large")
    room.corpus.rmdir()
    write_corpus(room.corpus, 300)
    (room.folder / "docs" / "about.md").write_text(
        "# About\n\nSee [one](articles/2020-01-01-report-0.md) and [the timeline](timeline.md#y2020).\n",
        encoding="utf-8",
    )
    fast, slow = built_twice(room, f"{SETTINGS}site_url: https://example.org/news/\n")
    assert same(fast, slow)
    assert sum(name.endswith(".html") for name in fast) > 700
    assert fast["sitemap.xml"].count(b"<loc>https://example.org/news/") > 700
    index = json.loads(fast["search/search_index.json"])
    assert {"articles/2020-01-02-report-1/#p1", "articles/2020-01-01-report-0/"} & {
        entry["location"] for entry in index["docs"]
    }


@pytest.mark.parametrize("urls", ["true", "false"])
def test_every_file_of_a_hostile_site_is_the_same_with_and_without(tmp_path: Path, urls: str) -> None:
    room = newsroom(tmp_path / "hostile", hostile_corpus())
    assert same(*built_twice(room, f"{SETTINGS}use_directory_urls: {urls}\n"))


def test_every_file_of_a_site_with_everything_is_the_same_with_and_without(tmp_path: Path) -> None:
    files = {path.name: path.read_bytes() for path in CORPUS.iterdir() if path.is_file()}
    assert same(*built_twice(newsroom(tmp_path / "sound", files), SETTINGS.replace("search, ", "")))


def test_building_with_everything_that_is_exported_never_loads_spacy(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "light", {path.name: path.read_bytes() for path in CORPUS.iterdir() if path.is_file()})
    code = (
        "import sys; from mkdocs.__main__ import cli; cli(['build', '--quiet'], standalone_mode=False);"
        "print('spacy' in sys.modules, 'mkdocs' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=room.folder,
        env=room.surroundings(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["False", "True"]


def test_a_theme_that_prints_each_page_in_its_own_way_is_let(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "theme", {path.name: path.read_bytes() for path in CORPUS.iterdir() if path.is_file()})
    (room.folder / "theme").mkdir()
    (room.folder / "theme" / "main.html").write_text(
        '{% extends "base.html" %}{% block footer %}{{ page.content | length }} {{ page.title | upper }}{% endblock %}',
        encoding="utf-8",
    )
    assert same(*built_twice(room, SETTINGS.replace("font: false}", "font: false, custom_dir: theme}")))


def test_a_plugin_that_wants_to_see_every_page_is_shown_every_page(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "hooked", {path.name: path.read_bytes() for path in CORPUS.iterdir() if path.is_file()})
    (room.folder / "seen.py").write_text(
        "def on_post_page(output, *, page, config):\n    return output + '<!-- seen -->'\n", encoding="utf-8"
    )
    fast, slow = built_twice(room, f"{SETTINGS}hooks: [seen.py]\n")
    assert same(fast, slow)
    assert all(data.endswith(b"<!-- seen -->") for name, data in fast.items() if name.startswith("articles/"))
    config = load_config(str(room.folder / "mkdocs.yml"))
    assert "seen.py" in hindrance(config, config.plugins["annotate"])


def test_a_shell_repeats_what_stands_between_two_headings_for_each_further_one() -> None:
    page = GeneratedPage(
        ACTOR, "Lind & <co>", "<p>x</p>", "actor", (Heading("A", "a"), Heading("B", "b"), Heading("<C>", "c"))
    )
    key = shell_key(page)
    assert key is not None
    made = stand_in(key)
    frame = "".join(f'<li href="#{heading.anchor}">{heading.title}</li>' for heading in made.headings)
    shell = Shell(f"<t>{made.title}</t><a>{made.headings[0].anchor}</a><ul>{frame}</ul>{made.html}", key)
    assert shell.filled(page, page.html) == (
        '<t>Lind &amp; &lt;co&gt;</t><a>a</a><ul><li href="#a">A</li><li href="#b">B</li><li href="#c">&lt;C&gt;</li></ul><p>x</p>'
    )


def test_a_frame_without_the_text_or_with_headings_elsewhere_makes_no_shell() -> None:
    key = shell_key(GeneratedPage(ACTOR, "Lind", "", "actor", (Heading("A", "a"),)))
    assert key is not None
    made = stand_in(key)
    for frame in ("nothing", made.html * 2, made.html + made.headings[1].title, made.html):
        with pytest.raises(ShellError):
            Shell(frame, key)
