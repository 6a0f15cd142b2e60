"""A quote that stands in another that is not there.

`nested_in` names the quote of the same file that this one stands in, by its id.

Bad::

    # talks.yaml
    article: talks
    quotes:
    - id: q2
      kind: direct
      nested_in: q1
      content:
      - {p: 1, text: met}

Good::

    # talks.yaml
    article: talks
    quotes:
    - id: q1
      kind: indirect
      content:
      - {p: 1, text: Mara Lind met Ivo Petz}
    - id: q2
      kind: direct
      nested_in: q1
      content:
      - {p: 1, text: met}
"""

from __future__ import annotations

from collections.abc import Iterator

from annotate.corpus.folder import Files
from annotate.corpus.problems import Problem
from annotate.corpus.rules.rule import Severity, sidecars
from annotate.corpus.yaml.validation import did_you_mean

CODE = "unknown-quote"
SEVERITY: Severity = "error"


def check(files: Files) -> Iterator[Problem]:
    """A problem for each ``nested_in`` that leads nowhere."""
    for _, found, positions in sidecars(files):
        known = {quote.id for quote in found.quotes}
        for index, quote in enumerate(found.quotes):
            if quote.nested_in and quote.nested_in not in known:
                message = f"there is no quote {quote.nested_in!r} in this file"
                hint = did_you_mean(quote.nested_in, known)
                yield positions.problem(("quotes", index, "nested_in"), CODE, message, hint)
