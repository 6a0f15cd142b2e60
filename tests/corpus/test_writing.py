import stat
from pathlib import Path

import pytest

from annotate.corpus.keeping.writing import write_atomically
from annotate.corpus.problems import ChangedOnDiskError


def test_a_file_changed_meanwhile_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("mine")
    with pytest.raises(ChangedOnDiskError):
        write_atomically(path, "theirs", expected=b"older")
    assert path.read_text() == "mine"
    assert [p.name for p in tmp_path.iterdir()] == ["a.yaml"]


def test_mode_and_link_of_a_file_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "real.yaml"
    path.write_text("old")
    path.chmod(0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    write_atomically(link, "new\r\n", expected=b"old")
    assert link.is_symlink()
    assert path.read_bytes() == b"new\r\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_write_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "folder"
    path.mkdir()
    with pytest.raises(OSError, match="folder"):
        write_atomically(path, "text")
    assert [p.name for p in tmp_path.iterdir()] == ["folder"]
