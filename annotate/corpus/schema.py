"""JSON Schemas of the files, made from the records, so that any editor with YAML support completes and checks them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from annotate.corpus.annotations import Sidecar
from annotate.corpus.article import FrontMatter
from annotate.corpus.keeping.curated import RegistryFile, TimelineFile
from annotate.corpus.keeping.writing import write_atomically
from annotate.corpus.model import Record

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

SCHEMAS: Mapping[str, type[Record]] = {
    "annotations": Sidecar,
    "actors": RegistryFile,
    "timeline": TimelineFile,
    "article": FrontMatter,
}
"""By name, the record that a file of the corpus holds (of an article, its front matter)."""


_ACTOR_FIELDS: Mapping[str, Sequence[str]] = {
    "Entity": ("actor",),
    "Quote": ("speaker", "speakers"),
    "Event": ("actors", "place"),
    "Actor": ("part_of",),
    "Role": ("of",),
    "Entry": ("actors", "place"),
    "Account": ("place",),
}
"""By record, the fields that hold an actor's id."""


def schema(name: str, actors: Iterable[str] = ()) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) called ``name``, one of :data:`SCHEMAS`.

    Args:
        name: which one.
        actors: the ids that editors offer wherever an actor is named; others are allowed beside them.
    """
    made = {"$schema": _DIALECT, **_plain(SCHEMAS[name].model_json_schema(by_alias=True))}
    known = sorted(set(actors))
    uses = False
    for record, fields in _ACTOR_FIELDS.items():
        properties = made.get("$defs", {}).get(record, {}).get("properties", {})
        for field in fields:
            if known and field in properties:
                properties[field], uses = _offered(properties[field]), True
    if uses:
        any_id = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
        made["$defs"]["ActorId"] = {"description": "An id of actors.yaml.", "anyOf": [{"enum": known}, any_id]}
    return made


def _plain(part: Any) -> Any:
    """Without the titles that only repeat the keys."""
    if isinstance(part, list):
        return [_plain(inner) for inner in part]
    if not isinstance(part, dict):
        return part
    return {
        key: {name: _plain(inner) for name, inner in value.items()} if key == "properties" else _plain(value)
        for key, value in part.items()
        if key != "title" or not isinstance(value, str)
    }


def _offered(field: Any) -> Any:
    """The schema of a field with every text in it replaced by an actor's id."""
    if isinstance(field, list):
        return [_offered(inner) for inner in field]
    if not isinstance(field, dict):
        return field
    if field.get("type") == "string":
        return {"$ref": "#/$defs/ActorId"}
    return {key: _offered(value) if key in ("anyOf", "items") else value for key, value in field.items()}


def schema_text(name: str, actors: Iterable[str] = ()) -> str:
    """:func:`schema` as it stands in a file."""
    return json.dumps(schema(name, actors), ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path, actors: Iterable[str] = ()) -> list[Path]:
    """Write the schemas into ``folder``, which is made if need be; a file that is up to date is not touched.

    Args:
        folder: where to.
        actors: as in :func:`schema`.

    Returns:
        The files that were written.

    Raises:
        OSError: the folder cannot be made or written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    known, written = sorted(set(actors)), []
    for name in SCHEMAS:
        path, text = folder / f"{name}.json", schema_text(name, known)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            write_atomically(path, text)
            written.append(path)
    return written
