"""TimelineJS spreadsheets in, saved as CSV: an entry of the timeline a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape

from pydantic import ValidationError

from annotate.corpus.timeline import Entry
from annotate.exchange.annotation_values import reason
from annotate.exchange.article_id import article_id
from annotate.exchange.document import Document, Found, Reader
from annotate.exchange.draft import one_line
from annotate.exchange.readers.table import header_of, rows
from annotate.exchange.readers.web_page import fragment_parts

_NEEDED = {"year", "headline"}


def recognises(document: Document) -> bool:
    """Whether it is a table with the columns of TimelineJS."""
    return document.suffix in {".csv", ".tsv"} and set(header_of(document)) >= _NEEDED


def read(document: Document) -> Iterator[Found]:
    """An entry for each row with a date; the title slide is left out.

    Raises:
        CorpusError: it is no table.
    """
    for line, cells in rows(document):
        row = {name.casefold(): cell.strip() for name, cell in cells.items()}
        title = _plain(row.get("headline", ""))
        if row.get("type", "").casefold() in {"title", "era"} or not (row.get("year") or title):
            continue
        start, end = _date(row, ""), _date(row, "end ")
        if start is None or end is None or not title:
            yield document.problem("bad-row", "the row has no headline, or no date of the calendar", line=line)
            continue
        date = f"{start}/{end}" if end and end != start else start
        sources = ", ".join(word for word in (row.get("media credit"), row.get("media")) if word)
        note = "; ".join(part for part in (_plain(row.get("text", "")), one_line(sources)) if part)
        try:
            yield Entry(id=article_id(_day(start), title), title=title, date=date, status="happened", type="OTHER",
                        note=note, proposed=True)  # fmt: skip
        except ValidationError as error:
            yield document.problem("bad-row", reason(error), line=line)


def _date(row: Mapping[str, str], before: str) -> str | None:
    """EDTF, as precise as the cells are; empty where there is no year, None where it is none of the calendar."""
    year, month, day = (row.get(f"{before}{part}", "") for part in ("year", "month", "day"))
    if not year:
        return ""
    if not re.fullmatch(r"\d{1,4}", year) or not all(re.fullmatch(r"\d{0,2}", cell) for cell in (month, day)):
        return None
    parts = [f"{int(year):04d}", *(f"{int(cell):02d}" for cell in ((month, day) if month else ()) if cell)]
    return "-".join(parts)


def _day(date: str) -> str:
    return "-".join([*date.split("-"), "01", "01"][:3])


def _plain(markup: str) -> str:
    return one_line(" ".join(fragment_parts(markup)) if "<" in markup else unescape(markup))


READER = Reader("a TimelineJS spreadsheet", recognises, read)
