"""The registry of actors, ``corpus/actors.yaml``: people, states, organisations and places, with stable ids."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints

from annotate.corpus.edtf import Edtf
from annotate.corpus.model import Id, Record

ActorType = Literal["person", "state", "organisation", "place", "group"]
"""A town, region or building is a place; a people, party or other unorganised collective a group."""

ACTOR_TYPES: tuple[ActorType, ...] = get_args(ActorType)


class Role(Record):
    """An office or function that an actor holds, with its time."""

    title: str = Field(min_length=1, description="As it is said: President, foreign minister, spokeswoman.")
    of: Id | None = Field(default=None, description="Of what state or organisation, by its id.")
    since: Edtf | None = Field(default=None, alias="from", description="The first day, as EDTF.")
    until: Edtf | None = Field(default=None, alias="to", description="The last day, as EDTF; absent: still.")


class Picture(Record):
    """A picture of an actor, in a file of the corpus."""

    file: Annotated[
        str,
        StringConstraints(pattern=r"^([A-Za-z0-9_][A-Za-z0-9_.-]*/)*[A-Za-z0-9_][A-Za-z0-9_.-]*\.(jpe?g|png|webp)$"),
    ] = Field(description="A JPEG, PNG or WebP file, by its path below the corpus folder.", examples=["pictures/a.jpg"])
    alt: str = Field(min_length=1, description="What is to be seen on it, for whoever cannot see it.")
    credit: str = Field(min_length=1, description="Whose picture it is.")
    licence: str = Field(min_length=1, description="What allows it to be shown: CC BY 4.0.")


class Actor(Record):
    """One person, state, organisation, place or group."""

    id: Id = Field(description="Stable for good; it is the page's address.", examples=["volodymyr-zelensky"])
    name: str = Field(min_length=1, description="As the site prints it.")
    type: ActorType = Field(description="person, state, organisation, place or group.")
    aliases: tuple[str, ...] = Field(default=(), description="Other names and spellings.")
    adjectives: tuple[str, ...] = Field(default=(), description="Demonyms and adjectives: Ukrainian.")
    seats: tuple[str, ...] = Field(
        default=(), description="Names of places and buildings that papers use for it: Kyiv, the Kremlin."
    )
    roles: tuple[Role, ...] = Field(default=(), description="Offices and functions, with their time.")
    part_of: Id | None = Field(default=None, description="The state or organisation it belongs to; a place's state.")
    formerly: tuple[Id, ...] = Field(
        default=(), description="Ids that it had before, or of actors merged into it; their pages lead here."
    )
    wikidata: Annotated[str, StringConstraints(pattern=r"^Q[1-9][0-9]*$")] | None = Field(
        default=None, description="The item's number at Wikidata.", examples=["Q3874799"]
    )
    picture: Picture | None = Field(default=None, description="A picture with its licence and credit.")
    note: str = Field(default="", description="For the reader, in a sentence.")
    proposed: bool = Field(default=False, description="true while no person has accepted it.")


class Registry(Record):
    """The file ``actors.yaml``."""

    actors: tuple[Actor, ...] = Field(default=(), description="One item for each person, state, organisation, place.")
