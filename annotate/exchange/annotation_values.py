"""Annotations as plain values for JSON, and back. Offsets go along, for whoever reads them has no anchors."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from annotate.corpus.annotations import Annotations, Span
from annotate.corpus.model import Record
from annotate.corpus.text.placing import change_spans, spans

_OFFSETS = ("start", "end")


def values_of(record: Record) -> dict[str, Any]:
    """What ``record`` says, fields at their default left out; a placed span has ``start`` and ``end`` as well.

    Offsets are code points into the article's text, end exclusive.
    """
    values: dict[str, Any] = record.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    for where, span in spans(record):
        if span.is_placed:
            inner: Any = values
            for step in where:
                inner = inner[step]
            inner.update(start=span.start, end=span.end)
    return values


def annotations_from(values: dict[str, Any]) -> Annotations:
    """The annotations that :func:`values_of` wrote; spans with offsets are placed there, unverified.

    Raises:
        ValueError: they are none; the message says what is wrong and where.
    """
    offsets: list[tuple[int, int] | None] = []
    try:
        found = Annotations.model_validate(_without_offsets(values, offsets))
    except ValidationError as error:
        raise ValueError(reason(error)) from None
    except RecursionError:
        raise ValueError("the values are nested too deeply") from None
    waiting = iter(offsets)
    # Both walks meet the spans in the order of the fields, so that each finds its own offsets.
    placed = {id(span): next(waiting) for _, span in spans(found)}

    def restore(span: Span) -> Span:
        at = placed[id(span)]
        return span if at is None else span.placed(*at)

    return change_spans(found, restore)


def _without_offsets(values: dict[str, Any], offsets: list[tuple[int, int] | None]) -> dict[str, Any]:
    """``values`` as the record's own fields, their offsets noted in the order of those fields."""
    cleaned: dict[str, Any] = _cleaned(values, Annotations, offsets)
    return cleaned


def _cleaned(value: Any, model: type[Record], offsets: list[tuple[int, int] | None]) -> Any:
    if not isinstance(value, dict):
        return value
    kept = dict(value)
    if issubclass(model, Span):
        at = [kept.pop(name, None) for name in _OFFSETS]
        sound = all(isinstance(number, int) and not isinstance(number, bool) for number in at)
        offsets.append((at[0], at[1]) if sound and 0 <= at[0] < at[1] else None)
    for name, field in model.model_fields.items():
        inner = kept.get(field.alias or name)
        below = _record_in(field.annotation)
        if below is None:
            continue
        if isinstance(inner, dict):
            kept[field.alias or name] = _cleaned(inner, below, offsets)
        elif isinstance(inner, list):
            kept[field.alias or name] = [_cleaned(item, below, offsets) for item in inner]
    return kept


def _record_in(annotation: Any) -> type[Record] | None:
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, Record) else None
    found = (_record_in(argument) for argument in getattr(annotation, "__args__", ()))
    return next((record for record in found if record is not None), None)


def reason(error: ValidationError) -> str:
    """The first thing that is wrong, with its place, on one line."""
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(step) for step in first["loc"])
    says = first["msg"].removeprefix("Value error, ")
    return f"{where}: {says}" if where else says
