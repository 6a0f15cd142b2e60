"""What holds between the files of a corpus: every id known, every anchor found, every report on one line only."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from annotate.corpus.anchors import count
from annotate.corpus.annotations import Annotations, Span
from annotate.corpus.article import Article
from annotate.corpus.curated import ACTORS, TIMELINE
from annotate.corpus.folder import Files, stands
from annotate.corpus.placing import lost
from annotate.corpus.problems import Problem
from annotate.corpus.strict_yaml import Document, Location
from annotate.corpus.validation import did_you_mean

MILD = frozenset({"lost-anchor", "no-sidecar", "no-article"})
"""Codes of findings that a site can be built in spite of: the item or article is shown without what is missing."""

Reference = tuple[Location, str]


def check(files: Files) -> list[Problem]:
    """Every problem of the files and between them, sorted by file and line."""
    problems = list(files.problems)
    actors = {actor.id for actor in files.actors}
    problems += _registry(files, actors)
    problems += _timeline(files, actors)
    for article in files.articles.values():
        path = article.path.with_suffix(".yaml")
        document = files.documents.get(path)
        if document is not None:
            problems += _sidecar(article, files.annotations[article.id], document, actors)
        elif not stands(path):
            message = "the article has no annotations yet"
            problems.append(Problem(article.path, 1, 1, "no-sidecar", message, "write them with: annotate run"))
    if files.root / ACTORS.name in files.unread:
        # Its ids are not known: each use of one would be another finding, and a wrong one.
        problems = [problem for problem in problems if problem.code != "unknown-actor"]
    return sorted(set(problems))


def _registry(files: Files, actors: Collection[str]) -> Iterator[Problem]:
    document = files.documents.get(files.root / ACTORS.name)
    if document is None:
        return
    yield from _twice(document, ((("actors", i, "id"), a.id) for i, a in enumerate(files.actors)), "actor")
    references: list[Reference] = []
    for index, actor in enumerate(files.actors):
        if actor.part_of:
            references.append((("actors", index, "part_of"), actor.part_of))
        references += [(("actors", index, "roles", n, "of"), r.of) for n, r in enumerate(actor.roles) if r.of]
    yield from _unknown(document, references, actors)


def _timeline(files: Files, actors: Collection[str]) -> Iterator[Problem]:
    document = files.documents.get(files.root / TIMELINE.name)
    if document is None:
        return
    yield from _twice(document, ((("entries", i, "id"), e.id) for i, e in enumerate(files.entries)), "entry")
    known = {f"{article_id}#{event.id}" for article_id, a in files.annotations.items() for event in a.events}
    references: list[Reference] = []
    reports: list[Reference] = []
    accounts: list[Reference] = []
    for index, entry in enumerate(files.entries):
        where: Location = ("entries", index)
        references += [((*where, "actors", n), actor) for n, actor in enumerate(entry.actors)]
        if entry.place:
            references.append(((*where, "place"), entry.place))
        reports += [((*where, "reports", n), report) for n, report in enumerate(entry.reports)]
        accounts += [((*where, "accounts", n, "report"), told.report) for n, told in enumerate(entry.accounts)]
        references += [
            ((*where, "accounts", n, "place"), told.place) for n, told in enumerate(entry.accounts) if told.place
        ]
    yield from _unknown(document, references, actors)
    yield from _twice(document, reports, "report")
    unread = {path.stem for path in files.unread}
    for place, report in (*reports, *accounts):
        if report not in known and report.split("#")[0] not in unread:
            hint = did_you_mean(report, known) or "name an article's id, '#' and the id of one of its events"
            yield document.problem(place, "unknown-report", f"no article has the event {report!r}", hint)


def _sidecar(
    article: Article, annotations: Annotations, document: Document, actors: Collection[str]
) -> Iterator[Problem]:
    if annotations.article and annotations.article != article.id:
        message = f"the file says it belongs to {annotations.article!r}"
        yield document.problem(("article",), "wrong-article", message, f"write article: {article.id}")
    quotes = [(("quotes", i, "id"), quote.id) for i, quote in enumerate(annotations.quotes)]
    events = [(("events", i, "id"), event.id) for i, event in enumerate(annotations.events)]
    yield from _twice(document, quotes, "quote")
    yield from _twice(document, events, "event")
    yield from _unknown(document, _references(annotations), actors)
    known = {quote.id for quote in annotations.quotes}
    for index, quote in enumerate(annotations.quotes):
        if quote.nested_in and quote.nested_in not in known:
            message = f"there is no quote {quote.nested_in!r} in this file"
            yield document.problem(("quotes", index, "nested_in"), "unknown-quote", message)
    for place, span in lost(annotations):
        yield document.problem(place, "lost-anchor", *_why_lost(article, span))


def _references(annotations: Annotations) -> Iterator[Reference]:
    for index, entity in enumerate(annotations.entities):
        if entity.actor:
            yield ("entities", index, "actor"), entity.actor
    for index, quote in enumerate(annotations.quotes):
        if quote.speaker:
            yield ("quotes", index, "speaker"), quote.speaker
        yield from ((("quotes", index, "speakers", n), speaker) for n, speaker in enumerate(quote.speakers))
    for index, event in enumerate(annotations.events):
        yield from ((("events", index, "actors", n), actor) for n, actor in enumerate(event.actors))
        if event.place:
            yield ("events", index, "place"), event.place


def _unknown(document: Document, references: Iterable[Reference], actors: Collection[str]) -> Iterator[Problem]:
    for place, actor in references:
        if actor not in actors:
            hint = did_you_mean(actor, actors) or f"add it to {ACTORS.name}, or take an id that stands there"
            yield document.problem(place, "unknown-actor", f"{actor!r} is not in {ACTORS.name}", hint)


def _twice(document: Document, ids: Iterable[Reference], kind: str) -> Iterator[Problem]:
    first: dict[str, Location] = {}
    for place, given in ids:
        if given in first:
            line = document.place(first[given])[0]
            yield document.problem(
                place, f"{kind}-twice", f"the {kind} {given!r} stands twice", f"first on line {line}"
            )
        first.setdefault(given, place)


def _why_lost(article: Article, span: Span) -> tuple[str, str]:
    passages: Mapping[object, str] = {passage.name: passage.text for passage in article.passages}
    here = passages.get(span.p)
    shown = span.text if len(span.text) <= 60 else f"{span.text[:59]}…"
    if here is None:
        last = max((name for name in passages if isinstance(name, int)), default=0)
        missing = f"the article has no passage {span.p!r}" if isinstance(span.p, str) else f"no paragraph {span.p}"
        return f"{shown!r} cannot be found: {missing}", _elsewhere(passages, span) or f"its last paragraph is {last}"
    times = count(here, span.text)
    where = f"paragraph {span.p}" if isinstance(span.p, int) else f"the {span.p}"
    if times:
        return f"{shown!r} stands {times} time(s) in {where}, there is no number {span.n}", f"write n: {times} or less"
    return f"{shown!r} does not stand in {where}", _elsewhere(passages, span) or "copy the words from the article"


def _elsewhere(passages: Mapping[object, str], span: Span) -> str:
    places = [str(name) for name, text in passages.items() if count(text, span.text)]
    return f"the words stand in p: {', '.join(places[:3])}" if places else ""
