"""The shipped pipeline against spaCy's ``efficiency`` preset with the same components, on the same texts, one core."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import spacy
from spacy.language import Language
from spacy.training import Example

from annotate.language.words.trained import load_trained

_LEARN_FROM = 64
"""Texts that the preset learns from for a moment, so that its parser moves as one that has learned does."""
_TAGGERS = ("tagger", "morphologizer", "trainable_lemmatizer")


def compared(texts: list[str], rounds: int) -> tuple[float, float]:
    """Words a second of the shipped pipeline and of the preset, in processor time, the better of ``rounds`` each.

    The rounds alternate, so that a busy machine slows both.
    """
    ours = load_trained()
    docs = [ours(text) for text in texts]
    preset = _efficiency_preset()
    examples = [Example(preset.make_doc(doc.text), doc) for doc in docs[:_LEARN_FROM]]
    preset.initialize(lambda: [Example(preset.make_doc(doc.text), doc) for doc in docs])
    optimizer = preset.resume_training()
    for _ in range(4):
        for start in range(0, len(examples), 8):
            preset.update(examples[start : start + 8], sgd=optimizer)
    words = sum(len(doc) for doc in docs)
    best = {"ours": 0.0, "preset": 0.0}
    for _ in range(rounds):
        for name, nlp in (("ours", ours), ("preset", preset)):
            best[name] = max(best[name], words / _processor_time(lambda nlp=nlp: list(nlp.pipe(texts))))  # type: ignore[misc]
    return best["ours"], best["preset"]


def _processor_time(work: Callable[[], Any]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _efficiency_preset() -> Language:
    """What ``spacy init config --optimize efficiency`` writes for these components."""
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": _tok2vec()})
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"}
    for name in _TAGGERS:
        nlp.add_pipe(name, config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    for name, kind, hidden, pieces in (("parser", "parser", 128, 3), ("ner", "ner", 64, 2)):
        model = {
            "@architectures": "spacy.TransitionBasedParser.v2",
            "state_type": kind,
            "extra_state_tokens": False,
            "hidden_width": hidden,
            "maxout_pieces": pieces,
            "use_upper": True,
            "tok2vec": listener,
        }
        nlp.add_pipe(name, config={"model": model})
    return nlp


def _tok2vec() -> dict[str, Any]:
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": 96,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
            "rows": [5000, 1000, 2500, 2500],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": 96,
            "depth": 4,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }
