"""The editorial product, ``corpus/timeline.yaml``: one entry for each event of the world, with its reports."""

from __future__ import annotations

from pydantic import Field

from annotate.corpus.annotations import EventType, Status
from annotate.corpus.edtf import Edtf
from annotate.corpus.model import Id, Record, Report


class Account(Record):
    """How one report tells an event where the reports differ."""

    report: Report = Field(description="The article's event that tells it so.")
    date: Edtf | None = Field(default=None, description="When, as this report has it.")
    status: Status | None = Field(default=None, description="How it stands, as this report has it.")
    place: Id | None = Field(default=None, description="Where, as this report has it.")
    note: str = Field(default="", description="Any other difference, in words.")


class Entry(Record):
    """One real-world event."""

    id: Id = Field(description="Stable for good; it is the event's permanent address.")
    title: str = Field(min_length=1, description="What happens, in a short plain sentence.")
    date: Edtf | None = Field(default=None, description="When, as EDTF; absent if unknown.")
    new_date: Edtf | None = Field(default=None, description="postponed: the date it was moved to.")
    status: Status = Field(description="How it stands, as far as is known now.")
    type: EventType = Field(description="PLOVER's code.")
    actors: tuple[Id, ...] = Field(default=(), description="Who takes part.")
    place: Id | None = Field(default=None, description="Where, by its id in actors.yaml.")
    reports: tuple[Report, ...] = Field(default=(), description="The articles' events that tell it.")
    accounts: tuple[Account, ...] = Field(default=(), description="Every version, where the reports differ.")
    note: str = Field(default="", description="For the reader, in a sentence.")
    proposed: bool = Field(default=False, description="true while no person has accepted it.")


class Timeline(Record):
    """The file ``timeline.yaml``."""

    entries: tuple[Entry, ...] = Field(default=(), description="One item for each event of the world.")
