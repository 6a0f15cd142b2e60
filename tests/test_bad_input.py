"""Whatever stands in the corpus folder: one clear line for it, the exit code as designed, and no file damaged.

Each folder of ``fixtures/invalid/corpus`` is laid over the sound corpus beside it. What cannot stand in a repository
(links in a circle, pipes, five megabytes) is made here.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from annotate.cli import main
from tests.newsroom import Newsroom, contents, newsroom

INVALID = Path(__file__).parent / "fixtures" / "invalid"

LINES = {
    "tab": "talks.yaml:4:1: yaml-syntax: a tab stands where YAML allows only spaces; indent with spaces",
    "equal-key": "talks.yaml:14:3: equal-key: the key 'status' stands twice; it stands first on line 13; keep one of them",
    "unknown-key": "talks.yaml:14:3: unknown-key: the key 'plaze' is not known here; did you mean 'place'?",
    "bad-date": "talks.yaml:8:24: bad-date: '2025-02-30' is no EDTF date",
    "second-document": "talks.yaml:17:1: yaml-syntax: a second document begins here; remove the line '---'",
    "python-tag": "talks.yaml:1:10: yaml-tag: the tag 'tag:yaml.org,2002:python/object/apply:os.system' is not allowed; remove it",
    "alias-bomb": "talks.yaml:2:10: yaml-alias: the alias *a0 repeats another value; write it out",
    "huge-number": "talks.yaml:8:4: wrong-type: 'p' must be a smaller number, not this value",
    "deep-list": "talks.yaml:1:59: yaml-depth: nested more than 50 deep; write it flatter",
    "deep-dashes": "talks.yaml:2:99: yaml-depth: nested more than 50 deep; write it flatter",
    "deep-front-matter": "talks.md:4:63: yaml-depth: nested more than 50 deep; write it flatter",
    "list-as-file": "talks.yaml:1:1: not-a-mapping: the file must hold keys with values, such as id: …",
    "no-date": "talks.md:2:1: missing-key: the key 'date' is missing",
    "no-such-day": "talks.md:3:1: bad-value: '2025-02-30' is no date; write 2025-02-27 or 2025-02-27T09:59-05:00",
    "no-front-matter": "talks.md:1:1: no-front-matter: the article has no front matter",
    "script-url": "talks.md:4:1: bad-value: 'javascript:alert(1)' is no web address; write https://…",
    "utf-16": "talks.md:1:1: encoding: the file is UTF-16; save it as UTF-8",
    "utf-16-sidecar": "talks.yaml:1:1: encoding: the file is not UTF-8; save it as UTF-8",
    "latin-1": "talks.md:6:20: encoding: byte 0xe9 is not UTF-8; save the file as UTF-8",
    "nul": "talks.md:1:1: binary: the file is binary, not text",
    "nul-sidecar": "talks.yaml:11:23: yaml-character: the character U+0000 may not stand in YAML",
    "empty-file": "talks.md:1:1: empty: the file is empty",
    "file-name": "Talks in Geneva.md:1:1: bad-file-name: 'Talks in Geneva.md' cannot be an article's id",
    "broken-registry": "actors.yaml:3:1: yaml-syntax: while parsing a flow mapping did not find expected ',' or '}'",
    "broken-timeline": "timeline.yaml:5:3: unknown-value: 'happend' is not one of",
}  # fmt: skip
"""By case, how its line begins; the corpus is read but for the file that it names."""

MENDABLE = {
    "unknown-actor": "talks.yaml:3:3: unknown-actor: 'mara-lint' is not in actors.yaml; did you mean 'mara-lind'?",
    "lost-anchor": "talks.yaml:8:3: lost-anchor: 'Fryday' does not stand in paragraph 1; p: 1 has 'Friday'",
}
"""Findings that do not keep ``annotate run`` from adding to the file."""


def large(corpus: Path) -> None:
    with (corpus / "talks.md").open("a", encoding="utf-8") as article:
        article.write("word " * 1_000_000)


def folder_called_article(corpus: Path) -> None:
    (corpus / "x.md").mkdir()


def folder_called_sidecar(corpus: Path) -> None:
    (corpus / "talks.yaml").unlink()
    (corpus / "talks.yaml").mkdir()


def article_in_a_circle(corpus: Path) -> None:
    (corpus / "x.md").symlink_to("x.md")


def sidecar_in_a_circle(corpus: Path) -> None:
    (corpus / "talks.yaml").unlink()
    (corpus / "talks.yaml").symlink_to("talks.yaml")


def registry_that_leads_nowhere(corpus: Path) -> None:
    (corpus / "actors.yaml").unlink()
    (corpus / "actors.yaml").symlink_to("nowhere.yaml")


def pipe(corpus: Path) -> None:
    os.mkfifo(corpus / "x.md")


def name_in_two_lines(corpus: Path) -> None:
    shutil.copy(corpus / "talks.md", corpus / "x\ny.md")


MADE: dict[Callable[[Path], None], str] = {
    large: "talks.md:1:1: too-large: the file has 5,000,121 bytes, at most 2,000,000 are read; split it into articles",
    folder_called_article: "x.md:1:1: no-file: this is a folder, not a file; give it another name",
    folder_called_sidecar: "talks.yaml:1:1: no-file: this is a folder, not a file; give it another name",
    article_in_a_circle: "x.md:1:1: unreadable: the file cannot be read: Too many levels of symbolic links",
    sidecar_in_a_circle: "talks.yaml:1:1: unreadable: the file cannot be read: Too many levels of symbolic links",
    registry_that_leads_nowhere: "actors.yaml:1:1: unreadable: the file cannot be read: No such file or directory",
    pipe: "x.md:1:1: no-file: this is a pipe or a device, not a file; give it another name",
    name_in_two_lines: r"x\ny.md:1:1: bad-file-name: 'x\ny.md' cannot be an article's id",
}

CURATED = ("actors.yaml", "timeline.yaml")


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """A project with the sound corpus, in which the test stands."""
    made = newsroom(tmp_path / "project")
    shutil.copytree(INVALID / "sound", made.corpus, dirs_exist_ok=True)
    monkeypatch.chdir(made.folder)
    return made


def lay(case: str | Callable[[Path], None], corpus: Path) -> None:
    if isinstance(case, str):
        shutil.copytree(INVALID / "corpus" / case, corpus, dirs_exist_ok=True)
    else:
        case(corpus)


def said(*command: str) -> tuple[int, list[str]]:
    """The exit code of ``annotate`` and the lines it prints."""
    done = CliRunner().invoke(main, command)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output.splitlines()


def refusal(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The lines with which the build of the site refuses; empty where it goes through."""
    caplog.clear()
    try:
        with caplog.at_level(logging.ERROR, logger="mkdocs"):
            config = load_config("mkdocs.yml")
            config.plugins.run_event("startup", command="build", dirty=False)
            build(config)
    except Abort as aborted:
        assert aborted.exit_code == 1
        return [line for record in caplog.records for line in record.getMessage().splitlines()][1:]
    return []


def beside_the_cache(room: Newsroom) -> dict[str, bytes]:
    """The project's files, but what only saves time."""
    return {name: data for name, data in contents(room.folder).items() if not name.startswith(".cache/")}


CASES = [*LINES.items(), *MADE.items()]
IDS = [name if isinstance(name, str) else name.__name__ for name, _ in CASES]


def test_every_case_has_a_line() -> None:
    assert {path.name for path in (INVALID / "corpus").iterdir()} == LINES.keys() | MENDABLE.keys()


def test_the_corpus_that_the_cases_are_laid_over_is_sound(room: Newsroom, caplog: pytest.LogCaptureFixture) -> None:
    assert said("check") == (0, ["2 article(s), 1 actors, 1 timeline entries: all well."])
    assert refusal(caplog) == []


@pytest.mark.parametrize(("case", "line"), CASES, ids=IDS)
def test_check_gives_it_one_line(room: Newsroom, case: str | Callable[[Path], None], line: str) -> None:
    lay(case, room.corpus)
    before = contents(room.corpus)
    code, lines = said("check")
    assert code == 1
    assert lines[0].startswith(f"corpus/{line}")
    assert len(lines) == 1 or case == "alias-bomb"
    assert contents(room.corpus) == before


@pytest.mark.parametrize(("case", "line"), CASES, ids=IDS)
def test_run_says_the_same_and_leaves_what_it_cannot_read(
    room: Newsroom, case: str | Callable[[Path], None], line: str
) -> None:
    lay(case, room.corpus)
    before = contents(room.corpus)
    code, lines = said("run")
    file = line.split(":", maxsplit=1)[0]
    assert code == (2 if file in CURATED else 1)
    assert lines[0].startswith(f"corpus/{line}")
    after = contents(room.corpus)
    kept = before if file in CURATED else {name: data for name, data in before.items() if name == file}
    assert {name: after[name] for name in kept} == kept
    if file not in CURATED:
        assert after["ferry.yaml"] != before["ferry.yaml"], "a broken article stopped the others"
        assert all(after[name].startswith(before[name].rstrip()) for name in CURATED), "what a person typed is gone"


@pytest.mark.parametrize(("case", "line"), CASES, ids=IDS)
def test_the_build_refuses_with_the_lines_of_check(
    room: Newsroom, caplog: pytest.LogCaptureFixture, case: str | Callable[[Path], None], line: str
) -> None:
    lay(case, room.corpus)
    before = beside_the_cache(room)
    lines = refusal(caplog)
    assert lines == said("check")[1]
    assert lines[0].startswith(f"corpus/{line}")
    assert beside_the_cache(room) == before


@pytest.mark.parametrize(("case", "line"), MENDABLE.items())
def test_a_finding_in_a_readable_file_is_told_and_run_only_adds_to_it(room: Newsroom, case: str, line: str) -> None:
    lay(case, room.corpus)
    typed = (room.corpus / "talks.yaml").read_text(encoding="utf-8").splitlines()
    assert said("check") == (1, [f"corpus/{line}"])
    code, _ = said("run")
    assert code == 0
    now = (room.corpus / "talks.yaml").read_text(encoding="utf-8").splitlines()
    assert [one for one in typed if one not in now] == []


def test_an_unknown_actor_stops_the_build_and_a_lost_anchor_does_not(
    room: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    lay("unknown-actor", room.corpus)
    assert refusal(caplog) == [f"corpus/{MENDABLE['unknown-actor']}"]
    lay("lost-anchor", room.corpus)
    assert refusal(caplog) == []


@pytest.mark.parametrize("command", ["check", "run", "diff"])
@pytest.mark.parametrize(
    ("folder", "says"),
    [
        ("empty", "no-articles: the folder has no articles; put articles (*.md) there, or make them from your documents with: annotate import"),
        ("missing", "no-folder: there is no such folder; name the folder that holds your articles"),
        ("file", "no-folder: this is not a folder; name the folder that holds your articles"),
        ("circle", "no-folder: there is no such folder; name the folder that holds your articles"),
    ],
)  # fmt: skip
def test_a_folder_that_is_no_corpus_is_refused(room: Newsroom, command: str, folder: str, says: str) -> None:
    (room.folder / "empty").mkdir()
    (room.folder / "file").write_text("text", encoding="utf-8")
    (room.folder / "circle").symlink_to("circle")
    assert said(command, "--corpus", folder) == (2, [f"{folder}:1:1: {says}"])
    assert list((room.folder / "empty").iterdir()) == []


def test_the_commands_themselves_end_with_these_codes(room: Newsroom) -> None:
    lay("tab", room.corpus)
    line = f"corpus/{LINES['tab']}"
    checked = room.annotate("check")
    assert (checked.returncode, checked.stdout, checked.stderr) == (1, f"{line}\n", "")
    ran = room.annotate("run")
    assert (ran.returncode, ran.stdout.splitlines()[0], ran.stderr) == (1, line, "")
    built = room.mkdocs("build")
    assert built.returncode == 1
    assert line in built.stderr
    assert "Traceback" not in built.stderr
    assert not room.site.exists()


def test_what_was_proposed_stays_while_a_file_cannot_be_read(room: Newsroom) -> None:
    for name in ("talks.yaml", "ferry.yaml", *CURATED):
        (room.corpus / name).unlink()
    said("run")
    whole = contents(room.corpus)
    assert b"mara-lind" in whole["actors.yaml"]
    (room.corpus / "talks.yaml").write_bytes(whole["talks.yaml"] + b"\t: broken\n")
    assert said("run")[0] == 1
    assert {name: contents(room.corpus)[name] for name in CURATED} == {name: whole[name] for name in CURATED}
