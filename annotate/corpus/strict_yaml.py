"""YAML read strictly: what a person typed is what the program sees.

Plain YAML readers keep the last of two equal keys, read ``no`` as false, ``12:30`` as 750 and a bare date as a date
object. Here every scalar stays the string that was typed, equal keys, aliases and tags are refused, and every value
keeps its line and column, so that later checks can point at it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from annotate.corpus.problems import CorpusError, Problem

Value = str | None | list["Value"] | dict[str, "Value"]
Location = tuple[str | int, ...]
MAX_DEPTH = 50
"""Lists and mappings within each other; no file of a corpus needs ten."""

_NULLS = frozenset({"", "~", "null"})
_STANDARD_TAG = "tag:yaml.org,2002:"


@dataclass(frozen=True)
class Extent:
    """The lines of one node: ``first`` counted from 1, ``end`` one past the last line that holds any of it."""

    first: int
    end: int


@dataclass
class Document:
    """One parsed file: its value and where each part of it stands."""

    path: Path
    value: Value
    places: dict[Location, tuple[int, int]] = field(default_factory=dict)
    """Line and column, each from 1, of each value (of its key, where it stands in a mapping)."""
    extents: dict[Location, Extent] = field(default_factory=dict)
    """The lines that each value takes; only of values at most two levels deep (a section and its items)."""
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    """By top-level key, first and one-past-last code point of its value (of a list or mapping only the beginning); a
    byte-order mark is not counted."""
    is_block: bool = True
    """Whether the whole is written in lines, not in braces."""

    def place(self, location: Sequence[str | int]) -> tuple[int, int]:
        """Line and column of ``location`` or of the nearest enclosing value that exists."""
        where = tuple(location)
        while where not in self.places and where:
            where = where[:-1]
        return self.places.get(where, (1, 1))

    def problem(self, location: Sequence[str | int], code: str, message: str, hint: str = "") -> Problem:
        """A problem that stands at ``location`` in this file."""
        line, column = self.place(location)
        return Problem(self.path, line, column, code, message, hint)


def read(text: str, path: Path, *, first_line: int = 1) -> Document:
    """Parse ``text``, the content of ``path`` (or a part of it that begins at ``first_line``).

    Raises:
        CorpusError: for anything that is not plain YAML, with every equal key and every alias in it.
    """
    shift = first_line - 1
    text = text.removeprefix("\ufeff")
    reader = _Reader(path, shift)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            reader.take(event)
    except yaml.MarkedYAMLError as error:
        raise CorpusError([_syntax_problem(error, text, path, shift)]) from None
    except yaml.reader.ReaderError as error:
        raise CorpusError([_character_problem(error, text, path, shift)]) from None
    except UnicodeEncodeError:
        raise CorpusError([Problem(path, 1 + shift, 1, "yaml-character", "half of a surrogate pair")]) from None
    if reader.problems:
        raise CorpusError(reader.problems)
    return reader.document


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, path: Path, shift: int) -> Problem:
    line, column = _at(error.problem_mark or error.context_mark)
    lines = text.splitlines()
    here = lines[line] if line < len(lines) else ""
    message = " ".join(part for part in (error.context, error.problem) if part) or "no valid YAML"
    hint = ""
    if "\t" in here[: column + 1]:
        column = here.index("\t")
        message, hint = "a tab stands where YAML allows only spaces", "indent with spaces"
    elif "mapping values are not allowed" in message:
        message = "a colon followed by a space stands inside plain text"
        hint = "put the text in quotation marks"
    elif "did not find expected" in message and line >= len(lines):
        hint = "a bracket, brace or quotation mark is never closed"
    return Problem(path, line + 1 + shift, column + 1, "yaml-syntax", message, hint)


def _character_problem(error: yaml.reader.ReaderError, text: str, path: Path, shift: int) -> Problem:
    # The C reader counts bytes, so the character is looked for rather than counted to.
    character = chr(error.character) if isinstance(error.character, int) else str(error.character)
    offset = max(text.find(character), 0)
    line = text.count("\n", 0, offset)
    column = offset - (text.rfind("\n", 0, offset) + 1)
    name = f"U+{ord(character[0]):04X}" if character else "a character"
    return Problem(path, line + 1 + shift, column + 1, "yaml-character", f"the character {name} may not stand in YAML")


@dataclass
class _Open:
    """A list or mapping whose end has not been read yet."""

    where: Location
    value: list[Value] | dict[str, Value]
    in_brackets: bool
    line: int
    """The line from 1 that it begins on."""
    skipped: bool
    """It is, or stands in, something refused: its parts are passed over."""
    end: int = 0
    """One past the last line, from 0, of the parts read so far."""
    key: str | None = None
    """Of a mapping, the key whose value comes next; None: a key comes next."""
    first: dict[str, int] = field(default_factory=dict)
    """The line of each key so far."""
    drops_next: bool = False
    """The value that comes next belongs to a key that was refused."""


def _at(mark: Any) -> tuple[int, int]:
    """Line and column of ``mark``, each from 0."""
    return (mark.line, mark.column) if mark is not None else (0, 0)


def _index(mark: Any) -> int:
    """Code points before ``mark``."""
    return int(mark.index)


class _Reader:
    """Takes up the parser's events one by one, collecting values, places and problems.

    Nothing here recurses and no node is copied, so neither deep nesting nor aliases can exhaust anything.
    """

    def __init__(self, path: Path, shift: int) -> None:
        self.document = Document(path, None, {(): (1 + shift, 1)})
        self.problems: list[Problem] = []
        self.shift = shift
        self.open: list[_Open] = []
        self.documents = 0
        self.anchors: set[str] = set()

    def take(self, event: yaml.Event) -> None:
        """Take up the next event.

        Raises:
            CorpusError: what follows cannot be read at all.
        """
        if isinstance(event, yaml.NodeEvent):
            self._node(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            closed = self.open.pop()
            end = _at(event.end_mark)[0] + 1 if closed.in_brackets or not closed.end else closed.end
            self._done(closed.where, closed.value, closed.line, end, closed.skipped)
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._refuse(event, "yaml-syntax", "a second document begins here", "remove the line '---'")
                raise CorpusError(self.problems)

    def _node(self, event: yaml.NodeEvent) -> None:
        around = self.open[-1] if self.open else None
        if isinstance(around, _Open) and isinstance(around.value, dict) and self._takes_key(around, event):
            return
        where, skipped = self._where(around)
        line, column = self._place(event)
        if not skipped:
            self.document.places.setdefault(where, (line, column))
            skipped = not self._is_plain(event)
        if len(where) == 1:
            self.document.spans[str(where[0])] = _index(event.start_mark), _index(event.end_mark)
        if isinstance(event, yaml.CollectionStartEvent):
            self._begin(event, where, line, skipped)
        elif isinstance(event, yaml.ScalarEvent):
            # Only a scalar without quotation marks may mean "nothing".
            value = None if not event.style and event.value in _NULLS else str(event.value)
            # A block scalar ends at the beginning of the next line, everything else within its own last line.
            end, column = _at(event.end_mark)
            ends_a_line = event.style in {"|", ">"} and column == 0
            self._done(where, value, line, end + (0 if ends_a_line else 1), skipped)
        else:
            self._done(where, None, line, line, skipped=True)

    def _begin(self, event: yaml.CollectionStartEvent, where: Location, line: int, skipped: bool) -> None:
        if len(self.open) >= MAX_DEPTH:
            self._refuse(event, "yaml-depth", f"nested more than {MAX_DEPTH} deep", "write it flatter")
            raise CorpusError(self.problems)
        if not self.open:
            self.document.is_block = not event.flow_style
        value: list[Value] | dict[str, Value] = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        self.open.append(_Open(where, value, bool(event.flow_style), line, skipped))

    def _takes_key(self, around: _Open, event: yaml.NodeEvent) -> bool:
        """Whether ``event`` is a key that is done with; another kind of key, or a value, is still to be read."""
        if around.key is not None or around.drops_next:
            return False
        if not isinstance(event, yaml.ScalarEvent):
            self._refuse(event, "yaml-key", "a key must be a plain word")
            raise CorpusError(self.problems)
        key, (line, column) = str(event.value), self._place(event)
        if key in around.first and not around.skipped:
            hint = f"it stands first on line {around.first[key]}; keep one of them"
            self._refuse(event, "equal-key", f"the key {key!r} stands twice", hint)
        around.drops_next = key in around.first
        around.first.setdefault(key, line)
        if not around.drops_next:
            around.key = key
            if not around.skipped:
                self.document.places[*around.where, key] = (line, column)
        return True

    def _where(self, around: _Open | None) -> tuple[Location, bool]:
        """Where the next value stands, and whether it is passed over."""
        if around is None:
            return (), False
        if isinstance(around.value, list):
            return (*around.where, len(around.value)), around.skipped
        return (*around.where, around.key or ""), around.skipped or around.drops_next

    def _is_plain(self, event: yaml.NodeEvent) -> bool:
        """Whether ``event`` begins a value as people type them; anything else is refused."""
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, "yaml-alias", f"the alias *{event.anchor} repeats another value", "write it out")
            return False
        if event.anchor is not None:
            if event.anchor in self.anchors:
                self._refuse(event, "yaml-anchor", f"the anchor &{event.anchor} stands twice", "remove it")
            self.anchors.add(event.anchor)
        tag = event.tag if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) else None
        if tag is not None and (not tag.startswith(_STANDARD_TAG) or tag.startswith(f"{_STANDARD_TAG}python")):
            self._refuse(event, "yaml-tag", f"the tag {tag!r} is not allowed", "remove it")
            return False
        return True

    def _done(self, where: Location, value: Value, line: int, end: int, skipped: bool) -> None:
        """Put a value that is complete where it belongs."""
        if not skipped and len(where) <= 2:
            self.document.extents[where] = Extent(line, end + 1 + self.shift)
        if not self.open:
            self.document.value = value
            return
        around = self.open[-1]
        around.end = end
        if isinstance(around.value, list):
            around.value.append(value)
            return
        if around.key is not None and not around.drops_next:
            around.value[around.key] = value
        around.key, around.drops_next = None, False

    def _place(self, event: yaml.Event) -> tuple[int, int]:
        """Line and column of ``event``, each from 1."""
        line, column = _at(event.start_mark)
        return line + 1 + self.shift, column + 1

    def _refuse(self, event: yaml.Event, code: str, message: str, hint: str = "") -> None:
        """Note a problem at ``event``."""
        self.problems.append(Problem(self.document.path, *self._place(event), code, message, hint))


def node_spans(text: str) -> dict[Location, tuple[int, int]]:
    """First and one-past-last code point in ``text`` (which :func:`read` accepts) of every value within it.

    A byte-order mark counts as a code point. A value's anchor is within its span; comments behind it are not.
    """
    body = text.removeprefix("\ufeff")
    shift = len(text) - len(body)
    found: dict[Location, tuple[int, int]] = {}

    def walk(node: yaml.Node, where: Location) -> None:
        found[where] = node.start_mark.index + shift, node.end_mark.index + shift
        if isinstance(node, yaml.SequenceNode):
            for index, item in enumerate(node.value):
                walk(item, (*where, index))
        elif isinstance(node, yaml.MappingNode):
            for key, inner in node.value:
                walk(inner, (*where, str(key.value)))

    root = yaml.compose(body, Loader=yaml.CSafeLoader)
    if root is not None:
        walk(root, ())
    return found
