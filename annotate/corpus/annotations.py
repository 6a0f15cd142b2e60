"""What is marked in one article: who is named, which dates, who said what, what happened.

The fields are those of the sidecar file (the article's ``.yaml``). Offsets are code points, end exclusive. They are
not part of the file: a span in a file is an anchor (passage and words), and :mod:`annotate.corpus.text.anchors` gives
it its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Self, get_args

from pydantic import Field, PrivateAttr

from annotate.corpus.edtf import Edtf
from annotate.corpus.model import Id, ItemId, Record, Score
from annotate.corpus.problems import LostAnchorError

PassageName = Annotated[int, Field(ge=1)] | Literal["title", "subtitle"]
"""Where in an article: a paragraph's number from 1, the title or the subtitle."""

Label = Literal["PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT"]
"""What a name names, as in OntoNotes: GPE is a state or town, LOC other geography, FAC a building, NORP an adjective
or people of a nation, party or faith, EVENT a named gathering."""

Form = Literal["name", "nominal", "pronoun"]
"""How a mention refers: by name, by a noun phrase ("the minister"), by a pronoun ("he")."""

QuoteKind = Literal["direct", "indirect", "mixed"]
"""Wholly in quotation marks, wholly reported, or reported with a marked fragment."""

TimeKind = Literal["DATE", "TIME", "DURATION", "SET"]
"""TIMEX3's types of time expressions."""

Status = Literal["happened", "planned", "postponed", "cancelled", "conditional", "denied"]
"""How an event stands, as far as the article tells."""

EventType = Literal[
    "CONSULT", "AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "REJECT", "ACCUSE",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "VOTE", "RULE", "OTHER",
]  # fmt: skip
"""PLOVER's event codes, with VOTE, RULE (a court's) and OTHER beside them."""

LABELS: tuple[Label, ...] = get_args(Label)
STATUSES: tuple[Status, ...] = get_args(Status)
EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)


class Span(Record):
    """Words in an article. In memory it knows its offsets; in a file it is found again by its words."""

    p: PassageName = Field(description="The paragraph's number from 1, or title, or subtitle.", examples=[1, "title"])
    text: str = Field(
        min_length=1, description="The exact words; a long text may be cut in the middle by ' … '.", examples=["Friday"]
    )
    n: int = Field(default=1, ge=1, description="Which one, where the words stand more than once in the passage.")

    _start: int | None = PrivateAttr(default=None)
    _end: int | None = PrivateAttr(default=None)

    @property
    def is_placed(self) -> bool:
        """Whether the words were found in the text."""
        return self._offset("_start") is not None

    @property
    def start(self) -> int:
        """The first code point, counted in the text that was annotated (``Article.text`` for an article).

        Raises:
            LostAnchorError: the words were not found.
        """
        start = self._offset("_start")
        if start is None:
            raise LostAnchorError(f"{self.text!r} was not found in passage {self.p}")
        return start

    @property
    def end(self) -> int:
        """One past the last code point.

        Raises:
            LostAnchorError: the words were not found.
        """
        end = self._offset("_end")
        if end is None:
            raise LostAnchorError(f"{self.text!r} was not found in passage {self.p}")
        return end

    def _offset(self, name: str) -> int | None:
        # As `self._start`, without the search through the class that takes ten times as long.
        held = self.__pydantic_private__
        offset: int | None = held[name] if held is not None else None
        return offset

    def placed(self, start: int, end: int, text: str | None = None, n: int | None = None) -> Self:
        """A copy that stands at ``start:end``; ``text`` and ``n`` replace the anchor's where given."""
        changes: dict[str, object] = {}
        if text is not None:
            changes["text"] = text
        if n is not None:
            changes["n"] = n
        copy = self.model_copy(update=changes)
        copy._start, copy._end = start, end
        return copy


class Mention(Span):
    """One place where an actor is named or referred to."""

    form: Form = Field(default="name", description="name (the default), nominal ('the minister') or pronoun ('he').")


class Time(Span):
    """A date expression and the date it means; in memory also a duration or a repetition, which files leave out."""

    date: Edtf | None = Field(default=None, description="The date as EDTF; absent where it cannot be told.")
    reviewed: bool = Field(default=False, description="true once a person has checked this item.")

    _kind: TimeKind = PrivateAttr(default="DATE")
    _timex: str = PrivateAttr(default="")

    @property
    def kind(self) -> TimeKind:
        """TIMEX3's type: DATE, TIME (a part of a day or an hour), DURATION or SET."""
        return self._kind

    @property
    def timex(self) -> str:
        """TIMEX3's value, such as 2025-02-28, 2025-W09, P2D; empty where none can be told, or the file was read."""
        return self._timex

    @property
    def is_date(self) -> bool:
        """Whether it names a point or stretch of the calendar, as what stands in a file does."""
        return self._kind in ("DATE", "TIME") and not self._timex.endswith("_REF")

    def as_timex(self, kind: TimeKind, timex: str) -> Self:
        """A copy with TIMEX3's type and value."""
        copy = self.model_copy()
        copy._kind, copy._timex = kind, timex
        return copy


class Entity(Record):
    """All mentions of one actor under one label in the article."""

    actor: Id | None = Field(default=None, description="The actor's id in actors.yaml; absent where there is none.")
    label: Label = Field(description="What the name names.")
    mentions: tuple[Mention, ...] = Field(min_length=1, description="Where it stands, in the order of the text.")
    score: Score | None = Field(default=None, description="How sure the annotator is, 0 to 1.")
    reviewed: bool = Field(default=False, description="true once a person has checked this item.")


class Quote(Record):
    """Who said what."""

    id: ItemId = Field(description="q and a number, never used again in this article.", examples=["q1"])
    speaker: Id | None = Field(default=None, description="The actor behind the source; absent: anonymous.")
    speakers: tuple[Id, ...] = Field(default=(), description="All of them, where several speak with one voice.")
    kind: QuoteKind = Field(description="direct, indirect or mixed.")
    source: Span | None = Field(default=None, description="The words that name the speaker.")
    cue: Span | None = Field(default=None, description="The words that report the speech: said, according to.")
    content: tuple[Span, ...] = Field(min_length=1, description="What was said, without the quotation marks.")
    also: tuple[Span, ...] = Field(default=(), description="The same words elsewhere in the article.")
    nested_in: ItemId | None = Field(default=None, description="The quote that this one stands in.")
    score: Score | None = Field(default=None, description="How sure the annotator is, 0 to 1.")
    reviewed: bool = Field(default=False, description="true once a person has checked this item.")

    def spans(self) -> Iterator[Span]:
        """Every span of the quote: source, cue, content, further places."""
        yield from (span for span in (self.source, self.cue) if span is not None)
        yield from self.content
        yield from self.also


class Event(Record):
    """Something a reader wants on a diplomatic timeline, as this article tells it."""

    id: ItemId = Field(description="e and a number, never used again in this article.", examples=["e1"])
    title: str = Field(min_length=1, description="What happens, in a short plain sentence.")
    date: Edtf | None = Field(default=None, description="When, as EDTF; absent if unknown; postponed: the old date.")
    new_date: Edtf | None = Field(default=None, description="postponed: the date it was moved to.")
    status: Status = Field(description="How it stands.")
    type: EventType = Field(description="PLOVER's code.")
    actors: tuple[Id, ...] = Field(default=(), description="Who takes part.")
    place: Id | None = Field(default=None, description="Where, by its id in actors.yaml.")
    evidence: Span = Field(description="The sentence or clause that tells it.")
    also: tuple[Span, ...] = Field(default=(), description="Further mentions in the article.")
    score: Score | None = Field(default=None, description="How sure the annotator is, 0 to 1.")
    reviewed: bool = Field(default=False, description="true once a person has checked this item.")

    def spans(self) -> Iterator[Span]:
        """The evidence and the further mentions."""
        yield self.evidence
        yield from self.also


class Annotations(Record):
    """Everything marked in one text."""

    article: str = Field(default="", description="The article's id: its file name without .md.")
    text: str = Field(default="", description="Fingerprint of the text that the anchors were made on.")
    reviewed: bool = Field(
        default=False,
        description="true once a person has gone through the whole article: nothing more is proposed in it.",
    )
    entities: tuple[Entity, ...] = Field(default=(), description="Who is named, and where.")
    times: tuple[Time, ...] = Field(default=(), description="Which dates are named, and what they mean.")
    quotes: tuple[Quote, ...] = Field(default=(), description="Who said what.")
    events: tuple[Event, ...] = Field(default=(), description="What happened, is planned, or did not come about.")


SECTIONS = ("entities", "times", "quotes", "events")
"""The lists of a sidecar."""

Item = Entity | Time | Quote | Event
"""What stands in a section of the sidecar."""


class Sidecar(Annotations):
    """The file as a whole: the annotations, and the annotator's memory of what it wrote."""

    machine: dict[str, dict[str, str]] = Field(
        default_factory=dict, description="What annotate wrote, so that it can tell your changes from its own lines."
    )
