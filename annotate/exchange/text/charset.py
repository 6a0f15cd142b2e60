"""The encoding of a document that came from elsewhere: what it says of itself, then what its bytes allow."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from annotate.exchange.document import Document

_DECLARED = re.compile(
    rb"""(?:<meta[^>]{0,200}?\bcharset\s*=\s*|<\?xml[^>]{0,100}?\bencoding\s*=\s*)["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
# Browsers read these as their larger sisters, and so do the pages that name them.
_AS_BROWSERS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
_TEXT_ONLY = "utf-7"


def decoded(data: bytes, document: Document, *, marked_up: bool) -> str:
    """``data`` as text, line ends single line feeds.

    The order is: a byte-order mark, the server's word, the document's own word, UTF-8, and Windows-1252 for what no
    other claims. Each is taken only if every byte fits.

    Args:
        data: the bytes.
        document: for the server's word, and for messages.
        marked_up: whether the text itself may name its encoding, as HTML and XML do.

    Raises:
        CorpusError: nothing fits, or the document is empty.
    """
    for name in _candidates(data, document.charset, marked_up=marked_up):
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, UnicodeError):
            continue
        if "\0" in text:
            continue
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if not text.strip("\ufeff \n\t"):
            raise document.refusal("empty", "the file is empty")
        return text.removeprefix("\ufeff")
    raise document.refusal("encoding", "the text is in no encoding that fits all its bytes", "save it as UTF-8")


def _candidates(data: bytes, charset: str, *, marked_up: bool) -> Iterator[str]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            yield name
            return
    declared = _DECLARED.search(data[:4096]) if marked_up else None
    for said in (charset, declared[1].decode("ascii", "replace") if declared else ""):
        try:
            info = codecs.lookup(said.strip()) if said.strip() else None
        except (LookupError, ValueError):
            continue
        # Only encodings of text: "hex" and "zip" are codecs too.
        if info is not None and info._is_text_encoding and info.name != _TEXT_ONLY:
            yield _AS_BROWSERS.get(info.name, info.name)
    yield from ("utf-8", "cp1252")
