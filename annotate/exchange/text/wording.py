"""The words by which the head of a document is understood; they stand in ``data/headers.yaml``, ``data/zones.yaml``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from annotate.corpus.model import Record
from annotate.corpus.yaml.strict_yaml import Document, read
from annotate.corpus.yaml.validation import validate


class Wording(Record):
    """``data/headers.yaml``: what each list means stands there."""

    labels: dict[str, tuple[str, ...]]
    texts: frozenset[str]
    published: tuple[str, ...]
    updated: tuple[str, ...]
    not_places: frozenset[str]
    small_words: frozenset[str]
    slug_ends: frozenset[str]
    slug_weak: frozenset[str]

    def field(self, label: str) -> str | None:
        """The field of an article's front matter that ``label`` names, or None."""
        word = " ".join(label.casefold().split())
        return next((field for field, labels in self.labels.items() if word in labels), None)


@cache
def wording() -> Wording:
    """The shipped words."""
    return validate(Wording, _shipped("headers.yaml"))


@cache
def zones() -> dict[str, str]:
    """Abbreviation (in capitals) to a name of the IANA database, or to an offset such as ``-05:00``."""
    value = _shipped("zones.yaml").value
    return {key: str(zone) for key, zone in value.items()} if isinstance(value, dict) else {}


def _shipped(name: str) -> Document:
    return read(files("annotate.exchange").joinpath("data", name).read_text(encoding="utf-8"), Path(name))
