"""Articles that people have marked: ``NAME.txt`` (title, date line, empty line, body) with ``NAME.json`` beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class MarkedText:
    """The body of an article, and what people marked in it."""

    body: str
    """Offsets of marks are code points into it."""
    marks: Mapping[str, Any]
    """The article's ``date``, and of ``mentions``, ``quotes`` and ``events`` what is marked: see docs/training.md."""

    @property
    def day(self) -> date:
        """The day of the article. Raises KeyError, TypeError or ValueError where none is given."""
        return date.fromisoformat(self.marks["date"][:10])


def marked_files(folder: Path, *, below: bool = False) -> list[Path]:
    """The JSON files of a folder, or also of those ``below`` it, that have a text beside them, by name."""
    found = folder.rglob("*.json") if below else folder.glob("*.json")
    return [path for path in sorted(found) if path.with_suffix(".txt").is_file()]


def read_marked(path: Path) -> MarkedText:
    """The article whose marks stand in the JSON file ``path``.

    Raises:
        ValueError: it is no JSON, or the text no UTF-8.
        OSError: one of the two cannot be read.
    """
    marks: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return MarkedText(path.with_suffix(".txt").read_text(encoding="utf-8").partition("\n\n")[2], marks)
