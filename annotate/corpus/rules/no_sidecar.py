"""An article without annotations.

`annotate run` writes them beside it, under the same name with `.yaml`.

Bad::

    # talks.yaml is missing

Good::

    # talks.yaml
    article: talks
"""

from __future__ import annotations

from collections.abc import Iterator

from annotate.corpus.folder import Files, stands
from annotate.corpus.problems import Problem
from annotate.corpus.rules.rule import Severity

CODE = "no-sidecar"
SEVERITY: Severity = "warning"


def check(files: Files) -> Iterator[Problem]:
    """A problem for each article that has no file of annotations."""
    for article in files.articles.values():
        if not stands(article.path.with_suffix(".yaml")):
            message = "the article has no annotations yet"
            yield Problem(article.path, 1, 1, CODE, message, "write them with: annotate run")
