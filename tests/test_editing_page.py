"""Every snippet of docs/editing.md is right for the report that it speaks of."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import click
import pytest

from annotate.cli import main
from annotate.corpus.article import read_article
from annotate.corpus.checking import check
from annotate.corpus.folder import known_actors, read_folder
from annotate.corpus.keeping.curated import ACTORS, TIMELINE
from annotate.corpus.keeping.sidecar import parse_sidecar
from annotate.corpus.references import IN_REGISTRY, IN_SIDECARS, IN_TIMELINE, references
from annotate.corpus.text.placing import lost, place
from annotate.corpus.yaml.strict_yaml import read

PROJECT = Path(__file__).parent.parent
PAGE = (PROJECT / "docs" / "editing.md").read_text(encoding="utf-8")
SEED = "2025-02-27-zelensky-setting-expectations"
SNIPPETS = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
OF_THE_ARTICLE = [text for text in SNIPPETS if not text.startswith(("actors:", "entries:"))]


def snippet(key: str) -> str:
    return next(text for text in SNIPPETS if text.startswith(f"{key}:"))


def test_the_page_has_a_snippet_of_each_file() -> None:
    assert len(OF_THE_ARTICLE) == 3
    assert len(SNIPPETS) == 5


@pytest.mark.parametrize("text", OF_THE_ARTICLE)
def test_a_snippet_of_the_article_stands_on_its_words(text: str) -> None:
    path = PROJECT / "corpus" / f"{SEED}.md"
    sidecar, _ = parse_sidecar(text, path.with_suffix(".yaml"))
    assert list(lost(place(sidecar, read_article(path)))) == []


@pytest.mark.parametrize("text", SNIPPETS)
def test_a_snippet_names_actors_of_the_registry(text: str) -> None:
    named = references(read(text, Path("snippet.yaml")).value, [*IN_SIDECARS, *IN_REGISTRY, *IN_TIMELINE])
    assert {actor for _, actor in named} <= set(known_actors(PROJECT / "corpus"))


def test_the_snippets_of_the_curated_files_can_be_read() -> None:
    assert ACTORS.parse(snippet("actors"), Path("actors.yaml"))[0].actors
    assert TIMELINE.parse(snippet("entries"), Path("timeline.yaml"))[0].entries


def test_the_slip_of_the_pen_is_told_as_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in (f"{SEED}.md", "actors.yaml"):
        shutil.copy(PROJECT / "corpus" / name, folder)
    slip = snippet("times").replace("text: Friday, date", "text: Fridey, date")
    (folder / f"{SEED}.yaml").write_text(f"article: {SEED}\n{slip}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    told = [str(problem) for problem in check(read_folder(Path("corpus"))) if problem.code == "lost-anchor"]
    assert told == re.findall(r"```text\n(.*?)\n```", PAGE, re.DOTALL)


def test_every_command_of_the_page_exists() -> None:
    commands = re.findall(r"^annotate (\w+)", PAGE, re.MULTILINE)
    assert len(commands) >= 4
    assert set(commands) <= set(main.list_commands(click.Context(main)))
