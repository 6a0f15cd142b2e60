"""A YAML file that a person and the annotator both write: which line is whose.

The annotator keeps a memory of what it wrote as the last section of the file, ``machine``: for each item its key and
a digest of its lines. An item whose lines still have their digest is the annotator's and may be refreshed; any other
item is a person's and stays byte for byte. A key in the memory whose lines are gone was changed or deleted by a
person, and is never written again.

The file is parsed only to learn which lines an item takes (:mod:`annotate.corpus.yaml.strict_yaml`); it is never dumped
as a whole. :mod:`annotate.corpus.keeping.rewriting` changes the annotator's lines and no others.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path

from annotate.corpus.yaml.strict_yaml import Document, Value, read

MEMORY = "machine"
# Lines as YAML counts them.
_LINE = re.compile("[^\n\r\x85\u2028\u2029]*(?:\r\n|[\n\r\x85\u2028\u2029])|[^\n\r\x85\u2028\u2029]+")
_DOCUMENT_END = re.compile(r"\.\.\.(\s|$)")


@dataclass(frozen=True)
class Standing:
    """An item that stands in the file."""

    section: str
    index: int
    """Its place in its section, from 0."""
    first: int
    end: int
    """Its lines, from 0, end exclusive."""
    key: str | None
    """The annotator's key, if the lines are still as it wrote them; None: the item is a person's."""
    value: Value


def digest(lines: str) -> str:
    """Eight hexadecimal digits that change with any character but the kind of line end."""
    return hashlib.sha256(lines.replace("\r\n", "\n").encode("utf-8")).hexdigest()[:8]


class Sheet:
    """The file as it stands."""

    def __init__(self, text: str, path: Path, sections: Sequence[str], document: Document | None = None) -> None:
        """Read ``text``, the content of ``path``, whose ``sections`` hold lists of items.

        Args:
            text: the content.
            path: the file, for messages.
            sections: the lists.
            document: what ``text`` was parsed to, by whoever has parsed it already.

        Raises:
            CorpusError: it is no valid YAML.
        """
        self.text = text
        self.path = path
        self.sections = tuple(sections)
        self.document: Document = document or read(text, path)
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.mark = "\ufeff" if text.startswith("\ufeff") else ""
        """The byte-order mark, if the file begins with one; it belongs to no line."""
        self.body = text.removeprefix(self.mark)
        self.lines: list[str] = _LINE.findall(self.body)

    @property
    def value(self) -> Mapping[str, Value]:
        """The file's keys and values; empty for an empty file."""
        return self.document.value if isinstance(self.document.value, dict) else {}

    @cached_property
    def margin(self) -> str:
        """What stands before each key of the file; empty in all but odd files."""
        return " " * min((self.document.place((key,))[1] - 1 for key in self.value), default=0)

    @cached_property
    def memory(self) -> Mapping[str, Mapping[str, str]]:
        """Section, then key, then digest, of everything that the annotator ever wrote here."""
        machine = self.value.get(MEMORY)
        if not isinstance(machine, dict):
            return {}
        return {
            section: {key: str(held) for key, held in entries.items()}
            for section, entries in machine.items()
            if isinstance(entries, dict)
        }

    @cached_property
    def starts(self) -> Sequence[int]:
        """Offset in :attr:`body` of each line, and of the end."""
        return [0, *accumulate(len(line) for line in self.lines)]

    @cached_property
    def end(self) -> int:
        """The line before which a new section goes: the end, or the end of the document where one is marked."""
        last = max((self.document.extents[(key,)].end - 1 for key in self.value), default=0)
        marked = (number for number in range(last, len(self.lines)) if _DOCUMENT_END.match(self.lines[number]))
        return next(marked, len(self.lines))

    @cached_property
    def standing(self) -> Sequence[Standing]:
        """Every item of every section, in the order of the file."""
        return [item for section in self.sections for item in self._standing_in(section)]

    def _standing_in(self, section: str) -> Iterator[Standing]:
        items = self.value.get(section)
        if not isinstance(items, list):
            return
        waiting: dict[str, list[str]] = {}
        for key, held in self.memory.get(section, {}).items():
            waiting.setdefault(held, []).append(key)
        floor = self.document.extents[(section,)].first - 1
        for index, value in enumerate(items):
            extent = self.document.extents[(section, index)]
            first = self._dash_line(extent.first - 1, floor)
            keys = waiting.get(digest(without_margin(self.lines[first : extent.end - 1])), [])
            yield Standing(section, index, first, extent.end - 1, keys.pop(0) if keys else None, value)
            floor = extent.end - 1

    def _dash_line(self, line: int, floor: int) -> int:
        """The line of an item's dash: its own first line, or one above where a comment stands between."""
        for candidate in range(line, floor - 1, -1):
            if self.lines[candidate].lstrip().startswith("-"):
                return candidate
        return line

    def standing_in(self, section: str) -> Sequence[Standing]:
        """The items of one section."""
        return [item for item in self.standing if item.section == section]

    def is_editable(self, section: str) -> bool:
        """Whether items can be put into the section or taken out of it line by line, as in a block list.

        An empty list that a person typed (``[]``) says that there is nothing, and stays so.
        """
        if section not in self.value:
            return True
        items = self.standing_in(section)
        if not items:
            start, end = self.document.spans[section]
            return start == end
        taken: Counter[int] = Counter()
        for item in items:
            if not self.lines[item.first].lstrip().startswith("-"):
                return False
            taken.update(range(item.first, item.end))
        key_line = self.document.place((section,))[0] - 1
        return key_line not in taken and all(times == 1 for times in taken.values())

    def claimed(self, section: str) -> set[str]:
        """The keys of what the annotator once wrote here and a person has since changed or deleted."""
        untouched = {item.key for item in self.standing if item.section == section}
        return {key for key in self.memory.get(section, {}) if key not in untouched}

    def digest_of(self, item: Standing) -> str:
        """The digest of the item's lines as they stand."""
        return digest(without_margin(self.lines[item.first : item.end]))

    def without(self, item: Standing) -> str:
        """The file's text without the lines of ``item``."""
        return "".join([self.mark, *self.lines[: item.first], *self.lines[item.end :]])


def without_margin(lines: Sequence[str]) -> str:
    """An item's lines moved to the left margin, so that indenting a list does not make it a person's."""
    if not lines:
        return ""
    margin = len(lines[0]) - len(lines[0].lstrip())
    text = "".join(line[margin:] if line[:margin].strip() == "" else line for line in lines)
    return text if text.endswith("\n") else text + "\n"
