"""Word documents in (.docx). Reading them is python-docx's work, an optional extra."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any

from annotate.exchange.document import Document, Found, Item, Reader, mark_of
from annotate.exchange.draft import Draft, one_line
from annotate.exchange.text.head import read_head
from annotate.exchange.text.parts import Kind, Part, body_of
from annotate.exchange.text.plain_text import without_controls

MAX_WORD_BYTES = 20_000_000
MAX_UNPACKED_BYTES = 100_000_000

_STYLES: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"heading|title", re.IGNORECASE), "heading"),
    (re.compile(r"list", re.IGNORECASE), "item"),
    (re.compile(r"quote", re.IGNORECASE), "quotation"),
)


def recognises(document: Document) -> bool:
    """Whether it is an archive called .docx, or one that begins as Word writes it."""
    return document.head.startswith(b"PK\x03\x04") and (
        document.suffix in {".docx", ".docm"}
        or b"word/" in document.head
        or b"[Content_Types].xml" in document.head[:64]
    )


def read(document: Document) -> Iterator[Found]:
    """The one article that the document is.

    Raises:
        CorpusError: it is broken, too large or unpacks to too much, or python-docx is missing.
    """
    data = document.data(MAX_WORD_BYTES, "a Word document")
    _refuse_bomb(data, document)
    try:
        import docx  # noqa: PLC0415  # an extra
    except ImportError:
        hint = 'install it with: pip install "dateline[word]"'
        raise document.refusal("missing-extra", "reading Word documents needs python-docx", hint) from None
    try:
        word = docx.Document(BytesIO(data))
        texts = [(one_line(without_controls(p.text)), str(p.style.name if p.style else "")) for p in _paragraphs(word)]
        title, author = one_line(word.core_properties.title or ""), one_line(word.core_properties.author or "")
    except Exception as error:  # noqa: BLE001  # a broken document raises whatever its parts lead to
        raise document.refusal("broken", f"the document cannot be read: {one_line(str(error))[:100]}") from None
    texts = [(text, style) for text, style in texts if text]
    if not texts:
        raise document.refusal("empty", "the document holds no text")
    yield Item(_draft(texts, title, author), mark_of(*(text for text, _ in texts)))


def _draft(texts: list[tuple[str, str]], title: str, author: str) -> Draft:
    named = {}
    for style in ("title", "subtitle"):
        if texts and texts[0][1].casefold() == style:
            named[style] = texts.pop(0)[0]
    given = Draft(title=named.get("title", ""), subtitle=named.get("subtitle", ""))
    blocks = [[text] for text, _ in texts]
    head, rest = read_head([[given.title], *blocks] if given.title else blocks)
    kinds = {text: _kind(style) for text, style in texts}
    parts = [Part(kinds.get(line, "paragraph"), line) for block in rest for line in block]
    return given.filled_from(head.draft()).filled_from(Draft(title=title, author=author, body=body_of(parts)))


def _kind(style: str) -> Kind:
    return next((kind for pattern, kind in _STYLES if pattern.search(style)), "paragraph")


def _paragraphs(word: Any) -> Iterator[Any]:
    """Those of the text and of its tables, in their order."""
    for inner in word.iter_inner_content():
        if hasattr(inner, "rows"):
            seen = set()
            for row in inner.rows:
                for cell in row.cells:
                    if cell._tc not in seen:
                        seen.add(cell._tc)
                        yield from cell.paragraphs
        else:
            yield inner


def _refuse_bomb(data: bytes, document: Document) -> None:
    """A few kilobytes can claim, or unpack to, gigabytes: nothing is unpacked before its size is known."""
    unpacked = 0
    broken = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError)
    with suppress(*broken), zipfile.ZipFile(BytesIO(data)) as archive:
        unpacked = sum(part.file_size for part in archive.infolist())
    if unpacked > MAX_UNPACKED_BYTES:
        message = f"the document unpacks to {unpacked:,} bytes, at most {MAX_UNPACKED_BYTES:,} are read"
        raise document.refusal("too-large", message)


READER = Reader("a Word document", recognises, read)
