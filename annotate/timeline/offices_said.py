"""The office that stands right before a person's name in a text, and whose office it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from annotate.corpus.annotations import Annotations
from annotate.timeline.names import titles

_BEFORE_A_NAME = 60
"""Code points before a name in which its office is looked for."""

Office = tuple[str, str]
"""An office as it is written, and the id of its state or organisation; "" where the text does not say."""


def offices_said(text: str, annotations: Annotations) -> Mapping[str, list[Office]]:
    """By person, the offices that ``text`` gives before the person's name, each as often as it stands there."""
    owners = _owners(annotations)
    found: dict[str, list[Office]] = {}
    for entity in annotations.entities:
        if entity.label == "PERSON" and entity.actor is not None:
            for mention in entity.mentions:
                if mention.is_placed and mention.form == "name":
                    said = list(_office_before(text, mention.start, mention.end, owners))
                    if said:
                        found.setdefault(entity.actor, []).extend(said)
    return found


def without_office(name: str) -> str:
    """``name`` without an office that it begins with."""
    office = next((o for o in titles().offices if name.startswith(f"{o} ")), None)
    return name if office is None else name[len(office) :].lstrip()


def _owners(annotations: Annotations) -> Mapping[int, tuple[int, str]]:
    """Where a state or organisation is named: start and id, by the end of the mention."""
    return {
        mention.end: (mention.start, entity.actor)
        for entity in annotations.entities
        if entity.actor is not None and entity.label in ("GPE", "NORP", "ORG")
        for mention in entity.mentions
        if mention.is_placed and mention.form == "name"
    }


def _office_before(text: str, start: int, end: int, owners: Mapping[int, tuple[int, str]]) -> Iterator[Office]:
    """The office right before (or at the beginning of) the name at ``start:end``, and whose it is."""
    start += end - start - len(without_office(text[start:end]))
    before = _in_paragraph(text, start)
    office = next((o for o in titles().offices if re.search(rf"(?<![\w-]){re.escape(o)}\s+$", before)), None)
    if office is None:
        return
    left = before[: len(before.rstrip()) - len(office)]
    owned = re.search(r"(?:['’]s)?\s+$", left)
    owner_start, owner = owners.get(start - len(before) + owned.start(), (0, "")) if owned else (0, "")
    if owner:
        left = _in_paragraph(text, owner_start)
    word = re.search(r"([\w-]+)\s+$", left)
    last = word[1].casefold() if word else ""
    if last in titles().not_in_office:
        return
    if owner or not last or last in titles().open_an_office:
        yield office, owner


def _in_paragraph(text: str, end: int) -> str:
    """What stands before ``end`` in the same paragraph, as far as it is looked at."""
    return text[max(0, end - _BEFORE_A_NAME) : end].rpartition("\n")[2]
