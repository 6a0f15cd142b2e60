"""TimelineJS: the dated events as its JSON, https://timeline.knightlab.com/docs/json-format.html."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from annotate.corpus.edtf import describe, first_day, last_day, precision
from annotate.corpus.timeline import Entry
from annotate.exchange.exported import Export, ExportedFile, Publication, days, evidence, json_text, text_file
from annotate.timeline.linked import Corpus

_PARTS = {"year": 1, "season": 2, "month": 2, "day": 3}


def files(corpus: Corpus, site: Publication) -> Iterator[ExportedFile]:
    """``timelinejs.json``."""
    slides = [_slide(corpus, site, entry) for entry in corpus.entries.values() if days(entry) is not None]
    title = {"text": {"headline": escape(site.name), "text": "Diplomacy as it was reported."}}
    yield text_file("timelinejs.json", json_text({"title": title, "events": slides}))


def _slide(corpus: Corpus, site: Publication, entry: Entry) -> dict[str, Any]:
    when = entry.new_date or entry.date or ""
    first, last = first_day(when) or last_day(when), last_day(when)
    parts = _PARTS.get(precision(when), 3)
    # TimelineJS shows headline and text as HTML.
    told = [
        f"<p>“{escape(words)}” {escape(report.within.article.title)}</p>" for report, words in evidence(corpus, entry)
    ]
    link = site.event(entry.id)
    headline = f'<a href="{escape(link)}">{escape(entry.title)}</a>' if link else escape(entry.title)
    slide: dict[str, Any] = {"unique_id": entry.id, "start_date": _date(first, parts)}
    if last is not None and last != first and parts == 3:
        slide["end_date"] = _date(last, parts)
    slide["display_date"] = describe(when)
    slide["group"] = entry.status.capitalize()
    slide["text"] = {"headline": headline, "text": "".join(told)}
    return slide


def _date(day: Any, parts: int) -> dict[str, int]:
    return dict(list({"year": day.year, "month": day.month, "day": day.day}.items())[:parts])


EXPORT = Export("timelinejs", "the timeline for TimelineJS", files)
