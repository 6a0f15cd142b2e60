"""A file of annotations without its article.

Annotations stand beside their article under the same name. One without the other is left from an article that was
deleted or renamed.

Bad::

    # walks.yaml
    article: walks

Good::

    # walks.yaml is missing
"""

from __future__ import annotations

from collections.abc import Iterator

from annotate.corpus.folder import Files
from annotate.corpus.problems import Problem
from annotate.corpus.rules.rule import Severity

CODE = "no-article"
SEVERITY: Severity = "warning"


def check(files: Files) -> Iterator[Problem]:
    """The files that reading the folder found alone."""
    yield from (problem for problem in files.problems if problem.code == CODE)
