"""The pipeline: sentences, what the trained components say of each word, and our own components on top of both."""

from __future__ import annotations

import datetime
import importlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from annotate.corpus.actors import Actor
from annotate.language.found import Offsets, register_extensions
from annotate.language.quotes.scorer import SpeechScorer, SpeechScorerError, scorer_beside
from annotate.language.words.tokenizing import tokenized
from annotate.language.words.trained import PipelineError, load_trained

COMPONENTS = {
    "dateline_sentences": "annotate.language.words.sentences",
    "dateline_trained": "annotate.language.words.trained",
    "dateline_entities": "annotate.language.names.component",
    "dateline_times": "annotate.language.dates.component",
    "dateline_quotes": "annotate.language.quotes.component",
    "dateline_coreference": "annotate.language.coreference.component",
    "dateline_events": "annotate.language.events.component",
}
"""Name of the factory and the module that registers it, in the order in which they run."""

Text = tuple[str, datetime.date | None, Sequence[Offsets] | None]
"""A text, the day it was published, and where each of its passages stands, as :func:`make_doc` takes them."""

_NAMES_ACTORS = {"dateline_entities", "dateline_coreference"}
"""Components that know the registry."""


def build(
    actors: Iterable[Actor] = (), pipeline: str | Path | None = None, scorer: SpeechScorer | None = None
) -> Language:
    """A pipeline that knows ``actors`` besides what every reader knows.

    Args:
        actors: the registry.
        pipeline: the trained pipeline to build on, see :func:`annotate.language.words.trained.load_trained`.
        scorer: of reported speech; None: the one that was trained with the pipeline, or the shipped one.

    Raises:
        PipelineError: ``pipeline`` can't be used.
    """
    trained = load_trained(pipeline)
    nlp = spacy.blank("en", vocab=trained.vocab)
    nlp.max_length = trained.max_length = 1_000_000_000
    register_extensions()
    known = tuple(actors)
    for factory, module in COMPONENTS.items():
        importlib.import_module(module)
        component = nlp.add_pipe(factory)
        if factory == "dateline_trained":
            component.use(trained)  # type: ignore[attr-defined]
        if factory == "dateline_quotes":
            component.use(scorer or _scorer(pipeline))  # type: ignore[attr-defined]
        if factory in _NAMES_ACTORS:
            component.know(known)  # type: ignore[attr-defined]
    return nlp


def _scorer(pipeline: str | Path | None) -> SpeechScorer:
    path = Path(pipeline) if pipeline is not None else None
    try:
        return scorer_beside(path if path is not None and path.is_file() else None)
    except SpeechScorerError as error:
        raise PipelineError(str(error)) from error


def make_doc(nlp: Language, text: str, day: datetime.date | None, passages: Sequence[Offsets] | None = None) -> Doc:
    """The words of ``text`` with what components need to know beforehand, and nothing found yet.

    Args:
        nlp: from :func:`build`.
        text: anything; lone surrogates are replaced one for one in ``doc.text``.
        day: the article's date.
        passages: where each passage stands in ``text``; None: paragraphs are separated by blank lines.
    """
    doc = tokenized(nlp, text)
    doc._.date = day
    doc._.passages = None if passages is None else list(passages)
    for name in ("mentions", "times", "quotes", "events"):
        doc._.set(name, [])
    return doc


def read(nlp: Language, text: str, day: datetime.date | None, passages: Sequence[Offsets] | None = None) -> Doc:
    """``text`` with everything found in it on ``doc._``."""
    return next(read_all(nlp, [(text, day, passages)]))


def read_all(nlp: Language, texts: Iterable[Text]) -> Iterator[Doc]:
    """As :func:`read` for each of ``texts``, which are taken little by little, some at a time."""
    docs: Iterator[Doc] = (make_doc(nlp, *text) for text in texts)
    for _, component in nlp.pipeline:
        docs = component.pipe(docs) if hasattr(component, "pipe") else map(component, docs)
    return docs
