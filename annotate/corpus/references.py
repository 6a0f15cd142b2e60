"""Where in the files ids stand: the one list that checking and renaming go by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from annotate.corpus.model import Record
from annotate.corpus.yaml.strict_yaml import Location, Value

Pattern = tuple[str, ...]
"""The keys that lead to a reference; ``*`` stands for every item of a list."""

IN_SIDECARS: Sequence[Pattern] = (
    ("entities", "*", "actor"),
    ("quotes", "*", "speaker"),
    ("quotes", "*", "speakers", "*"),
    ("events", "*", "actors", "*"),
    ("events", "*", "place"),
)
IN_REGISTRY: Sequence[Pattern] = (
    ("actors", "*", "part_of"),
    ("actors", "*", "roles", "*", "of"),
)
IN_TIMELINE: Sequence[Pattern] = (
    ("entries", "*", "actors", "*"),
    ("entries", "*", "place"),
    ("entries", "*", "accounts", "*", "place"),
)
REGISTRY_IDS: Pattern = ("actors", "*", "id")
ENTRY_IDS: Pattern = ("entries", "*", "id")
QUOTE_IDS: Pattern = ("quotes", "*", "id")
EVENT_IDS: Pattern = ("events", "*", "id")
IN_REPORTS: Pattern = ("entries", "*", "reports", "*")
REPORTS: Sequence[Pattern] = (IN_REPORTS, ("entries", "*", "accounts", "*", "report"))


def references(value: Value | Record, patterns: Sequence[Pattern]) -> Iterator[tuple[Location, str]]:
    """Every text that one of ``patterns`` leads to, with its path of keys and indexes.

    ``value`` is what stands in a file, as it was read or as a record of the model.
    """
    for pattern in patterns:
        yield from _follow(value, pattern, ())


def _follow(value: Any, pattern: Pattern, where: Location) -> Iterator[tuple[Location, str]]:
    if not pattern:
        if isinstance(value, str):
            yield where, value
        return
    step, rest = pattern[0], pattern[1:]
    if step == "*" and isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _follow(item, rest, (*where, index))
    elif isinstance(value, Record):
        yield from _follow(getattr(value, step), rest, (*where, step))
    elif isinstance(value, Mapping) and step in value:
        yield from _follow(value[step], rest, (*where, step))
