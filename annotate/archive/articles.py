"""The articles of a shard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from annotate.archive.shards import Shard, file_system
from annotate.corpus.article import MAX_BYTES, Article, read_article
from annotate.corpus.problems import CorpusError, Problem
from annotate.exchange.article_file import article_text, verified
from annotate.exchange.article_id import article_id
from annotate.exchange.document import Document, Item, mark_of
from annotate.exchange.readers import json_lines
from annotate.exchange.readers.named_columns import draft_of, names_an_article

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+){0,30}")
_ROWS = 64
"""Rows of a Parquet file in memory at a time."""
_PIECE = 1 << 16
"""Bytes read at a time while looking for the end of a line."""


def articles_in(shard: Shard) -> Iterator[Article | Problem]:
    """Each article of ``shard``, or why there is none; one is read when it is asked for.

    An article that has no id of its own is called by its day, its title and a digest of what its record says.
    """
    system, _ = file_system(shard.address + shard.paths[0] if shard.address else shard.paths[0])
    if shard.kind == "markdown":
        for path in shard.paths:
            yield _markdown(system, path)
    elif shard.kind == "parquet":
        yield from _parquet(system, shard)
    else:
        yield from _json_lines(system, shard)


def _markdown(system: Any, path: str) -> Article | Problem:
    name = PurePosixPath(path).name
    try:
        data = system.cat_file(path, end=MAX_BYTES + 1)
    except OSError as error:
        return Problem(Path(path), 1, 1, "unreadable", f"the file cannot be read: {error}")
    with TemporaryDirectory() as folder:
        copy = Path(folder) / name
        copy.write_bytes(data)
        try:
            return replace(read_article(copy), path=Path(path))
        except CorpusError as error:
            return replace(error.problems[0], path=Path(path))


def _json_lines(system: Any, shard: Shard) -> Iterator[Article | Problem]:
    path = Path(shard.paths[0])
    data = _block(system, shard)
    if not data.strip():
        return
    document = Document(path.with_suffix(".jsonl"), lambda: BytesIO(data), len(data))
    for found in json_lines.read(document):
        if isinstance(found, Item):
            yield _article(found, path)
        elif isinstance(found, Problem):
            where = f"{found.message} (line {found.line} of those behind byte {shard.part:,})"
            yield replace(found, path=path, message=where if shard.size else found.message)


def _block(system: Any, shard: Shard) -> bytes:
    """The lines that begin within the shard; of a compressed or small file all."""
    with system.open(shard.paths[0], "rb", compression="infer") as file:
        if not shard.size:
            return bytes(file.read())
        start = max(shard.part - 1, 0)
        file.seek(start)
        data = bytes(file.read(shard.part + shard.size - start))
        if shard.part:
            # The line that the block before has begun is that block's.
            end = data.find(b"\n")
            data = data[end + 1 :] if end >= 0 else b""
        if not data:
            return b""
        while not data.endswith(b"\n") and (more := file.read(_PIECE)):
            end = more.find(b"\n")
            data += more[: end + 1] if end >= 0 else more
        return data


def _parquet(system: Any, shard: Shard) -> Iterator[Article | Problem]:
    from pyarrow.parquet import ParquetFile  # noqa: PLC0415  # an extra

    path = Path(shard.paths[0])
    with system.open(shard.paths[0], "rb") as file:
        table = ParquetFile(file)
        if not names_an_article(table.schema_arrow.names):
            yield Problem(path, 1, 1, "no-text-column", "no column holds the article's text", "call it 'text'")
            return
        number = sum(table.metadata.row_group(group).num_rows for group in range(shard.part))
        for batch in table.iter_batches(batch_size=_ROWS, row_groups=[shard.part]):
            for row in batch.to_pylist():
                number += 1
                values = {name: _plain(value) for name, value in row.items()}
                mark = mark_of(*(f"{name}={value}" for name, value in sorted(row.items())))
                yield _article(Item(draft_of(values, {}), mark, number), path)


def _plain(value: object) -> object:
    """A value of Parquet as JSON would have it: a date or a moment as text."""
    return value if isinstance(value, str | int | float | list) or value is None else str(value)


def _article(item: Item, path: Path) -> Article | Problem:
    draft = item.draft
    if not draft.date:
        message = draft.doubt or "it has no date"
        return Problem(path, item.line, 1, "no-date", message, "every article needs its day of publication")
    own = item.article_id or str(draft.extra.get("id", ""))
    name = own if _ID.fullmatch(own) else f"{article_id(draft.date, draft.title)}-{item.mark[:8]}"
    try:
        return replace(verified(article_text(draft, ""), name, path), path=path)
    except CorpusError as error:
        return replace(error.problems[0], line=item.line)
