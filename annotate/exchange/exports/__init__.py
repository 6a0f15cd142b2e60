"""The formats that a corpus can be had in, one file each. A new one is a new file and a line in ``EXPORTS``."""

from __future__ import annotations

from annotate.exchange.exported import Export
from annotate.exchange.exports import (
    calendar,
    citations,
    csv_tables,
    feeds,
    follow_the_money,
    json_lines,
    markdown_site,
    meetings,
    sqlite,
    tei,
    timeline_js,
    web_annotations,
)

EXPORTS: tuple[Export, ...] = (
    calendar.EXPORT,
    feeds.EXPORT,
    json_lines.EXPORT,
    csv_tables.EXPORT,
    sqlite.EXPORT,
    web_annotations.EXPORT,
    tei.EXPORT,
    timeline_js.EXPORT,
    meetings.EXPORT,
    follow_the_money.EXPORT,
    citations.EXPORT,
    markdown_site.EXPORT,
)
