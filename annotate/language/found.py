"""What the components find, while they work: values on the spaCy ``Doc``, before they become ``Annotations``.

All offsets are code points into ``doc.text``, end exclusive. The components hand on to each other through the ``Doc``
extensions registered here:

``doc._.date``       the article's date (``datetime.date`` or None), set before the first component runs
``doc._.passages``   the passages as ``(start, end)``, in order
``doc._.mentions``   list of :class:`FoundMention`, by start
``doc._.times``      list of :class:`FoundTime`, by start
``doc._.quotes``     list of :class:`FoundQuote`, by start of content
``doc._.events``     list of :class:`FoundEvent`, by start of evidence
``doc._.belonging``  :class:`Belonging`, set with the actors of the mentions
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from spacy.tokens import Doc

from annotate.corpus.annotations import EventType, Form, Label, QuoteKind, Status, TimeKind

Offsets = tuple[int, int]


@dataclass(frozen=True)
class Belonging:
    """What the article tells, or everybody knows, of where its actors belong."""

    states: Mapping[str, int] = field(default_factory=dict)
    """By state, how often it is named, also by its people or capital; in the order of the text."""
    towns: frozenset[str] = frozenset()
    """Places that are no states and act only as somebody's seat."""
    homes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By person, the states and organisations that the article names beside the person."""


@dataclass
class FoundMention:
    """A name, or a noun phrase or pronoun that is the source of a quote."""

    start: int
    end: int
    label: Label
    form: Form = "name"
    actor: str | None = None
    """The id of the actor it refers to; None while unknown, and for good where nobody can tell."""
    score: float = 1.0


@dataclass
class FoundTime:
    """A date expression."""

    start: int
    end: int
    edtf: str | None
    """The date it means; None where the article does not tell."""
    kind: TimeKind = "DATE"
    """TIMEX3's DATE, TIME, DURATION or SET; only DATE and TIME reach the sidecar."""
    timex: str = ""
    """TIMEX3's value, such as 2025-02-28, 2025-W09, P2D."""


@dataclass
class FoundQuote:
    """Somebody's words."""

    content: list[Offsets]
    kind: QuoteKind
    source: Offsets | None = None
    cue: Offsets | None = None
    speakers: list[str] = field(default_factory=list)
    """Actor ids; empty: anonymous or not yet resolved."""
    also: list[Offsets] = field(default_factory=list)
    """The same words elsewhere (title, subtitle)."""
    nested_in: int | None = None
    """Index into ``doc._.quotes`` of the quote that this one stands in."""
    phrase: bool = False
    """Whether a mere noun phrase tells what it is about ("welcomed the treaty"), and the article of it too."""
    score: float = 1.0


@dataclass
class FoundEvent:
    """A happening worth a line of the timeline."""

    title: str
    evidence: Offsets
    status: Status
    type: EventType
    head: Offsets
    """The verb or noun that names it."""
    date: str | None = None
    new_date: str | None = None
    actors: list[str] = field(default_factory=list)
    place: str | None = None
    also: list[Offsets] = field(default_factory=list)
    score: float = 1.0


def words_said(text: str, content: Iterable[Offsets]) -> str:
    """The words of a quote without marks and capitals, by which the same words are known elsewhere."""
    return " ".join(re.findall(r"\w+", " ".join(text[start:end] for start, end in content).lower()))


def register_extensions() -> None:
    """Make the ``doc._`` attributes above known to spaCy; safe to call again."""
    for name in ("date", "belonging"):
        Doc.set_extension(name, default=None, force=True)
    for name in ("passages", "mentions", "times", "quotes", "events"):
        Doc.set_extension(name, default=None, force=True)
