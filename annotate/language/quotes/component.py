"""The component ``dateline_quotes``: who said what, in marks or reported."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from annotate.language.found import FoundMention, FoundQuote, Offsets, register_extensions, words_said
from annotate.language.quotes.reader import QuoteReader, SaidQuote
from annotate.language.quotes.scorer import SpeechScorer
from annotate.language.quotes.sources import Names
from annotate.language.words.sentences import paragraphs

_DECK_PASSAGES = 2
"""Title and subtitle stand first."""


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
        reader = QuoteReader(doc, names, self._scorer)
        passages = doc._.passages or paragraphs(text)
        for start, end in passages:
            reader.read_passage(start, end)
        doc._.quotes = _found(text, reader.quotes, passages)
        doc._.mentions = _with_sources(doc._.mentions or [], reader.quotes)
        return doc


def _with_sources(mentions: list[FoundMention], quotes: list[SaidQuote]) -> list[FoundMention]:
    there = {(m.start, m.end) for m in mentions}
    added: list[FoundMention] = []
    for quote in quotes:
        source = quote.reported.source
        if source is not None and source.form != "name" and source.span not in there:
            there.add(source.span)
            added.append(FoundMention(*source.span, source.label, source.form))
    return sorted([*mentions, *added], key=lambda m: (m.start, -m.end))


def _merge_decks(text: str, quotes: list[SaidQuote], deck_end: int) -> Iterator[SaidQuote]:
    """The quotes, those of title and subtitle that the body repeats as ``also`` of the body's."""
    body = [
        (quote, words_said(text, quote.reported.content))
        for quote in quotes
        if quote.reported.content[0][0] >= deck_end
    ]
    for quote in quotes:
        if quote.reported.content[0][0] < deck_end:
            words = words_said(text, quote.reported.content)
            same = next((other for other, said in body if words.count(" ") >= 3 and words in said), None)
            if same is not None:
                same.also += quote.reported.content
                continue
        yield quote


def _found(text: str, quotes: list[SaidQuote], passages: list[Offsets]) -> list[FoundQuote]:
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
