"""Where an item stands in its file: on the served site with path and line, on a published one as a quiet link."""

from __future__ import annotations

from pathlib import Path

import pytest

import annotate
from annotate.site.edition import Edition, environment
from annotate.site.generated import GeneratedPage
from annotate.site.pages import build
from annotate.site.shown.file_places import FilePlace, FilePlaces, repository_of
from tests.conftest import CORPUS
from tests.markup import parse, text, with_class

LINES = {"talks#q1": 12, "actors.yaml#mara-lind": 3}
EDITED = "https://github.com/rooms/talks/edit/main/corpus/"


@pytest.mark.parametrize(
    ("repo_url", "edit_uri", "address"),
    [
        ("https://github.com/rooms/talks", "edit/main/docs/", EDITED),
        ("https://github.com/rooms/talks/", "edit/main/docs", EDITED),
        ("https://example.org/talks", "https://example.org/files/docs/", "https://example.org/files/corpus/"),
        ("https://example.org/talks", "", ""),
        ("", "edit/main/docs/", ""),
        ("https://example.org/talks", "?at=main", ""),
        ("ftp://example.org/talks", "edit/main/docs/", ""),
    ],
)
def test_the_corpus_is_found_beside_the_pages_in_the_repository(repo_url: str, edit_uri: str, address: str) -> None:
    assert repository_of(Path("project/corpus"), Path("project/docs"), repo_url, edit_uri) == address


@pytest.mark.parametrize(
    ("edited", "shown"),
    [
        (EDITED, "https://github.com/rooms/talks/blob/main/corpus/talks.yaml#L12"),
        ("https://gitlab.com/rooms/talks/edit/main/c/", "https://gitlab.com/rooms/talks/blob/main/c/talks.yaml#L12"),
        ("https://code.example/a/b/_edit/main/c/", "https://code.example/a/b/src/branch/main/c/talks.yaml#L12"),
        ("https://bitbucket.org/a/b/src/main/c/", "https://bitbucket.org/a/b/src/main/c/talks.yaml#lines-12"),
        ("https://example.org/files/c/", "https://example.org/files/c/talks.yaml"),
    ],
)
def test_a_link_points_at_the_line_where_the_host_has_a_way_to(edited: str, shown: str) -> None:
    assert FilePlaces(LINES, "corpus", edited).of("talks#q1") == FilePlace("", shown)


def test_the_served_site_names_path_and_line() -> None:
    places = FilePlaces(LINES, "corpus", serving=True)
    assert places.of("talks#q1") == FilePlace("corpus/talks.yaml:12", "")
    assert places.of("actors.yaml#mara-lind") == FilePlace("corpus/actors.yaml:3", "")


def test_nothing_is_shown_of_what_has_no_line_or_no_reader() -> None:
    assert FilePlaces(LINES, "corpus", serving=True).of("talks#q2") is None
    assert FilePlaces(LINES, "corpus").of("talks#q1") is None


def pages(**how: object) -> dict[str, GeneratedPage]:
    corpus = annotate.load(CORPUS)
    places = FilePlaces(corpus.lines, "corpus", **how)  # type: ignore[arg-type]
    return {page.path: page for page in build(Edition(corpus, environment(), file_places=places))}


def test_every_item_of_an_article_says_where_it_stands_while_it_is_edited() -> None:
    corpus, served = annotate.load(CORPUS), pages(serving=True)
    for within in corpus.articles.values():
        page = served[f"articles/{within.id}.md"].html
        lines = [line for key, line in corpus.lines.items() if key.startswith(f"{within.id}#")]
        placed = [f"corpus/{within.id}.yaml:{line}" for line in lines]
        told = [place for place in placed if place in page]
        assert len(told) >= len(placed) * 0.8
        for section in ("quotes", "events"):
            for item in getattr(within.annotations, section):
                assert f"corpus/{within.id}.yaml:{corpus.lines[f'{within.id}#{item.id}']}" in page


def test_the_line_that_is_told_is_the_items_own() -> None:
    corpus = annotate.load(CORPUS)
    assert corpus.lines
    for key, line in corpus.lines.items():
        file, _, name = key.partition("#")
        path = CORPUS / (file if file.endswith(".yaml") else f"{file}.yaml")
        there = path.read_text(encoding="utf-8").splitlines()[line - 1]
        assert there.lstrip().startswith("- ")
        assert "/" in name or f"id: {name}" in there


def test_a_published_page_links_to_the_repository_without_showing_paths() -> None:
    published = [parse(page.html) for page in pages(repository=EDITED).values()]
    assert not any("corpus/" in text(page) for page in published)
    found = [link for page in published for link in with_class(page, "in-file")]
    assert found
    assert all(text(link) == "Edit" and "#L" in link.get("href", "") for link in found)


def test_a_site_without_a_repository_is_as_it_was() -> None:
    assert not any("in-file" in page.html for page in pages().values())
