"""``annotate import``: documents as they came become articles, each of them once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from annotate.corpus.actors import Actor
from annotate.corpus.annotations import Annotations
from annotate.corpus.article import FrontMatter, read_article
from annotate.corpus.keeping.curated import ACTORS, TIMELINE
from annotate.corpus.keeping.locking import one_writer
from annotate.corpus.keeping.writing import write_atomically
from annotate.corpus.problems import CorpusError, Problem
from annotate.corpus.reading import read_text
from annotate.corpus.timeline import Entry
from annotate.exchange.adding import sidecar_text, with_items
from annotate.exchange.article_file import article_text, verified
from annotate.exchange.article_id import article_id, free
from annotate.exchange.document import Document, Item, file_document
from annotate.exchange.draft import Draft, one_line
from annotate.exchange.fetching import Fetcher
from annotate.exchange.held import Held
from annotate.exchange.likeness import Alike, body_text
from annotate.exchange.readers import feed, reader_of
from annotate.exchange.text.publication_date import DateDoubtError, read_date

Result = Literal["imported", "unchanged", "refused"]

_NAME_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?![\d])")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_ID = 120

_Change = Callable[[str | None, Path], str]
"""From the text of a file (None: there is none) and its path to its new text."""


@dataclass(frozen=True)
class Outcome:
    """What became of one document, or of one article's worth of it."""

    source: Path
    result: Result
    article: Path | None = None
    """The file it went into, now or before; None: refused."""
    problems: tuple[Problem, ...] = ()
    alike: tuple[Alike, ...] = ()
    """Articles that were there already and say nearly the same."""


@dataclass(frozen=True)
class ImportReport:
    """What became of all of them, in the order in which they were named."""

    outcomes: tuple[Outcome, ...]

    def of(self, result: Result) -> list[Outcome]:
        """Those that ended in ``result``."""
        return [outcome for outcome in self.outcomes if outcome.result == result]

    @property
    def problems(self) -> list[Problem]:
        """Why documents were refused."""
        return [problem for outcome in self.outcomes for problem in outcome.problems]


@dataclass(frozen=True)
class Wishes:
    """How documents are to be read, beside what they say themselves."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """The field of an article (or ``text``) that a column of a table fills, by the column's name."""
    follow: bool = False
    """Fetch the articles that a feed links to, instead of what the feed holds of them."""
    fetcher: Fetcher = field(default_factory=Fetcher)


def import_files(
    sources: Sequence[Path | str],
    corpus: Path,
    *,
    date: str = "",
    title: str = "",
    publisher: str = "",
    url: str = "",
    author: str = "",
    licence: str = "",
    place: str = "",
    wishes: Wishes | None = None,
) -> ImportReport:
    """Make articles of documents in the folder ``corpus``.

    A document that cannot be understood is refused and the others go through. One that was imported before, told by
    the fingerprint in its article's ``source``, changes nothing, whatever was edited since. No file is overwritten.

    Args:
        sources: files, and http or https addresses, which are fetched.
        corpus: the folder of articles; it is made if there is something to put in it.
        date: where a document gives none; as in front matter, or as newspapers write it.
        title: where a document gives none; only for a single document.
        publisher: where a document gives none, and so with the following.
        url: an http or https address.
        author: one or more, as it is to be shown.
        licence: under what terms the text may be shown.
        place: where it was written.
        wishes: how to read them.

    Raises:
        ValueError: ``date`` or ``url`` is none, or ``title`` was given for several documents.
        CorpusError: another command is writing to the folder; nothing was imported.
    """
    if title and len(sources) > 1:
        raise ValueError("a title belongs to one document; import it alone")
    given = Draft(title=one_line(title), date=_given_date(date), publisher=one_line(publisher), url=url.strip(),
                  author=one_line(author), licence=one_line(licence), place=one_line(place))  # fmt: skip
    if url:
        FrontMatter(title="-", date="2000-01-01", url=given.url)
    with one_writer(corpus):
        desk = _Desk(corpus, given, wishes or Wishes())
        return ImportReport(tuple(outcome for source in sources for outcome in desk.take_in(source)))


def _given_date(date: str) -> str:
    if not date:
        return ""
    try:
        value = read_date(date)
    except DateDoubtError as doubt:
        raise ValueError(str(doubt)) from None
    if not value:
        raise ValueError(f"{date!r} is no full date; write 2025-02-27")
    return value


class _Desk:
    """One import: what the corpus holds already, and the gaps to be filled."""

    def __init__(self, corpus: Path, given: Draft, wishes: Wishes) -> None:
        self.corpus = corpus
        self.given = given
        self.wishes = wishes
        self.held = Held(corpus)

    def take_in(self, source: Path | str) -> Iterator[Outcome]:
        """Everything that ``source`` holds."""
        path = Path(_ADDRESS.sub("", str(source)))
        try:
            fetched = _ADDRESS.match(str(source))
            document = self.wishes.fetcher.fetch(str(source)) if fetched else file_document(path)
            yield from self._read(replace(document, columns=self.wishes.columns))
        except CorpusError as error:
            yield Outcome(path, "refused", problems=error.problems)
        except OSError as error:
            message = f"the file cannot be imported: {error.strerror or error}"
            yield Outcome(path, "refused", problems=(Problem(path, 1, 1, "unreadable", message),))

    def _read(self, document: Document) -> Iterator[Outcome]:
        if document.path.resolve().parent == self.corpus.resolve() and document.suffix == ".md":
            yield Outcome(document.path, "unchanged", document.path)
            return
        reader = reader_of(document)
        if reader is feed.READER and self.wishes.follow:
            for address, _ in feed.links(document):
                yield from self.take_in(address)
            return
        actors: list[Actor] = []
        entries: list[Entry] = []
        nothing = True
        for found in reader.read(document):
            nothing = False
            if isinstance(found, Problem):
                yield Outcome(document.path, "refused", problems=(found,))
            elif isinstance(found, Item):
                yield self._attempt(document, found)
            elif isinstance(found, Annotations):
                yield self._annotate(document, found)
            elif isinstance(found, Actor):
                actors.append(found)
            else:
                entries.append(found)
        if nothing:
            raise document.refusal("empty", f"this is {reader.kind} with nothing in it")
        if actors:
            yield self._add(
                document, self.corpus / ACTORS.name, lambda old, path: with_items(ACTORS, old, path, actors)
            )
        if entries:
            path = self.corpus / TIMELINE.name
            yield self._add(document, path, lambda old, path: with_items(TIMELINE, old, path, entries))

    def _attempt(self, document: Document, item: Item) -> Outcome:
        try:
            return self._make_article(document, item)
        except CorpusError as error:
            problems = tuple(replace(p, line=max(p.line, item.line)) for p in error.problems)
            return Outcome(document.path, "refused", problems=problems)

    def _make_article(self, document: Document, item: Item) -> Outcome:
        known = self.held.marked(item.mark)
        if known is not None:
            return Outcome(document.path, "unchanged", known)
        draft = _complete(item.draft.filled_from(self.given), document, item.line)
        if draft.url and draft.url != self.given.url:
            self._refuse_newer(document, self.held.at_address(draft.url))
        wanted = item.article_id if _ID.fullmatch(item.article_id) else article_id(draft.date, draft.title)
        wanted = wanted[:_LONGEST_ID].strip("-")
        if self.held.came_from(wanted, document.name) and not item.line > 1:
            self._refuse_newer(document, self.corpus / f"{wanted}.md")
        new_id = free(wanted, self._is_taken)
        alike = tuple(self.held.likeness().like(draft.body, draft.publisher))
        if alike and item.annotations is None:
            draft = replace(draft, extra={**draft.extra, **_links(alike)})
        when = item.retrieved or document.retrieved
        source = f"{document.name}{f' retrieved {when}' if when else ''} sha256 {item.mark}"
        content = article_text(draft, one_line(source))
        article = verified(content, new_id, document.path)
        problems: list[Problem] = []
        sidecar = None
        if item.annotations is not None:
            sidecar, problems = sidecar_text(article, item.annotations, document.path)
        target = self._write(f"{new_id}.md", content)
        if sidecar is not None:
            self._write(f"{new_id}.yaml", sidecar)
        self.held.add(target, item.mark, draft, body_text(target))
        return Outcome(document.path, "imported", target, tuple(problems), alike)

    def _annotate(self, document: Document, annotations: Annotations) -> Outcome:
        """Put annotations beside the article that they name, if it has none yet."""
        name = annotations.article
        path = self.corpus / f"{name}.md"
        if not _ID.fullmatch(name) or not path.is_file():
            problem = document.problem(
                "no-article", f"there is no article {name[:120]!r} to annotate", "import it first"
            )
            return Outcome(document.path, "refused", problems=(problem,))
        target = path.with_suffix(".yaml")
        if target.exists() or target.is_symlink():
            message = f"{target} is there already, and nothing is overwritten"
            return Outcome(document.path, "refused", problems=(document.problem("annotated", message, "move it away"),))
        try:
            text, problems = sidecar_text(read_article(path), annotations, document.path)
        except CorpusError as error:
            return Outcome(document.path, "refused", problems=error.problems)
        return Outcome(document.path, "imported", self._write(target.name, text), tuple(problems))

    def _add(self, document: Document, path: Path, change: _Change) -> Outcome:
        """Add to a curated file what it has not got."""
        try:
            old = read_text(path) if path.exists() else None
            new = change(old, path)
        except CorpusError as error:
            return Outcome(document.path, "refused", problems=error.problems)
        if new == (old or ""):
            return Outcome(document.path, "unchanged", path)
        self.corpus.mkdir(parents=True, exist_ok=True)
        write_atomically(path, new, expected=(old or "").encode())
        return Outcome(document.path, "imported", path)

    def _write(self, name: str, content: str) -> Path:
        target = self.corpus / name
        self.corpus.mkdir(parents=True, exist_ok=True)
        # Nothing is expected there: had another program made the file meanwhile, it would be left alone.
        write_atomically(target, content, expected=b"")
        return target

    def _is_taken(self, candidate: str) -> bool:
        path = self.corpus / f"{candidate}.md"
        return any(p.exists() or p.is_symlink() for p in (path, path.with_suffix(".yaml")))

    def _refuse_newer(self, document: Document, existing: Path | None) -> None:
        """A document that changed since it was imported would stand in the corpus twice."""
        if existing is not None:
            message = f"the document changed since it was imported as {existing}"
            hint = "edit that article instead, or rename the document to import it as another one"
            raise document.refusal("source-changed", message, hint)


def _links(alike: Sequence[Alike]) -> dict[str, object]:
    """What the front matter of an article says of those it is like."""
    kinds = (("near_duplicate_of", "near-duplicate"), ("wire_copy_of", "wire-copy"))
    found = {key: [one.article_id for one in alike if one.kind == kind] for key, kind in kinds}
    return {key: ids for key, ids in found.items() if ids}


def _complete(draft: Draft, document: Document, line: int) -> Draft:
    """The draft with a date and a title.

    Raises:
        CorpusError: with each that is missing.
    """
    problems = []
    named = _NAME_DATE.match(document.path.name)
    if not draft.date and named:
        with suppress(DateDoubtError):  # a name that begins like a date and is none says nothing
            draft = draft.filled_from(Draft(date=read_date(named[1])))
    if not draft.date:
        message = "no date of publication was found" + (f": {draft.doubt}" if draft.doubt else "")
        hint = "add a line 'date: 2025-02-27' or give --date"
        problems.append(document.problem("no-date", message, hint, line=line))
    if not draft.title:
        message, hint = "no title was found above the text", "put it on the first line or give --title"
        problems.append(document.problem("no-title", message, hint, line=line))
    if not draft.body.strip():
        problems.append(document.problem("no-text", "there is no text below the title", line=line))
    if problems:
        raise CorpusError(problems)
    return draft
