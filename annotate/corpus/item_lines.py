"""On which line of its file each item stands."""

from __future__ import annotations

from annotate.corpus.annotations import SECTIONS
from annotate.corpus.folder import Files
from annotate.corpus.keeping.curated import ACTORS, TIMELINE


def item_key(article: str, section: str, index: int, item_id: str = "") -> str:
    """How an item of an article is named: ``article#q1``, or ``article#times/0`` where items have no id."""
    return f"{article}#{item_id or f'{section}/{index}'}"


def curated_key(file: str, item_id: str) -> str:
    """How an item of a curated file is named: ``actors.yaml#mara-lind``."""
    return f"{file}#{item_id}"


def item_lines(files: Files) -> dict[str, int]:
    """The line, from 1, of every item of the folder, by :func:`item_key` and :func:`curated_key`."""
    found: dict[str, int] = {}
    for article, said in files.annotations.items():
        positions = files.positions[files.root / f"{article}.yaml"]
        for section in SECTIONS:
            for index, item in enumerate(getattr(said, section)):
                key = item_key(article, section, index, getattr(item, "id", ""))
                found[key] = positions.line(section, index)
    for name, section, ids in (
        (ACTORS.name, ACTORS.section, [actor.id for actor in files.actors]),
        (TIMELINE.name, TIMELINE.section, [entry.id for entry in files.entries]),
    ):
        for index, item_id in enumerate(ids):
            found[curated_key(name, item_id)] = files.curated[files.root / name].place((section, index))[0]
    return found
