"""Goes through an article passage by passage and brings what is said together with who says it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from spacy.tokens import Doc

from annotate.language.found import Offsets
from annotate.language.names.datelines import words_of_dateline
from annotate.language.quotes.outer_sentences import MARK, OuterSentence, Words, outer_sentences
from annotate.language.quotes.quotation_marks import Marked, carried_over, marked_words
from annotate.language.quotes.reported_speech import Reported, reported
from annotate.language.quotes.scorer import SpeechScorer
from annotate.language.quotes.sources import Names, Source
from annotate.language.quotes.unframed import behind_colon, signed, subject_of, tells_of_speaking, unframed
from annotate.language.words.sentence_words import sentences, words_of
from annotate.language.words.syntax import Syntax

_WITH_DATELINE = 4
"""The first passages, among which the one with the dateline is."""
_REPORTED_AGAIN = re.compile(
    r",\s+(?:(?:and\s+)?(?:adding|saying|clarifying|noting|stressing|warning|explaining)|and\s+(?:added|said))\s+that\b"
)


@dataclass
class SaidQuote:
    """Something said, where it stands in the article."""

    reported: Reported
    passage: int
    """Number of the passage, from 0."""
    nested_in: SaidQuote | None = None
    also: list[Offsets] = field(default_factory=list)
    """Where else the same is said."""


@dataclass
class _SoFar:
    """What the sentences of a passage have told up to here."""

    opened: tuple[SaidQuote, str] | None
    """As :attr:`QuoteReader.open` of the passage before."""
    subject: Source | None
    """Who would say what stands in marks with no verb beside it."""
    previous: SaidQuote | None = None
    pending: list[Marked] = field(default_factory=list)
    """Marked words of whom nobody has been told yet."""


class QuoteReader:
    """Goes through the passages and remembers who spoke last and which mark is still open."""

    def __init__(self, doc: Doc, names: Names, scorer: SpeechScorer) -> None:
        self.text = doc.text
        self.names = names
        self.syntax = Syntax(doc)
        self.scorer = scorer
        words = list(words_of(doc))
        self.words = Words(words)
        self.breaks = [sentence.start for sentence in sentences(doc, words)]
        self.quotes: list[SaidQuote] = []
        self.open: tuple[SaidQuote, str] | None = None
        """The quote whose last mark was not closed in the passage before, and that mark's character."""
        self.announced: Source | None = None
        """Who is about to speak: the subject of a passage that ended with a colon."""
        self.passage = -1

    def read_passage(self, start: int, end: int) -> None:
        """Add the quotes of the passage at ``start:end``, the one behind those that were read before."""
        self.passage += 1
        opened, self.open = self.open, None
        subject, self.announced = self.announced, None
        marked = self._marked(start, end, opened)
        parts = outer_sentences(self.words, self.text, start, end, self._trusted(marked), self._breaks(marked))
        so_far = _SoFar(opened, subject)
        for number, sentence in enumerate(parts):
            if all(word == MARK for word in sentence.texts):
                self._read_marks(list(sentence.marks.values()), so_far, opens=number == 0)
                continue
            behind = words_of_dateline(sentence) if number == 0 and self.passage < _WITH_DATELINE else 0
            found = list(reported(sentence, self.names, self.syntax, self.scorer, behind))
            if found:
                self._read_reported(sentence, [self._add(quote) for quote in found], so_far, opens=number == 0)
            else:
                self._read_unreported(sentence, so_far)
        if so_far.pending:
            self._add_unframed(so_far.pending, self._last_speaker(), 0.4)
        self._note_open(marked)
        if parts and parts[-1].lowers[-1] == ":":
            last = so_far.previous
            self.announced = last.reported.source if last is not None else subject_of(parts[-1], self.names)

    def _marked(self, start: int, end: int, opened: tuple[SaidQuote, str] | None) -> list[Marked]:
        """The marked words of a passage, with those that the passage before left open."""
        marked = marked_words(self.text, start, end)
        if opened is not None and not any(mark.outer_start == start for mark in marked):
            carried = carried_over(self.text, start, end, opened[1])
            if carried is not None and not any(mark.outer_start < carried.outer_end for mark in marked):
                marked.insert(0, carried)
        return marked

    def _read_marks(self, marks: list[Marked], so_far: _SoFar, *, opens: bool) -> None:
        """A sentence of marked words and nothing else: more of the same, or left to whoever is told to speak."""
        if opens and so_far.opened is not None and self._reopens(marks[0], so_far.opened[1]):
            so_far.previous = so_far.opened[0]
        if so_far.previous is not None and self._continue(so_far.previous, marks):
            return
        if so_far.subject is not None:
            so_far.previous = self._add_unframed(marks, so_far.subject, 0.6) or so_far.previous
        else:
            so_far.pending += marks

    def _read_reported(self, sentence: OuterSentence, quotes: list[SaidQuote], so_far: _SoFar, *, opens: bool) -> None:
        first, last = quotes[0], quotes[-1]
        if so_far.pending and first.reported.marks and not so_far.subject:
            first.reported.content[:0] = [(mark.start, mark.end) for mark in so_far.pending]
            first.reported.marks[:0] = so_far.pending
        elif so_far.pending:
            self._add_unframed(so_far.pending, first.reported.source, 0.4)
        so_far.pending = []
        mark = sentence.marks.get(0)
        if opens and so_far.opened is not None and mark and self._reopens(mark, so_far.opened[1]):
            self._join(so_far.opened[0], first)
        so_far.previous, so_far.subject = last, last.reported.source

    def _read_unreported(self, sentence: OuterSentence, so_far: _SoFar) -> None:
        lone = behind_colon(self.text, sentence, self.names) or signed(self.text, sentence, self.names)
        if lone is not None:
            so_far.previous = self._add(lone)
            return
        so_far.subject = subject_of(sentence, self.names) or so_far.subject
        if so_far.pending and so_far.subject is not None and tells_of_speaking(sentence):
            self._add_unframed(so_far.pending, so_far.subject, 0.6)
            so_far.pending = []
        so_far.previous = None

    def _trusted(self, marked: list[Marked]) -> list[Marked]:
        """The marked words, an unclosed one cut where its speaker is plainly reported again ("…, adding that …")."""
        for mark in marked:
            if not mark.closed:
                again = _REPORTED_AGAIN.search(self.text, mark.start, mark.end)
                if again is not None and any(
                    other.outer_start == mark.outer_end or other.start > mark.end for other in marked
                ):
                    mark.end = mark.outer_end = again.start()
        return marked

    def _breaks(self, marked: list[Marked]) -> list[int]:
        inside = [(mark.outer_start, mark.outer_end) for mark in marked]
        if not inside:
            return self.breaks
        low, high = inside[0][0], inside[-1][1]
        return [b for b in self.breaks if not low < b < high or not any(first < b < last for first, last in inside)]

    def _reopens(self, mark: Marked, char: str) -> bool:
        return mark.start == mark.outer_start or self.text[mark.outer_start] == char

    def _note_open(self, marked: list[Marked]) -> None:
        if not marked or marked[-1].closed:
            return
        last = marked[-1]
        for quote in reversed(self.quotes):
            if quote.passage != self.passage:
                break
            if any(mark is last for mark in quote.reported.marks):
                self.open = (quote, self.text[last.outer_start])
                return

    def _add(self, quote: Reported) -> SaidQuote:
        added = SaidQuote(quote, self.passage)
        self.quotes.append(added)
        for mark in quote.marks:
            self._nested(mark, added)
        return added

    def _nested(self, mark: Marked, outer: SaidQuote) -> None:
        """Speech within speech: marked words in marked words, if somebody is said to have uttered them."""
        if not mark.inner or outer.nested_in is not None:
            return
        for sentence in outer_sentences(self.words, self.text, mark.start, mark.end, mark.inner, []):
            for quote in reported(sentence, self.names, self.syntax, self.scorer):
                if quote.marks and quote.kind != "indirect":
                    self.quotes.append(SaidQuote(quote, self.passage, outer))

    def _continue(self, previous: SaidQuote, marks: list[Marked]) -> bool:
        """Further marked words of the same speaker."""
        quote = previous.reported
        if quote.kind == "indirect":
            return False
        if quote.kind == "mixed":
            added = Reported([(m.start, m.end) for m in marks], "direct", quote.source, quote.cue, list(marks), 0.6)
            self._add(added)
            return True
        quote.content += [(mark.start, mark.end) for mark in marks]
        quote.marks += marks
        for mark in marks:
            self._nested(mark, previous)
        return True

    def _join(self, first: SaidQuote, second: SaidQuote) -> None:
        """Two halves of one speech whose mark was opened again in a new paragraph."""
        if first.reported.kind != "direct" or second.reported.kind != "direct" or first is second:
            return
        first.reported.content += second.reported.content
        first.reported.marks += second.reported.marks
        if first.reported.source is None:
            first.reported.source, first.reported.cue = second.reported.source, second.reported.cue
        for quote in self.quotes:
            if quote.nested_in is second:
                quote.nested_in = first
        self.quotes = [quote for quote in self.quotes if quote is not second]

    def _add_unframed(self, marks: list[Marked], source: Source | None, score: float) -> SaidQuote | None:
        speech = unframed(self.text, marks, source, score)
        return self._add(speech) if speech is not None else None

    def _last_speaker(self) -> Source | None:
        for quote in reversed(self.quotes):
            if quote.nested_in is None and self.passage - quote.passage <= 2:
                return quote.reported.source
        return None
