"""How the tests come by a browser."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.chromium import NoBrowserError
from tests.browser.chromium import chromium as find_chromium


def test_a_browser_is_found_and_starts(chromium: Path) -> None:
    done = subprocess.run([chromium, "--version"], capture_output=True, text=True, check=True)
    assert any(character.isdigit() for character in done.stdout)


def test_the_browser_named_in_the_environment_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    mine = tmp_path / "browser"
    mine.write_text("#!/bin/sh\nexit 0\n")
    mine.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(mine))
    assert find_chromium() == mine


def test_a_named_browser_that_does_not_start_fails_and_says_so(tmp_path: Path) -> None:
    script = Path(__file__).with_name("chromium.py")
    environment = {**os.environ, "CHROMIUM": str(tmp_path / "missing")}
    done = subprocess.run([sys.executable, script], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "which does not start" in done.stderr


def test_where_no_browser_can_be_had_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    for way in ("installed", "from_playwright"):
        monkeypatch.setattr(f"tests.browser.chromium.{way}", lambda: iter(()))
    monkeypatch.setattr("tests.browser.chromium.run", lambda *_: False)
    with pytest.raises(NoBrowserError, match="apt install chromium"):
        find_chromium()
