"""CSV with a data package descriptor (https://specs.frictionlessdata.io/tabular-data-package/)."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from io import StringIO
from typing import Any

from annotate import __version__
from annotate.exchange.exported import Export, ExportedFile, Publication, as_of, json_text, stamp, text_file
from annotate.exchange.tables import TABLES, Column, Table
from annotate.timeline.linked import Corpus


def files(corpus: Corpus, site: Publication) -> Iterator[ExportedFile]:
    """A CSV file for each table, and ``datapackage.json``."""
    resources = []
    for table in TABLES:
        made = text_file(f"{table.name}.csv", _csv(table, corpus, site))
        yield made
        resources.append(_resource(table, made))
    package = {
        "profile": "tabular-data-package",
        "name": "dateline",
        "title": site.name,
        "version": __version__,
        "created": stamp(as_of(corpus)),
        **({"homepage": site.address} if site.address else {}),
        "resources": resources,
    }
    yield text_file("datapackage.json", json_text(package))


def _csv(table: Table, corpus: Corpus, site: Publication) -> str:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    for row in table.rows(corpus, site):
        # A boolean as JSON has it; "\0" is the one character that CSV readers refuse.
        writer.writerow(
            [str(c).lower() if isinstance(c, bool) else str(c).replace("\0", "") if c is not None else "" for c in row]
        )
    return out.getvalue()


def _resource(table: Table, file: ExportedFile) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    if table.keyed:
        schema["primaryKey"] = table.columns[0].name
    keys = [
        {"fields": column.name, "reference": {"resource": "" if column.of == table.name else column.of, "fields": "id"}}
        for column in table.columns
        if column.of
    ]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.says,
        "path": file.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(file.data),
        "hash": f"sha256:{hashlib.sha256(file.data).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.values:
        constraints["enum"] = list(column.values)
    return {
        "name": column.name,
        "type": column.form,
        "description": column.says,
        **({"constraints": constraints} if constraints else {}),
    }


EXPORT = Export("csv", "tables as CSV, with a data package descriptor", files)
