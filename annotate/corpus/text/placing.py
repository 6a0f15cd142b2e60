"""Giving the anchors of a file their offsets in the article, and offsets their anchors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar, cast

from annotate.corpus.annotations import SECTIONS, Annotations, Entity, Sidecar, Span
from annotate.corpus.article import Article, Passage
from annotate.corpus.model import Record
from annotate.corpus.text import anchors
from annotate.corpus.text.following import ANCHORS, Follower, anchor_key
from annotate.corpus.yaml.strict_yaml import Location

R = TypeVar("R", bound=Record)
S = TypeVar("S", bound=Span)
I = TypeVar("I", bound=Record)  # noqa: E741  # the item of a section


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
    """A copy of ``record`` in which every span within it (which may be itself) is replaced by what ``change`` makes."""
    if isinstance(record, Span):
        return cast("R", change(record))
    updates: dict[str, object] = {}
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, Record):
            updates[name] = change_spans(value, change)
        elif isinstance(value, tuple) and value and isinstance(value[0], Record):
            updates[name] = tuple(change_spans(item, change) for item in value)
    return record.model_copy(update=updates) if updates else record


def place(annotations: Annotations, article: Article) -> Annotations:
    """``annotations`` with every span placed whose anchor matches; the others are left unplaced, never guessed.

    Where the text was changed since the anchors were made, they follow it as :mod:`annotate.corpus.text.following`
    says. A placed span holds its whole text, also where the file cuts it in the middle. The annotator's memory stays
    behind.
    """
    memory = annotations.machine if isinstance(annotations, Sidecar) else {}
    follower = Follower(memory, article, anchor_keys(annotations) if memory.get(ANCHORS) else ())
    placed: dict[str, Any] = {
        section: tuple(place_item(item, scope, follower) for scope, item in scoped(annotations, section))
        for section in SECTIONS
    }
    return Annotations.model_construct(
        article=annotations.article, text=annotations.text, reviewed=annotations.reviewed, **placed
    )


def place_item(item: I, scope: str, follower: Follower) -> I:
    """``item`` with its spans placed where ``follower`` finds them."""
    # A quote or event is of one piece: if one of its anchors can only mean the changed text, so do the others.
    of_one_piece = not isinstance(item, Entity)
    is_new = of_one_piece and any(follower.is_new(scope, span) for _, span in spans(item))

    def placed(span: Span) -> Span:
        literal = is_new or follower.is_new(scope, span)
        found = follower.literally(span) if literal else follower.where(scope, span)
        if found is None:
            return span
        passage, start, end = found
        return span.placed(passage.start + start, passage.start + end, passage.text[start:end])

    return change_spans(item, placed)


def scoped(annotations: Annotations, section: str) -> Iterator[tuple[str, Any]]:
    """The items of a section, each with the scope of its anchors: the id of a quote or event, else the section."""
    return ((getattr(item, "id", section), item) for item in getattr(annotations, section))


def anchor_keys(annotations: Annotations) -> Iterator[str]:
    """The key of every anchor (:func:`annotate.corpus.text.following.anchor_key`)."""
    for section in SECTIONS:
        for scope, item in scoped(annotations, section):
            yield from (anchor_key(scope, span) for _, span in spans(item))


def anchored(span: S, passage: Passage) -> S:
    """``span`` as a file holds it: its words, cut where they are long, and their number within ``passage``."""
    text, n = anchors.write(passage.text, span.start - passage.start, span.end - passage.start)
    return span.model_copy(update={"text": text, "n": n})


def lost(annotations: Annotations) -> Iterator[tuple[Location, Span]]:
    """The spans that could not be placed, with their path in the file."""
    return ((where, span) for where, span in spans(annotations) if not span.is_placed)
