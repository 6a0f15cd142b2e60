"""Nothing is torn or lost: runs that are killed, files that are mangled, folders that cannot be written to."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import settings

from annotate import desk, workflow
from annotate.cli import main
from annotate.corpus.annotations import SECTIONS, Annotations
from annotate.corpus.article import Article
from annotate.corpus.keeping.curated import ACTORS, TIMELINE
from annotate.corpus.keeping.locking import one_writer
from annotate.corpus.keeping.sheet import Sheet
from annotate.corpus.keeping.sidecar import parse_sidecar, refresh
from annotate.corpus.problems import CorpusError
from annotate.language.annotating import Setup
from tests.corpus.promise import PATH, Newsroom
from tests.corpus.talks import ACTORS as REGISTRY
from tests.corpus.talks import SIDECAR
from tests.corpus.talks import TIMELINE as ENTRIES

NIGHTLY = settings.default.max_examples >= 10_000
KILLS = 1_000 if NIGHTLY else 15
MUTATIONS = 10_000 if NIGHTLY else 1_500
ARTICLES = 50
MINE = "# mine, typed by hand\n"


def newsroom(version: int = 0) -> Newsroom:
    room = Newsroom(version=version)
    room.paragraphs = [room.paragraph([number, number + 1, 3]) for number in range(4)]
    return room


def write_corpus(root: Path) -> None:
    root.mkdir()
    article = newsroom().article()
    for number in range(ARTICLES):
        text = f"---\ntitle: {article.title}\ndate: 2025-03-08\n---\n{article.body}\n"
        (root / f"talks-{number}.md").write_text(text)


def annotate_like(monkeypatch: pytest.MonkeyPatch, version: int) -> None:
    """Let runs be made by the toy annotator, which needs no time."""

    def found(setup: Setup, articles: Sequence[Article]) -> list[Annotations]:
        return [newsroom(version).found() for _ in articles]

    monkeypatch.setattr(desk, "annotate_articles", found)


def run_without_end(root: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        version = 0
        while True:
            version += 1
            annotate_like(patch, version)
            workflow.run(root, everything=True)


def test_a_run_that_is_killed_tears_and_loses_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "corpus"
    write_corpus(root)
    annotate_like(monkeypatch, 0)
    workflow.run(root)
    for path in root.glob("talks-*.yaml"):
        path.write_text(path.read_text().replace("times:\n", f"times:\n{MINE}", 1))
    chance = random.Random(7)
    names = sorted(path.name for path in root.iterdir())
    for _ in range(KILLS):
        child = multiprocessing.get_context("fork").Process(target=run_without_end, args=(root,), daemon=True)
        child.start()
        time.sleep(chance.uniform(0.01, 0.5))
        os.kill(child.pid or 0, signal.SIGKILL)
        child.join()
        assert set(names) <= {path.name for path in root.iterdir()}
        for path in root.glob("talks-*.yaml"):
            text = path.read_text()
            parse_sidecar(text, path)
            sheet = Sheet(text, path, SECTIONS)
            # Whole, and of one run: every line of the annotator is still as it remembers it.
            assert all(item.key is not None for item in sheet.standing)
            assert text.count(MINE) == 1
        for file in (ACTORS, TIMELINE):
            file.parse((root / file.name).read_text(), root / file.name)
    workflow.run(root, everything=True)
    assert sorted(path.name for path in root.iterdir()) == names


def test_two_runs_do_not_write_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "corpus"
    write_corpus(root)
    annotate_like(monkeypatch, 0)
    with one_writer(root), pytest.raises(CorpusError, match="busy: another annotate command is writing"):
        workflow.run(root)
    assert workflow.run(root).annotated == ARTICLES


@pytest.mark.parametrize(
    "arguments", [("import", "note.txt"), ("actors", "rename", "mara-lind", "mara"), ("actors", "undo"), ("run",)]
)
def test_no_command_writes_while_another_does(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    root = tmp_path / "corpus"
    root.mkdir()
    (root / "talks.md").write_text("---\ntitle: Talks\ndate: 2025-03-08\n---\nMara Lind spoke.\n")
    (root / "actors.yaml").write_text(REGISTRY)
    (tmp_path / "note.txt").write_text("A note\n\n8 March 2025\n\nMara Lind spoke in the hall.\n")
    given = [str(tmp_path / one) if one == "note.txt" else one for one in arguments]
    before = {path.name: path.read_bytes() for path in root.iterdir()}
    with one_writer(root):
        done = CliRunner().invoke(main, [*given, "--corpus", str(root)])
    assert done.exit_code == 2
    assert "busy: another annotate command is writing to this folder; nothing was done" in done.output
    assert {path.name: path.read_bytes() for path in root.iterdir()} == before


def test_a_folder_that_is_not_there_gets_no_lock_beside_it(tmp_path: Path) -> None:
    with one_writer(tmp_path / "mistyped" / "corpus"):
        assert list(tmp_path.iterdir()) == []


def test_looking_what_would_change_needs_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "corpus"
    write_corpus(root)
    annotate_like(monkeypatch, 0)
    with one_writer(root):
        assert len(workflow.run(root, write=False).changes) >= ARTICLES
    assert not list(root.glob("*.yaml"))


def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "corpus"
    write_corpus(root)
    annotate_like(monkeypatch, 0)
    workflow.run(root)
    before = {path.name: path.read_bytes() for path in root.iterdir() if path.is_file()}

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    annotate_like(monkeypatch, 1)
    report = workflow.run(root, everything=True)
    assert {problem.code for problem in report.problems} == {"not-written"}
    assert "No space left on device" in report.problems[0].message
    assert {path.name: path.read_bytes() for path in root.iterdir() if path.is_file()} == before


def mutated(text: str, chance: random.Random) -> str:
    """``text`` after one to three slips of the hand."""
    for _ in range(chance.randint(1, 3)):
        lines = text.splitlines(keepends=True) or [""]
        at, line = chance.randrange(len(text) + 1), chance.randrange(len(lines))
        odd = chance.choice(
            [*list("\t\r\n :-{}[]\"'|>&*!%@`#,?~\\\x00\x1b\x85\u2028\ufeff�é𝒳0"), "\n\n", ": ", "---\n", "- "]
        )
        slip = chance.randrange(7)
        if slip == 0:
            text = text[:at] + odd + text[at:]
        elif slip == 1:
            text = text[:at] + text[at + chance.randint(1, 9) :]
        elif slip == 2:
            text = "".join([*lines[:line], lines[line], *lines[line:]])
        elif slip == 3:
            text = "".join([*lines[:line], "  " * chance.randint(0, 3) + lines[line].lstrip(), *lines[line + 1 :]])
        elif slip == 4:
            text = text[:at]
        elif slip == 5:
            text = text[:at] + odd + text[at + 1 :]
        else:
            chance.shuffle(lines)
            text = "".join(lines)
    return text


def test_a_mangled_file_is_accepted_or_refused_with_its_line() -> None:
    chance = random.Random(11)
    room = newsroom()
    own = refresh(None, PATH, room.article(), room.found())
    accepted = 0
    for number in range(MUTATIONS):
        source = [SIDECAR, own, REGISTRY, ENTRIES][number % 4]
        text = mutated(source, chance)
        try:
            if number % 4 < 2:
                parse_sidecar(text, PATH)
                once = refresh(text, PATH, room.article(), room.found())
                assert refresh(once, PATH, room.article(), room.found()) == once
            elif number % 4 == 2:
                ACTORS.refresh(text, Path("actors.yaml"), [])
            else:
                TIMELINE.refresh(text, Path("timeline.yaml"), [])
            accepted += 1
        except CorpusError as error:
            lines = text.count("\n") + text.count("\r") + text.count("\x85") + text.count("\u2028") + 2
            assert error.problems
            assert all(1 <= problem.line <= lines and problem.column >= 1 for problem in error.problems)
    assert 0 < accepted < MUTATIONS


def test_a_file_that_came_meanwhile_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "corpus"
    write_corpus(root)
    annotate_like(monkeypatch, 0)
    mine = "article: talks-7\n# mine\n"

    def while_someone_types(old: str | None, path: Path, article: Article, found: Annotations) -> str:
        if article.id == "talks-7":
            path.write_text(mine)
        return refresh(old, path, article, found)

    monkeypatch.setattr(desk, "refresh", while_someone_types)
    report = workflow.run(root)
    assert {(problem.path.name, problem.code) for problem in report.problems} == {("talks-7.yaml", "not-written")}
    assert mine in (root / "talks-7.yaml").read_text()


def test_only_what_a_killed_run_left_is_swept_up(tmp_path: Path) -> None:
    root = tmp_path / "corpus"
    root.mkdir()
    for name in (".talks.yaml.ab12_xyz.new", ".notes.new", ".talks.yaml.new"):
        (root / name).write_text("x")
    with one_writer(root):
        assert sorted(path.name for path in root.iterdir()) == [".notes.new", ".talks.yaml.new"]
