"""A project of its own for a test: its corpus, the commands run in it, and what they leave behind."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.markup import Element, parse

SETTINGS = """\
site_name: Dateline
theme: {name: material, font: false}
plugins: [search, annotate]
validation: {anchors: warn, absolute_links: warn, unrecognized_links: warn}
"""
"""Of a small site without pages of its own."""


@dataclass(frozen=True)
class Newsroom:
    """A project below ``folder``."""

    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def corpus(self) -> Path:
        """Its articles and annotations."""
        return self.folder / "corpus"

    @property
    def site(self) -> Path:
        """Where the site is built."""
        return self.folder / "site"

    def annotate(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run the command ``annotate`` as a person would."""
        return self._run([sys.executable, "-c", "from annotate.cli import main; main()", *map(str, arguments)])

    def mkdocs(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the command ``mkdocs``."""
        return self._run([sys.executable, "-m", "mkdocs", *arguments])

    def page(self, path: str) -> Element:
        """The built page at the address ``path``, such as ``timeline/``."""
        return parse((self.site / path / "index.html").read_text(encoding="utf-8"))

    def _run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=self.folder, env=self.surroundings(), capture_output=True, text=True, check=False, timeout=120
        )

    def surroundings(self) -> dict[str, str]:
        """The environment that the commands run in."""
        return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", **self.environment}


def newsroom(folder: Path, files: Mapping[str, str | bytes] | None = None) -> Newsroom:
    """A project in ``folder`` with these files in its corpus, and a home page."""
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "about.md").write_text("# About\n\nWritten by hand.\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    (folder / "corpus").mkdir()
    for name, content in (files or {}).items():
        data = content.encode() if isinstance(content, str) else content
        (folder / "corpus" / name).write_bytes(data)
    return Newsroom(folder)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder``, by its path there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
