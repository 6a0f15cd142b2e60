"""How good each component of a pipeline is, on corpora that it has not learned from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from annotate.language.training.corpora import Corpora, Split, named_texts
from annotate.language.training.named_texts import NamedText, as_doc
from annotate.language.training.treebanks import read_docs

_SYNTAX = {
    "tag_acc": "tag",
    "pos_acc": "part of speech",
    "morph_acc": "morphology",
    "lemma_acc": "lemma",
    "sents_f": "sentence F1",
    "dep_uas": "UAS",
    "dep_las": "LAS",
}
"""spaCy's name of a score and ours; all are read on spaCy's own words, so that wrong word borders count as errors."""


@dataclass(frozen=True)
class ComponentScores:
    """One figure."""

    corpus: str
    component: str
    value: float
    """Between 0 and 1."""


def syntax_scores(nlp: Language, treebanks: Iterable[Path]) -> list[ComponentScores]:
    """Tags to dependencies on each treebank, read paragraph by paragraph."""
    found = []
    for path in treebanks:
        examples = [_example(nlp, doc) for doc in read_docs(path, nlp.vocab)]
        scores = nlp.evaluate(examples)
        found += [
            ComponentScores(path.stem, ours, round(scores[theirs], 4))
            for theirs, ours in _SYNTAX.items()
            if scores.get(theirs) is not None
        ]
    return found


def name_scores(nlp: Language, corpora: Corpora) -> list[ComponentScores]:
    """Names with their label on what was only watched or measured, each corpus by itself."""
    if "ner" not in nlp.pipe_names:
        return []
    found = []
    parts: list[tuple[str, list[NamedText]]] = []
    for path in (*corpora.test.iob, *(path for path in corpora.test.treebanks if "gum" in path.stem)):
        split = Split(iob=[path]) if path.suffix == ".iob2" else Split(treebanks=[path])
        parts.append((path.stem, named_texts(split)[0]))
    for folder in corpora.dev.articles:
        parts.append((folder.name, named_texts(Split(articles=[folder]))[1]))
    for name, texts in parts:
        docs = [as_doc(nlp, text) for text in texts]
        if any(doc.ents for doc in docs):
            scores = nlp.evaluate([_example(nlp, doc) for doc in docs])
            found.append(ComponentScores(name, "names F1", round(scores["ents_f"], 4)))
    return found


def _example(nlp: Language, doc: Doc) -> Example:
    return Example(nlp.make_doc(doc.text), doc)
