"""Adding to and taking from a list within one item of ``actors.yaml``, with no other byte moved."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from annotate.corpus.keeping.sheet import Sheet, Standing
from annotate.corpus.yaml.strict_yaml import Location, node_spans

Spans = Mapping[Location, tuple[int, int]]


def item_of(sheet: Sheet, actor: str) -> Standing | None:
    """The item whose id is ``actor``; None where there is none."""
    items = (item for item in sheet.standing if isinstance(item.value, dict))
    return next((item for item in items if isinstance(item.value, dict) and item.value.get("id") == actor), None)


def with_more(text: str, path: Path, actor: str, key: str, values: Sequence[str], *, is_list: bool = True) -> str:
    """``text`` with ``values`` (as YAML, each fit for a flow list) behind what ``key`` of the actor's item lists.

    Args:
        text: the content of ``actors.yaml``.
        path: the file, for messages.
        actor: the item's id.
        key: a key of the item; it is added where it is missing.
        values: what to add.
        is_list: False: the key holds one value and is missing.

    Raises:
        CorpusError: ``text`` is no valid YAML.
    """
    sheet = Sheet(text, path, ("actors",))
    item = item_of(sheet, actor)
    if item is None or not values:
        return text
    spans = node_spans(text)
    where: Location = ("actors", item.index)
    listed = f"[{', '.join(values)}]" if is_list else values[0]
    if (*where, key) in spans:
        return _appended(text, spans, (*where, key), values, sheet.newline)
    start, end = spans[where]
    if text[start] == "{":
        return f"{text[: end - 1].rstrip()}, {key}: {listed}{text[end - 1 :]}"
    margin = " " * (start - max(text.rfind(mark, 0, start) for mark in ("\n", "\r")) - 1)
    at = sum(map(len, sheet.lines[: item.end]))
    new = [f"{margin}{key}: {listed}"]
    if is_list and values[0].startswith("{"):
        new = [f"{margin}{key}:", *(f"{margin}- {value}" for value in values)]
    return _insert_lines(text, at, new, sheet.newline)


def without_values(text: str, path: Path, actor: str, key: str, gone: Collection[str]) -> str:
    """``text`` without the scalars of ``gone`` in the list that ``key`` of the actor's item holds.

    Raises:
        CorpusError: ``text`` is no valid YAML.
    """
    item = item_of(Sheet(text, path, ("actors",)), actor)
    listed = item.value.get(key) if item is not None and isinstance(item.value, dict) else None
    if item is None or not isinstance(listed, list):
        return text
    where: Location = ("actors", item.index, key)
    spans = node_spans(text)
    numbers = [n for n, value in enumerate(listed) if value in gone]
    if len(numbers) == len(listed) and numbers:
        start = text.rfind("\n", 0, text.rfind(key, 0, spans[(*where, 0)][0])) + 1
        stop = text.find("\n", spans[where][1] - 1)
        return text[:start] + (text[stop + 1 :] if stop >= 0 else "")
    for number in reversed(numbers):
        start, end = cut(text, spans, (*where, number))
        text = text[:start] + text[end:]
        spans = node_spans(text)
    return text


def cut(text: str, spans: Spans, where: Location) -> tuple[int, int]:
    """What goes with an item of a list: its line with the dash, or its comma."""
    start, end = spans[where]
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].strip() == "-":
        stop = text.find("\n", end)
        return line, len(text) if stop < 0 else stop + 1
    before, behind = (*where[:-1], int(where[-1]) - 1), (*where[:-1], int(where[-1]) + 1)
    if before in spans:
        return spans[before][1], end
    return start, spans[behind][0] if behind in spans else end


def comments_in(text: str, path: Path, actor: str) -> list[str]:
    """The comments within the lines of the actor's item, each from its ``#``.

    Raises:
        CorpusError: ``text`` is no valid YAML.
    """
    sheet = Sheet(text, path, ("actors",))
    item = item_of(sheet, actor)
    if item is None:
        return []
    spans = node_spans(text)
    inner = {where[:-1] for where in spans if where}
    leaves = [span for where, span in spans.items() if where not in inner]
    start = sum(map(len, sheet.lines[: item.first]))
    lines = "".join(sheet.lines[item.first : item.end])
    return [found[1].rstrip() for found in _comments(lines) if not _is_in(leaves, start + found.start(1))]


def _comments(lines: str) -> Iterator[re.Match[str]]:
    return re.finditer(r"(?:(?<=\s)|^)(#[^\n\r]*)", lines, re.MULTILINE)


def _is_in(spans: Sequence[tuple[int, int]], at: int) -> bool:
    return any(start <= at < end for start, end in spans)


def _appended(text: str, spans: Spans, where: Location, values: Sequence[str], newline: str) -> str:
    start, end = spans[where]
    if text[start] == "[":
        inner = text[start + 1 : end - 1].rstrip().rstrip(",")
        joined = ", ".join([*([inner] if inner.strip() else []), *values])
        return f"{text[: start + 1]}{joined}{text[end - 1 :]}"
    last = max(place[-1] for place in spans if place[:-1] == where and isinstance(place[-1], int))
    first, stop = spans[(*where, last)]
    line = text.rfind("\n", 0, first) + 1
    margin = text[line : text.index("-", line)]
    at = text.find("\n", stop - 1)
    return _insert_lines(text, len(text) if at < 0 else at + 1, [f"{margin}- {value}" for value in values], newline)


def _insert_lines(text: str, at: int, lines: Sequence[str], newline: str) -> str:
    gap = "" if at == 0 or text[at - 1] in "\n\r" else newline
    return text[:at] + gap + "".join(f"{line}{newline}" for line in lines) + text[at:]
