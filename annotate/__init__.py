"""Dateline: a folder of articles becomes an annotated corpus and a cross-linked diplomatic timeline.

    >>> import annotate
    >>> annotator = annotate.Annotator()
    >>> found = annotator.annotate("“We will meet on Friday,” President Maria Ilves said.")
    >>> found.quotes[0].kind
    'direct'

Nothing heavy is imported until it is used: loading a corpus needs no spaCy.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from annotate.corpus.annotations import Annotations
    from annotate.corpus.article import Article
    from annotate.corpus.problems import CorpusError, Problem
    from annotate.language.annotator import Annotator
    from annotate.timeline.linked import Corpus
    from annotate.workflow import load

__all__ = ["Annotations", "Annotator", "Article", "Corpus", "CorpusError", "Problem", "__version__", "load"]
__version__ = "0.1.0"

_HOMES = {
    "Annotations": "annotate.corpus.annotations",
    "Annotator": "annotate.language.annotator",
    "Article": "annotate.corpus.article",
    "Corpus": "annotate.timeline.linked",
    "CorpusError": "annotate.corpus.problems",
    "Problem": "annotate.corpus.problems",
    "load": "annotate.workflow",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'annotate' has no attribute {name!r}")
    return getattr(importlib.import_module(home), name)
