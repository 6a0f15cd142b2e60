"""One SQLite file with the tables of :mod:`annotate.exchange.tables`, and what Datasette should make of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from annotate.exchange.exported import Export, ExportedFile, Publication, json_text, text_file
from annotate.exchange.tables import TABLES, Column, Table
from annotate.timeline.linked import Corpus

_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "date": "TEXT"}
_SEARCHED = {"articles": ("title", "subtitle", "text"), "quotes": ("text",), "events": ("title", "note")}
_LABELS = {"articles": "title", "actors": "name", "events": "title", "quotes": "text", "reports": "title"}


def files(corpus: Corpus, site: Publication) -> Iterator[ExportedFile]:
    """``corpus.sqlite``, and ``metadata.json`` for Datasette."""
    with sqlite3.connect(":memory:") as connection:
        # Nothing in the file may depend on the day or the machine.
        connection.execute("PRAGMA page_size = 4096")
        connection.execute("PRAGMA encoding = 'UTF-8'")
        for table in TABLES:
            connection.execute(_create(table))
            marks = ", ".join("?" * len(table.columns))
            connection.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', table.rows(corpus, site))  # noqa: S608
            for column in table.columns:
                if column.facet or column.of:
                    name = f"{table.name}_{column.name}"
                    connection.execute(f'CREATE INDEX "{name}" ON "{table.name}" ("{column.name}")')
        for name, columns in _SEARCHED.items():
            listed = ", ".join(columns)
            connection.execute(f"CREATE VIRTUAL TABLE {name}_fts USING fts5({listed}, content={name})")
            connection.execute(f"INSERT INTO {name}_fts ({name}_fts) VALUES ('rebuild')")  # noqa: S608
        connection.commit()
        connection.execute("VACUUM")
        data = connection.serialize()
    connection.close()
    yield ExportedFile("corpus.sqlite", data)
    yield text_file("metadata.json", json_text(_metadata(site)))


def _create(table: Table) -> str:
    columns = [_column(column, key=table.keyed and number == 0) for number, column in enumerate(table.columns)]
    keys = [f'FOREIGN KEY ("{c.name}") REFERENCES "{c.of}" (id)' for c in table.columns if c.of]
    return f'CREATE TABLE "{table.name}" ({", ".join([*columns, *keys])})'


def _column(column: Column, *, key: bool) -> str:
    made = f'"{column.name}" {_TYPES[column.form]}'
    return made + (" PRIMARY KEY" if key else "") + (" NOT NULL" if column.required else "")


def _metadata(site: Publication) -> dict[str, object]:
    tables = {
        table.name: {
            "description": table.says,
            "columns": {column.name: column.says for column in table.columns},
            "facets": [column.name for column in table.columns if column.facet],
            **({"label_column": _LABELS[table.name]} if table.name in _LABELS else {}),
            **({"fts_table": f"{table.name}_fts"} if table.name in _SEARCHED else {}),
            **({"sort": "first_day"} if table.name == "events" else {}),
        }
        for table in TABLES
    }
    about = {"source": site.name, "source_url": site.address} if site.address else {"source": site.name}
    return {"title": site.name, **about, "databases": {"corpus": {"tables": tables}}}


EXPORT = Export("sqlite", "one SQLite file, with metadata for Datasette", files)
