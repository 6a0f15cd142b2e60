"""Changing the annotator's lines of a file (:mod:`annotate.corpus.keeping.sheet`) and no others.

Line ends, byte-order mark, comments and order stay as they are. What comes out is read again before it is handed on:
if a person's items should not all be there as they were, nothing is changed at all.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from annotate.corpus.keeping.sheet import MEMORY, Sheet, Standing, digest
from annotate.corpus.problems import CorpusError, Problem
from annotate.corpus.yaml.strict_yaml import Value
from annotate.corpus.yaml.yaml_writing import scalar

_MEMORY_COMMENT = (
    "# What annotate wrote, so that it can tell your changes from its own lines. Leave this part as it is."
)

Memory = Mapping[str, Mapping[str, str]]
Order = Callable[[Standing], tuple[int, ...]]


@dataclass(frozen=True)
class Proposal:
    """An item that the annotator would write."""

    key: str
    """What the item is about, as the memory is to hold it."""
    text: str
    """Its lines: ``- …``, indented as a list at the left margin, with ``\\n`` at the end of each."""
    order: tuple[int, ...] = ()
    """Where it belongs among its section's items."""
    was: str = ""
    """The key under which the memory holds it so far, and which no person has claimed; empty: it is new."""


@dataclass(frozen=True)
class Revision:
    """What is to stand in a file."""

    proposals: Mapping[str, Sequence[Proposal]]
    """By section, what the annotator finds now, without what a person has claimed."""
    order: Order
    """Where a standing item belongs among its section's items, comparable with ``Proposal.order``."""
    scalars: Mapping[str, str] = field(default_factory=dict)
    """Top-level keys and the values they must have."""
    given: Mapping[str, str] = field(default_factory=dict)
    """Top-level keys and the values they get where they are missing."""
    keys: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By section, new keys for what a person has claimed, by the old ones."""
    remembered: Memory = field(default_factory=dict)
    """Further parts of the memory, as they are to be; an empty one goes."""
    withdraw: bool = True
    """Whether the annotator's items go that are proposed no more."""


_LONGEST_KEY = 1000


@dataclass(frozen=True)
class _Edit:
    """Replacing ``body[start:end]``."""

    start: int
    end: int
    text: str


def rewrite(sheet: Sheet, revision: Revision) -> str:
    """The file's text with the annotator's items brought up to date and everything else as it stands.

    Raises:
        CorpusError: the file is laid out in a way that does not let the annotator's lines in; it is left as it is.
    """
    if sheet.document.value is not None and not sheet.document.is_block:
        hint = "write each key on a line of its own"
        raise CorpusError([sheet.document.problem((), "not-in-lines", "the file stands in braces as a whole", hint)])
    new = _Rewriting(sheet, revision).text()
    if new != sheet.text and not _keeps(sheet, new, revision):
        message = "the annotator's lines do not fit between yours without changing them; nothing was written"
        hint = "write sections as plain lists, each item below a dash"
        raise CorpusError([Problem(sheet.path, 1, 1, "not-in-lines", message, hint)])
    return new


def with_memory(sheet: Sheet, memory: Memory) -> str:
    """The file's text with another memory; as it stands where the memory is the same."""
    return _applied(sheet, list(_memory_edit(sheet, memory)))


class _Rewriting:
    """One rewriting; collects edits and the memory section by section."""

    def __init__(self, sheet: Sheet, revision: Revision) -> None:
        self.sheet = sheet
        self.revision = revision
        self.memory: dict[str, dict[str, str]] = {name: dict(held) for name, held in sheet.memory.items()}
        self.memory.update({name: dict(held) for name, held in revision.remembered.items()})
        self.edits: list[_Edit] = []
        self.missing: list[str] = []

    def text(self) -> str:
        """The new text."""
        for section in self.sheet.sections:
            self._section(section)
        for key, value in self.revision.scalars.items():
            self._scalar(key, value)
        for key, value in self.revision.given.items():
            if key not in self.sheet.value:
                self._scalar(key, value)
        edits = [*self.edits, *self._missing_edit(), *_memory_edit(self.sheet, self.memory)]
        return _applied(self.sheet, edits)

    def _section(self, section: str) -> None:
        sheet, held = self.sheet, self.sheet.memory.get(section, {})
        digests, renamed = dict(held), dict(self.revision.keys.get(section, {}))
        proposals = self.revision.proposals.get(section, ())
        wanted = {proposal.was: proposal for proposal in proposals if proposal.was}
        new = sorted((proposal for proposal in proposals if not proposal.was), key=lambda proposal: proposal.order)
        if sheet.is_editable(section):
            standing = sheet.standing_in(section)
            margin = self._margin(standing)
            kept: list[Standing] = []
            for item in standing:
                key = item.key
                if key is None or (key not in wanted and not self.revision.withdraw):
                    kept.append(item)
                elif key in wanted:
                    kept.append(item)
                    renamed[key] = wanted[key].key
                    if digest(wanted[key].text) != held[key]:
                        self._replace(item, self._written(wanted[key].text, margin))
                        digests[key] = digest(wanted[key].text)
                else:
                    self._replace(item, "")
                    del digests[key]
            self._insert(section, new, kept, margin)
        else:
            new = []
        # An item's new key may be another's old one, so that the memory is built afresh.
        self.memory[section] = {renamed.get(key, key): value for key, value in digests.items()}
        self.memory[section] |= {proposal.key: digest(proposal.text) for proposal in new}
        self._put_back(section, {renamed.get(key, key) for key in sheet.claimed(section)})

    def _put_back(self, section: str, claimed: Collection[str]) -> None:
        """Move keys whose lines are gone behind those whose lines stand, if the lines are the same.

        A paragraph put in above another can have an item in the very words of one that was deleted; whoever reads the
        file takes the first key for the item that is there.
        """
        memory = self.memory[section]
        standing = {held for key, held in memory.items() if key not in claimed}
        behind = [key for key in memory if key in claimed and memory[key] in standing]
        for key in behind:
            memory[key] = memory.pop(key)

    def _replace(self, item: Standing, text: str) -> None:
        self.edits.append(_Edit(self.sheet.starts[item.first], self.sheet.starts[item.end], text))

    def _insert(self, section: str, new: Sequence[Proposal], kept: Sequence[Standing], margin: str) -> None:
        """Put each new item behind the last standing one that belongs before it."""
        if not new:
            return
        if section not in self.sheet.value:
            self.missing.append(f"{self.sheet.margin}{section}:{self.sheet.newline}")
            self.missing += [self._written(proposal.text, self.sheet.margin) for proposal in new]
            return
        # Right below the section's key, so that a comment above the first item stays with that item.
        top = self.sheet.document.place((section,))[0]
        for proposal in new:
            line = top
            for item in kept:
                if self.revision.order(item) <= proposal.order:
                    line = item.end
            self.edits.append(
                _Edit(self.sheet.starts[line], self.sheet.starts[line], self._written(proposal.text, margin))
            )

    def _margin(self, standing: Sequence[Standing]) -> str:
        if not standing:
            return self.sheet.margin
        first = self.sheet.lines[standing[0].first]
        return first[: len(first) - len(first.lstrip())]

    def _written(self, text: str, margin: str) -> str:
        return "".join(f"{margin}{line.rstrip()}{self.sheet.newline}" for line in text.split("\n")[:-1])

    def _scalar(self, key: str, value: str) -> None:
        sheet = self.sheet
        if sheet.value.get(key) == value:
            return
        if key in sheet.value:
            start, end = sheet.document.spans[key]
            # A bare key ends with its colon.
            self.edits.append(_Edit(start, end, scalar(value) if start < end else f" {scalar(value)}"))
        else:
            first = min((sheet.document.place((name,))[0] - 1 for name in sheet.value), default=sheet.end)
            start = sheet.starts[first]
            self.edits.append(_Edit(start, start, f"{sheet.margin}{key}: {scalar(value)}{sheet.newline}"))

    def _missing_edit(self) -> Iterator[_Edit]:
        if self.missing:
            start = self.sheet.starts[_memory_lines(self.sheet)[0]]
            yield _Edit(start, start, "".join(self.missing))


def _memory_lines(sheet: Sheet) -> tuple[int, int]:
    """First and one-past-last line of the memory with the comment above it; both the file's end where it has none."""
    if MEMORY not in sheet.value:
        return sheet.end, sheet.end
    first = sheet.document.place((MEMORY,))[0] - 1
    if first > 0 and sheet.lines[first - 1].strip() == _MEMORY_COMMENT:
        first -= 1
    return first, sheet.document.extents[(MEMORY,)].end - 1


def _memory_edit(sheet: Sheet, memory: Memory) -> Iterator[_Edit]:
    filled = {section: dict(entries) for section, entries in memory.items() if entries}
    if filled == {section: dict(entries) for section, entries in sheet.memory.items() if entries}:
        return
    first, end = _memory_lines(sheet)
    # A person's own comment stays, also here; it moves above the memory.
    inner = (line for line in sheet.lines[first:end] if line.lstrip().startswith("#"))
    comments = [line for line in inner if line.strip() != _MEMORY_COMMENT]
    lines = [_MEMORY_COMMENT, f"{MEMORY}:"] if filled else []
    for section, entries in filled.items():
        lines.append(f"  {section}:")
        lines += [line for key, held in entries.items() for line in _memory_entry(scalar(key), scalar(held))]
    written = [f"{sheet.margin}{line}{sheet.newline}" for line in lines]
    yield _Edit(sheet.starts[first], sheet.starts[end], "".join([*comments, *written]))


def _memory_entry(key: str, held: str) -> tuple[str, ...]:
    """A key, such as that of an entry with dozens of reports, may be longer than YAML lets stand before a colon."""
    return (f"    {key}: {held}",) if len(key) <= _LONGEST_KEY else (f"    ? {key}", f"    : {held}")


def _applied(sheet: Sheet, edits: Sequence[_Edit]) -> str:
    parts, done = [sheet.mark], 0
    # Sorting keeps the order of edits at one place: what is put in before what is replaced there.
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        parts.append(sheet.body[done : edit.start])
        if edit.text and edit.start == len(sheet.body) and not _ends_a_line("".join(parts)):
            parts.append(sheet.newline)
        parts.append(edit.text)
        done = edit.end
    return "".join([*parts, sheet.body[done:]])


def _ends_a_line(text: str) -> bool:
    return text in ("", "\ufeff") or text.endswith(("\n", "\r", "\x85", "\u2028", "\u2029"))


def _keeps(sheet: Sheet, new: str, revision: Revision) -> bool:
    """Whether ``new`` can be read and holds every item and key of a person as it was, in the same order."""
    try:
        after = Sheet(new, sheet.path, sheet.sections)
    except CorpusError:
        return False
    own = {*sheet.sections, *revision.scalars, MEMORY}
    if any(after.value.get(key) != value for key, value in sheet.value.items() if key not in own):
        return False
    return all(_within(_people(sheet, section), after.value.get(section)) for section in sheet.sections)


def _people(sheet: Sheet, section: str) -> Sequence[Value]:
    return [item.value for item in sheet.standing_in(section) if item.key is None]


def _within(people: Sequence[Value], after: Value) -> bool:
    rest = iter(after if isinstance(after, list) else [])
    return all(any(value == other for other in rest) for value in people)
