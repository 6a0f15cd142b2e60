"""What is said, within one sentence: which words a frame reports, and whether they stand in quotation marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from annotate.corpus.annotations import QuoteKind
from annotate.language.found import Offsets
from annotate.language.quotes.clauses import Offer, offers
from annotate.language.quotes.content import content_before, content_behind, content_resumed
from annotate.language.quotes.frames import Frame, frames
from annotate.language.quotes.outer_sentences import MARK, OuterSentence
from annotate.language.quotes.quotation_marks import Marked
from annotate.language.quotes.scorer import LIKELY_ENOUGH, Choice, SpeechScorer
from annotate.language.quotes.sources import Names, Source
from annotate.language.quotes.subjects import subject_of
from annotate.language.words.syntax import Syntax

_EDGE = {",", ".", ";", ":", "–", "—", "-", "?", "!", "(", ")"}
_TELLS_WHEN = {"after", "during", "when", "while", "before", "on", "in", "at", "but", "and", "last", "this"}
_BY_RULE = 0.75
"""The score of reported words that a rule finds and the scorer does not think likely at all."""


@dataclass
class Reported:
    """One quote within a sentence."""

    content: list[Offsets]
    kind: QuoteKind
    source: Source | None
    cue: Offsets | None
    marks: list[Marked]
    score: float
    phrase: bool = False
    """Whether a mere noun phrase tells what it is about."""


def reported(
    sentence: OuterSentence, names: Names, syntax: Syntax, scorer: SpeechScorer, first_word: int = 0
) -> Iterator[Reported]:
    """The quotes of a sentence whose words begin at ``first_word`` (a dateline may stand before).

    The rules read marks, and the plain frames around reported words; what they leave, the parse offers and the
    scorer takes.
    """
    choices = [scorer.choose(sentence, group) for group in offers(sentence, names, syntax)]
    found = [_weighed(sentence, quote, choices) for quote in _by_rules(sentence, names, syntax, first_word)]
    found += _offered(sentence, found, choices, first_word)
    found.sort(key=lambda quote: quote.content[0])
    yield from found


def _weighed(sentence: OuterSentence, quote: Reported, choices: list[list[Choice]]) -> Reported:
    """``quote`` with a score that the scorer has a part in, where it was offered the same words for the same cue."""
    if quote.kind == "direct" or quote.cue is None:
        return quote
    for group in choices:
        if sentence.starts[group[0].offer.cue_at] == quote.cue[0]:
            same = next((choice for choice in group if _content(sentence, choice.offer) == quote.content), None)
            if same is not None:
                return replace(quote, score=round(_BY_RULE + (1 - _BY_RULE) * same.score, 2))
    return quote


def _offered(
    sentence: OuterSentence, found: list[Reported], choices: list[list[Choice]], first_word: int
) -> list[Reported]:
    """What the scorer takes of the offers whose words and cue nobody has a claim on yet."""
    taken = [span for quote in found for span in (*quote.content, *((quote.cue,) if quote.cue else ()))]
    added = []
    for group in sorted(choices, key=lambda group: -group[0].score):
        best = group[0]
        frame = best.offer
        if best.score < LIKELY_ENOUGH or frame.cue_at < first_word:
            continue
        cue = sentence.starts[frame.cue_at], sentence.ends[frame.cue_last]
        pieces = list(_read_runs(sentence, frame))
        marks = [piece for piece in pieces if isinstance(piece, Marked)]
        content = _content(sentence, frame)
        if len(marks) == len(pieces) or any(_overlap(span, other) for span in (*content, cue) for other in taken):
            continue
        taken += [*content, cue]
        kind: QuoteKind = "mixed" if marks else "indirect"
        added.append(Reported(content, kind, frame.source, cue, marks, round(best.score, 2), frame.phrase))
    return added


def _read_runs(sentence: OuterSentence, offer: Offer) -> Iterator[Marked | Offsets]:
    for start, end in offer.runs:
        yield from _pieces(sentence, start, end)


def _content(sentence: OuterSentence, offer: Offer) -> list[Offsets]:
    return [(piece.start, piece.end) if isinstance(piece, Marked) else piece for piece in _read_runs(sentence, offer)]


def _overlap(one: Offsets, other: Offsets) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _by_rules(sentence: OuterSentence, names: Names, syntax: Syntax, first_word: int) -> Iterator[Reported]:
    found = [frame for frame in frames(sentence, names) if frame.first >= first_word or frame.cue_first > first_word]
    source: Source | None = None
    start = first_word
    index = 0
    while index < len(found):
        frame = found[index]
        following = next((n for n in range(index + 1, len(found)) if _is_separate(sentence, frame, found[n])), None)
        if following is not None and found[following].source is None and _reports_nothing(sentence, found[following]):
            del found[following]
            continue
        end = _region_end(sentence, found[following]) if following is not None else len(sentence)
        source = frame.source or source or subject_of(sentence, frame.cue_first, names, syntax)
        nearer = found[index + 1] if index + 1 < len(found) else None
        if nearer is not None and _is_before_the_marks_of(sentence, frame, nearer):
            index += 1
            continue
        quote = _read(sentence, frame, source, start, end)
        if quote is not None:
            yield quote
            index = following if following is not None else len(found)
            start = end
        else:
            index += 1


def _is_before_the_marks_of(sentence: OuterSentence, frame: Frame, nearer: Frame) -> bool:
    """Whether marked words are the nearer frame's alone: "Asked whether they had replied, the envoy answered: “…”"."""
    if (
        frame.phrase
        or frame.inverted
        or nearer.gerund
        or nearer.source is None
        or sentence.lowers[nearer.first - 1] != ","
    ):
        return False
    mark = next((index for index in sorted(sentence.marks) if index > frame.cue_last), None)
    if mark is None or mark < nearer.cue_last or any(index < frame.first for index in sentence.marks):
        return False
    return sentence.lowers[mark - 1] in {":", ","} and "that" not in sentence.lowers[frame.cue_last : nearer.first]


def _reports_nothing(sentence: OuterSentence, frame: Frame) -> bool:
    """Whether a verb that looks like a cue ("…, allowing people to see", "and thought of home") reports no words."""
    return content_behind(sentence, frame, len(sentence)) is None


def _is_separate(sentence: OuterSentence, frame: Frame, other: Frame) -> bool:
    """Whether ``other`` reports something of its own and does not lie within what ``frame`` reports."""
    before = sentence.lowers[other.first - 1] if other.first else ""
    if other.gerund:
        return True
    if other.source is None:
        return True
    if (
        other.first > 1
        and before in {"and", "but", "while", "although", "though"}
        and sentence.lowers[other.first - 2] in {",", MARK}
    ):
        return True
    marks_after = any(index > other.cue_last for index in sentence.marks)
    return before == MARK and marks_after and frame.cue_first < other.first - 1 and not frame.inverted


def _region_end(sentence: OuterSentence, frame: Frame) -> int:
    end = frame.first
    while end > 0 and sentence.lowers[end - 1] in {",", "and", "but", "while", "although", "though"}:
        end -= 1
    return end


def _read(sentence: OuterSentence, frame: Frame, source: Source | None, start: int, end: int) -> Reported | None:
    before = content_before(sentence, frame, start) if not frame.noun else None
    if before is not None:
        runs = [before]
        after = content_resumed(sentence, frame, before, end)
        if after is not None:
            runs.append(after)
        return _quote(sentence, frame, source, runs)
    if frame.relative:
        end = _end_of_relative(sentence, frame, end)
    if frame.noun:
        end = _end_of_noun_clause(sentence, frame, end)
    begins = content_behind(sentence, frame, end)
    if begins is None:
        return None
    at, marks_only = begins
    return _quote(sentence, frame, source, [(at, end)], marks_only=marks_only)


def _end_of_relative(sentence: OuterSentence, frame: Frame, end: int) -> int:
    """The comma behind which the main verb goes on, in "the minister, who said talks would resume, left Geneva"."""
    finite = {g.first for g in sentence.groups if g.is_finite}
    commas = (at for at in range(frame.last + 1, end - 1) if sentence.lowers[at] == ",")
    return next((comma for comma in commas if comma + 1 in finite), end)


def _end_of_noun_clause(sentence: OuterSentence, frame: Frame, end: int) -> int:
    """Where the main verb goes on, in "the minister's warning that talks could fail surprised the envoys"."""
    finite = [g.first for g in sentence.groups if g.is_finite]
    comma = next((at for at in range(frame.last + 1, end) if sentence.lowers[at] in {",", "–", "—"}), end)
    if any(first < frame.first for first in finite):
        return comma
    second = [first for first in finite if frame.last < first < end][1:2]
    return min(comma, *second) if second else comma


def _quote(
    sentence: OuterSentence,
    frame: Frame,
    source: Source | None,
    runs: list[tuple[int, int]],
    *,
    marks_only: bool = False,
) -> Reported | None:
    content: list[Offsets] = []
    marks: list[Marked] = []
    plain = False
    for start, end in runs:
        for piece in _pieces(sentence, start, end, judged=frame.cue.takes.isdisjoint({"that", "clause"})):
            if isinstance(piece, Marked):
                content.append((piece.start, piece.end))
                marks.append(piece)
            elif not marks_only:
                content.append(piece)
                plain = True
    if not content:
        return None
    kind: QuoteKind = "direct" if not plain else "mixed" if marks else "indirect"
    score = {"direct": 0.95, "mixed": 0.8, "indirect": 0.75}[kind]
    return Reported(content, kind, source, frame.cue_span(sentence), marks, score)


def _pieces(sentence: OuterSentence, start: int, end: int, *, judged: bool = False) -> Iterator[Marked | Offsets]:
    """Marked words and the runs of unmarked words between ``start`` and ``end``, edges trimmed.

    ``judged``: of "described it as “…” after the talks", where what tells when or where is not said.
    """
    at = start
    seen_mark = False
    while at < end:
        if at in sentence.marks:
            yield sentence.marks[at]
            seen_mark = True
            at += 1
            continue
        stop = next((i for i in range(at, end) if i in sentence.marks), end)
        first, last = at, stop
        if seen_mark and stop == end:
            last = _tail_end(sentence, at, stop)
            if judged:
                last = next((index for index in range(at, last) if sentence.lowers[index] in _TELLS_WHEN), last)
        while first < last and sentence.lowers[first] in _EDGE:
            first += 1
        while last > first and sentence.lowers[last - 1] in _EDGE:
            last -= 1
        if first < last and (stop == end or not seen_mark or last - first > 0):
            yield sentence.starts[first], sentence.ends[last - 1]
        at = stop


def _tail_end(sentence: OuterSentence, at: int, end: int) -> int:
    """How far words behind the last marked ones still belong to what is said."""
    if sentence.lowers[at] == "," or _begins_anew(sentence, at):
        return at
    return next((index for index in range(at, end) if sentence.lowers[index] in {",", "–", "—"}), end)


def _begins_anew(sentence: OuterSentence, at: int) -> bool:
    """Whether "and" opens a clause of its own; "… and would answer only one of them" goes on."""
    if sentence.lowers[at] != "and" or sentence.lowers[at + 1 : at + 2] == ["that"]:
        return False
    return not any(g.first == at + 1 and g.tense in {"conditional", "future", "plan"} for g in sentence.groups)
