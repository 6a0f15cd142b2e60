"""The annotations of an article in their file, ``ID.yaml`` beside ``ID.md``: reading it, and refreshing it.

Refreshing keeps every line of a person (:mod:`annotate.corpus.sheet`). What a person changed, added or deleted also
stands against new findings: nothing is written that overlaps it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import Field

from annotate.corpus.annotations import Annotations, Entity, Event, PassageName, Quote, Span, Time
from annotate.corpus.article import Article, Passage
from annotate.corpus.placing import anchored, change_spans, place
from annotate.corpus.references import IN_SIDECARS, references
from annotate.corpus.sheet import Proposal, Sheet, Standing, digest
from annotate.corpus.strict_yaml import Document, read
from annotate.corpus.validation import validate
from annotate.corpus.yaml_writing import block, line

SECTIONS = ("entities", "times", "quotes", "events")
SCHEMA = ".schemas/annotations.json"

Item = Entity | Time | Quote | Event


class Sidecar(Annotations):
    """The file as a whole: the annotations, and the annotator's memory of what it wrote."""

    machine: dict[str, dict[str, str]] = Field(
        default_factory=dict, description="What annotate wrote, so that it can tell your changes from its own lines."
    )


def parse_sidecar(text: str, path: Path) -> tuple[Sidecar, Document]:
    """The sidecar in ``text``, the content of ``path``, not yet placed; and where each part of it stands.

    Raises:
        CorpusError: with every problem of its syntax, keys, types and values.
    """
    document = read(text, path)
    return validate(Sidecar, document), document


def refresh(old: str | None, path: Path, article: Article, found: Annotations) -> str:
    """The sidecar's text once ``found`` has been brought into ``old`` (None: there is no file yet).

    Args:
        old: what stands in the file now.
        path: the file, for messages.
        article: the article as it is now.
        found: what the annotator finds in it, placed in ``article.text``.

    Raises:
        CorpusError: ``old`` is broken; a broken file is never written to.
    """
    if old is None:
        header = f"# yaml-language-server: $schema={SCHEMA}\narticle: {article.id}\ntext: {article.fingerprint}\n"
        return _rewrite(Sheet(header, path, SECTIONS), Annotations(), article, found)
    standing, _ = parse_sidecar(old, path)
    return _rewrite(Sheet(old, path, SECTIONS), place(standing, article), article, found)


def people_refer_to(text: str, path: Path) -> set[str]:
    """The actors that a person's items refer to in ``text``, the content of the sidecar at ``path``.

    Raises:
        CorpusError: it is no valid YAML.
    """
    items = [item for item in Sheet(text, path, SECTIONS).standing if item.key is None]
    return {actor for item in items for _, actor in references({item.section: [item.value]}, IN_SIDECARS)}


def _rewrite(sheet: Sheet, standing: Annotations, article: Article, found: Annotations) -> str:
    people = _people(sheet, standing)
    passages: dict[PassageName, Passage] = {passage.name: passage for passage in article.passages}
    proposals: dict[str, list[Proposal]] = {}
    for section in SECTIONS:
        memory = _Memory(sheet, section, passages)
        proposals[section] = []
        # What is no date is only looked at, never kept.
        kept = [item for item in getattr(found, section) if not isinstance(item, Time) or item.is_date]
        for item in _unclaimed(kept, people[section]):
            recognised = memory.recognise(item)
            if recognised is not None:
                key, item_id = recognised
                proposals[section].append(Proposal(key, _text(item, item_id, passages), (_first(item),)))

    def order(item: Standing) -> tuple[int, ...]:
        record = getattr(standing, item.section)[item.index]
        return (_first(record),)

    return sheet.rewrite(proposals, {"article": article.id, "text": article.fingerprint}, order)


def _text(item: Item, item_id: str, passages: Mapping[PassageName, Passage]) -> str:
    if isinstance(item, Time):
        return line(anchored(item, passages[item.p]))
    named = item.model_copy(update={"id": item_id}) if item_id else item
    return block(change_spans(named, lambda span: anchored(span, passages[span.p])))


def _people(sheet: Sheet, standing: Annotations) -> Mapping[str, list[Item]]:
    """By section, the items that are a person's."""
    people: dict[str, list[Item]] = {section: [] for section in SECTIONS}
    for item in sheet.standing:
        if item.key is None:
            people[item.section].append(getattr(standing, item.section)[item.index])
    return people


def _main(item: Item) -> Sequence[Span]:
    """The spans that an item is about."""
    if isinstance(item, Entity):
        return item.mentions
    if isinstance(item, Quote):
        return item.content
    return (item.evidence,) if isinstance(item, Event) else (item,)


def _first(item: Item) -> int:
    """Where an item begins; one that is lost belongs behind all others."""
    return min((span.start for span in _main(item) if span.is_placed), default=1 << 60)


def _overlap(one: Item, other: Item) -> bool:
    return any(
        a.start < b.end and b.start < a.end for a in _main(one) if a.is_placed for b in _main(other) if b.is_placed
    )


def _unclaimed(found: Iterable[Item], people: Sequence[Item]) -> Iterable[Item]:
    """What is found, without what a person has already said something about."""
    for item in found:
        if isinstance(item, Entity):
            taken = [
                (mention.start, mention.end)
                for entity in people
                if isinstance(entity, Entity)
                for mention in entity.mentions
                if mention.is_placed
            ]
            if any(isinstance(e, Entity) and (e.actor, e.label) == (item.actor, item.label) for e in people):
                continue
            free = tuple(m for m in item.mentions if not any(m.start < end and start < m.end for start, end in taken))
            if free:
                yield item if len(free) == len(item.mentions) else item.model_copy(update={"mentions": free})
        elif not any(_overlap(item, other) and _same_kind(item, other) for other in people):
            yield item


def _same_kind(one: Item, other: Item) -> bool:
    # Several events may rest on one sentence, as long as no person has reviewed what it tells; everything else that
    # overlaps is about the same words.
    return one.type == other.type or other.reviewed if isinstance(one, Event) and isinstance(other, Event) else True


_KEY_PARTS = {
    "entities": ("topic",),
    "times": ("passage", "wording", "words"),
    "quotes": ("id", "passage", "wording", "words"),
    "events": ("id", "topic", "passage", "wording", "words"),
}


@dataclass(frozen=True)
class _Key:
    """What a machine-written item is about, as the annotator remembers it in the file."""

    id: str = ""
    """Of a quote or event; empty for others."""
    topic: str = ""
    """An entity's actor and label, an event's type; empty for others."""
    passage: str = ""
    """The passage's name."""
    wording: str = ""
    """A digest of the passage's text, which finds the passage again where others were put before it."""
    words: str = ""
    """The first words of the item, and their number where they stand there more than once."""

    def written(self, section: str) -> str:
        """As it stands in the file's memory of ``section``."""
        return " | ".join(getattr(self, name) for name in _KEY_PARTS[section])

    @classmethod
    def parse(cls, section: str, text: str) -> _Key | None:
        names = _KEY_PARTS[section]
        parts = text.split(" | ", len(names) - 1)
        return cls(**dict(zip(names, parts, strict=True))) if len(parts) == len(names) else None

    def is_about(self, other: _Key, wordings: Collection[str]) -> bool:
        """Whether both are about the same thing, given the digests of all passages as they are now."""
        if (self.topic, self.words) != (other.topic, other.words):
            return False
        moved = self.wording == other.wording
        return moved or (self.passage == other.passage and self.wording not in wordings)


def _key(item: Item, passages: Mapping[PassageName, Passage]) -> _Key:
    if isinstance(item, Entity):
        who = item.actor or anchored(item.mentions[0], passages[item.mentions[0].p]).text
        return _Key(topic=f"{who} {item.label}")
    span = _main(item)[0]
    passage = passages[span.p]
    words = " ".join(passage.text[span.start - passage.start : span.end - passage.start].split()[:5])
    n = anchored(span, passage).n
    topic = item.type if isinstance(item, Event) else ""
    return _Key("", topic, str(span.p), digest(passage.text), words if n == 1 else f"{words} ({n})")


class _Memory:
    """Recognises, in one section, what the annotator wrote before, and gives new items a key and an id."""

    def __init__(self, sheet: Sheet, section: str, passages: Mapping[PassageName, Passage]) -> None:
        self.passages = passages
        self.wordings = {digest(passage.text) for passage in passages.values()}
        self.section = section
        self.claimed = sheet.claimed(section)
        remembered = (_Key.parse(section, text) for text in sheet.memory.get(section, {}))
        self.known = [key for key in remembered if key is not None]
        self.letter = {"quotes": "q", "events": "e"}.get(section, "")
        ids = [str(i.value.get("id", "")) for i in sheet.standing if i.section == section and isinstance(i.value, dict)]
        ids += [key.id for key in self.known]
        self.last = max((int(i[1:]) for i in ids if re.fullmatch(r"[qe][0-9]+", i)), default=0)
        self.used: set[str] = set()

    def recognise(self, item: Item) -> tuple[str, str] | None:
        """The item's key in the file and its id (empty for entities and times); None: a person has claimed it."""
        key = _key(item, self.passages)
        for known in self.known:
            text = known.written(self.section)
            if text not in self.used and known.is_about(key, self.wordings):
                self.used.add(text)
                return None if text in self.claimed else (text, known.id)
        if self.letter:
            self.last += 1
            key = replace(key, id=f"{self.letter}{self.last}")
        text = base = key.written(self.section)
        taken = self.used | {known.written(self.section) for known in self.known}
        number = 2
        while text in taken:
            text = f"{base} [{number}]"
            number += 1
        self.used.add(text)
        return text, key.id
