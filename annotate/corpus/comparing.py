"""What changes in a file, item by item: the quote that comes, the date that moves, the actor that goes."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from annotate.corpus.annotations import SECTIONS
from annotate.corpus.keeping.curated import ACTORS, TIMELINE
from annotate.corpus.keeping.sheet import Sheet, Standing, without_margin
from annotate.corpus.yaml.strict_yaml import Value

Sign = Literal["+", "-", " "]
_LONGEST = 70


@dataclass(frozen=True)
class ItemChange:
    """One item that is added, removed or changed."""

    section: str
    name: str
    """What a reader knows it by: an id with a title or the first words."""
    kind: Literal["added", "removed", "changed"]
    lines: Sequence[tuple[Sign, str]]
    """Its lines, each with what happens to it."""


def compare(before: str | None, after: str, path: Path) -> list[ItemChange]:
    """The items that differ between two contents of the sidecar, registry or timeline at ``path``.

    Args:
        before: the file as it is; None: there is none.
        after: the file as it would be.
        path: tells by its name what kind of file it is.

    Raises:
        CorpusError: either is no valid YAML.
    """
    sections = {ACTORS.name: (ACTORS.section,), TIMELINE.name: (TIMELINE.section,)}.get(path.name, SECTIONS)
    old, new = Sheet(before or "", path, sections), Sheet(after, path, sections)
    return [change for section in sections for change in _changes(section, old, new)]


def _changes(section: str, old: Sheet, new: Sheet) -> Iterator[ItemChange]:
    gone = {_identity(item.value): item for item in old.standing_in(section)}
    come = {_identity(item.value): item for item in new.standing_in(section)}
    for identity, item in gone.items():
        if identity not in come:
            yield ItemChange(section, _name(item.value), "removed", [("-", line) for line in _lines(old, item)])
    for identity, item in come.items():
        lines = _lines(new, item)
        if identity not in gone:
            yield ItemChange(section, _name(item.value), "added", [("+", line) for line in lines])
        elif lines != (was := _lines(old, gone[identity])):
            yield ItemChange(section, _name(item.value), "changed", list(_difference(was, lines)))


def _difference(was: Sequence[str], now: Sequence[str]) -> Iterator[tuple[Sign, str]]:
    for kind, a, b, c, d in difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from (("-", line) for line in was[a:b])
            yield from (("+", line) for line in now[c:d])


def _lines(sheet: Sheet, item: Standing) -> list[str]:
    return without_margin(sheet.lines[item.first : item.end]).splitlines()


def _identity(value: Value) -> tuple[str, ...]:
    if not isinstance(value, dict):
        return (str(value),)
    if "id" in value:
        return ("id", str(value["id"]))
    if "mentions" in value:
        return "entity", str(value.get("actor") or _words(value)), str(value.get("label"))
    return "time", *(str(value.get(key)) for key in ("p", "text", "n"))


def _name(value: Value) -> str:
    if not isinstance(value, dict):
        return str(value)
    known = [str(value[key]) for key in ("id", "actor") if value.get(key)]
    title = value.get("title") or value.get("name") or (value.get("label") if known else None) or _words(value)
    return " ".join([*known, _shortened(str(title))])


def _words(value: dict[str, Value]) -> str:
    """The first words that the item stands on."""
    for key in ("content", "mentions", "evidence"):
        inner = value.get(key)
        first = inner[0] if isinstance(inner, list) and inner else inner
        if isinstance(first, dict):
            return str(first.get("text", ""))
    return str(value.get("text", ""))


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
