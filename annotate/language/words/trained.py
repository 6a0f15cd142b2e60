"""The component ``dateline_trained``: what a trained pipeline says of each word, read in pieces of bounded size.

Sets ``tag_``, ``pos_``, ``morph``, ``lemma_``, ``dep_``, ``head`` and ``doc.ents``, as far as the pipeline has
components for them. The sentences stay those of ``dateline_sentences``: each has one root.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from annotate.corpus.annotations import Label
from annotate.language.learned_weights import MODEL
from annotate.language.words.packed import unpack

SHIPPED = MODEL / "dateline-en.pipeline"
"""The pipeline that comes with Dateline; ``MODEL_CARD.md`` beside it says what it learned from."""

LABELS: dict[str, Label] = {
    "PERSON": "PERSON", "PER": "PERSON", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "FAC": "FAC", "FACILITY": "FAC",
    "NORP": "NORP", "EVENT": "EVENT",
}  # fmt: skip
"""What other pipelines call a kind of name, and what Dateline calls it; other labels are no names here."""

_PIECE_WORDS = 400
"""A longer passage is read in several pieces, so that time and memory grow with the text and no faster."""
_BATCH_TEXTS = 64
"""Texts, or pieces of texts, whose numbers are held at a time; fewer cost more each, and with more they no longer fit
into the processor's cache."""
_BATCH_WORDS = 8_000
"""Words in memory as numbers at a time."""

_WORDS = ("TAG", "POS", "MORPH", "LEMMA")
_NAMES = ("ENT_IOB", "ENT_TYPE")


class PipelineError(Exception):
    """A spaCy pipeline that was asked for can't be used; the message says why, and what would help."""


def load_trained(name: str | Path | None = None) -> Language:
    """The trained pipeline called ``name``.

    Args:
        name: an installed spaCy package (``en_core_web_lg``), a folder that spaCy wrote, or a file of
            ``annotate train``. None: the shipped one.

    Raises:
        PipelineError: there is none, or it is for another language.
    """
    path = SHIPPED if name is None else Path(name)
    try:
        nlp = unpack(path) if path.is_file() else spacy.load(name or path)
    except Exception as error:  # what a foreign package raises while loading is anybody's guess
        hint = "install it, for instance with: python -m spacy download en_core_web_lg"
        raise PipelineError(f"{name or path}: no spaCy pipeline that can be loaded ({error}); {hint}") from error
    if nlp.lang not in {"en", "xx"}:
        raise PipelineError(f"{name}: reads the language {nlp.lang!r}, and Dateline reads English")
    if "senter" in nlp.pipe_names:
        nlp.disable_pipe("senter")
    nlp.batch_size = _BATCH_TEXTS
    return nlp


@Language.factory("dateline_trained")
def make_trained(nlp: Language, name: str) -> TrainedReader:
    """The component for a pipeline."""
    return TrainedReader()


class TrainedReader:
    """Runs a trained pipeline over a document that has its sentences already."""

    def __init__(self) -> None:
        self._trained = spacy.blank("en")
        self._parses = False
        self._attributes: list[int | str] = []

    def use(self, trained: Language) -> None:
        """Read with ``trained``, whose vocabulary the document must have."""
        self._trained = trained
        pipes = set(trained.pipe_names)
        self._parses = "parser" in pipes
        self._attributes = [
            *_WORDS,
            *(("DEP", "HEAD") if self._parses else ()),
            *(_NAMES if pipes & {"ner", "beam_ner", "entity_ruler", "span_ruler"} else ()),
        ]

    def __call__(self, doc: Doc) -> Doc:
        """Read the document's passages."""
        return next(self.pipe((doc,)))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = _BATCH_TEXTS) -> Iterator[Doc]:
        """Read many documents, as each would be read by itself.

        A network reads a single article's passages at twice the cost of many, so passages of several are read at once;
        what is read of one does not depend on which others are beside it.

        Args:
            stream: taken little by little.
            batch_size: passages at a time.
        """
        if not self._attributes:
            yield from stream
            return
        under_way: deque[_Reading] = deque()
        for batch in _batches(self._pieces(stream, under_way), batch_size):
            docs = [_cut(reading.doc, start, end) for reading, start, end in batch]
            read = self._trained.pipe(docs, batch_size=len(docs))
            for (reading, start, end), piece in zip(batch, read, strict=True):
                reading.values[start:end] = piece.to_array(self._attributes)
                reading.left -= 1
            while under_way and not under_way[0].left:
                yield self._read(under_way.popleft())
        yield from map(self._read, under_way)

    def _pieces(self, stream: Iterable[Doc], under_way: deque[_Reading]) -> Iterator[_Piece]:
        for doc in stream:
            values = np.zeros((len(doc), len(self._attributes)), dtype="uint64")
            if self._parses:
                # A word between passages is white space and hangs on the word before it.
                values[1:, self._attributes.index("HEAD")] = np.array(-1, dtype="int64").astype("uint64")
                values[1:, self._attributes.index("DEP")] = doc.vocab.strings.add("dep")
            pieces = list(_pieces(doc))
            reading = _Reading(doc, values, len(pieces))
            under_way.append(reading)
            yield from ((reading, start, end) for start, end in pieces)

    def _read(self, reading: _Reading) -> Doc:
        if self._parses:
            self._one_root_a_sentence(reading.doc, reading.values)
        return reading.doc.from_array(self._attributes, reading.values)  # type: ignore[arg-type]  # its stub knows others

    def _one_root_a_sentence(self, doc: Doc, values: NDArray[np.uint64]) -> None:
        heads = values[:, self._attributes.index("HEAD")].view("int64")
        labels = values[:, self._attributes.index("DEP")]
        other = doc.vocab.strings.add("parataxis")
        root = -1
        for at, token in enumerate(doc):
            if token.is_sent_start or at == 0:
                root = -1
            if heads[at] == 0:
                if root < 0:
                    root = at
                else:
                    heads[at] = root - at
                    labels[at] = other
        values[:, self._attributes.index("HEAD")] = heads.view("uint64")


@dataclass
class _Reading:
    """A document that is being read."""

    doc: Doc
    values: NDArray[np.uint64]
    left: int
    """Pieces that are not read yet."""


_Piece = tuple[_Reading, int, int]
"""A stretch of a document, by its first word and the word behind its last."""


def _pieces(doc: Doc) -> Iterator[tuple[int, int]]:
    """The passages by their words, long ones cut between sentences, or anywhere if a sentence is longer still."""
    passages = iter(doc._.passages or ())
    beyond = len(doc.text) + 1  # spaCy joins the words anew each time it is asked
    end_of_passage = -1
    start = end = last_sentence = -1
    for token in doc:
        if token.is_space:
            continue
        crosses = token.idx >= end_of_passage
        if start >= 0 and (crosses or token.i - start >= _PIECE_WORDS):
            cut = last_sentence if not crosses and last_sentence > start else end
            yield start, cut
            start = cut if not crosses else -1
        while token.idx >= end_of_passage:
            end_of_passage = next(passages, (0, beyond))[1]
        if token.is_sent_start:
            last_sentence = token.i
        start = token.i if start < 0 else start
        end = token.i + 1
    if start >= 0:
        yield start, end


def _batches(pieces: Iterator[_Piece], most: int) -> Iterator[list[_Piece]]:
    held: list[_Piece] = []
    words = 0
    for reading, start, end in pieces:
        if held and (len(held) == most or words + end - start > _BATCH_WORDS):
            yield held
            held, words = [], 0
        held.append((reading, start, end))
        words += end - start
    if held:
        yield held


def _cut(doc: Doc, start: int, end: int) -> Doc:
    tokens = doc[start:end]
    return Doc(
        doc.vocab,
        words=[token.text for token in tokens],
        spaces=[bool(token.whitespace_) for token in tokens],
        sent_starts=[token.i == start or bool(token.is_sent_start) for token in tokens],
    )


class TrainedNames:
    """The names that the trained pipeline found, to be asked by place."""

    def __init__(self, doc: Doc) -> None:
        self._spans = [
            (span.start_char, span.end_char, LABELS[span.label_]) for span in doc.ents if span.label_ in LABELS
        ]
        self._starts = [start for start, _, _ in self._spans]
        self._doc = doc
        self._begins: list[int] = doc.to_array("IDX").tolist()

    def tag(self, start: int) -> str:
        """The tag of the word that begins at the character ``start``; empty where none begins or none is tagged."""
        at = bisect_left(self._begins, start)
        return self._doc[at].tag_ if at < len(self._begins) and self._begins[at] == start else ""

    def __bool__(self) -> bool:
        return bool(self._spans)

    def over(self, start: int, end: int) -> tuple[Label, bool] | None:
        """The label of the name that overlaps the characters ``start`` to ``end``, and whether it is just these."""
        at = bisect_left(self._starts, end) - 1
        if at < 0:
            return None
        first, last, label = self._spans[at]
        return (label, (first, last) == (start, end)) if last > start else None
