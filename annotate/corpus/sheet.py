"""A YAML file that a person and the annotator both write: which line is whose, and changing only the annotator's.

The annotator keeps a memory of what it wrote as the last section of the file, ``machine``: for each item its key and
a digest of its lines. An item whose lines still have their digest is the annotator's and may be refreshed; any other
item is a person's and stays byte for byte. A key in the memory whose lines are gone was changed or deleted by a
person, and is never written again.

The file is parsed only to learn which lines an item takes (:mod:`annotate.corpus.strict_yaml`); it is never dumped as
a whole. Line ends, byte-order mark, comments and order stay as they are.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from annotate.corpus.strict_yaml import Document, Value, read
from annotate.corpus.yaml_writing import scalar

MEMORY = "machine"
_MEMORY_COMMENT = (
    "# What annotate wrote, so that it can tell your changes from its own lines. Leave this part as it is.\n"
)
# Lines as YAML counts them.
_LINE = re.compile("[^\n\r\x85\u2028\u2029]*(?:\r\n|[\n\r\x85\u2028\u2029])|[^\n\r\x85\u2028\u2029]+")
_EMPTY_LIST = re.compile(r"\[\s*\]")


@dataclass(frozen=True)
class Proposal:
    """An item that the annotator would write."""

    key: str
    """What the item is about; the same in every run."""
    text: str
    """Its lines: ``- …``, indented as a list at the left margin, with ``\\n`` at the end of each."""
    order: tuple[int, ...] = ()
    """Where it belongs among its section's items."""


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

    def __init__(self, text: str, path: Path, sections: Sequence[str]) -> None:
        """Read ``text``, the content of ``path``, whose ``sections`` hold lists of items.

        Raises:
            CorpusError: it is no valid YAML.
        """
        self.text = text
        self.sections = tuple(sections)
        self.document: Document = read(text, path)
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.lines: list[str] = _LINE.findall(text)

    @property
    def value(self) -> Mapping[str, Value]:
        """The file's keys and values; empty for an empty file."""
        return self.document.value if isinstance(self.document.value, dict) else {}

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
            keys = waiting.get(digest(_without_margin(self.lines[first : extent.end - 1])), [])
            yield Standing(section, index, first, extent.end - 1, keys.pop(0) if keys else None, value)
            floor = extent.end - 1

    def _dash_line(self, line: int, floor: int) -> int:
        """The line of an item's dash: its own first line, or one above where a comment stands between."""
        for candidate in range(line, floor - 1, -1):
            if self.lines[candidate].lstrip().startswith("-"):
                return candidate
        return line

    def is_editable(self, section: str) -> bool:
        """Whether each item of the section has lines of its own, as in a block list."""
        taken: Counter[int] = Counter()
        items = [item for item in self.standing if item.section == section]
        if not items and section in self.value:
            extent = self.document.extents[(section,)]
            return extent.end - extent.first <= 1
        for item in items:
            if not self.lines[item.first].lstrip().startswith("-"):
                return False
            taken.update(range(item.first, item.end))
        return all(times == 1 for times in taken.values())

    def claimed(self, section: str) -> set[str]:
        """The keys of what the annotator once wrote here and a person has since changed or deleted."""
        untouched = {item.key for item in self.standing if item.section == section}
        return {key for key in self.memory.get(section, {}) if key not in untouched}

    def digest_of(self, item: Standing) -> str:
        """The digest of the item's lines as they stand."""
        return digest(_without_margin(self.lines[item.first : item.end]))

    def without(self, item: Standing) -> str:
        """The file's text without the lines of ``item``."""
        return "".join([*self.lines[: item.first], *self.lines[item.end :]])

    def with_memory(self, memory: Mapping[str, Mapping[str, str]]) -> str:
        """The file's text with another memory; as it stands where the memory is the same."""
        if memory == self.memory:
            return self.text
        return self._apply(list(self.lines), list(self._tail_edits(memory, [])))

    def rewrite(
        self,
        proposals: Mapping[str, Sequence[Proposal]],
        scalars: Mapping[str, str],
        order: Callable[[Standing], tuple[int, ...]],
        *,
        withdraw: bool = True,
    ) -> str:
        """The file's text with the annotator's items brought up to date and everything else as it stands.

        Args:
            proposals: by section, what the annotator finds now, without what a person has claimed.
            scalars: top-level keys and the values they must have.
            order: where a standing item belongs among its section's items, comparable with ``Proposal.order``.
            withdraw: remove the annotator's items that are proposed no more.
        """
        lines = list(self.lines)
        memory = {section: dict(self.memory.get(section, {})) for section in self.sections}
        edits: list[tuple[int, int, list[str]]] = []
        missing: list[str] = []
        for section in self.sections:
            claimed = self.claimed(section)
            wanted = {new.key: new for new in proposals.get(section, ()) if new.key not in claimed}
            if not self.is_editable(section):
                continue
            standing = [item for item in self.standing if item.section == section]
            margin = self._margin(standing)
            kept: list[Standing] = []
            for item in standing:
                if item.key is None or (item.key not in wanted and not withdraw):
                    kept.append(item)
                elif item.key in wanted:
                    proposal = wanted.pop(item.key)
                    edits.append((item.first, item.end, self._written(proposal.text, margin)))
                    memory[section][item.key] = digest(proposal.text)
                    kept.append(item)
                else:
                    edits.append((item.first, item.end, []))
                    del memory[section][item.key]
            for proposal in sorted(wanted.values(), key=lambda new: new.order):
                memory[section][proposal.key] = digest(proposal.text)
            new = sorted(wanted.values(), key=lambda proposal: proposal.order)
            if not new:
                continue
            if standing:
                edits += self._insertions(new, kept, standing, order, margin)
            elif section in self.value:
                line = self.document.place((section,))[0] - 1
                edits.append((line, line + 1, [_EMPTY_LIST.sub("", self.lines[line], 1), *self._all(new, "")]))
            else:
                missing += [f"{section}:{self.newline}", *self._all(new, "")]
        for key, wanted_value in scalars.items():
            edits += self._scalar_edit(key, wanted_value)
        return self._apply(lines, [*self._tail_edits(memory, missing), *edits])

    def _tail_edits(
        self, memory: Mapping[str, Mapping[str, str]], missing: list[str]
    ) -> Iterator[tuple[int, int, list[str]]]:
        """The memory, at the end of the file or where it stands, and above it the sections that were not there."""
        end = stop = len(self.lines)
        if MEMORY in self.value:
            stop = self.document.extents[(MEMORY,)].end - 1
            end = self.document.place((MEMORY,))[0] - 1
            if end > 0 and self.lines[end - 1].strip() == _MEMORY_COMMENT.strip():
                end -= 1
        yield end, stop, self._memory_lines(memory)
        if missing:
            yield end, end, missing

    def _apply(self, lines: list[str], edits: list[tuple[int, int, list[str]]]) -> str:
        # From the last line to the first, so that the line numbers above stay true; of two insertions at one place,
        # the one named first ends up below.
        for first, end, new in sorted(edits, key=lambda edit: (edit[0], edit[1]), reverse=True):
            if first and new and not lines[first - 1].endswith(("\n", "\r")):
                lines[first - 1] += self.newline
            lines[first:end] = new
        return "".join(lines)

    def _insertions(
        self,
        new: Sequence[Proposal],
        kept: Sequence[Standing],
        standing: Sequence[Standing],
        order: Callable[[Standing], tuple[int, ...]],
        margin: str,
    ) -> Iterator[tuple[int, int, list[str]]]:
        """Each new item goes behind the last standing one that belongs before it."""
        places: dict[int, list[Proposal]] = {}
        for proposal in new:
            line = standing[0].first
            for item in kept:
                if order(item) <= proposal.order:
                    line = item.end
            places.setdefault(line, []).append(proposal)
        for line, group in places.items():
            yield line, line, self._all(group, margin)

    def _margin(self, standing: Sequence[Standing]) -> str:
        if not standing:
            return ""
        first = self.lines[standing[0].first]
        return first[: len(first) - len(first.lstrip())]

    def _all(self, proposals: Sequence[Proposal], margin: str) -> list[str]:
        return [line for proposal in proposals for line in self._written(proposal.text, margin)]

    def _written(self, text: str, margin: str) -> list[str]:
        return [f"{margin}{line.rstrip()}{self.newline}" for line in text.split("\n")[:-1]]

    def _scalar_edit(self, key: str, value: str) -> Iterator[tuple[int, int, list[str]]]:
        if self.value.get(key) == value:
            return
        new = [f"{key}: {scalar(value)}{self.newline}"]
        if key in self.value:
            extent = self.document.extents[(key,)]
            yield self.document.place((key,))[0] - 1, extent.end - 1, new
        else:
            first = next((i for i, line in enumerate(self.lines) if line.strip() and not line.startswith("#")), 0)
            yield first, first, new

    def _memory_lines(self, memory: Mapping[str, Mapping[str, str]]) -> list[str]:
        lines = [_MEMORY_COMMENT.rstrip("\n"), f"{MEMORY}:"]
        for section, entries in memory.items():
            if entries:
                lines.append(f"  {section}:")
                lines += [f"    {scalar(key)}: {scalar(held)}" for key, held in entries.items()]
        if len(lines) == 2:
            return []
        return [line + self.newline for line in lines]


def _without_margin(lines: Sequence[str]) -> str:
    """An item's lines moved to the left margin, so that indenting a list does not make it a person's."""
    if not lines:
        return ""
    margin = len(lines[0]) - len(lines[0].lstrip())
    text = "".join(line[margin:] if line[:margin].strip() == "" else line for line in lines)
    return text if text.endswith("\n") else text + "\n"
