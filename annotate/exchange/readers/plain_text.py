"""Plain text and Markdown in, and a clear word for everything else."""

from __future__ import annotations

from collections.abc import Iterator

from annotate.corpus.article import decode
from annotate.exchange.document import Document, Found, Item, Reader, mark_of
from annotate.exchange.text.markdown_source import SUFFIXES, has_front_matter, read_markdown
from annotate.exchange.text.plain_text import read_plain_text

_OTHER_FORMATS = {
    b"<?xml": "XML that is neither a feed nor a page",
    b"<!doctype": "XML that is neither a feed nor a page",
    b"{\\rtf": "RTF",
    b"%!ps": "PostScript",
    b"pk\x03\x04": "a ZIP archive that is no Word document",
    b"\xd0\xcf\x11\xe0": "a Word document of before 2007",
    b"\x1f\x8b": "compressed",
}


def read(document: Document) -> Iterator[Found]:
    """The one article that the document is.

    Raises:
        CorpusError: it is no text, or its front matter is broken.
    """
    start = document.head.lstrip()[:20].lower()
    for mark, name in _OTHER_FORMATS.items():
        if start.startswith(mark):
            hint = "save it as plain text, Markdown or HTML"
            raise document.refusal("format", f"the file is {name}, which cannot be imported", hint)
    text = decode(document.data(), document.path)
    marked_down = document.suffix in SUFFIXES or has_front_matter(text, document.path)
    draft = read_markdown(text, document.path) if marked_down else read_plain_text(text)
    yield Item(draft, mark_of(text.strip()))


READER = Reader("plain text or Markdown", lambda _: True, read)
