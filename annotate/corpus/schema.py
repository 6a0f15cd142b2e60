"""JSON Schemas of the files, made from the records, so that any editor with YAML support completes and checks them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from annotate.corpus.annotations import Sidecar
from annotate.corpus.article import FrontMatter
from annotate.corpus.curated import RegistryFile, TimelineFile
from annotate.corpus.model import Record
from annotate.corpus.writing import write_atomically

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

SCHEMAS: Mapping[str, type[Record]] = {
    "annotations": Sidecar,
    "actors": RegistryFile,
    "timeline": TimelineFile,
    "article": FrontMatter,
}
"""By name, the record that a file of the corpus holds (of an article, its front matter)."""


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) called ``name``, one of :data:`SCHEMAS`."""
    return {"$schema": _DIALECT, **SCHEMAS[name].model_json_schema(by_alias=True)}


def schema_text(name: str) -> str:
    """:func:`schema` as it stands in a file."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path) -> list[Path]:
    """Write the schemas into ``folder``, which is made if need be; a file that is up to date is not touched.

    Returns:
        The files that were written.

    Raises:
        OSError: the folder cannot be made or written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in SCHEMAS:
        path, text = folder / f"{name}.json", schema_text(name)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            write_atomically(path, text)
            written.append(path)
    return written
