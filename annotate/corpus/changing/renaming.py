"""Giving an actor another id everywhere: each reference is replaced where it stands, and no other byte moves.

What the annotator wrote stays known as its own, and what a person changed or deleted stays theirs: the memory at the
end of each file (:mod:`annotate.corpus.keeping.sheet`) is brought along.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotate.corpus.annotations import SECTIONS
from annotate.corpus.folder import Files
from annotate.corpus.keeping.curated import ACTORS, TIMELINE
from annotate.corpus.keeping.rewriting import with_memory
from annotate.corpus.keeping.sheet import Sheet
from annotate.corpus.keeping.writing import write_atomically
from annotate.corpus.problems import CorpusError
from annotate.corpus.reading import read_text
from annotate.corpus.references import IN_REGISTRY, IN_SIDECARS, IN_TIMELINE, REGISTRY_IDS, Pattern, references
from annotate.corpus.yaml.strict_yaml import Location, node_spans
from annotate.corpus.yaml.yaml_writing import scalar


@dataclass(frozen=True)
class Rewriting:
    """A file as it stands and as it will."""

    path: Path
    before: str
    after: str

    def write(self) -> None:
        """Put the new text in the file's place.

        Raises:
            ChangedOnDiskError: the file no longer holds ``before``; nothing was written.
            OSError: nothing was written either.
        """
        write_atomically(self.path, self.after, expected=self.before.encode("utf-8"))


def rename_actors(files: Files, renames: Mapping[str, str]) -> list[Rewriting]:
    """What must be written so that every reference to an actor of ``renames`` leads to its new id.

    In ``actors.yaml`` the actor's own ``id`` changes too, unless the new id stands there already (the two become one):
    then its item is left for the caller, who knows which names and roles to keep, see :func:`without_actor`. In a list
    that names both, the old one goes.

    Args:
        files: the corpus; its files are read again, so that nothing is lost that changed meanwhile.
        renames: new id by old id.

    Raises:
        CorpusError: a file is broken. No file is written here in any case: write all or none of what is returned.
    """
    changes: list[Rewriting] = []
    for path in sorted(path for path in files.root.glob("*.yaml") if not path.name.startswith(".")):
        before = read_text(path)
        after = rename_in_text(before, path, renames)
        if after != before:
            changes.append(Rewriting(path, before, after))
    return changes


def rename_in_text(text: str, path: Path, renames: Mapping[str, str]) -> str:
    """``text``, the content of the sidecar, registry or timeline at ``path``, with every reference replaced.

    Raises:
        CorpusError: it is no valid YAML.
    """
    kind = {ACTORS.name: (IN_REGISTRY, ("actors",)), TIMELINE.name: (IN_TIMELINE, ("entries",))}
    patterns, sections = kind.get(path.name, (IN_SIDECARS, SECTIONS))
    sheet = Sheet(text, path, sections)
    spans = node_spans(text)
    edits = [_edit(text, spans, where, *change) for where, change in _wanted(sheet, patterns, renames).items()]
    after = text
    for start, end, new in sorted(edits, reverse=True):
        after = after[:start] + new + after[end:]
    changed = Sheet(after, path, sections)
    return with_memory(changed, _memory(sheet, changed, renames))


def without_actor(text: str, path: Path, actor: str) -> str:
    """``text``, the content of ``actors.yaml``, without the item of ``actor``; the lines around it stay.

    Raises:
        CorpusError: it is no valid YAML, or the item does not have lines of its own.
    """
    sheet = Sheet(text, path, ("actors",))
    item = next((i for i in sheet.standing if isinstance(i.value, dict) and i.value.get("id") == actor), None)
    if item is None:
        return text
    if not sheet.is_editable("actors"):
        message = "the actors stand on one line, so that none can be taken out"
        raise CorpusError([sheet.document.problem(("actors",), "flow-list", message, "write each below a dash")])
    return sheet.without(item)


def _wanted(
    sheet: Sheet, patterns: Sequence[Pattern], renames: Mapping[str, str]
) -> dict[Location, tuple[str, str | None]]:
    """Old and new id at each place; None for the new one where the list names it already and the item goes."""
    value = sheet.document.value
    there = {actor for _, actor in references(value, [REGISTRY_IDS])}
    wanted: dict[Location, tuple[str, str | None]] = {
        where: (actor, renames[actor])
        for where, actor in references(value, [REGISTRY_IDS])
        if actor in renames and renames[actor] not in there
    }
    # Of two items of a list that are one now, the one that was named by this id all along stays.
    named: dict[Location, set[str]] = {}
    for where, actor in references(value, patterns):
        if isinstance(where[-1], int) and actor not in renames:
            named.setdefault(where[:-1], set()).add(actor)
    for where, actor in references(value, patterns):
        if actor in renames:
            new = renames[actor]
            listed = named.setdefault(where[:-1], set()) if isinstance(where[-1], int) else set()
            wanted[where] = (actor, None if new in listed else new)
            listed.add(new)
    return wanted


def _edit(
    text: str, spans: Mapping[Location, tuple[int, int]], where: Location, old: str, new: str | None
) -> tuple[int, int, str]:
    """First and one-past-last code point of what is replaced, and what by."""
    start, end = spans[where]
    if new is None:
        return _cut(text, spans, where)
    at = text.rfind(old, start, end)
    if at < 0:  # typed with escapes
        return start, end, scalar(new)
    # Quotation marks, an anchor or a block's first line stay: only the id's own characters change.
    return at, at + len(old), scalar(new) if at == start else new


def _cut(text: str, spans: Mapping[Location, tuple[int, int]], where: Location) -> tuple[int, int, str]:
    """The item of a list with its dash or its comma."""
    start, end = spans[where]
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].strip() == "-":
        stop = text.find("\n", end)
        return line, len(text) if stop < 0 else stop + 1, ""
    before, behind = (*where[:-1], int(where[-1]) - 1), (*where[:-1], int(where[-1]) + 1)
    if before in spans:
        return spans[before][1], end, ""
    return start, spans[behind][0] if behind in spans else end, ""


def _memory(before: Sheet, after: Sheet, renames: Mapping[str, str]) -> Mapping[str, Mapping[str, str]]:
    memory = {section: dict(entries) for section, entries in before.memory.items()}
    now = {(item.section, item.index): item for item in after.standing}
    for item in before.standing:
        if item.key is not None:
            memory[item.section][item.key] = after.digest_of(now[item.section, item.index])
    there = {actor for _, actor in references(before.document.value, [REGISTRY_IDS])}
    for section in ("entities", "actors"):
        claimed = before.claimed(section) if section in before.sections else set()
        renamed: dict[str, str] = {}
        for key, held in memory.get(section, {}).items():
            actor, space, rest = key.partition(" ")
            if section == "actors" and renames.get(actor) in there:
                continue
            new = renames.get(actor, actor) + space + rest
            # Of two that become one: what a person took out of the file stays out.
            if new not in renamed or key in claimed:
                renamed[new] = held
        if section in memory:
            memory[section] = renamed
    return memory
