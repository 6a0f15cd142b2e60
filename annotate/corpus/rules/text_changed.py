"""An article that was changed since it was annotated.

`text` is the fingerprint of the text that the anchors were made on. Until the next `annotate run` the annotations
follow the changed text as far as their words still stand in it.

Bad::

    # talks.yaml
    article: talks
    text: 0123456789abcdef

Good::

    # talks.yaml
    article: talks
"""

from __future__ import annotations

from collections.abc import Iterator

from annotate.corpus.folder import Files
from annotate.corpus.problems import Problem
from annotate.corpus.rules.rule import Severity, sidecars

CODE = "text-changed"
SEVERITY: Severity = "note"


def check(files: Files) -> Iterator[Problem]:
    """A note for each sidecar whose fingerprint is not the article's."""
    for article, found, positions in sidecars(files):
        if found.text and found.text != article.fingerprint:
            message = "the article was changed since it was annotated"
            yield positions.problem(("text",), CODE, message, "bring it up to date with: annotate run")
