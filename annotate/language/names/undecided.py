"""Names that no single place decides: what the whole document tells of each, wherever it stands."""

from __future__ import annotations

from functools import cached_property

from rapidfuzz.fuzz import ratio

from annotate.corpus.annotations import Label
from annotate.language.names.found_names import FoundNames
from annotate.language.names.gazetteer import Gazetteer, Known
from annotate.language.names.kinds import Evidence, gather, gather_from_trained
from annotate.language.names.lists import before_a_name, common, parts, titles
from annotate.language.names.name_words import slug
from annotate.language.names.runs import Piece, Runs, shape
from annotate.language.words.trained import TrainedNames

_SAME_SPELLING = 84.0
"""From this likeness (rapidfuzz ratio, 0 to 100) a lone word is another spelling of a surname in the document."""
_UNHEARD = 2.1
"""A lead below which words that only open sentences are no name unless the trained recogniser finds one there."""
_NEAR_PERSONS = 400
"""Persons whose surnames are compared by likeness; more than any article names."""


class UndecidedNames:
    """Gathers evidence for the names of one document, and decides each once for all its places."""

    def __init__(self, runs: Runs, gazetteer: Gazetteer, trained: TrainedNames) -> None:
        self.runs = runs
        self.words = runs.words
        self.gazetteer = gazetteer
        self.trained = trained
        self._undecided: dict[str, tuple[Evidence, list[Piece]]] = {}

    def leave(self, piece: Piece) -> None:
        """Keep ``piece`` until the whole document is read."""
        key = self.words[piece.first].key
        if len(piece) == 1 and piece.first not in self.runs.known and key in _no_name_alone():
            return
        evidence, places = self._undecided.setdefault(shape(self.words, piece), (Evidence(), []))
        gather(self.runs, piece, self.gazetteer, evidence)
        gather_from_trained(self.runs, piece, self.trained, evidence)
        places.append(piece)

    def decide(self, names: FoundNames) -> None:
        """Add to ``names`` what turns out to be one."""
        persons: dict[str, Piece] = {}
        singles: list[tuple[str, Evidence, list[Piece]]] = []
        for key, (evidence, places) in self._undecided.items():
            if len(places[0]) == 1:
                singles.append((key, evidence, places))
                continue
            label, lead = evidence.best()
            if not evidence.inside and label != "PERSON" and lead < 1:
                continue
            if self.trained and not (evidence.heard or evidence.inside) and lead < _UNHEARD:
                continue
            for piece in places:
                names.add(piece.first, piece.last, label, None, min(0.95, 0.6 + lead / 12))
            if label == "PERSON":
                for at in range(places[0].first, places[0].last + 1):
                    persons.setdefault(self.words[at].key, places[0])
        acronyms = self._acronyms(names)
        for key, evidence, places in singles:
            self._single(names, key, evidence, places, persons, acronyms)

    def _acronyms(self, names: FoundNames) -> dict[str, Label]:
        """The capitals in "Harbour Workers Front (HWF)" name what the words before them name."""
        found: dict[str, Label] = {}
        by_last = {name.last: name for name in names.names}
        for key, (_, places) in self._undecided.items():
            for piece in places:
                before = by_last.get(piece.first - 1)
                here = self.words[piece.first]
                if len(piece) == 1 and before is not None and here.gap == " (" and here.is_upper:
                    found[key] = "ORG" if before.label == "PERSON" else before.label
        return found

    def _single(
        self,
        names: FoundNames,
        key: str,
        evidence: Evidence,
        places: list[Piece],
        persons: dict[str, Piece],
        acronyms: dict[str, Label],
    ) -> None:
        label, lead = evidence.best()
        entry = self.gazetteer.get((key,))
        if key in acronyms:
            label = acronyms[key]
        elif (key in persons and not (label == "GPE" and lead > 6)) or (
            entry is None and label in {"PERSON", "GPE"} and _is_spelling(key, persons)
        ):
            label = "PERSON"
        elif entry is not None and lead < 3:
            for piece in places:
                names.add_known(Known(piece.first, piece.last, entry))
            return
        elif entry is None and self._is_common(key, evidence, label, lead):
            return
        elif not evidence.points and not evidence.heard_points:
            label = "GPE"
        for piece in places:
            first = self._particle(piece, persons.get(key)) if label == "PERSON" else piece.first
            actor = slug(self.words.span(piece.first, piece.last)) if label in {"GPE", "LOC"} else None
            names.add(first, piece.last, label, actor or None, min(0.9, 0.5 + lead / 12))

    def _is_common(self, key: str, evidence: Evidence, label: Label, lead: float) -> bool:
        """Whether a lone unknown word is no name, but a word that opens a sentence or is written large for once."""
        if label == "PERSON" and lead >= 3:
            return False
        if key in common() or key in self._small_words:
            return True
        if self.trained and not evidence.heard and lead < 1:
            return True
        if evidence.inside:
            return False
        if evidence.tagged_common == evidence.places and not evidence.points:
            return True
        return lead < 2.5 if label != "PERSON" else lead < 1

    @cached_property
    def _small_words(self) -> set[str]:
        """The words that stand in small letters somewhere in the document."""
        return {word.key for word in self.words.items if word.text[:1].islower()}

    def _particle(self, piece: Piece, full: Piece | None) -> int:
        """Where "van Rijn" begins, if the full name has that particle before the surname."""
        words = self.words
        before = piece.first - 1
        if full is None or before < 0 or not words.joined(piece.first) or words[before].text not in parts("particles"):
            return piece.first
        held = {words[n].text for n in range(full.first, full.last + 1)}
        return before if words[before].text in held else piece.first


def _no_name_alone() -> frozenset[str]:
    return titles("fillers") | before_a_name() | parts("treaty_heads") | parts("location_heads") | parts("state_heads")


def _is_spelling(key: str, persons: dict[str, Piece]) -> bool:
    if len(key) < 5 or len(persons) > _NEAR_PERSONS:
        return False
    return any(len(other) >= 5 and other[0] == key[0] and ratio(key, other) >= _SAME_SPELLING for other in persons)
