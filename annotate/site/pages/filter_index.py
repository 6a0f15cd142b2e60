"""What the filters of a long timeline read: every entry in a few short columns, names given once."""

from __future__ import annotations

import json

from annotate.corpus.edtf import first_day, last_day
from annotate.corpus.timeline import Entry
from annotate.site.addresses import event_path
from annotate.site.edition import Edition
from annotate.site.text import wording

PATH = "timeline/entries.json"
"""Beside the pages of the timeline."""


def filter_index(edition: Edition) -> str:
    """JSON: ``names`` by actor id, ``rows`` with the columns that the script names."""
    corpus = edition.corpus
    used = dict.fromkeys(a for entry in corpus.entries.values() for a in (*entry.actors, entry.place) if a)
    rows = [_row(edition, entry) for entry in corpus.entries.values()]
    index = {"names": {actor: corpus.name(actor) for actor in used}, "rows": rows}
    return json.dumps(index, ensure_ascii=False, separators=(",", ":"))


def _row(edition: Edition, entry: Entry) -> list[object]:
    when = entry.new_date or entry.date
    first, last = (first_day(when), last_day(when)) if when else (None, None)
    return [
        entry.title,
        edition.links(PATH).to(event_path(entry.id)),
        entry.status,
        entry.type,
        entry.actors,
        entry.place or "",
        first.isoformat() if first else "",
        last.isoformat() if last else "",
        wording.say_date(when),
        len(edition.corpus.reports_of(entry)),
    ]
