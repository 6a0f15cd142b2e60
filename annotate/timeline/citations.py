"""How to cite an article and an event: as text, BibTeX and CSL-JSON. Pure; addresses are handed in."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from annotate.corpus.article import Article
from annotate.corpus.edtf import describe, first_day, last_day
from annotate.corpus.timeline import Entry

_BIBTEX = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#",
           "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}  # fmt: skip


@dataclass(frozen=True)
class Citation:
    """One work, three ways to cite it."""

    key: str
    text: str
    bibtex: str
    csl: dict[str, Any]

    @property
    def csl_json(self) -> str:
        """``csl`` as JSON, one key a line for a reader."""
        # Python's own indenting is written in Python, and would take longer than all else on an event's page.
        fields = (f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in self.csl.items())
        return "{\n " + ",\n ".join(fields) + "\n}"


def cite_article(article: Article, address: str, site: str) -> Citation:
    """The citation of an article, at its publisher's address, else at ``address`` (empty: none)."""
    front = article.front_matter
    url = front.url or address
    authors = [name.strip() for name in re.split(r",| and ", front.author) if name.strip()]
    publisher = front.publisher or site
    who = f"{', '.join(authors)}. " if authors else ""
    text = f"{who}“{article.title}.” {publisher}, {describe(article.date.isoformat())}.{f' {url}' if url else ''}"
    csl: dict[str, Any] = {
        "id": article.id,
        "type": "article-newspaper",
        "title": article.title,
        "container-title": publisher,
        "issued": {"date-parts": [_parts(article.date)]},
        "language": front.language,
    }
    if authors:
        csl["author"] = [{"literal": name} for name in authors]
    if url:
        csl["URL"] = url
    named = " and ".join(f"{{{_escaped(name)}}}" for name in authors)
    fields = {"author": named, "title": f"{{{_escaped(article.title)}}}",
              "journal": _escaped(publisher), "date": article.date.isoformat(), "year": f"{article.date.year:04d}",
              "url": url}  # fmt: skip
    return Citation(article.id, text, _bibtex("article", article.id, fields), csl)


def cite_event(entry: Entry, address: str, site: str, accessed: date) -> Citation:
    """The citation of an event's page as the site told it when its newest article, of ``accessed``, appeared."""
    key = f"event:{entry.id}"  # an article may have the same id
    when = entry.new_date or entry.date
    said = f", {describe(when)}" if when else ""
    text = (
        f"“{entry.title}” ({entry.status}{said}). {site}, timeline as of {describe(accessed.isoformat())}."
        f"{f' {address}' if address else ''}"
    )
    csl: dict[str, Any] = {
        "id": key,
        "type": "webpage",
        "title": entry.title,
        "container-title": site,
        "issued": {"date-parts": [_parts(accessed)]},
        "note": entry.status,
    }
    days = [day for day in (first_day(when), last_day(when)) if day is not None] if when else []
    if days:
        csl["event-date"] = {"date-parts": [_parts(day) for day in dict.fromkeys(days)]}
    if address:
        csl["URL"] = address
    fields = {"title": f"{{{_escaped(entry.title)}}}", "organization": _escaped(site), "date": accessed.isoformat(),
              "year": f"{accessed.year:04d}", "note": _escaped(f"{entry.status}{said}"), "url": address}  # fmt: skip
    return Citation(key, text, _bibtex("misc", key, fields), csl)


def _parts(day: date) -> list[int]:
    return [day.year, day.month, day.day]


def _bibtex(kind: str, key: str, fields: dict[str, str]) -> str:
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{kind}{{{key},\n" + ",\n".join(lines) + "\n}\n"


def _escaped(text: str) -> str:
    return "".join(_BIBTEX.get(character, character) for character in text)
