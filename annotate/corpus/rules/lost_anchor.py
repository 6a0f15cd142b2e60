"""Words that do not stand where the file says.

`p` and `text` lead back to the words in the article, and they match exactly or not at all: the words of a quote that
are not in the paragraph, a typing error, or a text that was changed since. The item is kept and shown, without its
place. Nothing is guessed; the message names the nearest candidates.

Bad::

    # talks.yaml
    article: talks
    times:
    - {p: 1, text: Fryday, date: 2025-03-07}

Good::

    # talks.yaml
    article: talks
    times:
    - {p: 1, text: Friday, date: 2025-03-07}
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from annotate.corpus.annotations import Annotations, Span
from annotate.corpus.folder import Files
from annotate.corpus.problems import Problem
from annotate.corpus.rules.rule import Severity, sidecars
from annotate.corpus.text.candidates import why_lost
from annotate.corpus.text.placing import lost
from annotate.corpus.yaml.strict_yaml import Location

CODE = "lost-anchor"
SEVERITY: Severity = "warning"


def check(files: Files) -> Iterator[Problem]:
    """A problem for each span that was not found."""
    for article, found, positions in sidecars(files):
        for where, span in files.before.of_parts("lost", article.path, (found,), partial(_lost, found)):
            yield positions.problem(where, CODE, *why_lost(article, span))


def _lost(found: Annotations) -> list[tuple[Location, Span]]:
    return list(lost(found))
