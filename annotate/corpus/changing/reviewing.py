"""Reviewing what was found: the items that wait, and the edits that a hand would make in their file.

Each edit takes a file's text and gives the text with one item changed, and not a byte of the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from annotate.corpus.annotations import SECTIONS, Event, Quote
from annotate.corpus.article import Article
from annotate.corpus.folder import Files
from annotate.corpus.keeping.sheet import Sheet, Standing
from annotate.corpus.keeping.sidecar import parse_sidecar
from annotate.corpus.problems import CorpusError
from annotate.corpus.reading import read_text
from annotate.corpus.yaml.strict_yaml import node_spans
from annotate.corpus.yaml.yaml_writing import scalar

Section = str
_REVIEWED = "reviewed"


@dataclass(frozen=True)
class Waiting:
    """A quote or event that no person has checked."""

    article: Article
    path: Path
    """The file it stands in."""
    line: int
    """Where, counted from 1."""
    section: Section
    item: Quote | Event
    """Placed in the article's text as far as its words stand there."""


def waiting(files: Files, chosen: Sequence[str] = ()) -> list[Waiting]:
    """The unreviewed quotes and events, by date of the article and in the order of its text.

    Args:
        files: the corpus.
        chosen: ids of articles; none: all.
    """
    found = []
    for article in sorted(files.articles.values(), key=lambda article: (article.date, article.id)):
        path = article.path.with_suffix(".yaml")
        if article.id not in files.annotations or (chosen and article.id not in chosen) or path not in files.positions:
            continue
        items = []
        for section in ("quotes", "events"):
            for index, item in enumerate(getattr(files.annotations[article.id], section)):
                if not item.reviewed:
                    line = files.positions[path].line(section, index)
                    items.append(Waiting(article, path, line, section, item))
        found += sorted(items, key=lambda one: min((s.start for s in one.item.spans() if s.is_placed), default=0))
    return found


def accept(text: str, path: Path, section: Section, item_id: str) -> str:
    """``text`` with the item marked as reviewed.

    Raises:
        CorpusError: the file is broken.
        KeyError: there is no such item.
    """
    return change(text, path, section, item_id, _REVIEWED, "true")


def reject(text: str, path: Path, section: Section, item_id: str) -> str:
    """``text`` without the item, which a run will not bring back.

    Raises:
        CorpusError: the file is broken, or the item does not have lines of its own.
        KeyError: there is no such item.
    """
    sheet, item = _find(text, path, section, item_id)
    if not sheet.is_editable(section):
        message = "the items stand on one line, so that none can be taken out"
        raise CorpusError([sheet.document.problem((section,), "flow-list", message, "write each below a dash")])
    return sheet.without(item)


def change(text: str, path: Path, section: Section, item_id: str, key: str, value: str | Sequence[str]) -> str:
    """``text`` with ``key`` of the item set to ``value``; an empty value takes the key out.

    Raises:
        CorpusError: the file is broken, or would be: the value is not one that the key can have.
        KeyError: there is no such item.
    """
    sheet, item = _find(text, path, section, item_id)
    spans = node_spans(text)
    here = (section, item.index)
    start, end = spans[here]
    written = value if key == _REVIEWED else scalar(value) if isinstance(value, str) else f"[{', '.join(value)}]"
    if not value:
        new = _without_key(text, spans[*here, key], start) if (*here, key) in spans else text
    elif (*here, key) in spans:
        first, stop = spans[*here, key]
        new = f"{text[:first]}{written}{text[stop:]}"
    elif text[start] == "{":
        new = f"{text[: end - 1].rstrip()}, {key}: {written}{text[end - 1 :]}"
    else:
        new = _with_line(text, sheet, item, start, f"{key}: {written}")
    parse_sidecar(new, path)
    return new


def line_of(one: Waiting) -> int:
    """Where the item stands now, counted from 1; where it stood when it was read if it is gone or cannot be read."""
    try:
        _, item = _find(read_text(one.path), one.path, one.section, one.item.id)
    except (CorpusError, OSError, KeyError):
        return one.line
    return item.first + 1


def _find(text: str, path: Path, section: Section, item_id: str) -> tuple[Sheet, Standing]:
    sheet = Sheet(text, path, SECTIONS)
    for item in sheet.standing_in(section):
        if isinstance(item.value, dict) and item.value.get("id") == item_id:
            return sheet, item
    raise KeyError(item_id)


def _with_line(text: str, sheet: Sheet, item: Standing, start: int, line: str) -> str:
    """With one more line at the end of the item, as far in as its first key."""
    margin = start - len(sheet.mark) - sheet.starts[sheet.document.extents[item.section, item.index].first - 1]
    at = sheet.starts[item.end] + len(sheet.mark)
    before = text[:at] if text[:at].endswith(("\n", "\r")) else text[:at] + sheet.newline
    return f"{before}{' ' * margin}{line}{sheet.newline}{text[at:]}"


def _without_key(text: str, value: tuple[int, int], start: int) -> str:
    """Without the line of a key, or within braces without the key and its comma."""
    first, stop = value
    if text[start] == "{":
        begin = max(text.rfind(",", start, first), start + 1)
        return text[:begin] + text[stop:].removeprefix(",")
    begin = max(text.rfind(end, 0, first) for end in ("\n", "\r")) + 1
    line_end = text.find("\n", stop)
    return text[:begin] + (text[line_end + 1 :] if line_end >= 0 else "")
