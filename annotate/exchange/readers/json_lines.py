"""JSON Lines in: articles with named fields, and what ``annotate export jsonl`` wrote, with its annotations."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from annotate.corpus.actors import Actor
from annotate.corpus.article import MAX_BYTES, Source
from annotate.corpus.timeline import Entry
from annotate.exchange.annotation_values import annotations_from, reason
from annotate.exchange.document import Document, Found, Item, Reader, mark_of
from annotate.exchange.readers.named_columns import draft_of, names_an_article

MAX_LINE_BYTES = 4 * MAX_BYTES
MAX_LINES_BYTES = 1_000_000_000

_SUFFIXES = frozenset([".jsonl", ".ndjson", ".jsonlines"])
_OWN = frozenset(["record", "annotations", "id", "reads", "source", "sources", "extra"])
"""Fields of our own records that are not read as columns."""


def recognises(document: Document) -> bool:
    """Whether it is called JSON Lines."""
    return document.suffix in _SUFFIXES


def read(document: Document) -> Iterator[Found]:
    """What each line holds; a line that holds nothing usable is a problem of its own.

    Raises:
        CorpusError: the document is too large, or empty.
    """
    if document.size > MAX_LINES_BYTES:
        raise document.refusal("too-large", f"the file has {document.size:,} bytes, at most {MAX_LINES_BYTES:,}")
    seen = 0
    with document.open() as file:
        number = 0
        while line := file.readline(MAX_LINE_BYTES + 1):
            number += 1
            if len(line) > MAX_LINE_BYTES:
                raise document.refusal("too-large", f"a line has more than {MAX_LINE_BYTES:,} bytes", line=number)
            if line.strip(b" \t\r\n\xef\xbb\xbf"):
                seen += 1
                yield _found(line, number, document)
    if not seen:
        raise document.refusal("empty", "the file is empty")


def _found(line: bytes, number: int, document: Document) -> Found:
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return document.problem("encoding", "the line is not UTF-8", "save the file as UTF-8", line=number)
    except (ValueError, RecursionError):
        return document.problem("json-syntax", "the line is no JSON", line=number)
    if not isinstance(value, dict):
        return document.problem("json-syntax", "the line is no JSON object: {…}", line=number)
    try:
        return _read(value, number, document)
    except ValidationError as error:
        return document.problem("bad-value", reason(error), line=number)
    except ValueError as error:
        return document.problem("bad-value", str(error), line=number)


def _read(value: dict[str, Any], number: int, document: Document) -> Found:
    kind = value.get("record")
    if kind == "actor":
        return Actor.model_validate(_without_record(value))
    if kind == "entry":
        return Entry.model_validate(_without_record(value))
    mark = mark_of(json.dumps(value, sort_keys=True))
    if kind == "article":
        own = value.get("annotations")
        found = annotations_from(own) if isinstance(own, dict) else None
        fields = {key: inner for key, inner in value.items() if key not in _OWN}
        draft = draft_of(fields, {})
        extra = value.get("extra")
        draft = replace(draft, extra=extra if isinstance(extra, dict) else {}, sources=_sources(value))
        return Item(draft, mark, number, article_id=str(value.get("id", "")), annotations=found)
    if not names_an_article([document.columns.get(name, name) for name in value]):
        hint = "call it 'text', or say which it is with --column text=NAME"
        return document.problem("no-text-column", "no field holds the article's text", hint, line=number)
    return Item(draft_of(value, document.columns), mark, number)


def _sources(value: dict[str, Any]) -> tuple[Source, ...]:
    found = value.get("sources", [])
    return tuple(Source.model_validate(source) for source in found) if isinstance(found, list) else ()


def _without_record(value: dict[str, Any]) -> dict[str, Any]:
    return {key: inner for key, inner in value.items() if key != "record"}


READER = Reader("JSON Lines", recognises, read)
