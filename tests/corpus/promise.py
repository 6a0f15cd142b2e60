"""A toy newsroom for the promise to the curator: an article that changes, an annotator with versions, a typing hand.

The annotator marks tokens: names, days (``Friday7``), quotes (``“We will q4 meet again,”``) and events (a sentence with
``met``). Days and quotes carry a number, so that a test knows what an item is about without looking at how the package
recognises it; names repeat, so that anchors have look-alikes to slide to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from annotate.corpus.annotations import SECTIONS, Annotations, Entity, Event, Mention, Quote, Span, Time
from annotate.corpus.article import Article, FrontMatter, Passage

NAMES = ("Lind", "Petz", "Ada")
PATH = Path("corpus/talks.yaml")
_LINE = re.compile("[^\n\r\x85\u2028\u2029]*(?:\r\n|[\n\r\x85\u2028\u2029])|[^\n\r\x85\u2028\u2029]+")


@dataclass
class Paragraph:
    """A paragraph that keeps its identity while it is reworded and moved."""

    identity: int
    sentences: list[str]

    @property
    def text(self) -> str:
        return " ".join(self.sentences)


@dataclass
class Newsroom:
    """The article and the annotator, as they are now."""

    title: str = "Lind meets Petz"
    paragraphs: list[Paragraph] = field(default_factory=list)
    version: int = 0
    ids: dict[str, str] = field(default_factory=lambda: {name: name.lower() for name in NAMES})
    serial: int = 0

    def sentence(self, kind: int) -> str:
        self.serial += 1
        one, other = NAMES[self.serial % 3], NAMES[kind % 3]
        if kind % 3 == 0:
            return f"{one} met {other} in the capital on Friday{self.serial} again."
        if kind % 3 == 1:
            return f"“We will q{self.serial} meet again,” {one} said to {other}."
        return f"Nothing of note, {one} added."

    def paragraph(self, kinds: list[int]) -> Paragraph:
        self.serial += 1
        return Paragraph(self.serial, [self.sentence(kind) for kind in kinds])

    def article(self) -> Article:
        body = "\n\n".join(paragraph.text for paragraph in self.paragraphs)
        return Article("talks", PATH.with_suffix(".md"), FrontMatter(title=self.title, date="2025-03-08"), body)

    def found(self) -> Annotations:
        article = self.article()
        parts = [(passage, passage.text) for passage in article.passages]
        names: dict[str, list[Mention]] = {}
        times, quotes, events = [], [], []
        for passage, text in parts:
            for found in re.finditer("|".join(NAMES), text):
                names.setdefault(found[0], []).append(_at(Mention, passage, *found.span()))
            for found in re.finditer(r"Friday(\d+)", text):
                if self._sees(int(found[1])):
                    day = 1 + self.version % 2
                    times.append(_at(Time, passage, *found.span(), date=f"2025-03-0{day}"))
            for found in re.finditer(r"“(We will q(\d+) meet again,)” (\w+)", text):
                if self._sees(int(found[2])):
                    start = found.start(1) + (3 if self.version % 4 == 3 else 0)
                    content = (_at(Span, passage, start, found.end(1)),)
                    source, speaker = _at(Span, passage, *found.span(3)), self.ids.get(found[3])
                    quotes.append(
                        Quote(id=f"q{len(quotes) + 1}", kind="direct", content=content, source=source, speaker=speaker)
                    )
            for found in re.finditer(r"\w+ met \w+ in the capital on Friday(\d+)", text):
                if self._sees(int(found[1])):
                    kind = "CONSULT" if self.version % 5 != 4 else "OTHER"
                    evidence = _at(Span, passage, *found.span())
                    events.append(
                        Event(
                            id=f"e{len(events) + 1}",
                            title=f"A meeting, version {self.version}",
                            status="happened",
                            type=kind,
                            evidence=evidence,
                        )  # type: ignore[arg-type]
                    )
        entities = tuple(
            Entity(actor=self.ids[name], label="PERSON", mentions=tuple(mentions), score=0.5 + self.version % 5 / 10)
            for name, mentions in names.items()
        )
        return Annotations(entities=entities, times=tuple(times), quotes=tuple(quotes), events=tuple(events))

    def _sees(self, number: int) -> bool:
        return self.version % 3 != 2 or number % 4 != 0


def _at(kind: Any, passage: Passage, start: int, end: int, **fields: object) -> Any:
    span = kind(p=passage.name, text=passage.text[start:end], **fields)
    return span.placed(passage.start + start, passage.start + end)


@dataclass(frozen=True)
class Block:
    """An item as it stands in a file, told apart with a YAML reader of its own."""

    section: str
    first: int
    end: int
    lines: str
    """At the left margin, with plain line ends."""
    value: Any

    @property
    def token(self) -> str:
        """What the item is about: a day's or quote's number, a name."""
        if self.section == "entities":
            return str(self.value["mentions"][0]["text"])
        found = re.search(r"Friday\d+|q\d+ |q\d+(?= )", re.sub(r"id: \w+", "", self.lines))
        return found[0].strip() if found else ""


def lines_of(text: str) -> list[str]:
    return _LINE.findall(text.removeprefix("\ufeff"))


@lru_cache(maxsize=16)
def blocks(text: str) -> tuple[Block, ...]:
    """The items that have lines of their own."""
    return tuple(_blocks(text))


def _blocks(text: str) -> Iterator[Block]:
    lines = lines_of(text)
    root = yaml.compose(text.removeprefix("\ufeff"), Loader=yaml.CSafeLoader)
    if root is None:
        return
    value = yaml.load(text.removeprefix("\ufeff"), Loader=yaml.CBaseLoader)  # all scalars as strings
    for key, node in root.value:
        if key.value not in SECTIONS or not isinstance(node, yaml.SequenceNode) or node.flow_style:
            continue
        for index, item in enumerate(node.value):
            first, end = item.start_mark.line, _last_line(item) + 1
            while first > 0 and not lines[first].lstrip().startswith("-"):
                first -= 1
            margin = len(lines[first]) - len(lines[first].lstrip())
            plain = "".join(line[margin:] if not line[:margin].strip() else line for line in lines[first:end])
            plain = plain.replace("\r\n", "\n")
            yield Block(key.value, first, end, plain if plain.endswith("\n") else plain + "\n", value[key.value][index])


def _last_line(node: yaml.Node) -> int:
    if isinstance(node, yaml.ScalarNode) or node.flow_style or not node.value:
        return int(node.end_mark.line)
    last = node.value[-1]
    return _last_line(last[1] if isinstance(last, tuple) else last)
