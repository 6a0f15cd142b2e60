"""What an unknown name names, from its own words and from the words around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from annotate.corpus.annotations import Label
from annotate.language.names.gazetteer import Gazetteer
from annotate.language.names.lists import before_a_name, parts, speech, titles
from annotate.language.names.name_words import HYPHEN
from annotate.language.names.runs import Piece, Runs
from annotate.language.words.trained import TrainedNames

_ACRONYM_LETTERS = 7
_HEARD = 3.0
"""Points for the kind that the trained recogniser gives to just this name."""
_HALF_HEARD = 1.0
"""The same where its name is longer, shorter or shifted."""
_SURE = 3.0
"""A lead that the words around a name give and that the trained recogniser doesn't change."""
_TOWN, _LONG_TOWN = 1.5, 3.0
"""Points for a place where the list of small towns has the name, of one word and of several."""


def label_by_head(runs: Runs, piece: Piece) -> Label | None:
    """What the words of the name itself tell: "Ministry", "Airport", "Summit"; None where they tell nothing."""
    words = runs.words
    last, first = words[piece.last], words[piece.first]
    if len(piece) == 1:
        return "ORG" if last.key in _ALONE and not last.opens else None
    if not last.is_capital and last.gap != HYPHEN:
        return None
    key = last.key
    if key in parts("event_heads"):
        return "EVENT"
    if first.key in parts("event_openers"):
        return "EVENT"
    if key in {"centre", "center"} and _is_place(runs, piece, _INSIDE):
        return "FAC"
    if key in parts("facility_heads") - parts("organisation_heads"):
        return "ORG" if key in {"embassy", "consulate"} and not _is_place(runs, piece) else "FAC"
    if key in parts("state_heads") - {"republic", "city"}:
        return "GPE"
    if key in parts("organisation_heads"):
        return "ORG"
    if key in parts("location_heads") or first.key in parts("location_openers"):
        return "LOC"
    if key in {"city", "town", "republic"}:
        return "GPE"
    if first.key in parts("opening_heads") and any(not words[n].is_capital for n in range(piece.first, piece.last)):
        return "ORG"
    if any(
        words[n].key in parts("facility_heads") - parts("organisation_heads") and runs.key(n + 1) == "of"
        for n in range(piece.first, piece.last)
    ):
        return "FAC"
    inner = [words[n].key for n in range(piece.first, piece.last + 1)]
    if any(
        word in parts("opening_heads") and runs.key(piece.first + n + 1) in {"of", "for", "on"}
        for n, word in enumerate(inner)
    ):
        return "ORG"
    return None


_ALONE = frozenset({
    "parliament", "congress", "senate", "council", "commission", "court", "assembly", "ministry", "embassy", "cabinet",
    "union", "house", "treasury", "army", "navy", "alliance", "bundeswehr", "government", "authority", "agency", "bank",
    "politburo", "department", "committee", "federation",
})  # fmt: skip


_INSIDE = frozenset({"in", "at", "outside", "near", "inside"})
_NEARBY = _INSIDE | {"into", "behind", "opposite", "to", "of", "from", "before", "around", "past"}


def _is_place(runs: Runs, piece: Piece, prepositions: frozenset[str] = _NEARBY) -> bool:
    at = piece.first - 1
    while at >= 0 and runs.key(at) in {"the", "a", "new", "old"}:
        at -= 1
    return runs.key(at) in prepositions


_SURELY_PLACES = frozenset({"in", "near", "outside", "at", "towards", "toward", "across", "throughout", "around"})
"""Prepositions that persons and bodies seldom stand behind."""


class Evidence:
    """Points for each kind that a name may be, gathered over all places where it stands."""

    def __init__(self) -> None:
        self.points: defaultdict[Label, float] = defaultdict(float)
        self.places = 0
        self.inside = 0
        """How many of them stand within a sentence, where a capital means a name."""
        self.town_points: dict[Label, float] = {}
        """What the list of small towns gives, which share their names with many people."""
        self.heard_points: defaultdict[Label, float] = defaultdict(float)
        """What the trained recogniser gives, by kind."""
        self.heard = 0
        """At how many of them the trained recogniser has found a name, of whatever kind."""
        self.tagged_common = 0
        """At how many of them the trained tagger reads a common noun or another word that is no name."""

    def best(self) -> tuple[Label, float]:
        """The likeliest kind and its lead over the next one; the trained recogniser counts where words tell little."""
        sure = _ranked(self.points)[1] >= _SURE
        both = defaultdict(float, self.points)
        for kind, points in (*self.town_points.items(), *(() if sure else self.heard_points.items())):
            both[kind] += points
        return _ranked(both)


def _ranked(points: Mapping[Label, float]) -> tuple[Label, float]:
    ranked = sorted(points.items(), key=lambda point: -point[1])
    if not ranked:
        return "GPE", 0.0
    lead = ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else 0)
    return ranked[0][0], float(lead)


def gather(runs: Runs, piece: Piece, gazetteer: Gazetteer, evidence: Evidence) -> None:
    """Add what this place tells to ``evidence``."""
    evidence.places += 1
    if not runs.words[piece.first].opens:
        evidence.inside += 1
    _gather_from_itself(runs, piece, evidence.points)
    if tuple(runs.words[n].key for n in range(piece.first, piece.last + 1)) in gazetteer.small_towns:
        evidence.town_points["GPE"] = _TOWN if len(piece) == 1 else _LONG_TOWN
    _gather_from_before(runs, piece, evidence.points)
    _gather_from_behind(runs, piece, evidence.points)


def gather_from_trained(runs: Runs, piece: Piece, trained: TrainedNames, evidence: Evidence) -> None:
    """Add what the trained recogniser says of this place."""
    words = runs.words
    tag = trained.tag(words[piece.first].start)
    evidence.tagged_common += bool(tag) and not tag.startswith("NNP")
    found = trained.over(words[piece.first].start, words[piece.last].end)
    if found is not None:
        label, exact = found
        evidence.heard += 1
        evidence.heard_points[label] += _HEARD if exact else _HALF_HEARD


def _gather_from_itself(runs: Runs, piece: Piece, points: defaultdict[Label, float]) -> None:
    words = runs.words
    last = words[piece.last]
    single = len(piece) == 1
    letters = last.text.replace(".", "")
    if single and letters.isupper() and 2 <= len(letters) <= _ACRONYM_LETTERS:
        points["ORG"] += 3
    elif any(character.isdigit() for character in last.text):
        points["ORG"] += 2
    elif not single:
        points["PERSON"] += 2 if len(piece) <= 4 else 1
        if _looks_personal(runs, piece):
            points["PERSON"] += 1.5


def _gather_from_before(runs: Runs, piece: Piece, points: defaultdict[Label, float]) -> None:
    before = runs.key(piece.first - 1)
    joined_before = piece.first > 0 and runs.words.joined(piece.first)
    single = len(piece) == 1
    if before == "as" and runs.key(piece.first - 2) in {"known", "nicknamed", "aka"}:
        points["PERSON"] += 3
    if piece.title or (
        joined_before and before in before_a_name() and before not in {"chief", "head", "chair", "resident", "deputy"}
    ):
        points["PERSON"] += 5
    elif joined_before:
        far = runs.key(piece.first - 2)
        if before in parts("paper_nouns"):
            points["ORG"] += 6
        elif before in parts("place_nouns") or (before == "of" and far in parts("place_nouns") | parts("of_places")):
            points["GPE"] += 4
        elif before == "of" and far in parts("facility_heads"):
            points["FAC"] += 4
        elif single and before == "the" and far in {"across", "off", "on", "along", "over", "beyond", "up", "down"}:
            points["LOC"] += 3.5
        elif before in _SURELY_PLACES:
            points["GPE"] += 3 if single else 2.5
        elif before in parts("before_places"):
            points["GPE"] += 1.5
        elif before == "the":
            points["ORG"] += 2.5
        elif before in speech():
            points["PERSON"] += 1


def _gather_from_behind(runs: Runs, piece: Piece, points: defaultdict[Label, float]) -> None:
    after, gap_after = runs.key(piece.last + 1), runs.words.after(piece.last)
    last = runs.words[piece.last]
    if after in speech() and gap_after.strip(" ") == "":
        points["PERSON"] += 1.5
    if after in {"who", "whose"} and gap_after in {" ", ", "}:
        points["PERSON"] += 4
    if gap_after == ", " and _describes_person(runs, piece.last + 1):
        points["PERSON"] += 3
    if (
        gap_after == ", "
        and (place := runs.known.get(piece.last + 1)) is not None
        and place.entry.kind in {"state", "place"}
    ):
        points["GPE"] += 2
    if gap_after == " " and after in titles("offices") and not last.is_possessive:
        points["ORG"] += 2.5
    if gap_after == " " and after in parts("location_heads") | {"road", "waters", "border", "shore"}:
        points["LOC"] += 3
    elif gap_after == " " and after in parts("state_heads"):
        points["GPE"] += 2.5


def _looks_personal(runs: Runs, piece: Piece) -> bool:
    """Hyphens, particles, initials, "Jr.": what institutions rarely have in their names."""
    words = [runs.words[n] for n in range(piece.first, piece.last + 1)]
    return (
        any(
            word.gap == HYPHEN
            or len(word.key) == 1
            or word.text in parts("particles")
            or word.key in titles("suffixes")
            for word in words[1:]
        )
        or len(words[0].key) == 1
    )


def _describes_person(runs: Runs, at: int) -> bool:
    """Whether what stands behind "X, " describes a person: "the foreign minister", "a retired teacher", "54"."""
    words = runs.words
    if at >= len(words):
        return False
    if words[at].text.isdigit() and words.after(at).startswith(","):
        return True
    for n in range(at, min(at + 9, len(words))):
        if n > at and ("," in words[n].gap or "." in words[n].gap or words[n].opens):
            return False
        if words[n].key in titles("offices") | titles("ranks") and not words[n].opens:
            return True
    return False
