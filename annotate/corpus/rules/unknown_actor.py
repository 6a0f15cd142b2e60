"""An actor or place that is not in actors.yaml.

Every `actor`, `speaker`, `actors`, `place`, `part_of` and `of` names an actor by its id. An id that nobody has is most
often a slip of the pen; somebody new is added to `actors.yaml` first.

Bad::

    # talks.yaml
    article: talks
    entities:
    - actor: mara-lint
      label: PERSON
      mentions:
      - {p: 1, text: Mara Lind}

Good::

    # talks.yaml
    article: talks
    entities:
    - actor: mara-lind
      label: PERSON
      mentions:
      - {p: 1, text: Mara Lind}
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from annotate.corpus.folder import Files
from annotate.corpus.keeping.curated import ACTORS, TIMELINE
from annotate.corpus.model import Record
from annotate.corpus.positions import Positions
from annotate.corpus.problems import Problem
from annotate.corpus.references import IN_REGISTRY, IN_SIDECARS, IN_TIMELINE, Pattern, references
from annotate.corpus.rules.rule import Severity, sidecars
from annotate.corpus.yaml.strict_yaml import Document, Location, Value
from annotate.corpus.yaml.validation import did_you_mean

CODE = "unknown-actor"
SEVERITY: Severity = "error"


def check(files: Files) -> Iterator[Problem]:
    """A problem for each reference that leads nowhere; none while the registry cannot be read."""
    if files.root / ACTORS.name in files.unread:
        return
    known = {actor.id for actor in files.actors}
    for name, patterns in ((ACTORS.name, IN_REGISTRY), (TIMELINE.name, IN_TIMELINE)):
        document = files.curated.get(files.root / name)
        if document is not None:
            yield from _unknown(files, document.value, document, patterns, known)
    for _, found, positions in sidecars(files):
        yield from _unknown(files, found, positions, IN_SIDECARS, known)


def _unknown(
    files: Files, value: Value | Record, positions: Document | Positions, patterns: Sequence[Pattern], known: set[str]
) -> Iterator[Problem]:
    found = partial(_references, value, patterns)
    for where, actor in files.before.of_parts("references", positions.path, (value,), found):
        if actor not in known:
            hint = did_you_mean(actor, known) or f"add it to {ACTORS.name}, or take an id that stands there"
            yield positions.problem(where, CODE, f"{actor!r} is not in {ACTORS.name}", hint)


def _references(value: Value | Record, patterns: Sequence[Pattern]) -> list[tuple[Location, str]]:
    return list(references(value, patterns))
