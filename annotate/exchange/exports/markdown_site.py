"""The whole site as plain Markdown, for another generator: the archive outlives the one that builds it today."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from html import escape

from annotate.corpus.edtf import describe
from annotate.corpus.timeline import Entry
from annotate.corpus.yaml.yaml_writing import scalar
from annotate.exchange.exported import Export, ExportedFile, Publication, text_file
from annotate.exchange.plain_markdown import plain, plain_body
from annotate.timeline.linked import AnnotatedArticle, Corpus, QuoteIn


def files(corpus: Corpus, site: Publication) -> Iterator[ExportedFile]:
    """``markdown/``: ``mkdocs.yml``, and below ``docs/`` a page for each article, actor and event, and their lists."""
    for path, text in _pages(corpus, site):
        yield text_file(f"markdown/docs/{path}", text)
    settings = {
        "site_name": site.name,
        "docs_dir": "docs",
        "nav": ["index.md", "timeline.md", "articles/index.md", "actors/index.md", "quotes.md"],
    }
    if site.address:
        settings["site_url"] = site.address
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in settings.items()]
    yield text_file("markdown/mkdocs.yml", "\n".join(lines) + "\n")


def _pages(corpus: Corpus, site: Publication) -> Iterator[tuple[str, str]]:
    lists = (
        ("articles", "articles/index.md", corpus.articles),
        ("actors", "actors/index.md", corpus.actors),
        ("quotes", "quotes.md", corpus.quotes),
    )
    counts = [f"- [{len(items)} {name}]({path})" for name, path, items in lists]
    counts.append(f"- [{len(corpus.entries)} events](timeline.md)")
    yield (
        "index.md",
        _page(
            site.name,
            ["Diplomacy as it was reported: who said what, what happened, and what is planned.", "\n".join(counts)],
        ),
    )
    yield "timeline.md", _page("Timeline", [_entries(corpus.entries.values(), "")])
    newest = list(corpus.articles.values())[::-1]
    listed = [
        f"- {within.article.date.isoformat()}: [{plain(within.article.title)}](../{_path('articles', within.id)})"
        for within in newest
    ]
    yield "articles/index.md", _page("Articles", ["\n".join(listed)])
    actors = [
        f"- [{plain(actor.name)}](../{_path('actors', actor.id)}), {actor.type}" for actor in corpus.actors.values()
    ]
    yield "actors/index.md", _page("Actors", ["\n".join(actors)])
    yield "quotes.md", _page("Quotes", [_quotes(corpus, corpus.quotes, "")])
    for within in corpus.articles.values():
        yield _path("articles", within.id), _article(corpus, within, _up(within.id))
    for actor in corpus.actors.values():
        yield _path("actors", actor.id), _actor(corpus, actor.id, _up(actor.id))
    for entry in corpus.entries.values():
        yield _path("events", entry.id), _event(corpus, entry, _up(entry.id))


def _path(folder: str, name: str) -> str:
    """Of the page of something; that of something called "index" must not take the place of the folder's own."""
    return f"{folder}/index/index.md" if name == "index" else f"{folder}/{name}.md"


def _up(name: str) -> str:
    """From the page of something to the top."""
    return "../../" if name == "index" else "../"


def _page(title: str, parts: Iterable[str], **front: str) -> str:
    # Themes print a page's title as it is.
    said = {"title": title, **front}.items()
    head = "".join(f"{key}: {scalar(escape(value, quote=False))}\n" for key, value in said if value)
    text = "\n\n".join(part for part in (f"# {plain(title)}", *parts) if part)
    return f"---\n{head}---\n\n{text}\n"


def _article(corpus: Corpus, within: AnnotatedArticle, up: str) -> str:
    article, front = within.article, within.article.front_matter
    line = ", ".join(
        plain(part) for part in (front.author, front.publisher, describe(article.date.isoformat())) if part
    )
    source = f"{line} · [original](<{front.url}>)" if front.url else line
    events = [corpus.entry_of(f"{within.id}#{event.id}") for event in within.annotations.events]
    entries = list({entry.id: entry for entry in events if entry is not None}.values())
    quotes = [quote for quote in corpus.quotes if quote.within.id == within.id]
    return _page(
        article.title,
        [
            f"*{plain(article.subtitle)}*" if article.subtitle else "",
            source,
            plain_body(article.body),
            f"## Who said what\n\n{_quotes(corpus, quotes, up, own=True)}" if quotes else "",
            f"## What it tells\n\n{_entries(entries, up)}" if entries else "",
        ],
        date=article.date.isoformat(),
    )


def _actor(corpus: Corpus, actor_id: str, up: str) -> str:
    actor = corpus.actors[actor_id]
    roles = [f"- {plain(role.title)}{', ' + _name(corpus, role.of, up) if role.of else ''}" for role in actor.roles]
    quotes, entries = corpus.quotes_by(actor_id), corpus.entries_with(actor_id)
    named = [f"- [{plain(w.article.title)}]({up}{_path('articles', w.id)})" for w in corpus.articles_naming(actor_id)]
    return _page(
        actor.name,
        [
            plain(actor.note) if actor.note else "",
            "\n".join(roles),
            f"## In their own words\n\n{_quotes(corpus, quotes, up)}" if quotes else "",
            f"## Events\n\n{_entries(entries, up)}" if entries else "",
            "## Mentioned in\n\n" + "\n".join(named) if named else "",
        ],
    )


def _event(corpus: Corpus, entry: Entry, up: str) -> str:
    when = entry.new_date or entry.date
    facts = [f"- {entry.status.capitalize()}, {describe(when) if when else 'date unknown'}"]
    if entry.place:
        facts.append(f"- Place: {_name(corpus, entry.place, up)}")
    if entry.actors:
        facts.append("- " + ", ".join(_name(corpus, actor, up) for actor in entry.actors))
    told = [
        f"> {plain(report.event.evidence.text)}\n\n"
        f"[{plain(report.within.article.title)}]({up}{_path('articles', report.within.id)}), "
        f"{report.within.article.date}"
        for report in corpus.reports_of(entry)
    ]
    return _page(entry.title, [plain(entry.note) if entry.note else "", "\n".join(facts), *told])


def _entries(entries: Iterable[Entry], up: str) -> str:
    lines = []
    for entry in entries:
        when = entry.new_date or entry.date
        said = describe(when) if when else "Date unknown"
        lines.append(f"- {said}: [{plain(entry.title)}]({up}{_path('events', entry.id)}) ({entry.status})")
    return "\n".join(lines)


def _quotes(corpus: Corpus, quotes: Iterable[QuoteIn], up: str, *, own: bool = False) -> str:
    blocks = []
    for quote in quotes:
        words = " … ".join(span.text for span in quote.quote.content)
        who = ", ".join(_name(corpus, speaker, up) for speaker in quote.speakers)
        who = who or (plain(quote.quote.source.text) if quote.quote.source else "Unnamed source")
        where = "" if own else f", [{plain(quote.within.article.title)}]({up}{_path('articles', quote.within.id)})"
        blocks.append(f"> {plain(words)}\n\n{who}{where}")
    return "\n\n".join(blocks)


def _name(corpus: Corpus, actor_id: str, up: str) -> str:
    name = plain(corpus.name(actor_id))
    return f"[{name}]({up}{_path('actors', actor_id)})" if actor_id in corpus.actors else name


EXPORT = Export("markdown", "the whole site as plain Markdown, for another generator", files, at_build=False)
