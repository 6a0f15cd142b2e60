"""Proposals that wait for a person.

The annotator marks what it adds to `actors.yaml` and `timeline.yaml` with `proposed: true`. Taking that line out
accepts the item, deleting the item rejects it for good. One note a file tells how many wait.

Bad::

    # actors.yaml
    actors:
    - {id: mara-lind, name: Mara Lind, type: person, proposed: true}

Good::

    # actors.yaml
    actors:
    - {id: mara-lind, name: Mara Lind, type: person}
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotate.corpus.folder import Files
from annotate.corpus.keeping.curated import ACTORS, TIMELINE
from annotate.corpus.problems import Problem
from annotate.corpus.rules.rule import Severity

CODE = "proposals-waiting"
SEVERITY: Severity = "note"


def check(files: Files) -> Iterator[Problem]:
    """One note for each file that holds proposals, at the first of them."""
    yield from _waiting(files, ACTORS.name, ACTORS.section, [actor.proposed for actor in files.actors])
    yield from _waiting(files, TIMELINE.name, TIMELINE.section, [entry.proposed for entry in files.entries])


def _waiting(files: Files, name: str, section: str, proposed: Sequence[bool]) -> Iterator[Problem]:
    document = files.curated.get(files.root / name)
    if document is not None and any(proposed):
        message = f"{sum(proposed)} of {len(proposed)} {section} are proposed and wait for a person"
        hint = "take out 'proposed: true' to accept one, delete it to reject it"
        yield document.problem((section, proposed.index(True)), CODE, message, hint)
