"""Giving the anchors of a file their offsets in the article, and offsets their anchors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from annotate.corpus import anchors
from annotate.corpus.annotations import Annotations, Span
from annotate.corpus.article import Article, Passage
from annotate.corpus.model import Record
from annotate.corpus.strict_yaml import Location

R = TypeVar("R", bound=Record)
S = TypeVar("S", bound=Span)


def spans(record: Record, where: Location = ()) -> Iterator[tuple[Location, Span]]:
    """Every span within ``record`` (which may be one), with the path of keys and indexes that leads to it."""
    if isinstance(record, Span):
        yield where, record
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, Record):
            yield from spans(value, (*where, name))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Record):
                    yield from spans(item, (*where, name, index))


def change_spans(record: R, change: Callable[[Span], Span]) -> R:
    """A copy of ``record`` in which every span within it is replaced by what ``change`` makes of it."""
    updates: dict[str, object] = {}
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, Span):
            updates[name] = change(value)
        elif isinstance(value, Record):
            updates[name] = change_spans(value, change)
        elif isinstance(value, tuple) and value and isinstance(value[0], Record):
            updates[name] = tuple(
                change(item) if isinstance(item, Span) else change_spans(item, change) for item in value
            )
    return record.model_copy(update=updates) if updates else record


def place(annotations: Annotations, article: Article) -> Annotations:
    """``annotations`` with every span placed whose anchor matches; the others are left unplaced, never guessed.

    A placed span holds its whole text, also where the file cuts it in the middle.
    """
    passages: dict[object, Passage] = {passage.name: passage for passage in article.passages}

    def placed(span: Span) -> Span:
        passage = passages.get(span.p)
        found = anchors.find(passage.text, span.text, span.n) if passage is not None else None
        if passage is None or found is None:
            return span
        start, end = found
        return span.placed(passage.start + start, passage.start + end, passage.text[start:end])

    return change_spans(annotations, placed)


def anchored(span: S, passage: Passage) -> S:
    """``span`` as a file holds it: its words, cut where they are long, and their number within ``passage``."""
    text, n = anchors.write(passage.text, span.start - passage.start, span.end - passage.start)
    return span.model_copy(update={"text": text, "n": n})


def lost(annotations: Annotations) -> Iterator[tuple[Location, Span]]:
    """The spans that could not be placed, with their path in the file."""
    return ((where, span) for where, span in spans(annotations) if not span.is_placed)
