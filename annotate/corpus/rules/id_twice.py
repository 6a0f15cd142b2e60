"""An id that two items have.

Ids of quotes and events are given once in an article, ids of actors and of timeline entries once in their file; each is
an address on the site. A report stands in one entry only, for two entries that tell the same event are one.

Bad::

    # actors.yaml
    actors:
    - {id: mara-lind, name: Mara Lind, type: person}
    - {id: mara-lind, name: Mara Lind the younger, type: person}

Good::

    # actors.yaml
    actors:
    - {id: mara-lind, name: Mara Lind, type: person}
    - {id: mara-lind-the-younger, name: Mara Lind the younger, type: person}
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotate.corpus.folder import Files
from annotate.corpus.keeping.curated import ACTORS, TIMELINE
from annotate.corpus.model import Record
from annotate.corpus.positions import Positions
from annotate.corpus.problems import Problem
from annotate.corpus.references import ENTRY_IDS, EVENT_IDS, IN_REPORTS, QUOTE_IDS, REGISTRY_IDS, Pattern, references
from annotate.corpus.rules.rule import Severity, sidecars
from annotate.corpus.yaml.strict_yaml import Document, Location, Value

CODE = "id-twice"
SEVERITY: Severity = "error"

_Kinds = Sequence[tuple[str, Pattern]]
_IN_TIMELINE: _Kinds = (("entry", ENTRY_IDS), ("report", IN_REPORTS))
_IN_SIDECARS: _Kinds = (("quote", QUOTE_IDS), ("event", EVENT_IDS))


def check(files: Files) -> Iterator[Problem]:
    """A problem for each id but the first of its kind."""
    for name, kinds in ((ACTORS.name, (("actor", REGISTRY_IDS),)), (TIMELINE.name, _IN_TIMELINE)):
        document = files.curated.get(files.root / name)
        if document is not None:
            yield from _twice(document.value, document, kinds)
    for _, found, positions in sidecars(files):
        yield from _twice(found, positions, _IN_SIDECARS)


def _twice(value: Value | Record, positions: Document | Positions, kinds: _Kinds) -> Iterator[Problem]:
    for kind, pattern in kinds:
        first: dict[str, Location] = {}
        for where, given in references(value, [pattern]):
            if given in first:
                line = positions.place(first[given])[0]
                message = f"the {kind} {given!r} stands twice"
                yield positions.problem(where, CODE, message, f"first on line {line}")
            first.setdefault(given, where)
