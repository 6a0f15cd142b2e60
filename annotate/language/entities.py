"""The component ``dateline_entities``: the names in a text and what each of them names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio
from spacy.language import Language
from spacy.tokens import Doc

from annotate.corpus.actors import Actor
from annotate.corpus.annotations import Label
from annotate.language.found import FoundMention, register_extensions
from annotate.language.gazetteer import Gazetteer, Known, gazetteer
from annotate.language.headlines import is_headline
from annotate.language.name_kinds import Evidence, gather, label_by_head
from annotate.language.name_lists import before_a_name, common, parts, titles
from annotate.language.name_runs import Piece, Runs, shape
from annotate.language.name_words import HYPHEN, Words, slug
from annotate.language.world import Entry

_SAME_SPELLING = 84.0
"""From this likeness (rapidfuzz ratio, 0 to 100) a lone word is another spelling of a surname in the document."""


@Language.factory("dateline_entities")
def make_entities(nlp: Language, name: str) -> Entities:
    """The component for a pipeline."""
    return Entities()


@dataclass
class Name:
    """A name that was found."""

    first: int
    last: int
    label: Label
    actor: str | None
    score: float
    title: str = ""


class Entities:
    """Sets ``doc._.mentions`` to the names, by start, and ``doc._.titles``: the title before a name, by its start.

    Actors are set where the gazetteer knows them; persons and other unknown names are left to coreference.
    """

    def __init__(self) -> None:
        register_extensions()
        if not Doc.has_extension("titles"):
            Doc.set_extension("titles", default=None)
        self.gazetteer = gazetteer()

    def know(self, actors: Iterable[Actor]) -> None:
        """Know the registry's actors besides the world's."""
        self.gazetteer = gazetteer(tuple(actors))

    def __call__(self, doc: Doc) -> Doc:
        """Find the names."""
        words = Words(doc)
        names = sorted(
            _Reader(words, self.gazetteer).read(doc._.passages or [(0, len(doc.text))]), key=lambda n: n.first
        )
        doc._.mentions = [
            FoundMention(words[n.first].start, words[n.last].end, n.label, "name", n.actor, n.score) for n in names
        ]
        doc._.titles = {words[n.first].start: n.title for n in names if n.title}
        return doc


class _Reader:
    """Reads one document: decides each name once for all places where it stands."""

    def __init__(self, words: Words, gazetteer: Gazetteer) -> None:
        self.words = words
        self.gazetteer = gazetteer
        self.runs = Runs(words, list(gazetteer.known_in(words)))
        self.names: list[Name] = []
        self.undecided: dict[str, tuple[Evidence, list[Piece]]] = {}
        self.taken: set[int] = set()

    def read(self, passages: list[tuple[int, int]]) -> list[Name]:
        headlines = []
        for start, end in passages:
            first, last = self.words.at(start), self.words.at(end)
            if is_headline(self.words.text[start:end]):
                headlines.append((first, last))
                continue
            begin = self._dateline(first, last)
            for piece in self.runs.pieces(begin, last):
                self._piece(piece)
        self._decide()
        for first, last in headlines:
            self._headline(first, last)
        return self.names

    # -- single pieces

    def _add(self, first: int, last: int, label: Label, actor: str | None, score: float, title: str = "") -> None:
        if any(at in self.taken for at in range(first, last + 1)):
            return
        self.taken.update(range(first, last + 1))
        self.names.append(Name(first, last, label, actor, score, title))

    def _known(self, known: Known, *, place: bool | None = None) -> None:
        entry = known.entry
        at_place = _is_at_place(self.runs, known) if place is None else place
        if entry.kind == "seat" and at_place and entry.town:
            self._add(known.first, known.last, "FAC", entry.town, 0.9)
        elif entry.kind == "capital" and at_place:
            self._add(known.first, known.last, "GPE", entry.town, 0.9)
        else:
            self._add(known.first, known.last, entry.label, entry.actor, 0.95)

    def _piece(self, piece: Piece) -> None:
        runs, words = self.runs, self.words
        known = runs.known.get(piece.first)
        whole = known is not None and known.first == piece.first and known.last == piece.last
        piece_ext = self._with_small_head(piece)
        if piece_ext is not None:
            extended, label = piece_ext
            self._add(extended.first, extended.last, label, None, 0.8)
            return
        if whole and known is not None:
            if not (
                piece.title
                and known.entry.kind in {"town", "capital", "state", "place"}
                and known.first == known.last
                and self._is_personal_title(piece)
            ):
                self._known(known)
                return
            self._undecided(piece)
            return
        if words[piece.last].key in parts("treaty_heads") and len(piece) > 1:
            return
        inner = [n for n in self._inside(piece)]
        if inner and sum(k.last - k.first + 1 for k in inner) == len(piece):
            for k in inner:
                self._known(k)
            return
        label = label_by_head(runs, piece)
        if label is not None:
            self._add(*self._widened(piece, label), label, None, 0.85)
            return
        if inner:
            self._mixed(piece, inner)
            return
        if len(piece) == 1 and (
            words[piece.first].key
            in titles("fillers") | before_a_name() | parts("treaty_heads") | parts("location_heads")
        ):
            return
        self._undecided(piece)

    def _is_personal_title(self, piece: Piece) -> bool:
        last = piece.title.split()[-1]
        return last in titles("honorifics") | titles("ranks") or last in {
            "president",
            "minister",
            "secretary",
            "spokesman",
            "spokeswoman",
            "ambassador",
            "senator",
            "chancellor",
            "envoy",
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
        """Known and unknown words in one run: "Emirati Falcon", "Michael Jordan", "Kyiv Independent"."""
        words = self.words
        first = inner[0]
        if first.first == piece.first and first.last < piece.last:
            rest = Piece(first.last + 1, piece.last)
            if (
                first.entry.kind == "people"
                or words[rest.first].gap == HYPHEN
                or words[piece.first].is_upper
                or (len(rest) >= 2 and first.entry.kind in {"organisation", "seat", "state", "capital"})
            ):
                self._known(first)
                if words[rest.first].key not in parts("not_in_names") and (words[rest.first].is_capital):
                    self._piece(rest)
                return
        if words[piece.last].gap == HYPHEN and piece.last in self.runs.known and not piece.title:
            self._known(self.runs.known[piece.last])
            rest = Piece(piece.first, inner[-1].first - 1, piece.title)
            if rest.last >= rest.first:
                self._piece(rest)
            return
        self._undecided(piece)

    def _undecided(self, piece: Piece) -> None:
        evidence, places = self.undecided.setdefault(shape(self.words, piece), (Evidence(), []))
        gather(self.runs, piece, self.gazetteer, evidence)
        places.append(piece)

    def _with_small_head(self, piece: Piece) -> tuple[Piece, Label] | None:
        """A name with its head in small letters: "Danube delta", "African Union summit"."""
        words = self.words
        at = piece.last + 1
        if at >= len(words) or not words.joined(at) or words[at].is_capital or words[at].gap != " ":
            return None
        key = words[at].key
        known = self.runs.known.get(piece.last)
        if key in parts("event_heads_small") and known is not None and known.entry.kind == "organisation":
            return Piece(self._ordinal(piece.first), at), "EVENT"
        if known is not None and known.entry.kind == "people":
            if key == "embassy" and known.first == piece.first:
                extended = Piece(piece.first, at)
                return extended, "FAC" if _at_door(self.runs, piece.first) else "ORG"
            return None
        if piece.title or words[piece.last].is_possessive:
            return None
        if key in parts("facility_heads_small") - {"embassy", "consulate"}:
            return Piece(piece.first, at), "FAC"
        if key in parts("location_heads_small") and known is None:
            return Piece(piece.first, at), "LOC"
        return None

    def _ordinal(self, first: int) -> int:
        before = first - 1
        if (
            before >= 0
            and self.words.joined(first)
            and self.words[before].text[0].isdigit()
            and self.words[before].text[-2:] in {"st", "nd", "rd", "th"}
        ):
            return before
        return first

    def _widened(self, piece: Piece, label: Label) -> tuple[int, int]:
        return (self._ordinal(piece.first) if label == "EVENT" else piece.first), piece.last

    # -- datelines and headlines

    def _dateline(self, first: int, last: int) -> int:
        """Names the place and the agency of "GENEVA, 3 June (Agency) —"; the index of the first word behind it."""
        words = self.words
        if last - first < 4 or not words[first].is_capital:
            return first
        stop = words[first].start + 90
        end = next(
            (
                at
                for at in range(first + 1, min(first + 16, last))
                if words[at].start < stop
                and any(dash in words[at].gap for dash in (" — ", " – ", " - ", " -- ", "—", "– "))
            ),
            None,
        )
        if end is None:
            return first
        place = first
        known = self.runs.known.get(first)
        if known is not None:
            place = known.last
        else:
            while place + 1 < end and words.joined(place + 1) and words[place + 1].is_upper:
                place += 1
        if not words[first].is_upper and not (
            known is not None
            and known.entry.kind in {"capital", "town", "state"}
            and "(" in words.text[words[first].start : words[end].start]
        ):
            return first
        follower = words.text[words[place].end : words[place].end + 2]
        if not follower.startswith((",", " (", " –", " —", " -", "—")):
            return first
        if known is not None:
            self._known(known, place=True)
        else:
            name = words.span(first, place)
            self._add(first, place, "GPE", slug(name) or None, 0.9)
        for at in range(place + 1, end):
            inner = self.runs.known.get(at)
            if inner is not None:
                self._known(inner, place=True)
            elif "(" in words[at].gap and words[at].is_capital and words[at].key not in parts("months"):
                close = at
                while close + 1 < end and words.joined(close + 1) and words[close + 1].is_capital:
                    close += 1
                self._add(at, close, "ORG", None, 0.7)
        return end

    def _headline(self, first: int, last: int) -> None:
        """Only names that the body or the gazetteer knows, for every word may have a capital here."""
        words = self.words
        known_here: dict[str, list[tuple[list[str], Name]]] = {}
        for name in self.names:
            keys = [words[n].key for n in range(name.first, name.last + 1)]
            known_here.setdefault(keys[0], []).append((keys, name))
        at = first
        while at < last:
            best: tuple[int, Name] | None = None
            for keys, name in known_here.get(words[at].key, ()):
                end = at + len(keys) - 1
                if (
                    end < last
                    and words[at].is_capital
                    and [words[n].key for n in range(at, end + 1)] == keys
                    and (best is None or end > best[0])
                ):
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
        persons: dict[str, str] = {}
        singles: list[tuple[str, Evidence, list[Piece]]] = []
        for key, (evidence, places) in self.undecided.items():
            if len(places[0]) == 1:
                singles.append((key, evidence, places))
                continue
            label, lead = evidence.best()
            if not evidence.inside and label != "PERSON" and lead < 1:
                continue
            for piece in places:
                self._add(piece.first, piece.last, label, None, min(0.95, 0.6 + lead / 12), piece.title)
            if label == "PERSON":
                for at in range(places[0].first, places[0].last + 1):
                    persons.setdefault(self.words[at].key, key)
        acronyms = self._acronyms()
        for key, evidence, places in singles:
            self._single(key, evidence, places, persons, acronyms)

    def _acronyms(self) -> dict[str, Label]:
        """The capitals in "Harbour Workers Front (HWF)" name what the words before them name."""
        found: dict[str, Label] = {}
        by_last = {name.last: name for name in self.names}
        for key, (_, places) in self.undecided.items():
            for piece in places:
                before = by_last.get(piece.first - 1)
                if (
                    len(piece) == 1
                    and before is not None
                    and self.words[piece.first].gap == " ("
                    and self.words[piece.first].is_upper
                ):
                    found[key] = "ORG" if before.label == "PERSON" else before.label
        return found

    def _single(
        self, key: str, evidence: Evidence, places: list[Piece], persons: dict[str, str], acronyms: dict[str, Label]
    ) -> None:
        words = self.words
        label, lead = evidence.best()
        entry: Entry | None = self.gazetteer.get((key,))
        if key in acronyms:
            label = acronyms[key]
        elif (key in persons and not (label in {"GPE"} and lead > 6)) or (
            entry is None
            and len(key) >= 5
            and label in {"PERSON", "GPE"}
            and any(len(p) >= 5 and ratio(key, p) >= _SAME_SPELLING for p in persons)
        ):
            label = "PERSON"
        elif entry is not None and lead < 3:
            for piece in places:
                self._known(Known(piece.first, piece.last, entry))
            return
        elif (not evidence.inside and label != "PERSON" and not (label == "ORG" and lead >= 2.5) and lead < 2.5) or (
            not evidence.inside and (key in common() or lead < 1)
        ):
            return
        elif not evidence.points:
            label = "ORG"
        for piece in places:
            actor = slug(words.span(piece.first, piece.last)) if label in {"GPE", "LOC"} else None
            self._add(piece.first, piece.last, label, actor or None, min(0.9, 0.5 + lead / 12), piece.title)


def _at_door(runs: Runs, first: int) -> bool:
    at = first - 1
    while runs.key(at) in {"the", "a"}:
        at -= 1
    return runs.key(at) in {
        "in",
        "at",
        "outside",
        "near",
        "inside",
        "into",
        "behind",
        "opposite",
        "of",
        "from",
        "around",
        "before",
    }


def _is_at_place(runs: Runs, known: Known) -> bool:
    """Whether a capital or a seat is meant as the place: "in Moscow", "to Moscow", "near the White House"."""
    at = known.first - 1
    if not runs.words.joined(known.first):
        return False
    while runs.key(at) in {"the", "downtown", "central", "nearby"} and runs.words.joined(at):
        at -= 1
    before = runs.key(at)
    if known.entry.kind == "seat":
        return before in {
            "in",
            "at",
            "outside",
            "near",
            "inside",
            "to",
            "into",
            "around",
            "leaving",
            "left",
            "visit",
            "visits",
            "visiting",
        }
    return before in parts("before_places") | parts("place_nouns") | {
        "a",
        "visit",
        "visits",
        "visited",
        "visiting",
        "leave",
        "leaving",
        "left",
        "reach",
        "reached",
        "of",
    } and not (
        before == "of"
        and runs.key(at - 1)
        not in parts("place_nouns")
        | {
            "mayor",
            "streets",
            "centre",
            "center",
            "outskirts",
            "university",
            "bishop",
            "archbishop",
            "north",
            "south",
            "east",
            "west",
        }
    )
