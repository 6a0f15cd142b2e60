"""The component ``dateline_quotes``: who said what, in marks or reported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc

from annotate.language.found import FoundMention, FoundQuote, Offsets, register_extensions
from annotate.language.names.datelines import words_of_dateline
from annotate.language.quotes.outer_sentences import MARK, OuterSentence, Words, outer_sentences
from annotate.language.quotes.quotation_marks import Marked, carried_over, marked_words
from annotate.language.quotes.reported_speech import Reported, reported
from annotate.language.quotes.scorer import SpeechScorer
from annotate.language.quotes.sources import Names, Source, source_before
from annotate.language.words.cues import words as cue_words
from annotate.language.words.sentence_words import sentences, words_of
from annotate.language.words.syntax import Syntax

_DECK_PASSAGES = 2
"""Title and subtitle stand first."""
_FINAL = ".?!…,"


@Language.factory("dateline_quotes")
def make_quotes(nlp: Language, name: str) -> Quotes:
    """The component for a pipeline."""
    return Quotes()


class Quotes:
    """Sets ``doc._.quotes``, and adds the nominal and pronominal sources to ``doc._.mentions``.

    Reads ``doc._.passages``, ``doc._.mentions`` and ``doc._.times`` where they are set. Speakers are left to
    coreference, which knows who "he" is.
    """

    def __init__(self) -> None:
        register_extensions()
        self._scorer = SpeechScorer({})

    def use(self, scorer: SpeechScorer) -> None:
        """Let ``scorer`` say which of the parse's offers are reported speech; without one none is."""
        self._scorer = scorer

    def __call__(self, doc: Doc) -> Doc:
        """Fill ``doc._.quotes``, by start of content."""
        text = doc.text
        names = Names(doc._.mentions or (), doc._.times or ())
        reader = _Reader(doc, text, names, self._scorer)
        for start, end in doc._.passages or _passages(text):
            reader.read_passage(start, end)
        doc._.quotes = _found(text, reader.quotes, doc._.passages or _passages(text))
        doc._.mentions = _with_sources(doc._.mentions or [], reader.quotes)
        return doc


@dataclass
class _Quote:
    reported: Reported
    passage: int
    nested_in: _Quote | None = None
    also: list[Offsets] = field(default_factory=list)


def _passages(text: str) -> list[Offsets]:
    found, at = [], 0
    for gap in re.finditer(r"\n[^\S\n]*\n\s*", text):
        if gap.start() > at:
            found.append((at, gap.start()))
        at = gap.end()
    if at < len(text):
        found.append((at, len(text)))
    return found


class _Reader:
    """Goes through the passages and remembers who spoke last and which mark is still open."""

    def __init__(self, doc: Doc, text: str, names: Names, scorer: SpeechScorer) -> None:
        self.text = text
        self.names = names
        self.syntax = Syntax(doc)
        self.scorer = scorer
        words = list(words_of(doc))
        self.words = Words(words)
        self.breaks = [sentence.start for sentence in sentences(doc, words)]
        self.quotes: list[_Quote] = []
        self.open: tuple[_Quote, str] | None = None
        """The quote whose last mark was not closed in the passage before, and that mark's character."""
        self.announced: Source | None = None
        """Who is about to speak: the subject of a passage that ended with a colon."""
        self.passage = -1

    def read_passage(self, start: int, end: int) -> None:
        self.passage += 1
        marked = marked_words(self.text, start, end)
        opened, self.open = self.open, None
        if opened is not None and not any(mark.outer_start == start for mark in marked):
            carried = carried_over(self.text, start, end, opened[1])
            if carried is not None and not any(mark.outer_start < carried.outer_end for mark in marked):
                marked.insert(0, carried)
        subject, self.announced = self.announced, None
        previous: _Quote | None = None
        pending: list[Marked] = []
        parts = outer_sentences(self.words, self.text, start, end, self._trusted(marked), self._breaks(marked))
        for number, sentence in enumerate(parts):
            if all(word == MARK for word in sentence.texts):
                marks = list(sentence.marks.values())
                if number == 0 and opened is not None and self._reopens(marks[0], opened[1]):
                    previous = opened[0]
                if previous is not None and self._continue(previous, marks):
                    pass
                elif subject is not None:
                    previous = self._unframed(marks, subject, 0.6) or previous
                else:
                    pending += marks
                continue
            found = list(
                reported(
                    sentence,
                    self.names,
                    self.syntax,
                    self.scorer,
                    words_of_dateline(sentence) if number == 0 and self.passage < 4 else 0,
                )
            )
            quotes = [self._add(quote) for quote in found]
            if quotes:
                if pending and quotes[0].reported.marks and not subject:
                    quotes[0].reported.content[:0] = [(mark.start, mark.end) for mark in pending]
                    quotes[0].reported.marks[:0] = pending
                elif pending:
                    self._unframed(pending, quotes[0].reported.source, 0.4)
                pending = []
                if (
                    number == 0
                    and opened is not None
                    and sentence.marks.get(0)
                    and self._reopens(sentence.marks[0], opened[1])
                ):
                    self._join(opened[0], quotes[0])
                previous = quotes[-1]
                subject = quotes[-1].reported.source
            else:
                lone = self._colon(sentence) or self._signed(sentence)
                if lone is not None:
                    previous = lone
                    continue
                subject = _subject(sentence, self.names) or subject
                if pending and subject is not None and _tells_of_speaking(sentence):
                    self._unframed(pending, subject, 0.6)
                    pending = []
                previous = None
        if pending:
            self._unframed(pending, self._last_speaker(), 0.4)
        self._note_open(marked)
        if parts and parts[-1].lowers[-1] == ":":
            self.announced = previous.reported.source if previous is not None else _subject(parts[-1], self.names)

    def _trusted(self, marked: list[Marked]) -> list[Marked]:
        """The marked words, an unclosed one cut where its speaker is plainly reported again ("…, adding that …")."""
        for mark in marked:
            if not mark.closed:
                again = _reported_again().search(self.text, mark.start, mark.end)
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

    def _add(self, quote: Reported) -> _Quote:
        added = _Quote(quote, self.passage)
        self.quotes.append(added)
        for mark in quote.marks:
            self._nested(mark, added)
        return added

    def _nested(self, mark: Marked, outer: _Quote) -> None:
        """Speech within speech: marked words in marked words, if somebody is said to have uttered them."""
        if not mark.inner or outer.nested_in is not None:
            return
        for sentence in outer_sentences(self.words, self.text, mark.start, mark.end, mark.inner, []):
            for quote in reported(sentence, self.names, self.syntax, self.scorer):
                if quote.marks and quote.kind != "indirect":
                    self.quotes.append(_Quote(quote, self.passage, outer))

    def _continue(self, previous: _Quote, marks: list[Marked]) -> bool:
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

    def _join(self, first: _Quote, second: _Quote) -> None:
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

    def _unframed(self, marks: list[Marked], source: Source | None, score: float) -> _Quote | None:
        speech = [mark for mark in marks if self._is_speech(mark)]
        if not speech:
            return None
        return self._add(Reported([(m.start, m.end) for m in speech], "direct", source, None, speech, score))

    def _is_speech(self, mark: Marked) -> bool:
        """Whether marked words alone look uttered and not like a title or a sign."""
        words = self.text[mark.start : mark.end].split()
        return len(words) >= 4 and (self.text[mark.end - 1] in _FINAL or len(words) >= 8)

    def _colon(self, sentence: OuterSentence) -> _Quote | None:
        """Marked speech behind a colon though no verb reports it: "The minister was blunt: “…”"."""
        for at, mark in sentence.marks.items():
            if at and sentence.lowers[at - 1] == ":" and self._is_speech(mark):
                source = _subject(sentence, self.names) or self._labelled(sentence, at - 1)
                if source is not None and not _banner(sentence, at):
                    return self._unframed([mark], source, 0.6)
        return None

    def _signed(self, sentence: OuterSentence) -> _Quote | None:
        """Marked speech with its speaker behind a dash: "“…” – Lena Harta"."""
        if len(sentence) < 3 or 0 not in sentence.marks or sentence.lowers[1] not in {"-", "–", "—", "--"}:
            return None
        end = len(sentence) - (sentence.texts[-1] == ".")
        source = source_before(sentence, end, self.names) if not sentence.groups else None
        if source is None or source.form != "name" or source.first != 2 or not self._is_speech(sentence.marks[0]):
            return None
        return self._unframed([sentence.marks[0]], source, 0.8)

    def _labelled(self, sentence: OuterSentence, colon: int) -> Source | None:
        """The speaker in "Lena Harta: “…”", where nothing but a name and titles stand before the colon."""
        if any(group.first < colon for group in sentence.groups):
            return None
        source = source_before(sentence, colon, self.names)
        return source if source is not None and source.form == "name" and source.label in {"PERSON", "ORG"} else None

    def _last_speaker(self) -> Source | None:
        for quote in reversed(self.quotes):
            if quote.nested_in is None and self.passage - quote.passage <= 2:
                return quote.reported.source
        return None


def _banner(sentence: OuterSentence, at: int) -> bool:
    return any(word in cue_words("names_of_things") for word in sentence.lowers[max(0, at - 4) : at])


def _subject(sentence: OuterSentence, names: Names) -> Source | None:
    finite = next((g for g in sentence.groups if g.tense not in {"gerund", "participle", "infinitive"}), None)
    if finite is None or any(at < finite.first for at in sentence.marks):
        return None
    source = source_before(sentence, finite.first, names)
    return source if source is not None and source.label in {"PERSON", "ORG"} else None


def _tells_of_speaking(sentence: OuterSentence) -> bool:
    """Whether the first verb says that somebody spoke, without what: "The minister spoke after the talks"."""
    finite = next((g for g in sentence.groups if g.tense not in {"gerund", "participle", "infinitive"}), None)
    return finite is not None and finite.lemma in cue_words("speaking") and not finite.negated


_AGAIN: list[re.Pattern[str]] = []


def _reported_again() -> re.Pattern[str]:
    if not _AGAIN:
        _AGAIN.append(
            re.compile(
                r",\s+(?:(?:and\s+)?(?:adding|saying|clarifying|noting|stressing|warning|explaining)|and\s+(?:added|said))\s+that\b"
            )
        )
    return _AGAIN[0]


def _with_sources(mentions: list[FoundMention], quotes: list[_Quote]) -> list[FoundMention]:
    there = {(m.start, m.end) for m in mentions}
    added: list[FoundMention] = []
    for quote in quotes:
        source = quote.reported.source
        if source is not None and source.form != "name" and source.span not in there:
            there.add(source.span)
            added.append(FoundMention(*source.span, source.label, source.form))
    return sorted([*mentions, *added], key=lambda m: (m.start, -m.end))


def _normal(text: str, spans: list[Offsets]) -> str:
    return " ".join(re.findall(r"\w+", " ".join(text[start:end] for start, end in spans).lower()))


def _merge_decks(text: str, quotes: list[_Quote], deck_end: int) -> Iterator[_Quote]:
    """The quotes, those of title and subtitle that the body repeats as ``also`` of the body's."""
    body = [
        (quote, _normal(text, quote.reported.content)) for quote in quotes if quote.reported.content[0][0] >= deck_end
    ]
    for quote in quotes:
        if quote.reported.content[0][0] < deck_end:
            words = _normal(text, quote.reported.content)
            same = next((other for other, said in body if words.count(" ") >= 3 and words in said), None)
            if same is not None:
                same.also += quote.reported.content
                continue
        yield quote


def _found(text: str, quotes: list[_Quote], passages: list[Offsets]) -> list[FoundQuote]:
    deck_end = passages[min(_DECK_PASSAGES, len(passages)) - 1][1] if len(passages) > _DECK_PASSAGES else 0
    kept = list(_merge_decks(text, quotes, deck_end))
    kept.sort(key=lambda quote: quote.reported.content[0])
    places = {id(quote): index for index, quote in enumerate(kept)}
    found = []
    for quote in kept:
        said = quote.reported
        source = said.source.span if said.source is not None else None
        nested = places.get(id(quote.nested_in)) if quote.nested_in is not None else None
        found.append(
            FoundQuote(
                said.content,
                said.kind,
                source,
                said.cue,
                also=quote.also,
                nested_in=nested,
                phrase=said.phrase,
                score=said.score,
            )
        )
    return found
