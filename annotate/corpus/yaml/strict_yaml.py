"""YAML read strictly: what a person typed is what the program sees.

Plain YAML readers keep the last of two equal keys, read ``no`` as false, ``12:30`` as 750 and a bare date as a date
object. Here every scalar stays the string that was typed, equal keys, aliases and tags are refused, and every value
keeps its line and column, so that later checks can point at it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import yaml

from annotate.corpus.problems import CorpusError, Problem

Value = str | None | list["Value"] | dict[str, "Value"]
Location = tuple[str | int, ...]
MAX_DEPTH = 50
"""Lists and mappings within each other; no file of a corpus needs ten."""

_KNOWN = 2
"""Levels of lists and mappings of whose values the lines are known at once: sections and their items."""
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
    extents: dict[Location, Extent] = field(default_factory=dict)
    """The lines that each value takes; only of values at most two levels deep (a section and its items)."""
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    """By top-level key, first and one-past-last code point of its value (of a list or mapping only the beginning); a
    byte-order mark is not counted."""
    near: dict[Location, tuple[int, int]] = field(default_factory=dict)
    """As :attr:`places`, of values at most two levels deep."""
    is_block: bool = True
    """Whether the whole is written in lines, not in braces."""
    text: str = ""
    """What was parsed, without a byte-order mark."""
    first_line: int = 1
    """On which line of the file the text begins."""

    @cached_property
    def places(self) -> Mapping[Location, tuple[int, int]]:
        """Line and column, each from 1, of each value (of its key, where it stands in a mapping).

        Most files are in order and nobody asks; the text is gone through a second time where somebody does.
        """
        reader = _Reader(self.path, self.first_line - 1, deep=True)
        for event in yaml.parse(self.text, Loader=yaml.CSafeLoader):
            reader.take(event)
        return reader.document.near

    def place(self, location: Sequence[str | int]) -> tuple[int, int]:
        """Line and column of ``location`` or of the nearest enclosing value that exists."""
        where = tuple(location)
        places = self.near if len(where) <= _KNOWN else self.places
        while where not in places and where:
            where = where[:-1]
        return places.get(where, (1, 1))

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
    take = reader.take
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            take(event)
    except yaml.MarkedYAMLError as error:
        raise CorpusError([_syntax_problem(error, text, path, shift)]) from None
    except yaml.reader.ReaderError as error:
        raise CorpusError([_character_problem(error, text, path, shift)]) from None
    except UnicodeEncodeError:
        raise CorpusError([Problem(path, 1 + shift, 1, "yaml-character", "half of a surrogate pair")]) from None
    if reader.problems:
        raise CorpusError(reader.problems)
    reader.document.text, reader.document.first_line = text, first_line
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


class _Open:
    """A list or mapping whose end has not been read yet."""

    __slots__ = (
        "drops_next", "end", "first", "in_brackets", "items", "key", "keys", "line", "skipped", "value", "where",
    )  # fmt: skip

    def __init__(self, where: Location | None, is_list: bool, in_brackets: bool, line: int, skipped: bool) -> None:
        self.where = where
        """None: deeper than anybody asks for."""
        self.items: list[Value] | None = [] if is_list else None
        self.keys: dict[str, Value] | None = None if is_list else {}
        self.value: Value = self.items if is_list else self.keys
        self.in_brackets = in_brackets
        self.line = line
        """The line from 1 that it begins on."""
        self.skipped = skipped
        """It is, or stands in, something refused: its parts are passed over."""
        self.end = 0
        """One past the last line, from 0, of the parts read so far."""
        self.key: str | None = None
        """Of a mapping, the key whose value comes next; None: a key comes next."""
        self.first: dict[str, int] = {}
        """The line of each key so far."""
        self.drops_next = False
        """The value that comes next belongs to a key that was refused."""


def _at(mark: Any) -> tuple[int, int]:
    """Line and column of ``mark``, each from 0."""
    return (mark.line, mark.column) if mark is not None else (0, 0)


class _Reader:
    """Takes up the parser's events one by one, collecting values, places and problems.

    Nothing here recurses and no node is copied, so neither deep nesting nor aliases can exhaust anything. A file has
    many values, and each goes through here.
    """

    def __init__(self, path: Path, shift: int, *, deep: bool = False) -> None:
        self.document = Document(path, None, near={(): (1 + shift, 1)})
        self.problems: list[Problem] = []
        self.places = self.document.near
        self.known = MAX_DEPTH if deep else _KNOWN
        """Levels of which places are collected."""
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
        if around is not None and around.keys is not None and around.key is None and not around.drops_next:
            if isinstance(event, yaml.ScalarEvent):
                self._key(around, event)
                return
            self._refuse(event, "yaml-key", "a key must be a plain word", "write a word, a colon and its value")
            raise CorpusError(self.problems)
        where = self._where(around)
        skipped = around is not None and (around.skipped or around.drops_next)
        mark: Any = event.start_mark
        line = mark.line + 1 + self.shift
        if not skipped:
            if where is not None:
                self.places.setdefault(where, (line, mark.column + 1))
            skipped = (
                event.anchor is not None or not isinstance(event, yaml.ScalarEvent) or event.tag is not None
            ) and (not self._is_plain(event))
        if where is not None and len(where) == 1:
            self.document.spans[str(where[0])] = int(mark.index), int(cast("Any", event.end_mark).index)
        if isinstance(event, yaml.ScalarEvent):
            # Only a scalar without quotation marks may mean "nothing".
            value = None if not event.style and event.value in _NULLS else str(event.value)
            # A block scalar ends at the beginning of the next line, everything else within its own last line.
            end: Any = event.end_mark
            ends_a_line = event.style in {"|", ">"} and end.column == 0
            self._done(where, value, line, end.line + (0 if ends_a_line else 1), skipped)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._begin(event, where, line, skipped)
        else:
            self._done(where, None, line, line, skipped=True)

    def _begin(self, event: yaml.CollectionStartEvent, where: Location | None, line: int, skipped: bool) -> None:
        if len(self.open) >= MAX_DEPTH:
            self._refuse(event, "yaml-depth", f"nested more than {MAX_DEPTH} deep", "write it flatter")
            raise CorpusError(self.problems)
        if not self.open:
            self.document.is_block = not event.flow_style
        is_list = isinstance(event, yaml.SequenceStartEvent)
        self.open.append(_Open(where, is_list, bool(event.flow_style), line, skipped))

    def _key(self, around: _Open, event: yaml.ScalarEvent) -> None:
        key = str(event.value)
        mark: Any = event.start_mark
        line = mark.line + 1 + self.shift
        if key in around.first:
            if not around.skipped:
                hint = f"it stands first on line {around.first[key]}; keep one of them"
                self._refuse(event, "equal-key", f"the key {key!r} stands twice", hint)
            around.drops_next = True
            return
        around.first[key] = line
        around.key = key
        if around.where is not None and len(around.where) < self.known and not around.skipped:
            self.places[*around.where, key] = (line, mark.column + 1)

    def _where(self, around: _Open | None) -> Location | None:
        """Where the next value stands; None: deeper than anybody asks for."""
        if around is None:
            return ()
        if around.where is None or len(around.where) >= self.known:
            return None
        return (*around.where, around.key or "" if around.items is None else len(around.items))

    def _is_plain(self, event: yaml.NodeEvent) -> bool:
        """Whether ``event`` begins a value as people type them; anything else is refused."""
        if event.anchor is None and isinstance(event, yaml.ScalarEvent) and event.tag is None:
            return True  # nearly always
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

    def _done(self, where: Location | None, value: Value, line: int, end: int, skipped: bool) -> None:
        """Put a value that is complete where it belongs."""
        if where is not None and not skipped and len(where) <= _KNOWN:
            self.document.extents[where] = Extent(line, end + 1 + self.shift)
        if not self.open:
            self.document.value = value
            return
        around = self.open[-1]
        around.end = end
        if around.items is not None:
            around.items.append(value)
            return
        if around.key is not None and not around.drops_next and around.keys is not None:
            around.keys[around.key] = value
        around.key, around.drops_next = None, False

    def _refuse(self, event: yaml.Event, code: str, message: str, hint: str = "") -> None:
        """Note a problem at ``event``."""
        line, column = _at(event.start_mark)
        self.problems.append(Problem(self.document.path, line + 1 + self.shift, column + 1, code, message, hint))


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
