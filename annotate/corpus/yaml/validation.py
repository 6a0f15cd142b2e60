"""From a strictly read YAML document to a record of the model, with every error in plain words at its place."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from annotate.corpus.model import Record
from annotate.corpus.problems import CorpusError, Problem
from annotate.corpus.yaml.strict_yaml import Document, Location, Value

R = TypeVar("R", bound=Record)

_WANTED = {
    "string_type": "text", "int_parsing": "a whole number", "int_parsing_size": "a smaller number",
    "float_parsing": "a number", "bool_parsing": "true or false", "tuple_type": "a list", "list_type": "a list",
    "model_type": "keys with values",
}  # fmt: skip
"""By pydantic's name of an error, what would be right."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint with the nearest of ``known``, or an empty string."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean {near[0]!r}?" if near else ""


def validate(model: type[R], document: Document) -> R:
    """The record that ``document`` holds.

    Raises:
        CorpusError: with every key, type and value that is wrong.
    """
    value: Value = {} if document.value is None else document.value
    if not isinstance(value, dict):
        raise CorpusError([document.problem((), "not-a-mapping", "the file must hold keys with values, such as id: …")])
    try:
        return model.model_validate(_without_nulls(value))
    except ValidationError as error:
        raise CorpusError(_problems(model, document, error)) from None


def _without_nulls(value: Value) -> Any:
    """A key without a value means the same as no key: ``events:`` with nothing behind it is an empty section."""
    if isinstance(value, dict):
        return {key: _without_nulls(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_without_nulls(inner) for inner in value]
    return value


def _problems(model: type[Record], document: Document, error: ValidationError) -> Iterator[Problem]:
    seen: set[tuple[Location, str]] = set()
    for details in error.errors(include_url=False):
        where = _location(document, details["loc"])
        code, message, hint = _say(model, details, where)
        # A field of a union type fails once for each of its types; one line for the place is enough.
        same = (where, "" if len(where) < len(details["loc"]) else code)
        if same not in seen:
            seen.add(same)
            yield document.problem(where, code, message, hint)


def _location(document: Document, loc: tuple[int | str, ...]) -> Location:
    """``loc`` without the names of union members, which pydantic puts at the end of it."""
    where: Location = tuple(loc)
    while where and where not in document.places and where[:-1] in document.places:
        parent = document.places.get(where[:-1])
        if parent is None or not _is_union_member(str(where[-1])):
            break
        where = where[:-1]
    return where


def _is_union_member(name: str) -> bool:
    return name.startswith(("constrained-", "literal[", "function-")) or name in {"int", "str", "float", "bool"}


def _fields(model: type[Record], where: Location) -> list[str]:
    """The keys that a record may have at ``where``; empty where it is not a record."""
    current: Any = model
    for step in where:
        if isinstance(step, int):
            continue
        found = next((f for n, f in current.model_fields.items() if step in (n, f.alias)), None)
        if found is None:
            return []
        current = next(_records_in(found.annotation), None)
        if current is None:
            return []
    return [f.alias or name for name, f in current.model_fields.items()]


def _records_in(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _records_in(argument)


def _say(model: type[Record], details: ErrorDetails, where: Location) -> tuple[str, str, str]:
    kind, context = details["type"], details.get("ctx", {})
    name = str(where[-1]) if where else "file"
    given = details["input"]
    shown = repr(given) if isinstance(given, str | int | float) and len(str(given)) <= 60 else "this value"
    if kind == "extra_forbidden":
        known = _fields(model, where[:-1])
        hint = did_you_mean(name, known) or (f"known keys are {', '.join(known)}" if known else "")
        return "unknown-key", f"the key {name!r} is not known here", hint
    if kind == "missing":
        return "missing-key", f"the key {name!r} is missing", f"add a line '{name}: …'"
    if kind == "literal_error":
        expected = str(context.get("expected", ""))
        hint = did_you_mean(str(given), expected.replace("'", "").replace(" or ", ", ").split(", "))
        return "unknown-value", f"{shown} is not one of {expected}", hint
    if kind == "value_error":
        return "bad-date" if "EDTF" in details["msg"] else "bad-value", details["msg"].removeprefix("Value error, "), ""
    if kind == "string_pattern_mismatch":
        return "bad-id", f"{shown} does not look like {name!r} should", _pattern_hint(str(context.get("pattern", "")))
    if kind in _WANTED:
        return "wrong-type", f"{name!r} must be {_WANTED[kind]}, not {shown}", ""
    return "bad-value", f"{name!r}: {details['msg'][:1].lower()}{details['msg'][1:]}", ""


def _pattern_hint(pattern: str) -> str:
    if "#" in pattern:
        return "write article-id#e1"
    if pattern.startswith("^[qe]"):
        return "write q1, q2, … for quotes and e1, e2, … for events"
    if pattern.startswith("^Q"):
        return "write the Wikidata number, such as Q3874799"
    return "write lower-case letters and digits joined by hyphens, such as volodymyr-zelensky"
