"""The annotations of an article in their file, ``ID.yaml`` beside ``ID.md``: reading it, and refreshing it.

Refreshing keeps every line of a person (:mod:`annotate.corpus.keeping.rewriting`). What a person changed, added or
deleted also stands against new findings: nothing is written that overlaps it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from annotate.corpus.annotations import (
    SECTIONS,
    Annotations,
    Entity,
    Event,
    Item,
    Mention,
    PassageName,
    Quote,
    Sidecar,
    Span,
    Time,
)
from annotate.corpus.article import Article, Passage
from annotate.corpus.keeping.item_keys import Candidate, ItemKey, Matching, key_of, main_spans, parse_key, places_of
from annotate.corpus.keeping.rewriting import Proposal, Revision, rewrite
from annotate.corpus.keeping.sheet import Sheet, Standing
from annotate.corpus.references import IN_SIDECARS, references
from annotate.corpus.text.following import (
    ANCHORS,
    TEXT,
    Follower,
    anchor_key,
    remember_anchors,
    remember_text,
)
from annotate.corpus.text.placing import anchor_keys, anchored, change_spans, place_item, scoped, spans
from annotate.corpus.yaml.strict_yaml import Document, read
from annotate.corpus.yaml.validation import validate
from annotate.corpus.yaml.yaml_writing import block, line

SCHEMA = ".schemas/annotations.json"
_LETTERS = {"quotes": "q", "events": "e"}
_BEHIND_ALL = 1 << 60

Passages = Mapping[PassageName, Passage]


def parse_sidecar(text: str, path: Path) -> tuple[Sidecar, Document]:
    """The sidecar in ``text``, the content of ``path``, not yet placed; and where each part of it stands.

    Raises:
        CorpusError: with every problem of its syntax, keys, types and values.
    """
    document = read(text, path)
    return validate(Sidecar, document), document


def refresh(old: str | None, path: Path, article: Article, found: Annotations) -> str:
    """The sidecar's text once ``found`` has been brought into ``old`` (None: there is no file yet).

    A file that a person has reviewed as a whole stays as it is.

    Args:
        old: what stands in the file now.
        path: the file, for messages.
        article: the article as it is now.
        found: what the annotator finds in it, placed in ``article.text``.

    Raises:
        CorpusError: ``old`` is broken, or laid out so that nothing can be put into it; it is never written to.
    """
    text = f"# yaml-language-server: $schema={SCHEMA}\narticle: {article.id}\n" if old is None else old
    sidecar, _ = parse_sidecar(text, path)
    if sidecar.reviewed:
        return text
    return _Refreshing(Sheet(text, path, SECTIONS), sidecar, article, found).text()


def referred_to(text: str, path: Path, document: Document) -> tuple[set[str], set[str]]:
    """The actors that people's items refer to in ``text``, and those that the annotator's items refer to.

    Args:
        text: of a sidecar.
        path: the file.
        document: what ``text`` was parsed to.
    """
    standing = Sheet(text, path, SECTIONS, document).standing
    return (
        _referred_to(item for item in standing if item.key is None),
        _referred_to(item for item in standing if item.key is not None),
    )


def _referred_to(items: Iterable[Standing]) -> set[str]:
    return {actor for item in items for _, actor in references({item.section: [item.value]}, IN_SIDECARS)}


@dataclass
class _Section:
    """What is to stand in one section."""

    items: list[tuple[int, Item, ItemKey, str]] = field(default_factory=list)
    """Number among the findings, the item, its new key without collisions resolved, the key it has so far."""
    keys: dict[str, str] = field(default_factory=dict)
    """New keys of what a person has claimed, by the old ones."""


class _Refreshing:
    """One refreshing of one sidecar."""

    def __init__(self, sheet: Sheet, sidecar: Sidecar, article: Article, found: Annotations) -> None:
        self.sheet = sheet
        self.sidecar = sidecar
        self.article = article
        self.found = found
        self.passages: Passages = {passage.name: passage for passage in article.passages}
        self.follower = Follower(sheet.memory, article, anchor_keys(sidecar))
        self.placed = {
            section: [place_item(item, scope, self.follower) for scope, item in scoped(sidecar, section)]
            for section in SECTIONS
        }

    def text(self) -> str:
        """The new text."""
        marks = [mark for section in SECTIONS for mark in self._marks(section)]
        elsewhere = dict(remember_anchors(marks))
        sections = {section: self._section(section, elsewhere) for section in SECTIONS}
        named = self._named(sections["quotes"])
        proposals: dict[str, list[Proposal]] = {}
        for section, planned in sections.items():
            proposals[section] = []
            for _, item, key, was in planned.items:
                written = self._written(item, key.id, named)
                text = line(written) if isinstance(written, Time) else block(written)
                proposals[section].append(Proposal(key.written(section), text, (_first(item),), was))
        revision = Revision(
            proposals,
            self._order,
            scalars={"text": self.article.fingerprint},
            given={"article": self.article.id},
            keys={section: planned.keys for section, planned in sections.items()},
            remembered={TEXT: remember_text(self.article), ANCHORS: elsewhere},
        )
        return rewrite(self.sheet, revision)

    def _marks(self, section: str) -> Iterator[tuple[str, str]]:
        """Key of each anchor in people's lines, and what the memory must hold of it."""
        typed = list(scoped(self.sidecar, section))
        for item in self.sheet.standing_in(section):
            if item.key is None:
                scope, record = typed[item.index]
                placed = self.placed[section][item.index]
                for (_, span), (_, there) in zip(spans(record), spans(placed), strict=True):
                    name = self._passage_at(there.start) if there.is_placed else ""
                    yield anchor_key(scope, span), self.follower.mark(scope, span, name)

    def _passage_at(self, offset: int) -> str:
        return next(str(passage.name) for passage in self.article.passages if passage.start <= offset < passage.end)

    def _order(self, item: Standing) -> tuple[int, ...]:
        return (_first(self.placed[item.section][item.index]),)

    def _written(self, item: Item, item_id: str, named: Mapping[str, str]) -> Item:
        """``item`` as the file holds it: with anchors, its id, and the ids that others have in the file."""
        if isinstance(item, Time):
            return anchored(item, self.passages[item.p])
        changes: dict[str, object] = {"id": item_id} if item_id else {}
        if isinstance(item, Quote) and item.nested_in is not None:
            changes["nested_in"] = named.get(item.nested_in)
        written = item.model_copy(update=changes)
        return change_spans(written, lambda span: anchored(span, self.passages[span.p]))

    def _named(self, quotes: _Section) -> Mapping[str, str]:
        """The ids that the findings' quotes have in the file, by their own."""
        return {self.found.quotes[number].id: key.id for number, _, key, _ in quotes.items}

    def _section(self, section: str, elsewhere: Mapping[str, str]) -> _Section:
        """Recognise what is found now in what the file's memory holds, and give new items a key and an id."""
        held = self.sheet.memory.get(section, {})
        old = [(text, key) for text in held if (key := parse_key(section, text)) is not None]
        claimed_texts = self.sheet.claimed(section)
        claimed = {number for number, (text, _) in enumerate(old) if text in claimed_texts}
        matching = Matching(section, [key for _, key in old], self.follower.before, self.follower.now)
        free = list(self._unclaimed(section, elsewhere))
        candidates = [Candidate(key_of(item, self.passages), places_of(item, self.passages)) for _, item in free]
        matched = matching.match(candidates)
        planned, given, last = _Section(), _Given(section), self._last(section, old)
        answered = {index: candidates[number].key for number, index in matched.items()}
        for index in sorted(claimed):
            key = matching.known[index]
            new = answered.get(index)
            if new is None or new.wording == key.wording:
                key = matching.settle(key) if new is None else replace(key, passage=new.passage)
            else:
                key = replace(new, id=key.id, topic=key.topic)
            planned.keys[old[index][0]] = given.key(key).written(section)
        for number, (found_number, item) in enumerate(free):
            matched_index, key = matched.get(number), candidates[number].key
            if matched_index is not None and matched_index not in claimed:
                was, known = old[matched_index]
                key = given.key(replace(key, id=known.id, number=known.number))
                planned.items.append((found_number, item, key, was))
            elif matched_index is None and not matching.is_barred(candidates[number], claimed):
                if section in _LETTERS:
                    last += 1
                    key = replace(key, id=f"{_LETTERS[section]}{last}")
                planned.items.append((found_number, item, given.key(key), ""))
        return planned

    def _last(self, section: str, old: Iterable[tuple[str, ItemKey]]) -> int:
        """The highest number that an id of the section ever had."""
        ids = [str(getattr(item, "id", "")) for item in getattr(self.sidecar, section)] + [key.id for _, key in old]
        return max((int(i[1:]) for i in ids if re.fullmatch(r"[qe][0-9]+", i)), default=0)

    def _unclaimed(self, section: str, elsewhere: Mapping[str, str]) -> Iterator[tuple[int, Item]]:
        """What is found, without what a person has already said something about."""
        standing = self.sheet.standing_in(section)
        people: list[Item] = [self.placed[section][item.index] for item in standing if item.key is None]
        for number, item in enumerate(getattr(self.found, section)):
            if isinstance(item, Entity):
                entity = _free_mentions(item, people, lambda span: self._is_distinct("entities", span, elsewhere))
                if entity is not None:
                    yield number, entity
            elif isinstance(item, Time) and not (item.is_date and self._is_distinct(section, item, elsewhere)):
                continue  # what is no date is only looked at, never kept
            elif not any(_overlap(item, other) and _same_kind(item, other) for other in people):
                yield number, item

    def _is_distinct(self, section: str, span: Time | Mention, elsewhere: Mapping[str, str]) -> bool:
        """Whether its anchor can be told from a person's that was typed for an older text."""
        return anchor_key(section, anchored(span, self.passages[span.p])) not in elsewhere


class _Given:
    """The keys that are given in one section, each once."""

    def __init__(self, section: str) -> None:
        self.section = section
        self.taken: set[str] = set()

    def key(self, key: ItemKey) -> ItemKey:
        """``key``, with a number where another is like it."""
        while key.written(self.section) in self.taken:
            key = replace(key, number=key.number + 1)
        self.taken.add(key.written(self.section))
        return key


def _first(item: Item) -> int:
    """Where an item begins; one that is lost belongs behind all others."""
    return min((span.start for span in main_spans(item) if span.is_placed), default=_BEHIND_ALL)


def _overlap(one: Item, other: Item) -> bool:
    return any(
        a.start < b.end and b.start < a.end
        for a in main_spans(one) if a.is_placed
        for b in _told(other) if b.is_placed
    )  # fmt: skip


def _told(item: Item) -> Iterable[Span]:
    """The spans that a person's item speaks for: of an event also its further mentions."""
    return item.spans() if isinstance(item, Event) else main_spans(item)


def _same_kind(one: Item, other: Item) -> bool:
    # Several events may rest on one sentence, as long as no person has reviewed what it tells; everything else that
    # overlaps is about the same words.
    return one.type == other.type or other.reviewed if isinstance(one, Event) and isinstance(other, Event) else True


def _free_mentions(item: Entity, people: Sequence[Item], is_distinct: Callable[[Mention], bool]) -> Entity | None:
    """``item`` without the mentions that a person's items hold; None: nothing is left of it."""
    entities = [other for other in people if isinstance(other, Entity)]
    if any((other.actor, other.label) == (item.actor, item.label) for other in entities):
        return None
    taken = [(m.start, m.end) for other in entities for m in other.mentions if m.is_placed]
    free = tuple(
        mention
        for mention in item.mentions
        if not any(mention.start < end and start < mention.end for start, end in taken) and is_distinct(mention)
    )
    if not free:
        return None
    return item if len(free) == len(item.mentions) else item.model_copy(update={"mentions": free})
