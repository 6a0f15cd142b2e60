"""The head of a text without markup: title, deck, byline and date lines, up to where the report itself begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date as day

from annotate.exchange.draft import Draft, one_line
from annotate.exchange.text.dateline import read_dateline
from annotate.exchange.text.publication_date import DateDoubtError, DateFound, find_date
from annotate.exchange.text.wording import wording

Block = Sequence[str]
"""The lines of one paragraph."""

_LABELLED = re.compile(r"(?P<label>[^\W\d][\w -]{1,24}?)\s*:\s*(?P<value>\S.*)")
_NAME = r"[^\W\d_a-z][\w.'’\-]*"
_BYLINE = re.compile(
    rf"[Bb][Yy] (?P<author>{_NAME}(?: (?:{_NAME}|de|van|von|der|al|bin|and|&))*"
    rf"(?:, (?:(?:and|&) )?{_NAME}(?: {_NAME})*)*)"
)
_RULE = re.compile(r"([=\-_*~#—–])\1{2,}")
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*$")
_PREPOSITION_BEFORE = re.compile(
    r"\b(?:after|before|between|by|for|from|in|of|on|since|to|until|till|and|or)$", re.IGNORECASE
)
_DECK_LIMIT = 400
_TITLE_LIMIT = 250
_DATE_LINE_LIMIT = 80
_BYLINE_LIMIT = 100


class Head:
    """Collects what the lines above a report say."""

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}
        self.dates: list[str] = []
        self.updates: list[str] = []
        self.doubts: list[str] = []
        self.beside_date = ""
        """Words that follow a date line: the title, or the deck of a title still to come."""

    def draft(self) -> Draft:
        """The fields found; the body is empty."""
        fields = dict(self.fields)
        if self.beside_date:
            fields.setdefault("subtitle" if fields.get("title") else "title", self.beside_date)
        date = _best(self.dates or self.updates)
        return Draft(date=date, doubt="; ".join(self.doubts)).filled_from(Draft(**fields))  # type: ignore[arg-type]

    def take(self, line: str) -> bool:
        """Whether ``line`` is surely of the head: a label, a byline, a date or a rule; then it is taken in."""
        line = line.strip()
        if _RULE.fullmatch(line):
            return True
        labelled = _LABELLED.fullmatch(line)
        field = wording().field(labelled["label"]) if labelled else None
        if labelled and field not in {None, "date", "updated"}:
            assert field is not None  # noqa: S101  # the set above holds None
            self.fields.setdefault(field, one_line(labelled["value"]))
            return True
        byline = _BYLINE.fullmatch(line) if len(line) <= _BYLINE_LIMIT else None
        if byline:
            self.fields.setdefault("author", byline["author"])
            return True
        return self._take_date(line, labelled=field is not None)

    def _take_date(self, line: str, *, labelled: bool) -> bool:
        try:
            found = find_date(line)
        except DateDoubtError as doubt:
            if labelled or len(line) <= 60:
                self.doubts.append(str(doubt))
            return labelled
        if found is None:
            return False
        said = found.before.rstrip(":").rstrip().casefold()
        if said and said not in (*wording().published, *wording().updated, *wording().labels["date"]):
            return False
        if found.after and not said:
            return False
        self._note(found)
        if found.after:
            self._read_after(found.after)
        return True

    def _read_after(self, after: str) -> None:
        rest = after.lstrip("|·•–—,;() ").strip()
        if rest and not self._take_date(rest, labelled=False) and len(rest) > 3:
            self.beside_date = one_line(rest)

    def _note(self, found: DateFound) -> None:
        (self.updates if found.updated else self.dates).append(found.value)

    def read_block(self, block: Block, following: Sequence[Block]) -> list[str]:
        """Take what belongs to the head from the top of ``block``; the lines that remain begin the report."""
        lines = list(block)
        self._take_sure(lines)
        if not lines:
            return []
        if not self.fields.get("title"):
            if self.beside_date and not self._is_title_below_deck(lines[0]):
                return lines
            if read_dateline(lines[0]) or not self._looks_like_title(lines[0]):
                return lines
            self._take_title(lines)
            return self._below_title(lines, following)
        text = one_line(" ".join(lines))
        if self._may_be_deck(text) and following and (read_dateline(following[0][0]) or self._is_sure(following[0])):
            self.fields["subtitle"] = text
            return []
        return lines

    def _take_sure(self, lines: list[str]) -> None:
        while lines and self.take(lines[0]):
            del lines[0]

    def _is_sure(self, block: Block) -> bool:
        trial = Head()
        return all(trial.take(line) for line in block)

    def _is_title_below_deck(self, line: str) -> bool:
        title, found = _without_date(line)
        return found is not None or (self._looks_like_title(title) and not title.endswith("."))

    def _looks_like_title(self, line: str) -> bool:
        words = line.split()
        return (
            any(character.isalnum() for character in line)
            and len(line) <= _TITLE_LIMIT
            and len(words) <= 30
            and (len(words) <= 12 or not line.rstrip().endswith("."))
        )

    def _take_title(self, lines: list[str]) -> None:
        title, found = _without_date(lines.pop(0))
        if found is not None:
            self._note(found)
        elif lines and len(title) >= 50 and lines[0].strip()[:1].islower() and not self._is_sure(lines[:1]):
            # A headline broken over two lines goes on with a small letter.
            more, found = _without_date(lines.pop(0))
            title = f"{title} {more}"
            if found is not None:
                self._note(found)
        self.fields["title"] = one_line(title)

    def _below_title(self, lines: list[str], following: Sequence[Block]) -> list[str]:
        self._take_sure(lines)
        alone = len(lines) == 1 and bool(following)
        if lines and self._may_be_deck(lines[0]) and (alone or (len(lines) > 1 and self._is_sure(lines[1:2]))):
            self.fields["subtitle"] = one_line(lines.pop(0))
            self._take_sure(lines)
        return lines

    def _may_be_deck(self, text: str) -> bool:
        known = self.beside_date or self.fields.get("subtitle")
        return not known and len(text) <= _DECK_LIMIT and not read_dateline(text)


def _without_date(line: str) -> tuple[str, DateFound | None]:
    """A title line without the date that it ends with, and that date."""
    try:
        found = find_date(line)
    except DateDoubtError:
        return line.strip(), None
    # "What happened on March 3, 2025" is a headline; a date of publication follows no preposition.
    if found is None or not found.before or _PREPOSITION_BEFORE.search(found.before):
        return line.strip(), None
    if found.after and not _is_update(found.after):
        return line.strip(), None
    title = found.before.rstrip("|·•–—-,;( ")
    for word in sorted((*wording().published, *wording().updated), key=len, reverse=True):
        if len(title) > len(word) and title.casefold().rstrip(": ").endswith(f" {word}"):
            title = title.rstrip(": ")[: -len(word)].rstrip("|·•–—-,;( ")
            break
    return title, found


def _is_update(text: str) -> bool:
    """Whether ``text`` is nothing but the date of a later change."""
    try:
        found = find_date(text)
    except DateDoubtError:
        return False
    return found is not None and found.updated and not found.after


def date_line(blocks: Iterable[Block]) -> str:
    """The date in the first short line that has one and is no sentence: "Brussels, 3 March 2025"."""
    for line in (line.strip() for block in blocks for line in block):
        if len(line) > _DATE_LINE_LIMIT or _SENTENCE_END.search(line):
            continue
        try:
            found = find_date(line)
        except DateDoubtError:
            continue
        if found is not None and not _PREPOSITION_BEFORE.search(found.before):
            return found.value
    return ""


def _best(dates: Sequence[str]) -> str:
    """The first date, with time and zone if another of its neighbourhood gives them."""
    if not dates:
        return ""
    first = day.fromisoformat(dates[0][:10])
    for value in dates:
        # A bare date beside it may have been taken in another zone; a day apart is the same moment.
        if len(value) > 10 and abs((day.fromisoformat(value[:10]) - first).days) <= 1:
            return value
    return dates[0]


def read_head(blocks: Sequence[Block]) -> tuple[Head, list[Block]]:
    """The head of a text, and its remaining paragraphs."""
    head = Head()
    for number, block in enumerate(blocks):
        rest = head.read_block(block, blocks[number + 1 :])
        if rest:
            return head, [rest, *blocks[number + 1 :]]
    return head, []
