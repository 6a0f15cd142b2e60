"""Learning which offers of the parse are reported speech, from articles whose quotes people have marked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from spacy.language import Language

from annotate.language.found import Offsets
from annotate.language.pipeline import build, read
from annotate.language.quotes.clauses import Offer
from annotate.language.quotes.component import Quotes
from annotate.language.quotes.outer_sentences import OuterSentence
from annotate.language.quotes.scorer import KIND, LIKELY_ENOUGH, Choice, SpeechScorer
from annotate.language.training.component_scores import ComponentScores
from annotate.language.training.linear import fit_offers
from annotate.language.training.marked_articles import marked_files, read_marked

_ALIKE = 0.8
"""Share of words that an offer must have in common with marked words to count as them."""
_STRENGTH = 1.0
"""Of the pull of all weights towards nothing, against learning single articles by heart."""


@dataclass(frozen=True)
class MarkedQuote:
    """What an article's file of annotations says of a quote."""

    content: tuple[Offsets, ...]
    cue: Offsets | None


@dataclass(frozen=True)
class Lesson:
    """The offers for one cue, by their traits, and which of them is right."""

    traits: tuple[tuple[str, ...], ...]
    right: int | None
    """Index of the right offer; None: nothing is reported, or by other words."""


@dataclass
class _Listener(SpeechScorer):
    """Keeps every offer it is asked about."""

    heard: list[tuple[OuterSentence, Sequence[Offer]]] = field(default_factory=list)
    weights: dict[str, float] = field(default_factory=dict)

    def choose(self, sentence: OuterSentence, offers: Sequence[Offer]) -> list[Choice]:
        self.heard.append((sentence, offers))
        return [Choice(offer, 0.0) for offer in offers]


def learn_speech(folders: Iterable[Path], pipeline: Path) -> SpeechScorer | None:
    """A scorer for the parser of the file ``pipeline``, from folders of articles with ``quotes`` in their JSON.

    Returns:
        None where no quote with a cue is marked.
    """
    marked = [article for folder in folders for article in read_quotes(folder)]
    if not any(quote.cue for _, quotes in marked for quote in quotes):
        return None
    nlp = build(pipeline=pipeline, scorer=_Listener())
    return SpeechScorer(learn(lesson for text, quotes in marked for lesson in lessons(nlp, text, quotes)))


def speech_scores(scorer: SpeechScorer, folders: Iterable[Path], pipeline: Path) -> Iterator[ComponentScores]:
    """F1 of what the scorer takes of the offers, on each folder of articles by itself."""
    nlp = build(pipeline=pipeline, scorer=_Listener())
    for folder in folders:
        right = taken = marked = 0
        for text, quotes in read_quotes(folder):
            for lesson in lessons(nlp, text, quotes):
                shares = scorer.shares(lesson.traits)
                best = max(range(len(shares)), key=shares.__getitem__)
                marked += lesson.right is not None
                taken += shares[best] >= LIKELY_ENOUGH
                right += shares[best] >= LIKELY_ENOUGH and best == lesson.right
        if marked:
            yield ComponentScores(folder.name, "reported speech F1", round(2 * right / (taken + marked), 4))


def read_quotes(folder: Path) -> Iterator[tuple[str, list[MarkedQuote]]]:
    """Body and quotes of the articles of a folder that have a list of ``quotes``.

    Offsets are code points into the body. Raises KeyError or ValueError where a file is not in the form that
    docs/training.md describes.
    """
    for text in map(read_marked, marked_files(folder)):
        if "quotes" in text.marks:
            yield text.body, [_marked(quote) for quote in text.marks["quotes"]]


def _marked(quote: Mapping[str, Any]) -> MarkedQuote:
    cue = quote.get("cue")
    return MarkedQuote(
        tuple((int(start), int(end)) for start, end in quote["content"]), (int(cue[0]), int(cue[1])) if cue else None
    )


def lessons(nlp: Language, text: str, quotes: Sequence[MarkedQuote]) -> Iterator[Lesson]:
    """What the parse offers for each cue of ``text``, against what people marked."""
    listener = _Listener()
    component = nlp.get_pipe("dateline_quotes")
    assert isinstance(component, Quotes)  # noqa: S101  # the pipeline is of build's making
    component.use(listener)
    read(nlp, text, None)
    for sentence, offers in listener.heard:
        cue = sentence.starts[offers[0].cue_at], sentence.ends[offers[0].cue_last]
        near = [_words(text, q.content) for q in quotes if q.cue and q.cue[0] < cue[1] and cue[0] < q.cue[1]]
        alike = [max((_alike(_said(text, sentence, offer), words) for words in near), default=0.0) for offer in offers]
        best = max(alike)
        yield Lesson(tuple(offer.traits for offer in offers), alike.index(best) if best >= _ALIKE else None)


def _said(text: str, sentence: OuterSentence, offer: Offer) -> frozenset[int]:
    return _words(text, [(sentence.starts[first], sentence.ends[end - 1]) for first, end in offer.runs])


def _words(text: str, spans: Iterable[Offsets]) -> frozenset[int]:
    return frozenset(word.start() for start, end in spans for word in re.compile(r"\w+").finditer(text, start, end))


def _alike(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / max(1, len(one | other))


def learn(lessons: Iterable[Lesson]) -> dict[str, float]:
    """Weights under which the right offers are likely; the same lessons give the same weights."""
    known = list(lessons)
    return fit_offers([lesson.traits for lesson in known], [lesson.right for lesson in known], penalty=_STRENGTH)


def write_speech(scorer: SpeechScorer, folders: Iterable[Path], path: Path) -> None:
    """Write the weights to ``path`` as JSON, with what they were learned from."""
    content = {
        "kind": KIND,
        "license": "CC BY-SA 4.0",
        "trained": date.today().isoformat(),
        "learned_from": sorted({folder.name for folder in folders}),
        "weights": dict(sorted(scorer.weights.items())),
    }
    path.write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
