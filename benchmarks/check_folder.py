"""A folder for ``annotate check``: long invented articles whose annotation files have about two hundred lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TypeVar

from annotate.corpus.actors import Actor
from annotate.corpus.annotations import Annotations, Entity, Event, Mention, Quote, Span, Time
from annotate.corpus.article import Article, read_article
from annotate.corpus.keeping.curated import ACTORS
from annotate.corpus.keeping.sidecar import refresh
from benchmarks.invented import Report, reports

LINES = 200
"""So many lines a sidecar has at least."""
_DIFFERENT = 20
"""So many articles are different; the others are these again, under other names."""
_NAME = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+")
_DAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
_SAID = re.compile("“([^”]+)”")

S = TypeVar("S", bound=Span)


def write_check_folder(folder: Path, count: int) -> None:
    """Fill ``folder`` with ``count`` articles, their sidecars and the registry."""
    folder.mkdir(parents=True)
    made, actors = [], dict[str, Actor]()
    invented = reports(_DIFFERENT * 12)
    for number in range(min(count, _DIFFERENT)):
        made.append(_made(folder, number, list(islice(invented, 12)), actors))
    for number in range(count):
        title, article, sidecar = made[number % len(made)]
        path = folder / f"report-{number}.md"
        path.write_text(article.replace(title, f"{title} {number}", 1), encoding="utf-8")
        path.with_suffix(".yaml").write_text(re.sub("(?m)^article: .*$", f"article: report-{number}", sidecar))
    registry = folder / ACTORS.name
    people = sorted(actors.values(), key=lambda actor: actor.id)
    registry.write_text(ACTORS.refresh(None, registry, [(actor.id, actor) for actor in people]), encoding="utf-8")


def _made(folder: Path, number: int, parts: list[Report], actors: dict[str, Actor]) -> tuple[str, str, str]:
    """Title, article and sidecar; of so many reports in one that the sidecar is long enough."""
    path = folder / f"report-{number}.md"
    sidecar, text = "", ""
    for enough in range(1, len(parts) + 1):
        body = "\n\n".join(paragraph for part in parts[:enough] for paragraph in part.paragraphs)
        text = f"---\ntitle: {parts[0].title}\ndate: {parts[0].date}\n---\n\n{body}\n"
        path.write_text(text, encoding="utf-8")
        sidecar = refresh(None, path.with_suffix(".yaml"), read_article(path), _annotations(read_article(path), actors))
        if sidecar.count("\n") >= LINES:
            break
    return parts[0].title, text, sidecar


def _annotations(article: Article, actors: dict[str, Actor]) -> Annotations:
    names: dict[str, list[Mention]] = {}
    for mention in _found(article, _NAME, Mention):
        names.setdefault(mention.text, []).append(mention)
    for name in names:
        actors.setdefault(_id(name), Actor(id=_id(name), name=name, type="person"))
    meeting = _found(article, re.compile(r"(?<=\n\n)[^\n]+ will meet [^\n]+"), Span)
    return Annotations(
        article=article.id,
        entities=tuple(Entity(actor=_id(n), label="PERSON", mentions=tuple(m)) for n, m in names.items()),
        times=tuple(
            time.model_copy(update={"date": str(article.date)}).placed(time.start, time.end)
            for time in _found(article, _DAY, Time)
        ),
        quotes=tuple(
            Quote(id=f"q{number}", kind="direct", content=(said,))
            for number, said in enumerate(_found(article, _SAID, Span), 1)
        ),
        events=tuple(
            Event(id=f"e{number}", title="A meeting", status="planned", type="CONSULT", evidence=told)
            for number, told in enumerate(meeting, 1)
        ),
    )


def _found(article: Article, pattern: re.Pattern[str], kind: type[S]) -> Iterator[S]:
    """The pattern's first group, or the whole of it, wherever it stands in the body."""
    group = min(pattern.groups, 1)
    for match in pattern.finditer(article.text):
        start, end = match.span(group)
        passage = next(p for p in reversed(article.passages) if p.start <= start)
        if isinstance(passage.name, int) and end <= passage.end:
            yield kind(p=passage.name, text=article.text[start:end]).placed(start, end)


def _id(name: str) -> str:
    return name.lower().replace(" ", "-")
