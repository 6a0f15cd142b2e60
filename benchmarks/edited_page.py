"""How long a page takes to be ready again under ``mkdocs serve`` after a file of the corpus or a page was saved."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 1800.0
"""Seconds until a page must be there."""


@dataclass(frozen=True)
class Ready:
    """What it took until the page was ready."""

    seconds: float
    """By the clock: noticing the change, building, answering."""
    processor: float
    """Of the server's process, in seconds."""


def edited(project: Path, address: str, edits: list[tuple[Path, str, str]]) -> list[Ready]:
    """Serve ``project`` and make ``edits`` (file, old words, new words), each when the one before shows at ``address``.

    The new words must show on the page, and only there once they were saved.
    """
    port = _free_port()
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    page = f"http://127.0.0.1:{port}/{address}"
    try:
        _until(page, edits[0][1] if edits else "")
        found = []
        for path, old, new in edits:
            _rest(server.pid)
            text = path.read_text(encoding="utf-8")
            if old not in text:
                raise ValueError(f"{path} does not hold {old!r}")
            before, begun = _processor_seconds(server.pid), time.perf_counter()
            path.write_text(text.replace(old, new, 1), encoding="utf-8")
            _until(page, new)
            found.append(Ready(time.perf_counter() - begun, _processor_seconds(server.pid) - before))
        return found
    finally:
        server.terminate()
        server.wait(timeout=60)


def _until(page: str, words: str) -> None:
    """Wait until ``words`` stand on the page; marks may cut them."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(page, timeout=PATIENCE) as answer:
                if words in re.sub(r"<[^>]*>", "", answer.read().decode()):
                    return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            pass
        time.sleep(0.05)
    raise TimeoutError(f"{words!r} never stood at {page}")


def _rest(pid: int) -> None:
    """Wait until the server has nothing left to do but to look at its files."""
    for _ in range(600):
        before = _processor_seconds(pid)
        time.sleep(2)
        if _processor_seconds(pid) - before < 0.5:
            return


def _processor_seconds(pid: int) -> float:
    """What the process has used so far; Linux tells it in ``/proc``."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
