"""A corpus folder full of invented articles with annotations, as an annotator and its curators would leave it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotate.corpus.actors import Actor
from annotate.corpus.annotations import Annotations, Entity, Event, Mention, Quote, Span
from annotate.corpus.article import Article, read_article
from annotate.corpus.keeping.curated import ACTORS, TIMELINE
from annotate.corpus.keeping.sidecar import refresh
from annotate.corpus.timeline import Entry
from benchmarks.invented import Report, reports


def write_corpus(folder: Path, count: int, *, people: int = 200) -> None:
    """Fill ``folder`` with ``count`` articles on ``people`` persons, their sidecars, the registry and the timeline."""
    folder.mkdir(parents=True)
    actors: dict[str, Actor] = {}
    entries: list[Entry] = []
    for number, report in enumerate(reports(count, people=people)):
        path = folder / f"{report.date}-report-{number}.md"
        body = "\n\n".join(report.paragraphs)
        _write(path, f"---\ntitle: {report.title}\ndate: {report.date}\n---\n\n{body}\n")
        article = read_article(path)
        found = _annotations(article, report)
        sidecar = path.with_suffix(".yaml")
        _write(sidecar, refresh(None, sidecar, article, found))
        for name in report.speakers:
            actors.setdefault(_id(name), Actor(id=_id(name), name=name, type="person"))
        entries.append(_entry(article, found.events[0]))
    registry, timeline = folder / ACTORS.name, folder / TIMELINE.name
    known = sorted(actors.values(), key=lambda actor: actor.id)
    _write(registry, ACTORS.refresh(None, registry, [(actor.id, actor) for actor in known]))
    _write(timeline, TIMELINE.refresh(None, timeline, [(entry.id, entry) for entry in entries]))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _id(name: str) -> str:
    return name.lower().replace(" ", "-")


def _annotations(article: Article, report: Report) -> Annotations:
    one, other = report.speakers
    entities = tuple(
        Entity(
            actor=_id(name),
            label="PERSON",
            mentions=tuple(_mentions(article, name.split()[1])),
        )
        for name in (one, other)
    )
    said = Quote(
        id="q1",
        speaker=_id(one),
        kind="direct",
        source=_in(article, 2, one.split()[1]),
        cue=_in(article, 2, "said"),
        content=(_in(article, 2, article.blocks[1].text[1:].partition("”")[0]),),
    )
    meeting = Event(
        id="e1",
        title=f"{one} meets {other}",
        date=str(article.date),
        status="planned",
        type="CONSULT",
        actors=(_id(one), _id(other)),
        evidence=_in(article, 1, article.blocks[0].text),
    )
    return Annotations(article=article.id, entities=entities, quotes=(said,), events=(meeting,))


def _entry(article: Article, event: Event) -> Entry:
    return Entry(
        id=f"meeting-{article.id}",
        title=event.title,
        date=event.date,
        status=event.status,
        type=event.type,
        actors=event.actors,
        reports=(f"{article.id}#e1",),
    )


def _mentions(article: Article, name: str) -> Iterator[Mention]:
    """``name`` in each paragraph that has it."""
    for block in article.blocks:
        if name in block.text:
            span = _in(article, block.number, name)
            yield Mention(p=span.p, text=name).placed(span.start, span.end)


def _in(article: Article, number: int, words: str) -> Span:
    passage = next(passage for passage in article.passages if passage.name == number)
    start = passage.start + passage.text.index(words)
    return Span(p=number, text=words).placed(start, start + len(words))
