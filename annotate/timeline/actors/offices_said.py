"""The office that stands right before a person's name in a text, and whose office it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from annotate.corpus.annotations import Annotations
from annotate.timeline.actors.names import titles

_BEFORE_A_NAME = 60
"""Code points before a name in which its office is looked for."""

_LETTERS = 4
"""By so many letters at its end an office is looked up."""
_LAST_WORD = re.compile(r"([\w-]+)\s+$")

Office = tuple[str, str]
"""An office as it is written, and the id of its state or organisation; "" where the text does not say."""


def offices_said(
    text: str, annotations: Annotations, *, only: Collection[str] | None = None, without: Collection[str] = ()
) -> Mapping[str, list[Office]]:
    """By person, the offices that ``text`` gives before the person's name, each as often as it stands there.

    Args:
        text: what the annotations are placed in.
        annotations: of one article.
        only: the ids of those it is asked of; None: of all.
        without: the ids of those it is not asked of.
    """
    owners = _owners(annotations)
    found: dict[str, list[Office]] = {}
    for entity in annotations.entities:
        actor = entity.actor
        if entity.label == "PERSON" and actor and (only is None or actor in only) and actor not in without:
            for mention in entity.mentions:
                if mention.form == "name" and mention.is_placed:
                    said = list(_office_before(text, mention.start, mention.end, owners))
                    if said:
                        found.setdefault(actor, []).extend(said)
    return found


def without_office(name: str) -> str:
    """``name`` without an office that it begins with."""
    if not name.startswith(titles().offices):
        return name
    office = next((o for o in titles().offices if name.startswith(f"{o} ")), None)
    return name if office is None else name[len(office) :].lstrip()


def _owners(annotations: Annotations) -> Mapping[int, tuple[int, str]]:
    """Where a state or organisation is named: start and id, by the end of the mention."""
    return {
        mention.end: (mention.start, entity.actor)
        for entity in annotations.entities
        if entity.actor is not None and entity.label in ("GPE", "NORP", "ORG")
        for mention in entity.mentions
        if mention.form == "name" and mention.is_placed
    }


def _office_before(text: str, start: int, end: int, owners: Mapping[int, tuple[int, str]]) -> Iterator[Office]:
    """The office right before (or at the beginning of) the name at ``start:end``, and whose it is."""
    start += end - start - len(without_office(text[start:end]))
    before = _in_paragraph(text, start)
    bare = before.rstrip()
    likely = _offices_ending(bare[-_LETTERS:]) if len(bare) < len(before) else ()
    office = next((o for o in likely if bare.endswith(o) and _is_whole_word(bare, len(bare) - len(o))), None)
    if office is None:
        return
    left = bare[: len(bare) - len(office)]
    owner_start, owner = _owner_before(left, start - len(before), owners)
    if owner:
        left = _in_paragraph(text, owner_start)
    word = _LAST_WORD.search(left)
    last = word[1].casefold() if word else ""
    if last in titles().not_in_office:
        return
    if owner or not last or last in titles().open_an_office:
        yield office, owner


def _owner_before(left: str, offset: int, owners: Mapping[int, tuple[int, str]]) -> tuple[int, str]:
    """Start and id of the owner at the end of ``left``, which stands at ``offset``; 0 and "" where there is none."""
    words = left.rstrip()
    if len(words) == len(left):
        return 0, ""
    possessive = 2 if words.endswith(("'s", "’s")) else 0
    return owners.get(offset + len(words) - possessive, (0, ""))


@lru_cache(maxsize=4096)
def _offices_ending(letters: str) -> tuple[str, ...]:
    """The offices that end like this, or are shorter, the longest first."""
    return tuple(o for o in titles().offices if o.endswith(letters) or len(o) < len(letters))


def _is_whole_word(text: str, start: int) -> bool:
    """Whether no word goes on to the left of ``start``."""
    return start == 0 or not (text[start - 1].isalnum() or text[start - 1] in "_-")


def _in_paragraph(text: str, end: int) -> str:
    """What stands before ``end`` in the same paragraph, as far as it is looked at."""
    return text[max(0, end - _BEFORE_A_NAME) : end].rpartition("\n")[2]
