"""WARC archives in: every page that was fetched whole. Reading the container is warcio's work."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from annotate.corpus.problems import CorpusError
from annotate.exchange.document import Document, Found, Item, Reader, held_document
from annotate.exchange.readers import web_page

MAX_ARCHIVE_BYTES = 2_000_000_000
MAX_UNPACKED_BYTES = 4_000_000_000

_WEB = re.compile(r"https?://[^\s<>\"]+")
_GZIP = b"\x1f\x8b"


class _TooMuchError(Exception):
    """More came out of the archive than any archive of articles holds."""


class _Counted(io.RawIOBase):
    """A stream that ends with an error once it has given ``limit`` bytes."""

    def __init__(self, inner: BinaryIO, limit: int) -> None:
        self._inner, self._left = inner, limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._inner.read(len(buffer))
        self._left -= len(data)
        if self._left < 0:
            raise _TooMuchError
        buffer[: len(data)] = data
        return len(data)


def recognises(document: Document) -> bool:
    """Whether it is a WARC file, packed or not."""
    return document.head.startswith(b"WARC/") or bool(re.search(r"\.warc(\.gz)?$", document.path.name.lower()))


def read(document: Document) -> Iterator[Found]:
    """The article of each page; a problem for each page that holds none.

    Raises:
        CorpusError: the archive is broken, too large, or unpacks to too much.
    """
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415  # only archives need it
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

    if document.size > MAX_ARCHIVE_BYTES:
        raise document.refusal("too-large", f"the file has {document.size:,} bytes, at most {MAX_ARCHIVE_BYTES:,}")
    pages = number = 0
    with document.open() as file:
        packed = document.head.startswith(_GZIP)
        plain: Any = gzip.GzipFile(fileobj=file) if packed else file
        try:
            records = iter(ArchiveIterator(io.BufferedReader(_Counted(plain, MAX_UNPACKED_BYTES))))
            while (record := _next(records)) is not None:
                number += 1
                if _is_page(record):
                    pages += 1
                    yield from _page(record, number, document)
        except _TooMuchError:
            raise document.refusal("too-large", f"the archive unpacks to over {MAX_UNPACKED_BYTES:,} bytes") from None
        except (
            ArchiveLoadFailed,
            OSError,
            EOFError,
            zlib.error,
            ValueError,
            AttributeError,
            KeyError,
            IndexError,
        ) as error:
            raise document.refusal("broken", f"record {number + 1} of the archive cannot be read: {error}") from None
    if not pages:
        raise document.refusal("empty", "the archive holds no web pages")


def _next(records: Iterator[Any]) -> Any:
    # warcio prints what it finds odd, with the bytes of it.
    with redirect_stderr(io.StringIO()):
        return next(records, None)


def _is_page(record: Any) -> bool:
    if record.rec_type not in {"response", "resource"}:
        return False
    headers = record.http_headers
    if headers is not None and headers.get_statuscode() != "200":
        return False
    kind = headers.get_header("Content-Type") if headers is not None else record.rec_headers.get_header("Content-Type")
    return "html" in str(kind or "").lower()


def _page(record: Any, number: int, document: Document) -> Iterator[Found]:
    address = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    address = address if _WEB.fullmatch(address) else ""
    day = re.match(r"\d{4}-\d{2}-\d{2}", str(record.rec_headers.get_header("WARC-Date") or ""))
    data = record.content_stream().read(web_page.MAX_PAGE_BYTES + 1)
    said = record.http_headers.get_header("Content-Type") if record.http_headers is not None else ""
    charset = re.search(r"charset=[\"']?([\w.:-]+)", str(said or ""), re.IGNORECASE)
    page = held_document(
        Path(address.split("://", 1)[-1] or document.path), data, url=address, charset=charset[1] if charset else ""
    )
    try:
        for item in web_page.read(page):
            if isinstance(item, Item):
                yield replace(item, line=number, retrieved=day[0] if day else "")
    except CorpusError as error:
        for problem in error.problems:
            where = f" ({address})" if address else ""
            yield document.problem(problem.code, f"{problem.message}{where}", problem.hint, line=number)


READER = Reader("a WARC archive", recognises, read)
