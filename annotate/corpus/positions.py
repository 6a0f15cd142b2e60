"""Where the parts of one of very many files stand.

A folder may hold thousands of sidecars, and hardly any of their lines and columns is ever asked for. Only the places
of its items are held; for anything within them the file is parsed once more.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from annotate.corpus.problems import CorpusError, Problem
from annotate.corpus.reading import read_text
from annotate.corpus.yaml.strict_yaml import Document, Location, read

_ITEM = 2
"""Keys and indexes that lead to an item: its section and its number."""


class Positions:
    """Where the parts of the file at ``path`` stand."""

    def __init__(self, document: Document, sections: Iterable[str]) -> None:
        """Those of a file that was parsed; ``sections`` are its lists of items."""
        self.path = document.path
        self._heads = {where: place for where, place in document.near.items() if len(where) < _ITEM}
        value = document.value if isinstance(document.value, dict) else {}
        # Two short rows of numbers take a tenth of what a place for each item would.
        items = {s: [document.near[s, index] for index in range(len(value.get(s) or ()))] for s in sections}
        self._lines = {s: tuple(line for line, _ in found) for s, found in items.items() if found}
        self._columns = {s: tuple(column for _, column in found) for s, found in items.items() if found}

    def line(self, section: str, index: int) -> int:
        """The line, from 1, of an item."""
        return self._lines[section][index]

    def place(self, location: Location) -> tuple[int, int]:
        """Line and column, each from 1, of ``location`` or of the nearest enclosing value that exists."""
        if len(location) > _ITEM and self._document is not None:
            return self._document.place(location)
        if len(location) >= _ITEM:
            section, index = str(location[0]), location[1]
            if isinstance(index, int) and index < len(self._lines.get(section, ())):
                return self._lines[section][index], self._columns[section][index]
        return self._heads.get(location[:1]) or self._heads[()]

    def problem(self, location: Location, code: str, message: str, hint: str = "") -> Problem:
        """A problem that stands at ``location`` in the file."""
        return Problem(self.path, *self.place(location), code, message, hint)

    @cached_property
    def _document(self) -> Document | None:
        """None: the file was changed since, and can no longer be read."""
        try:
            return read(read_text(self.path), self.path)
        except (CorpusError, OSError):
            return None
