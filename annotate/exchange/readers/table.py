"""Tables in: CSV with named columns, an article a row."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from io import StringIO

from annotate.corpus.article import MAX_BYTES
from annotate.exchange.document import Document, Found, Item, Reader, mark_of
from annotate.exchange.readers.named_columns import draft_of, names_an_article
from annotate.exchange.text.charset import decoded

MAX_TABLE_BYTES = 200_000_000

_SEPARATORS = ",;\t|"
_SUFFIXES = frozenset([".csv", ".tsv"])


def recognises(document: Document) -> bool:
    """Whether it is called a table."""
    return document.suffix in _SUFFIXES


def rows(document: Document) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row with the line it ends on.

    Raises:
        CorpusError: it is too large or no table.
    """
    text = decoded(document.data(MAX_TABLE_BYTES, "a table"), document, marked_up=False)
    csv.field_size_limit(MAX_BYTES)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator(text))
    header: list[str] = []
    try:
        for row in reader:
            if not header:
                header = [name.strip() for name in row]
                repeated = {name for name in header if name and header.count(name) > 1}
                if repeated:
                    raise document.refusal("equal-column", f"two columns are called {min(repeated)!r}")
            elif any(cell.strip() for cell in row):
                yield reader.line_num, {name: cell for name, cell in zip(header, row, strict=False) if name}
    except csv.Error as error:
        raise document.refusal("broken", f"this is no table: {error}", line=max(reader.line_num, 1)) from None


def separator(text: str) -> str:
    """What parts the columns: what stands most often in the first line, outside of quotation marks."""
    first = re.sub(r'"[^"]*"', "", text[:20_000].split("\n", 1)[0])
    return max(_SEPARATORS, key=lambda mark: (first.count(mark), -_SEPARATORS.index(mark)))


def header_of(document: Document) -> list[str]:
    """The names of the columns, in lower case, as far as the beginning of the document shows them."""
    lines = document.head.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace").splitlines()
    first = lines[0] if lines else ""
    try:
        names = next(csv.reader([first], delimiter=separator(first)), [])
    except csv.Error:
        return []
    return [name.strip().casefold() for name in names]


def read(document: Document) -> Iterator[Found]:
    """The article of each row.

    Raises:
        CorpusError: as :func:`rows`, or no column holds a text.
    """
    for line, row in rows(document):
        if not names_an_article([document.columns.get(name, name) for name in row]):
            hint = "call it 'text', or say which it is with --column text=NAME"
            raise document.refusal("no-text-column", "no column holds the articles' text", hint)
        draft = draft_of(row, document.columns)
        yield Item(draft, mark_of(*(f"{name}={cell}" for name, cell in sorted(row.items()))), line)


READER = Reader("a table", recognises, read)
