"""A name that may mean several actors.

Where two actors of the registry share a name, the annotator does not guess whom a text means and leaves `actor` out.
A person tells them apart by writing it.

Bad::

    # actors.yaml
    actors:
    - {id: mara-lind, name: Mara Lind, type: person, aliases: [Lind]}
    - {id: otto-lind, name: Otto Lind, type: person, aliases: [Lind]}

Good::

    # actors.yaml
    actors:
    - {id: mara-lind, name: Mara Lind, type: person, aliases: [Lind]}
    - {id: otto-lind, name: Otto Lind, type: person}
"""

from __future__ import annotations

from collections.abc import Iterator

from annotate.corpus.folder import Files
from annotate.corpus.problems import Problem
from annotate.corpus.rules.rule import Severity, sidecars

CODE = "ambiguous-link"
SEVERITY: Severity = "note"


def check(files: Files) -> Iterator[Problem]:
    """A note for each entity without an actor whose names several actors have."""
    bearers: dict[str, set[str]] = {}
    for actor in files.actors:
        for name in (actor.name, *actor.aliases, *actor.adjectives, *actor.seats):
            bearers.setdefault(name.casefold(), set()).add(actor.id)
    for _, found, positions in sidecars(files):
        for index, entity in enumerate(found.entities):
            if entity.actor:
                continue
            names = {mention.text for mention in entity.mentions if mention.form == "name"}
            meant = {actor for name in names for actor in bearers.get(name.casefold(), ())}
            if len(meant) > 1:
                message = f"{sorted(names)[0]!r} may be {' or '.join(sorted(meant))}"
                yield positions.problem(("entities", index), CODE, message, "write actor: with the one that is meant")
