"""Reads the names of one document: each is decided once for all places where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from annotate.corpus.annotations import Label
from annotate.language.found import Offsets
from annotate.language.names.datelines import dateline
from annotate.language.names.gazetteer import Gazetteer, Known
from annotate.language.names.headlines import is_headline
from annotate.language.names.kinds import Evidence, gather, gather_from_trained, label_by_head
from annotate.language.names.lists import before_a_name, common, parts, titles
from annotate.language.names.name_words import HYPHEN, Words, slug
from annotate.language.names.place_context import is_at_door, is_at_place
from annotate.language.names.runs import Piece, Runs, shape
from annotate.language.words.trained import TrainedNames

_SAME_SPELLING = 84.0
"""From this likeness (rapidfuzz ratio, 0 to 100) a lone word is another spelling of a surname in the document."""
_UNHEARD = 2.1
"""A lead below which words that only open sentences are no name unless the trained recogniser finds one there."""
_NEAR_PERSONS = 400
"""Persons whose surnames are compared by likeness; more than any article names."""
_MARKED = re.compile(r"[“\"‘«]([^“”\"‘«»\n]{3,70}?)[,.]?[”\"’»](?!\w)")


@dataclass
class Name:
    """A name that was found: the words ``first`` to ``last``, both included."""

    first: int
    last: int
    label: Label
    actor: str | None
    score: float
    title: str = ""


class NameReader:
    """Reads one document."""

    def __init__(self, words: Words, gazetteer: Gazetteer, trained: TrainedNames) -> None:
        self.words = words
        self.gazetteer = gazetteer
        self.trained = trained
        self.runs = Runs(words, list(gazetteer.known_in(words)))
        self.names: list[Name] = []
        self._undecided: dict[str, tuple[Evidence, list[Piece]]] = {}
        self._taken: set[int] = set()
        self._slogans = _slogans(words)

    def read(self, passages: Sequence[Offsets]) -> list[Name]:
        """The names, by their place."""
        headlines = []
        for start, end in passages:
            first, last = self.words.at(start), self.words.at(end)
            if is_headline(self.words.text[start:end]):
                headlines.append((first, last))
                continue
            for piece in self.runs.pieces(self._dateline(first, last), last):
                self._piece(piece)
        self._decide()
        for first, last in headlines:
            self._headline(first, last)
        return sorted(self.names, key=lambda name: name.first)

    def _add(self, first: int, last: int, label: Label, actor: str | None, score: float, title: str = "") -> None:
        if any(at in self._taken for at in range(first, last + 1)):
            return
        self._taken.update(range(first, last + 1))
        self.names.append(Name(first, last, label, actor, score, title))

    def _known(self, known: Known, *, place: bool | None = None) -> None:
        entry = known.entry
        at_place = is_at_place(self.runs, known) if place is None else place
        if entry.name.startswith("The ") and self.runs.key(known.first - 1) == "the" and self.words.joined(known.first):
            article = self.words[known.first - 1]
            if article.is_capital and not article.opens:
                known = Known(known.first - 1, known.last, entry)
        if at_place and entry.town and entry.kind in {"seat", "capital"}:
            self._add(known.first, known.last, "FAC" if entry.kind == "seat" else "GPE", entry.town, 0.9)
        else:
            self._add(known.first, known.last, entry.label, entry.actor, 0.95)

    # -- single pieces

    def _piece(self, piece: Piece) -> None:
        words = self.words
        while len(piece) > 1 and words[piece.last].key in titles("post_nominals"):
            piece = Piece(piece.first, piece.last - 1, piece.title)
        if self._names_a_treaty(piece.last + 1):
            return
        extended = self._with_small_head(piece)
        if extended is not None:
            self._add(extended[0].first, extended[0].last, extended[1], None, 0.8)
            return
        known = self.runs.known.get(piece.first)
        if known is not None and (known.first, known.last) == (piece.first, piece.last):
            if self._is_surname_here(piece, known):
                self._leave(piece)
            else:
                self._known(known)
            return
        inner = list(self._inside(piece))
        if self._is_branch(piece, inner):
            self._add(piece.first, piece.last, "ORG", None, 0.85)
            return
        if inner and sum(found.last - found.first + 1 for found in inner) == len(piece):
            for found in inner:
                self._known(found)
            return
        if self._is_no_name(piece, inner):
            return
        label = label_by_head(self.runs, piece)
        if label is not None:
            first = self._ordinal(piece.first) if label == "EVENT" else piece.first
            self._add(first, piece.last, label, None, 0.85)
        elif inner:
            self._mixed(piece, inner)
        else:
            self._leave(piece)

    def _names_a_treaty(self, at: int) -> bool:
        """Whether word ``at`` goes on with the name before it and makes it a treaty's: "the Harbour Protocol"."""
        words = self.words
        return (
            at < len(words)
            and words.joined(at)
            and words[at].gap == " "
            and words[at].is_capital
            and words[at].key in parts("treaty_heads") & parts("never")
        )

    def _is_branch(self, piece: Piece, inner: list[Known]) -> bool:
        """A body with its country on either side of its name: "Yemen Red Crescent", "Oxfam Kenya"."""
        if not inner:
            return False
        words, first, last = self.words, inner[0], inner[-1]
        places = {"state", "place", "town", "capital"}
        if any(words[n].gap != " " for n in range(piece.first + 1, piece.last + 1)):
            return False
        if last.last == piece.last and last.first > piece.first and last.entry.kind in places:
            before = [found for found in inner if found.last == last.first - 1]
            if before:
                body = before[0].entry
                return body.kind == "organisation" and not words[before[0].first].is_upper
            return words[last.first - 1].key in parts("organisation_heads") and words[last.first - 1].is_capital
        return (
            len(inner) == 2
            and first.first == piece.first
            and first.entry.kind in {"state", "place"}
            and last.entry.kind == "organisation"
            and first.last + 1 == last.first < last.last == piece.last
            and words[last.last].key in parts("organisation_heads")
        )

    def _is_no_name(self, piece: Piece, inner: list[Known]) -> bool:
        """Titles of works and treaties, slogans, and what a minister is in charge of."""
        words = self.words
        known = {n for found in inner for n in range(found.first, found.last + 1)}
        keys = [words[n].key for n in range(piece.first, piece.last + 1) if words[n].is_capital and n not in known]
        if words[piece.last].key in parts("treaty_heads") and len(piece) > 1:
            return True
        if len(piece) > 1 and any(key in parts("never_in_names") for key in keys) and not piece.title:
            return True
        if not inner and piece.first in self._slogans:
            return True
        at = piece.first - 1
        while (
            at > 0 and words.joined(at + 1) and not words[at].is_capital and words[at].key in {"of", "for", "on", "the"}
        ):
            at -= 1
        follows = at < piece.first - 1 and at >= 0 and words[at].is_capital and words.joined(at + 1) and not inner
        return follows and words[at].key in parts("treaty_heads") | parts("in_charge")

    def _is_surname_here(self, piece: Piece, known: Known) -> bool:
        """Whether the name of a place stands behind a person's title: "Mr. London"."""
        if (
            not piece.title
            or known.first != known.last
            or known.entry.kind not in {"town", "capital", "state", "place"}
        ):
            return False
        last = piece.title.split()[-1]
        return last in titles("honorifics") | titles("ranks") | parts("in_charge") | {
            "president",
            "spokesman",
            "spokeswoman",
        }

    def _inside(self, piece: Piece) -> Iterator[Known]:
        at = piece.first
        while at <= piece.last:
            known = self.runs.known.get(at)
            if known is not None and known.first == at and known.last <= piece.last:
                yield known
                at = known.last
            at += 1

    def _mixed(self, piece: Piece, inner: list[Known]) -> None:
        """Known and unknown words in one run: an adjective before a name, a place's name within a person's."""
        words, first = self.words, inner[0]
        if first.first == piece.first and first.last < piece.last:
            rest = Piece(first.last + 1, piece.last)
            bodies = first.entry.kind in {"organisation", "seat", "state", "capital"} and len(rest) >= 2
            compound = words[rest.first].gap == HYPHEN and len(piece) == 2
            if first.entry.kind == "people" or compound or words[piece.first].is_upper or bodies:
                self._known(first)
                if words[rest.first].is_capital:
                    self._piece(rest)
                return
        last = inner[-1]
        if words[last.first].gap == HYPHEN and last.last == piece.last and len(piece) == 2 and not piece.title:
            self._known(last)
            self._piece(Piece(piece.first, last.first - 1))
            return
        self._leave(piece)

    def _leave(self, piece: Piece) -> None:
        """Decide when the whole document is read."""
        key = self.words[piece.first].key
        if len(piece) == 1 and piece.first not in self.runs.known and key in _no_name_alone():
            return
        evidence, places = self._undecided.setdefault(shape(self.words, piece), (Evidence(), []))
        gather(self.runs, piece, self.gazetteer, evidence)
        gather_from_trained(self.runs, piece, self.trained, evidence)
        places.append(piece)

    def _with_small_head(self, piece: Piece) -> tuple[Piece, Label] | None:
        """A name with its head in small letters: "Danube delta", "African Union summit"."""
        words = self.words
        at = piece.last + 1
        if at >= len(words) or words[at].is_capital or words[at].gap != " " or not words.joined(at):
            return None
        key = words[at].key
        known = self.runs.known.get(piece.last)
        whole = known is not None and known.first == piece.first
        if known is not None and whole and known.entry.kind == "organisation" and key in parts("event_heads_small"):
            return Piece(self._ordinal(piece.first), at), "EVENT"
        if known is not None and known.entry.kind == "people":
            if key not in {"embassy", "consulate"} or not whole:
                return None
            return Piece(piece.first, at), "FAC" if is_at_door(self.runs, piece.first) else "ORG"
        if piece.title:
            return None
        if key in parts("facility_heads_small") - {"embassy", "consulate"}:
            return Piece(piece.first, at), "FAC"
        if key in parts("location_heads_small") and known is None:
            return Piece(piece.first, at), "LOC"
        return None

    def _ordinal(self, first: int) -> int:
        """The index of the ordinal number before a gathering's name ("39th"), else ``first``."""
        if first > 0 and self.words.joined(first):
            before = self.words[first - 1].text
            if before[0].isdigit() and before[-2:] in {"st", "nd", "rd", "th"}:
                return first - 1
        return first

    # -- datelines and headlines

    def _dateline(self, first: int, last: int) -> int:
        """Names what the dateline of a passage names; the index of the first word behind it."""
        found = dateline(self.runs, first, last)
        if found is None:
            return first
        start, end = found.place
        known = self.runs.known.get(start)
        if known is not None:
            self._known(known, place=True)
        else:
            self._add(start, end, "GPE", slug(self.words.span(start, end)) or None, 0.9)
        for at in range(end + 1, found.end):
            inner = self.runs.known.get(at)
            if inner is not None and inner.first == at:
                self._known(inner, place=True)
        for open_at, close_at in found.agencies:
            self._add(open_at, close_at, "ORG", None, 0.7)
        self.words[found.end].opens = True
        return found.end

    def _headline(self, first: int, last: int) -> None:
        """Only names that the body or the gazetteer knows, for every word may have a capital here."""
        words = self.words
        if not hasattr(self, "_body_names"):
            self._body_names: dict[str, list[tuple[list[str], Name]]] = {}
            for name in self.names:
                keys = [words[n].key for n in range(name.first, name.last + 1)]
                ways = self._body_names.setdefault(keys[0], [])
                if all(keys != other for other, _ in ways):
                    ways.append((keys, name))
        at = first
        while at < last:
            best: tuple[int, Name] | None = None
            for keys, name in self._body_names.get(words[at].key, ()):
                end = at + len(keys) - 1
                fits = (
                    end < last and words[at].is_capital and all(words[at + n].key == key for n, key in enumerate(keys))
                )
                if fits and (best is None or end > best[0]):
                    best = end, name
            known = self.runs.known.get(at)
            if known is not None and known.first == at and (best is None or known.last >= best[0]):
                self._known(known)
                at = known.last + 1
            elif best is not None:
                self._add(at, best[0], best[1].label, best[1].actor, 0.8)
                at = best[0] + 1
            else:
                at += 1

    # -- the document as a whole

    def _decide(self) -> None:
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
                self._add(piece.first, piece.last, label, None, min(0.95, 0.6 + lead / 12), piece.title)
            if label == "PERSON":
                for at in range(places[0].first, places[0].last + 1):
                    persons.setdefault(self.words[at].key, places[0])
        acronyms = self._acronyms()
        for key, evidence, places in singles:
            self._single(key, evidence, places, persons, acronyms)

    def _acronyms(self) -> dict[str, Label]:
        """The capitals in "Harbour Workers Front (HWF)" name what the words before them name."""
        found: dict[str, Label] = {}
        by_last = {name.last: name for name in self.names}
        for key, (_, places) in self._undecided.items():
            for piece in places:
                before = by_last.get(piece.first - 1)
                here = self.words[piece.first]
                if len(piece) == 1 and before is not None and here.gap == " (" and here.is_upper:
                    found[key] = "ORG" if before.label == "PERSON" else before.label
        return found

    def _single(
        self,
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
                self._known(Known(piece.first, piece.last, entry))
            return
        elif entry is None and self._is_common(key, evidence, label, lead):
            return
        elif not evidence.points and not evidence.heard_points:
            label = "GPE"
        for piece in places:
            first = self._particle(piece, persons.get(key)) if label == "PERSON" else piece.first
            actor = slug(self.words.span(piece.first, piece.last)) if label in {"GPE", "LOC"} else None
            self._add(first, piece.last, label, actor or None, min(0.9, 0.5 + lead / 12), piece.title)

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

    @property
    def _small_words(self) -> set[str]:
        """The words that stand in small letters somewhere in the document."""
        if not hasattr(self, "_small"):
            self._small = {word.key for word in self.words.items if word.text[:1].islower()}
        return self._small

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


def _slogans(words: Words) -> set[int]:
    """The words of short marked phrases in Title Case: titles of books, banners, slogans."""
    found: set[int] = set()
    for marked in _MARKED.finditer(words.text):
        first, end = words.at(marked.start(1)), words.at(marked.end(1))
        long = [words[n] for n in range(first, end) if len(words[n].key) > 3]
        if 2 <= end - first <= 9 and long and all(word.is_capital for word in long):
            found.update(range(first, end))
    return found
