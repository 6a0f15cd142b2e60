"""The kinds of documents that can be read, one file each. A new kind is a new file and a line in ``READERS``."""

from __future__ import annotations

from annotate.exchange.document import Document, Reader
from annotate.exchange.readers import (
    feed,
    json_lines,
    pdf,
    plain_text,
    table,
    timeline_sheet,
    web_annotations,
    web_archive,
    web_page,
    word,
)

READERS: tuple[Reader, ...] = (
    web_archive.READER,
    word.READER,
    pdf.READER,
    web_annotations.READER,
    json_lines.READER,
    timeline_sheet.READER,
    table.READER,
    feed.READER,
    web_page.READER,
    plain_text.READER,
)
"""In the order in which they are asked whether a document is theirs; the last takes what nobody else does."""


def reader_of(document: Document) -> Reader:
    """The reader for ``document``."""
    return next(reader for reader in READERS if reader.recognises(document))
