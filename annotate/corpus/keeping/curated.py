"""The two files that people curate for the whole corpus, ``actors.yaml`` and ``timeline.yaml``.

The annotator proposes items in them, marked ``proposed: true``; who accepts, changes or deletes one, owns it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import Field

from annotate.corpus.actors import Actor, Registry
from annotate.corpus.keeping.rewriting import Proposal, Revision, rewrite
from annotate.corpus.keeping.sheet import Sheet, Standing
from annotate.corpus.timeline import Entry, Timeline
from annotate.corpus.yaml.strict_yaml import Document, read
from annotate.corpus.yaml.validation import validate
from annotate.corpus.yaml.yaml_writing import block

_MACHINE = "What annotate wrote, so that it can tell your changes from its own lines."


class RegistryFile(Registry):
    """``actors.yaml`` as a whole."""

    machine: dict[str, dict[str, str]] = Field(default_factory=dict, description=_MACHINE)


class TimelineFile(Timeline):
    """``timeline.yaml`` as a whole."""

    machine: dict[str, dict[str, str]] = Field(default_factory=dict, description=_MACHINE)


F = TypeVar("F", RegistryFile, TimelineFile)
I = TypeVar("I", Actor, Entry)  # noqa: E741  # the item of the file


@dataclass(frozen=True)
class Curation(Generic[I]):
    """What a curated file holds."""

    items: tuple[I, ...] = ()
    own: tuple[I, ...] = ()
    """The items that people own: written, changed or accepted by hand."""
    claimed: frozenset[str] = frozenset()
    """The keys of what the annotator once proposed and a person has deleted or made their own."""

    @property
    def rejected(self) -> frozenset[str]:
        """The keys of what a person has deleted; each begins with its item's id."""
        ids = {item.id for item in self.own}
        return frozenset(key for key in self.claimed if key.split(" ")[0] not in ids)


@dataclass(frozen=True)
class CuratedFile(Generic[F, I]):
    """One kind of curated file."""

    name: str
    section: str
    model: type[F]
    header: str

    def parse(self, text: str, path: Path) -> tuple[F, Document]:
        """The file's records, and where each part of them stands.

        Raises:
            CorpusError: with every problem of its syntax, keys, types and values.
        """
        document = read(text, path)
        return validate(self.model, document), document

    def curation(self, text: str | None, path: Path) -> Curation[I]:
        """The file's items, and which of them are people's; nothing where there is no file.

        Raises:
            CorpusError: as :meth:`parse`.
        """
        if text is None:
            return Curation()
        parsed, document = self.parse(text, path)
        items: tuple[I, ...] = getattr(parsed, self.section)
        sheet = Sheet(text, path, (self.section,), document)
        own = tuple(items[item.index] for item in sheet.standing if item.key is None)
        return Curation(items, own, frozenset(sheet.claimed(self.section)))

    def own(self, text: str | None, path: Path) -> tuple[I, ...]:
        """The items that people own: written, changed or accepted by hand.

        Raises:
            CorpusError: as :meth:`parse`.
        """
        return self.curation(text, path).own

    def refresh(self, old: str | None, path: Path, proposals: Sequence[tuple[str, I]], *, withdraw: bool = True) -> str:
        """The file's text with the annotator's proposals brought up to date.

        Args:
            old: what stands in the file now; None: there is none.
            path: the file, for messages.
            proposals: key (the item's id, a space, anything more that identifies it) and item, in the order wanted.
            withdraw: remove the annotator's items that are proposed no more. False: they stay, since not all that
                they rest on could be read, and what is about the same is not proposed beside them.

        Raises:
            CorpusError: ``old`` is broken; a broken file is never written to.
        """
        text = self.header if old is None else old
        _, document = self.parse(text, path)
        sheet = Sheet(text, path, (self.section,), document)
        own = {str(i.value.get("id")) for i in sheet.standing if i.key is None and isinstance(i.value, dict)}
        held, claimed = sheet.memory.get(self.section, {}), sheet.claimed(self.section)
        # A proposal that gathers another report is still the same proposal, and keeps its place.
        known = {key.split(" ")[0]: key for key in held if key not in claimed} | {key: key for key in held}
        wanted = [
            Proposal(key, block(item), (number,), known.get(key) or known.get(item.id, ""))
            for number, (key, item) in enumerate(proposals)
            if item.id not in own and key not in claimed
        ]
        if not withdraw:
            kept = {i.key for i in sheet.standing if i.key is not None} - {new.was or new.key for new in wanted}
            taken = {part for key in kept for part in key.split(" ")}
            wanted = [new for new in wanted if taken.isdisjoint(new.key.split(" "))]
        numbers = {item.id: number for number, (_, item) in enumerate(proposals)}

        def order(standing: Standing) -> tuple[int, ...]:
            value = standing.value
            # A person's own items do not move, and new proposals follow behind what stands before them.
            return (numbers.get(str(value.get("id")), -1) if isinstance(value, dict) else -1,)

        return rewrite(sheet, Revision({self.section: wanted}, order, withdraw=withdraw))


ACTORS: CuratedFile[RegistryFile, Actor] = CuratedFile(
    "actors.yaml",
    "actors",
    RegistryFile,
    "# yaml-language-server: $schema=.schemas/actors.json\n"
    "# People, states, organisations and places. An item marked 'proposed' was found by annotate: take that line out\n"
    "# to accept it, change what you like, or delete the item for good.\n",
)
TIMELINE: CuratedFile[TimelineFile, Entry] = CuratedFile(
    "timeline.yaml",
    "entries",
    TimelineFile,
    "# yaml-language-server: $schema=.schemas/timeline.json\n"
    "# One entry for each event of the world. An item marked 'proposed' was found by annotate: take that line out\n"
    "# to accept it, change what you like, or delete the item for good.\n",
)
