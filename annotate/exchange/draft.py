"""What a document says of itself, before it is an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from annotate.corpus.article import Source


@dataclass(frozen=True)
class Draft:
    """The fields of an article as far as a document shows them; an empty string: it does not."""

    title: str = ""
    date: str = ""
    """As it stands in front matter: 2025-02-27, or with time and zone 2025-02-27T09:59-05:00."""
    subtitle: str = ""
    author: str = ""
    publisher: str = ""
    url: str = ""
    language: str = ""
    licence: str = ""
    place: str = ""
    sources: tuple[Source, ...] = ()
    """The reports that it was compiled from."""
    body: str = ""
    """Markdown."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    doubt: str = ""
    """Why a date that stands in the document could not be taken."""

    def filled_from(self, other: Draft) -> Draft:
        """This draft, its empty fields taken from ``other``."""
        gaps = {name: value for name, value in vars(other).items() if value and not getattr(self, name)}
        return replace(self, **gaps)


def one_line(text: str) -> str:
    """``text`` without line breaks and control characters, for a field of one line; no-break spaces stay."""
    spaced = "".join(" " if character.isspace() and character != "\xa0" else character for character in text)
    printable = "".join(c for c in spaced if c.isprintable() or c in "\xa0\u200d\u200c\xad")
    return " ".join(part for part in printable.split(" ") if part).strip()
