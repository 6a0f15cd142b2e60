"""A file of annotations that says it belongs to another article.

Annotations stand beside their article under the same name, and `article` repeats it. The two part when a file was
copied or renamed.

Bad::

    # talks.yaml
    article: walks

Good::

    # talks.yaml
    article: talks
"""

from __future__ import annotations

from collections.abc import Iterator

from annotate.corpus.folder import Files
from annotate.corpus.problems import Problem
from annotate.corpus.rules.rule import Severity, sidecars

CODE = "wrong-article"
SEVERITY: Severity = "error"


def check(files: Files) -> Iterator[Problem]:
    """A problem for each file whose ``article`` is not its name."""
    for article, found, positions in sidecars(files):
        if found.article and found.article != article.id:
            message = f"the file says it belongs to {found.article!r}"
            yield positions.problem(("article",), CODE, message, f"write article: {article.id}")
