"""The files of actors' pictures."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from annotate.corpus.reading import read_text

if TYPE_CHECKING:
    from annotate.corpus.actors import Actor

_REGISTRY = "actors.yaml"


def picture_file(root: Path, actor: Actor) -> Path | None:
    """The file of the actor's picture in the corpus folder ``root``; None where it has none, or one from elsewhere."""
    if actor.picture is None:
        return None
    path = root / actor.picture.file
    try:
        inside = path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        return None
    return path if inside and path.is_file() else None


def pictures(root: Path) -> Mapping[str, Path]:
    """Every picture in the registry of the corpus folder ``root``, by its path there.

    Raises:
        CorpusError: the registry is broken.
    """
    path = root / _REGISTRY
    text = read_text(path) if path.is_file() else ""
    if "picture" not in text:
        return {}
    from annotate.corpus.keeping.curated import ACTORS  # noqa: PLC0415  # loads much that a build does not need otherwise

    registry, _ = ACTORS.parse(text, path)
    found = {actor.picture.file: picture_file(root, actor) for actor in registry.actors if actor.picture is not None}
    return {name: file for name, file in found.items() if file is not None}
