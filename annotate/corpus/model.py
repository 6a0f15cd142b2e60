"""The base of every record that stands in a file: frozen, strict about its keys, with described fields."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints


class Record(BaseModel):
    """A frozen value with known keys only. What a person may type is described on each field."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, regex_engine="python-re")


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=120)]
"""Lower-case ASCII letters and digits, joined by single hyphens: safe as an address and as a file name."""

ItemId = Annotated[str, StringConstraints(pattern=r"^[qe][0-9]+$")]
"""The id of a quote (``q1``) or an event (``e1``) within its article."""

Report = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*#e[0-9]+$"),
    Field(examples=["2025-02-27-zelensky-setting-expectations#e1"]),
]
"""An event as one article tells it: the article's id, ``#``, the event's id."""

Score = Annotated[float, Field(ge=0, le=1)]
"""How sure the annotator is, from 0 to 1. It ranks; it is no probability until measured as one."""
