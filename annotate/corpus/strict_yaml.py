"""YAML read strictly: what a person typed is what the program sees.

Plain YAML readers keep the last of two equal keys, read ``no`` as false, ``12:30`` as 750 and a bare date as a date
object. Here every scalar stays the string that was typed, equal keys, aliases and tags are refused, and every value
keeps its line and column, so that later checks can point at it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from annotate.corpus.problems import CorpusError, Problem

Value = str | None | list["Value"] | dict[str, "Value"]
Location = tuple[str | int, ...]
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
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        raise CorpusError([_syntax_problem(error, text, path, shift)]) from None
    except yaml.reader.ReaderError as error:
        raise CorpusError([_character_problem(error, text, path, shift)]) from None
    except UnicodeEncodeError:
        raise CorpusError([Problem(path, 1 + shift, 1, "yaml-character", "half of a surrogate pair")]) from None
    except RecursionError:
        raise CorpusError([Problem(path, 1 + shift, 1, "yaml-depth", "nested too deeply to be read")]) from None
    reader = _Reader(path, shift)
    reader.document.places[()] = (1 + shift, 1)
    if node is not None:
        reader.document.value = reader.read(node, ())
    if reader.problems:
        raise CorpusError(reader.problems)
    return reader.document


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, path: Path, shift: int) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
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
    elif "expected a single document" in message:
        message, hint = "a second document begins here", "remove the line '---'"
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


class _Reader:
    """Walks the composed nodes once, collecting values, places and problems."""

    def __init__(self, path: Path, shift: int) -> None:
        self.document = Document(path, None)
        self.problems: list[Problem] = []
        self.shift = shift
        self.seen: set[int] = set()

    def read(self, node: yaml.Node, where: Location) -> Value:
        """The value of ``node``, which stands at ``where``."""
        line, column = self.place(node)
        self.document.places.setdefault(where, (line, column))
        if len(where) <= 2:
            self.document.extents[where] = Extent(line, _end_line(node) + 1 + self.shift)
        if id(node) in self.seen:
            self.refuse(node, "yaml-alias", "an alias (*) repeats another value", "write it out")
            return None
        self.seen.add(id(node))
        if not node.tag.startswith(_STANDARD_TAG) or node.tag.startswith(f"{_STANDARD_TAG}python"):
            self.refuse(node, "yaml-tag", f"the tag {node.tag!r} is not allowed", "remove it")
            return None
        if isinstance(node, yaml.ScalarNode):
            # The composer gives no style to plain scalars; only those may mean "nothing".
            return None if not node.style and node.value in _NULLS else str(node.value)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, (*where, index)) for index, item in enumerate(node.value)]
        return dict(self.pairs(node, where))

    def pairs(self, node: yaml.Node, where: Location) -> Iterator[tuple[str, Value]]:
        """The keys and values of a mapping, each key once."""
        first: dict[str, int] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.refuse(key_node, "yaml-key", "a key must be a plain word")
                continue
            key = str(key_node.value)
            if key in first:
                hint = f"it stands first on line {first[key]}; keep one of them"
                self.refuse(key_node, "equal-key", f"the key {key!r} stands twice", hint)
                continue
            first[key] = self.place(key_node)[0]
            self.document.places[(*where, key)] = self.place(key_node)
            yield key, self.read(value_node, (*where, key))

    def place(self, node: yaml.Node) -> tuple[int, int]:
        """Line and column of ``node``, each from 1."""
        return node.start_mark.line + 1 + self.shift, node.start_mark.column + 1

    def refuse(self, node: yaml.Node, code: str, message: str, hint: str = "") -> None:
        """Note a problem at ``node``."""
        line, column = self.place(node)
        self.problems.append(Problem(self.document.path, line, column, code, message, hint))


def _end_line(node: yaml.Node) -> int:
    """One past the last line, from 0, that holds any of ``node``, without the blank and comment lines behind it."""
    if isinstance(node, yaml.ScalarNode) or (isinstance(node, yaml.CollectionNode) and node.flow_style):
        mark = node.end_mark
        # A block scalar ends at the beginning of the next line, everything else within its own last line.
        ends_a_line = isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"} and mark.column == 0
        return int(mark.line + (0 if ends_a_line else 1))
    children = node.value
    if not children:
        return int(node.end_mark.line + 1)
    last = children[-1]
    return _end_line(last[1] if isinstance(last, tuple) else last)


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
