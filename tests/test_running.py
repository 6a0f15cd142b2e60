"""``annotate run`` as a curator meets it: again, interrupted, on a file in use, on a full disk, with several workers."""

from __future__ import annotations

import errno
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from annotate import desk
from annotate.cli import main
from annotate.corpus.checking import check
from annotate.corpus.folder import read_folder
from tests.newsroom import Newsroom, contents, newsroom

FIXTURES = Path(__file__).parent / "site" / "fixtures" / "corpus"


def articles() -> dict[str, str | bytes]:
    """Articles without annotations."""
    return {path.name: path.read_bytes() for path in FIXTURES.glob("*.md")}


@pytest.fixture(scope="module")
def annotated(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """A project that was annotated once; tests copy it."""
    room = newsroom(tmp_path_factory.mktemp("annotated") / "project", articles())
    done = room.annotate("run")
    assert done.returncode == 0, done.stdout
    return room


@pytest.fixture
def room(annotated: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """A copy of the annotated project, in which the test stands."""
    shutil.copytree(annotated.folder, tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    return Newsroom(tmp_path / "project")


def said(*command: str) -> tuple[int, list[str]]:
    done = CliRunner().invoke(main, command)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output.splitlines()


@pytest.mark.parametrize("how", [(), ("--all",)])
def test_running_again_changes_no_byte(room: Newsroom, how: tuple[str, ...]) -> None:
    before = contents(room.corpus)
    assert said("run", *how) == (0, ["5 article(s), nothing to change."])
    assert contents(room.corpus) == before


def test_a_diff_after_a_run_is_empty(room: Newsroom) -> None:
    assert said("diff") == (0, [])


def test_what_a_run_leaves_behind_passes_the_check(room: Newsroom) -> None:
    assert check(read_folder(room.corpus)) == []


def test_two_workers_write_the_bytes_that_one_writes(annotated: Newsroom, tmp_path: Path) -> None:
    room = newsroom(tmp_path / "project", articles())
    done = room.annotate("run", "--jobs", "2")
    assert done.returncode == 0, done.stdout + done.stderr
    assert contents(room.corpus) == contents(annotated.corpus)


INTERRUPTED = """
import os, signal
from annotate import desk
from annotate.cli import main
write = desk.write_atomically
def write_and_be_interrupted(*given, **named):
    write(*given, **named)
    os.kill(os.getpid(), signal.SIGINT)
desk.write_atomically = write_and_be_interrupted
# A shell that runs the tests in the background has told its children to ignore the signal.
signal.signal(signal.SIGINT, signal.default_int_handler)
main()
"""
"""A run that is told to stop right after it has written its first file."""


def test_an_interrupted_run_leaves_whole_files_and_the_next_one_finishes(annotated: Newsroom, tmp_path: Path) -> None:
    room = newsroom(tmp_path / "project", articles())
    running = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, "run"],
        cwd=room.folder, env=room.surroundings(), capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert running.returncode == 130
    assert "interrupted: the files written so far are whole, run again to go on" in running.stderr
    assert "Traceback" not in running.stderr
    whole = contents(annotated.corpus)
    written = contents(room.corpus)
    assert {name: whole[name] for name in written} == written, "half a file, or a file of the middle of writing"
    assert len(written) < len(whole), "the run had ended before it was interrupted"
    assert room.annotate("run").returncode == 0
    assert contents(room.corpus) == whole


@pytest.mark.parametrize("name", ["actors.yaml", "timeline.yaml"])
def test_a_file_that_someone_saves_during_a_run_is_not_overwritten(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path = room.corpus / name
    typed = path.read_bytes() + b"# typed meanwhile\n"
    propose = desk.lacking
    # What would be written differs from what stands there, so that there is something to write.
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:3]))

    def save_meanwhile(*given: object) -> object:
        path.write_bytes(typed)
        return propose(*given)

    monkeypatch.setattr(desk, "lacking", save_meanwhile)
    code, lines = said("run")
    assert code == 1
    assert lines[0].startswith(f"corpus/{name}:1:1: not-written: nothing was written: ")
    assert "changed by someone else meanwhile" in lines[0]
    assert path.read_bytes() == typed


def test_a_file_that_someone_makes_during_a_run_is_not_overwritten(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = room.corpus / "actors.yaml"
    path.unlink()
    propose = desk.lacking

    def save_meanwhile(*given: object) -> object:
        path.write_bytes(b"actors: []\n")
        return propose(*given)

    monkeypatch.setattr(desk, "lacking", save_meanwhile)
    assert said("run")[0] == 1
    assert path.read_bytes() == b"actors: []\n"


def test_a_folder_that_cannot_be_written_to_is_one_line_a_file(
    annotated: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = newsroom(tmp_path / "project", articles())
    monkeypatch.chdir(room.folder)
    before = contents(room.corpus)

    def refuse(*_: object, **given: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(given.get("dir")))

    # Where tests run as root, no mode keeps them from writing.
    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    code, lines = said("run")
    assert code == 1
    assert len(lines) == len(set(lines)) >= 7
    assert all(": not-written: nothing was written: Read-only file system" in line for line in lines)
    assert contents(room.corpus) == before


def test_a_broken_article_does_not_stop_the_others(room: Newsroom) -> None:
    for sidecar in room.corpus.glob("20*.yaml"):
        sidecar.unlink()
    broken = sorted(room.corpus.glob("*.md"))[2]
    broken.write_text("no front matter\n", encoding="utf-8")
    code, lines = said("run")
    assert code == 1
    assert lines[0].startswith(f"corpus/{broken.name}:1:1: no-front-matter: ")
    assert len(list(room.corpus.glob("20*.yaml"))) == 4
    assert not broken.with_suffix(".yaml").exists()


def test_only_the_articles_that_are_named_are_annotated(room: Newsroom) -> None:
    one, *others = sorted(room.corpus.glob("20*.yaml"))
    for sidecar in (one, *others):
        sidecar.unlink()
    assert said("run", f"corpus/{one.stem}.md")[0] == 0
    assert one.exists()
    assert not any(other.exists() for other in others)


def test_an_id_that_only_a_person_typed_is_told_by_the_check_and_not_proposed(room: Newsroom) -> None:
    actor = read_folder(room.corpus).actors[0].id
    sidecar = next(path for path in sorted(room.corpus.glob("*-*.yaml")) if f"actor: {actor}\n" in path.read_text())
    slip = sidecar.read_text(encoding="utf-8").replace(f"actor: {actor}\n", f"actor: {actor}x\n", 1)
    sidecar.write_text(slip, encoding="utf-8")
    told = [line for line in said("check")[1] if "unknown-actor" in line]
    assert said("run")[0] == 0
    assert f"{actor}x" not in (room.corpus / "actors.yaml").read_text(encoding="utf-8")
    assert f"actor: {actor}x\n" in sidecar.read_text(encoding="utf-8")
    assert [line for line in said("check")[1] if "unknown-actor" in line] == told
    assert any(f"did you mean '{actor}'?" in line for line in told)
