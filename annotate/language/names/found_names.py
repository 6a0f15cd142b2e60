"""The names of a document as they are found, each word in one of them at most."""

from __future__ import annotations

from dataclasses import dataclass

from annotate.corpus.annotations import Label
from annotate.language.names.gazetteer import Known
from annotate.language.names.place_context import is_at_place
from annotate.language.names.runs import Runs


@dataclass
class Name:
    """A name that was found: the words ``first`` to ``last``, both included."""

    first: int
    last: int
    label: Label
    actor: str | None
    score: float


class FoundNames:
    """Collects the names of one document."""

    def __init__(self, runs: Runs) -> None:
        self.runs = runs
        self.names: list[Name] = []
        self._taken: set[int] = set()

    def add(self, first: int, last: int, label: Label, actor: str | None, score: float) -> None:
        """The words ``first`` to ``last`` are a name, unless one of them is in a name already."""
        if any(at in self._taken for at in range(first, last + 1)):
            return
        self._taken.update(range(first, last + 1))
        self.names.append(Name(first, last, label, actor, score))

    def add_known(self, known: Known, *, place: bool | None = None) -> None:
        """A name of the gazetteer; ``place``: whether it stands for the place, None: as its surroundings tell."""
        entry, words = known.entry, self.runs.words
        at_place = is_at_place(self.runs, known) if place is None else place
        if entry.name.startswith("The ") and self.runs.key(known.first - 1) == "the" and words.joined(known.first):
            article = words[known.first - 1]
            if article.is_capital and not article.opens:
                known = Known(known.first - 1, known.last, entry)
        if at_place and entry.town and entry.kind in {"seat", "capital"}:
            self.add(known.first, known.last, "FAC" if entry.kind == "seat" else "GPE", entry.town, 0.9)
        else:
            self.add(known.first, known.last, entry.label, entry.actor, 0.95)
