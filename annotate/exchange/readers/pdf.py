"""PDF in: the text that stands in the pages. Reading it is pypdf's work, an optional extra; scans hold no text."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from annotate.exchange.document import Document, Found, Item, Reader, mark_of
from annotate.exchange.draft import Draft, one_line
from annotate.exchange.text.plain_text import read_plain_text, without_controls

MAX_PDF_BYTES = 20_000_000
MAX_PAGES = 200

_SENTENCE_END = re.compile(r"[.!?:][\"”’')\]]*$")
_SHORT = 0.75
"""A line shorter than this part of the widest ends its paragraph, if it ends a sentence."""


def recognises(document: Document) -> bool:
    """Whether it begins as PDF does."""
    return b"%PDF-" in document.head[:1024]


def read(document: Document) -> Iterator[Found]:
    """The one article that the document is.

    Raises:
        CorpusError: it is broken, locked, too large, or holds no text; or pypdf is missing.
    """
    data = document.data(MAX_PDF_BYTES, "a PDF")
    try:
        import pypdf  # noqa: PLC0415  # an extra
    except ImportError:
        hint = 'install it with: pip install "dateline[pdf]"'
        raise document.refusal("missing-extra", "reading PDF needs pypdf", hint) from None
    # What pypdf has to say of a broken file, the problem says in one line.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(BytesIO(data), strict=False)
        count = len(reader.pages)
        if count > MAX_PAGES:
            raise document.refusal("too-large", f"the file has {count} pages, an article at most {MAX_PAGES}")
        pages = [page.extract_text() for page in reader.pages]
        about = reader.metadata
        title, author = (one_line(str(about.title or "")), one_line(str(about.author or ""))) if about else ("", "")
    except (RecursionError, MemoryError):
        raise document.refusal("broken", "the file is nested too deeply to be read") from None
    except Exception as error:
        if type(error).__name__ == "CorpusError":
            raise
        message = f"the file cannot be read: {one_line(str(error))[:100] or type(error).__name__}"
        raise document.refusal("broken", message) from None
    text = _paragraphs(without_controls("\n".join(pages)))
    if not text.strip():
        raise document.refusal("no-text", "the file holds no text, only pictures", "a scan must be read by OCR first")
    yield Item(_with_title(read_plain_text(text), title, author), mark_of(text.strip()))


def _with_title(draft: Draft, title: str, author: str) -> Draft:
    return draft.filled_from(Draft(title=title, author=author)) if draft.title else replace(draft, title=title)


def _paragraphs(text: str) -> str:
    """``text`` with a blank line behind each paragraph: PDF knows lines, not paragraphs."""
    # What UTF-8 cannot write comes from broken fonts.
    text = text.encode("utf-8", "replace").decode("utf-8")
    lines = [line.rstrip() for line in text.split("\n")]
    width = max((len(line) for line in lines), default=0)
    out: list[str] = []
    for number, line in enumerate(lines):
        out.append(line)
        following = lines[number + 1] if number + 1 < len(lines) else ""
        ends = bool(_SENTENCE_END.search(line)) and len(line) < width * _SHORT
        if line and following and (ends or (number < 4 and len(line) < width * _SHORT)):
            out.append("")
    return "\n".join(out)


READER = Reader("a PDF", recognises, read)
