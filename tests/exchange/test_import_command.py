"""``annotate import`` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotate.cli import main
from tests.exchange.documents import FERRY


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.txt").write_text(FERRY, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\0")
    return tmp_path


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["import", *arguments])


def test_it_says_what_became_of_each_document(folder: Path) -> None:
    done = call("good.txt")
    assert done.exit_code == 0
    assert done.output == "imported good.txt as corpus/2025-03-03-ministers-agree-on-a-ferry.md\n"
    assert call("good.txt").output == "unchanged corpus/2025-03-03-ministers-agree-on-a-ferry.md\n"


def test_it_ends_with_1_when_some_were_refused_and_with_2_when_all_were(folder: Path) -> None:
    some = call("good.txt", "bad.txt")
    assert (some.exit_code, call("bad.txt").exit_code) == (1, 2)
    assert "bad.txt:1:1: binary: the file is binary, not text\n" in some.output
    assert (folder / "corpus" / "2025-03-03-ministers-agree-on-a-ferry.md").exists()


@pytest.mark.parametrize(
    "arguments", [["a", "b", "--title", "x"], [], ["good.txt", "--date", "Friday"], ["good.txt", "--url", "ftp://x"]]
)
def test_wrong_usage_ends_with_2_and_writes_nothing(folder: Path, arguments: list[str]) -> None:
    done = call(*arguments)
    assert done.exit_code == 2
    assert "Usage:" in done.output
    assert not (folder / "corpus").exists()


def test_json_tells_the_same(folder: Path) -> None:
    done = json.loads(call("good.txt", "bad.txt", "--corpus", "articles", "--format", "json").output)
    assert [(item["file"], item["result"]) for item in done] == [("good.txt", "imported"), ("bad.txt", "refused")]
    assert done[0]["article"] == str(Path("articles/2025-03-03-ministers-agree-on-a-ferry.md"))
    assert done[1]["problems"][0]["code"] == "binary"
