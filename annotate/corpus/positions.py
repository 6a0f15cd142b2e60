"""Where the parts of one of very many files stand.

A folder may hold thousands of sidecars, and hardly any of their lines and columns is ever asked for. Only the line of
each item is held; for anything else the file is parsed once more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from annotate.corpus.problems import CorpusError, Problem
from annotate.corpus.reading import read_text
from annotate.corpus.strict_yaml import Document, Location, read


class Positions:
    """Where the parts of the file at ``path`` stand."""

    def __init__(self, path: Path, items: Mapping[str, Sequence[int]]) -> None:
        """``items`` are the lines, from 1, of the items of each section."""
        self.path = path
        self._items = items

    @classmethod
    def of(cls, document: Document, sections: Iterable[str]) -> Positions:
        """Those of a file that was parsed; ``sections`` are its lists of items."""
        value = document.value if isinstance(document.value, dict) else {}
        items = {section: range(len(value.get(section) or ())) for section in sections}
        lines = {s: tuple(document.extents[s, index].first for index in found) for s, found in items.items() if found}
        return cls(document.path, lines)

    def line(self, section: str, index: int) -> int:
        """The line, from 1, of an item."""
        return self._items[section][index]

    def place(self, location: Location) -> tuple[int, int]:
        """Line and column, each from 1, of ``location`` or of the nearest enclosing value that exists."""
        if self._document is not None:
            return self._document.place(location)
        # The file was changed since: as far as anybody knows.
        lines = self._items.get(str(location[0]), ()) if len(location) > 1 else ()
        index = location[1] if lines else 0
        return (lines[index], 1) if isinstance(index, int) and index < len(lines) else (1, 1)

    def problem(self, location: Location, code: str, message: str, hint: str = "") -> Problem:
        """A problem that stands at ``location`` in the file."""
        return Problem(self.path, *self.place(location), code, message, hint)

    @cached_property
    def _document(self) -> Document | None:
        try:
            return read(read_text(self.path), self.path)
        except (CorpusError, OSError):
            return None
