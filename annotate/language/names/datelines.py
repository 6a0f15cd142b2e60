"""The line of place, day and agency that opens a report: "GENEVA, 3 June (Agency) —"."""

from __future__ import annotations

from dataclasses import dataclass

from annotate.language.names.lists import parts
from annotate.language.names.runs import Runs
from annotate.language.words.sentence_words import Sentence

_LONGEST = 90
"""Code points."""
_DASH_WORDS = {"—", "–", "--"}
_MOST_WORDS = 18
_DASHES = ("—", "–", " - ", " -- ")


@dataclass(frozen=True)
class Dateline:
    """Word indexes, both ends included."""

    place: tuple[int, int]
    agencies: tuple[tuple[int, int], ...]
    end: int
    """The first word behind it."""


def dateline(runs: Runs, first: int, last: int) -> Dateline | None:
    """The dateline at word ``first`` of a passage that ends before word ``last``, if it has one."""
    words = runs.words
    if last - first < 4 or not words[first].is_capital:
        return None
    stop = words[first].start + _LONGEST
    within = (at for at in range(first + 1, min(first + 16, last)) if words[at].start < stop)
    end = next((at for at in within if any(dash in words[at].gap for dash in _DASHES)), None)
    if end is None:
        return None
    known = runs.known.get(first)
    place = known.last if known is not None else first
    while known is None and place + 1 < end and words.joined(place + 1) and words[place + 1].is_upper:
        place += 1
    named = known is not None and known.entry.kind in {"capital", "town", "state"}
    in_brackets = "(" in words.text[words[first].start : words[end].start]
    if not words[first].is_upper and not (named and in_brackets):
        return None
    if not words.after(place).startswith((",", " (", " –", " —", " -", "—")):
        return None
    return Dateline((first, place), tuple(_agencies(runs, place + 1, end)), end)


def _agencies(runs: Runs, start: int, end: int) -> list[tuple[int, int]]:
    words = runs.words
    found = []
    for at in range(start, end):
        if (
            "(" in words[at].gap
            and words[at].is_capital
            and words[at].key not in parts("months")
            and at not in runs.known
        ):
            close = at
            while close + 1 < end and words.joined(close + 1) and words[close + 1].is_capital:
                close += 1
            found.append((at, close))
    return found


def words_of_dateline(sentence: Sentence) -> int:
    """How many of a sentence's first words are a dateline such as "GENEVA, 3 June (Agency) —"; 0 without one."""
    texts = sentence.texts
    if len(texts) < 3 or not texts[0].isupper() or len(texts[0]) < 2:
        return 0
    dashes = [
        at for at, text in enumerate(texts[:-1]) if text in _DASH_WORDS or (text == "-" and _is_apart(sentence, at))
    ]
    # Of two dashes, as in "NATO — the alliance — met", neither ends a dateline.
    if not dashes or dashes[0] >= _MOST_WORDS or (len(dashes) > 1 and dashes[1] < _MOST_WORDS):
        return 0
    return 0 if any(text[0].islower() for text in texts[: dashes[0]]) else dashes[0] + 1


def _is_apart(sentence: Sentence, at: int) -> bool:
    """Whether a hyphen stands between spaces, as a dash does."""
    return at > 0 and sentence.ends[at - 1] < sentence.starts[at] and sentence.ends[at] < sentence.starts[at + 1]
