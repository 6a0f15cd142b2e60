"""Words within quotation marks: where they begin and end, in every style that English papers use.

A mark is judged by what stands around it: an apostrophe is none, a mark that is never closed ends with its paragraph
(or where the next of its kind opens), and an odd mark never reaches beyond its paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass, field

_OPENERS = {"“": "double", "«": "guillemet", "„": "low", "‘": "single", "‹": "small", "‚": "low single", "「": "corner"}
_CLOSERS = {
    "”": ("double", "low"), "»": ("guillemet",), "’": ("single", "low single"), "›": ("small",), "」": ("corner",),
}  # fmt: skip
_REVERSED = {"»": "«", "›": "‹"}
"""Guillemets that point inwards: the mark that opens, and the one that closes it, which is its style's name too."""
_STRAIGHT = {'"': "straight double", "'": "straight single", "`": "straight single"}
_BEFORE_OPENING = set(" \t\n\r\u00a0([{—–-/“‘\"'«„:")
_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ENDINGS = set(".,?!…;:")
_DOUBLED = {"''", "``", "’’", "‘‘"}
"""Two single marks for a double one."""


@dataclass
class Marked:
    """Words in marks: ``start`` and ``end`` without them, ``outer_start`` and ``outer_end`` with them.

    ``''…''`` is a mark of two characters too.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool
    inner: list[Marked] = field(default_factory=list)


@dataclass
class _Open:
    style: str
    at: int
    width: int = 1
    inner: list[Marked] = field(default_factory=list)


def marked_words(text: str, start: int, end: int) -> list[Marked]:
    """The outermost marked words of the paragraph ``text[start:end]``; those within them are in their ``inner``."""
    found: list[Marked] = []
    stack: list[_Open] = []
    single_ends = _ends_of_singles(text, start, end)
    doubled = {at for at in range(start, end - 1) if text[at : at + 2] in _DOUBLED}
    passed = start
    for at in range(start, end):
        char = text[at]
        if char not in _MARKS or at < passed:
            continue
        if at in doubled:
            passed = at + 2
            if any(mark.style == "doubled" for mark in stack):
                _close_until(text, stack, found, "doubled", at, width=2, closed=True)
            elif text[at + 2 : at + 3].strip():
                stack.append(_Open("doubled", at, 2))
            continue
        style = _opening_style(text, at, start, end, stack, single_ends)
        if style is not None:
            if any(mark.style == style for mark in stack):
                _close_until(text, stack, found, style, at, closed=False)
            stack.append(_Open(style, at))
            continue
        closing = _closing_style(char, at, stack, single_ends)
        if closing is not None:
            _close_until(text, stack, found, closing, at, closed=True)
    while stack:
        _close_until(text, stack, found, stack[-1].style, end, closed=False)
    return found


def carried_over(text: str, start: int, end: int, char: str) -> Marked | None:
    """The words up to the mark that closes a quote which the paragraph before opened with ``char`` and left open.

    None where the paragraph opens a mark first, as is usual, or closes none.
    """
    closing = {"“": "”", "«": "»", "‘": "’"}.get(char, char)
    at = text.find(closing, start, end)
    if at <= start or text[at - 1].isspace() or text[at + 1 : at + 2].isalnum():
        return None
    if any(opener in text[start:at] for opener in (char, "“", "«", "„")):
        return None
    return Marked(start, at, start, at + 1, True)


_MARKS = set(_OPENERS) | set(_CLOSERS) | set(_STRAIGHT)


def _close_until(
    text: str, stack: list[_Open], found: list[Marked], style: str, at: int, *, closed: bool, width: int = 1
) -> None:
    """Close the innermost open mark of ``style`` at ``at``, and whatever is still open within it."""
    while stack:
        opened = stack.pop()
        proper = closed and opened.style == style
        last = at
        while last > opened.at + opened.width and text[last - 1].isspace():
            last -= 1
        first = opened.at + opened.width
        while first < last and text[first].isspace():
            first += 1
        target = stack[-1].inner if stack else found
        if first < last:
            target.append(Marked(first, last, opened.at, at + width if proper else last, proper, opened.inner))
        if opened.style == style:
            return


def _opening_style(
    text: str, at: int, start: int, end: int, stack: list[_Open], single_ends: dict[int, int]
) -> str | None:
    char = text[at]
    after = text[at + 1] if at + 1 < end else " "
    before = text[at - 1] if at > start else " "
    if char == "“" and stack and stack[-1].style == "low":
        return None
    if char == "‘" and stack and stack[-1].style == "low single":
        return None
    closes = any(char in _CLOSERS and mark.style in _CLOSERS[char] for mark in stack)
    if char in _REVERSED and before.isspace() and not after.isspace() and not closes:
        return _REVERSED[char]
    if char in _REVERSED.values() and any(mark.style == char for mark in stack):
        return None
    if char in {"‘", "'", "’", "`"}:
        return "single" if at in single_ends else None
    if char in _OPENERS:
        return None if after.isspace() and at + 1 >= end else _OPENERS[char]
    if char == '"':
        if any(mark.style == "straight double" for mark in stack):
            # A mark that stands as only an opening one can shows that the one before was never closed.
            reopened = before.isspace() and not after.isspace() and text[at - 2 : at - 1] not in _ENDINGS
            return "straight double" if reopened and _closes_later(text, at + 1, end) else None
        glued = (
            before in ",:" and after == " " and _closes_later(text, at + 1, end) and text[at + 2] in "[(…" + _CAPITALS
        )
        return "straight double" if not after.isspace() or glued else None
    return None


def _closes_later(text: str, at: int, end: int) -> bool:
    following = text.find('"', at, end)
    return following > at and not text[following - 1].isspace()


def _closing_style(char: str, at: int, stack: list[_Open], single_ends: dict[int, int]) -> str | None:
    if char in {"'", "’", "`"}:
        is_end = any(mark.style == "single" and single_ends.get(mark.at) == at for mark in stack)
        return "single" if is_end else None
    if char == '"':
        return "straight double" if any(mark.style == "straight double" for mark in stack) else None
    if char in _REVERSED.values() and any(mark.style == char for mark in stack):
        return char
    if char == "‘":
        return "low single" if any(mark.style == "low single" for mark in stack) else None
    if char == "“":
        return "low" if any(mark.style == "low" for mark in stack) else None
    open_styles = [mark.style for mark in reversed(stack)]
    return next((style for style in open_styles if style in _CLOSERS.get(char, ())), None)


def _is_apostrophe(text: str, at: int, end: int) -> bool:
    return at > 0 and text[at - 1].isalnum() and at + 1 < end and text[at + 1].isalnum()


def _may_open(text: str, at: int, start: int, end: int) -> bool:
    after = text[at + 1] if at + 1 < end else " "
    if after.isspace() or (not after.isalnum() and after not in '“"…[(¿¡-—$€£@#'):
        return False
    if at > start and text[at - 1] not in _BEFORE_OPENING:
        return False
    if text[at] == "‘":
        return True
    following = text[at + 1 : at + 5].lower()
    clipped = following.startswith(("tis", "twas", "em ", "til", "cause", "n’", "n'")) or following[:2].isdigit()
    return text[at] != "’" and not clipped


def _ends_of_singles(text: str, start: int, end: int) -> dict[int, int]:
    """For every single mark that opens: the place of the mark that closes it, ``-1`` where none does.

    A plural possessive ("the ministers’ letter") looks like a closing mark; it is taken for one only where no better
    one follows before the next opening mark.
    """
    ends: dict[int, int] = {}
    opened: int | None = None
    doubtful: int | None = None

    def finish(at: int) -> None:
        nonlocal opened, doubtful
        if opened is not None:
            ends[opened] = at
        opened = doubtful = None

    for at in range(start, end):
        if (
            text[at] not in "‘’'`"
            or text[at : at + 2] in _DOUBLED
            or (at > start and text[at - 1 : at + 1] in _DOUBLED)
        ):
            continue
        if _is_apostrophe(text, at, end):
            continue
        if _may_open(text, at, start, end):
            finish(doubtful if doubtful is not None else -1)
            opened = at
        elif opened is not None and at > opened + 1 and not text[at - 1].isspace():
            after = text[at + 1] if at + 1 < end else " "
            possessive = text[at - 1] in "sSzx" and after == " " and at + 2 < end and text[at + 2].islower()
            if not possessive:
                finish(at)
            elif doubtful is None:
                doubtful = at
    finish(doubtful if doubtful is not None else -1)
    return ends
