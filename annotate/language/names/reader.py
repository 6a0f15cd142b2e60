"""Reads the names of one document: each is decided once for all places where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annotate.corpus.annotations import Label
from annotate.language.found import Offsets
from annotate.language.names.datelines import dateline
from annotate.language.names.found_names import FoundNames, Name
from annotate.language.names.gazetteer import Gazetteer, Known
from annotate.language.names.headlines import HeadlineNames, is_headline
from annotate.language.names.kinds import label_by_head
from annotate.language.names.lists import parts, titles
from annotate.language.names.name_words import HYPHEN, Words, slug
from annotate.language.names.place_context import is_at_door
from annotate.language.names.runs import Piece, Runs
from annotate.language.names.undecided import UndecidedNames
from annotate.language.words.trained import TrainedNames

_MARKED = re.compile(r"[“\"‘«]([^“”\"‘«»\n]{3,70}?)[,.]?[”\"’»](?!\w)")


class NameReader:
    """Reads one document."""

    def __init__(self, words: Words, gazetteer: Gazetteer, trained: TrainedNames) -> None:
        self.words = words
        self.runs = Runs(words, list(gazetteer.known_in(words)))
        self.found = FoundNames(self.runs)
        self.undecided = UndecidedNames(self.runs, gazetteer, trained)
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
        self.undecided.decide(self.found)
        of_headlines = HeadlineNames(self.found)
        for first, last in headlines:
            of_headlines.find(first, last)
        return sorted(self.found.names, key=lambda name: name.first)

    def _piece(self, piece: Piece) -> None:
        words = self.words
        while len(piece) > 1 and words[piece.last].key in titles("post_nominals"):
            piece = Piece(piece.first, piece.last - 1, piece.title)
        if self._names_a_treaty(piece.last + 1):
            return
        extended = self._with_small_head(piece)
        if extended is not None:
            self.found.add(extended[0].first, extended[0].last, extended[1], None, 0.8)
            return
        known = self.runs.known.get(piece.first)
        if known is not None and (known.first, known.last) == (piece.first, piece.last):
            if self._is_surname_here(piece, known):
                self.undecided.leave(piece)
            else:
                self.found.add_known(known)
            return
        inner = list(self._inside(piece))
        if self._is_branch(piece, inner):
            self.found.add(piece.first, piece.last, "ORG", None, 0.85)
            return
        if inner and sum(found.last - found.first + 1 for found in inner) == len(piece):
            for found in inner:
                self.found.add_known(found)
            return
        if self._is_no_name(piece, inner):
            return
        label = label_by_head(self.runs, piece)
        if label is not None:
            first = self._ordinal(piece.first) if label == "EVENT" else piece.first
            self.found.add(first, piece.last, label, None, 0.85)
        elif inner:
            self._mixed(piece, inner)
        else:
            self.undecided.leave(piece)

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
                self.found.add_known(first)
                if words[rest.first].is_capital:
                    self._piece(rest)
                return
        last = inner[-1]
        if words[last.first].gap == HYPHEN and last.last == piece.last and len(piece) == 2 and not piece.title:
            self.found.add_known(last)
            self._piece(Piece(piece.first, last.first - 1))
            return
        self.undecided.leave(piece)

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

    def _dateline(self, first: int, last: int) -> int:
        """Names what the dateline of a passage names; the index of the first word behind it."""
        found = dateline(self.runs, first, last)
        if found is None:
            return first
        start, end = found.place
        known = self.runs.known.get(start)
        if known is not None:
            self.found.add_known(known, place=True)
        else:
            self.found.add(start, end, "GPE", slug(self.words.span(start, end)) or None, 0.9)
        for at in range(end + 1, found.end):
            inner = self.runs.known.get(at)
            if inner is not None and inner.first == at:
                self.found.add_known(inner, place=True)
        for open_at, close_at in found.agencies:
            self.found.add(open_at, close_at, "ORG", None, 0.7)
        self.words[found.end].opens = True
        return found.end


def _slogans(words: Words) -> set[int]:
    """The words of short marked phrases in Title Case: titles of books, banners, slogans."""
    found: set[int] = set()
    for marked in _MARKED.finditer(words.text):
        first, end = words.at(marked.start(1)), words.at(marked.end(1))
        long = [words[n] for n in range(first, end) if len(words[n].key) > 3]
        if 2 <= end - first <= 9 and long and all(word.is_capital for word in long):
            found.update(range(first, end))
    return found
