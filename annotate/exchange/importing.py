"""``annotate import``: documents as they came become articles, each of them once."""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from annotate.corpus.article import MAX_BYTES, FrontMatter, decode, split_front_matter
from annotate.corpus.problems import CorpusError, Problem
from annotate.corpus.writing import write_atomically
from annotate.exchange.article_file import article_text, verified
from annotate.exchange.article_id import article_id, free
from annotate.exchange.draft import Draft, one_line
from annotate.exchange.markdown_source import SUFFIXES, has_front_matter, read_markdown
from annotate.exchange.plain_text import read_plain_text
from annotate.exchange.publication_date import DateDoubtError, read_date

Result = Literal["imported", "unchanged", "refused"]

_SOURCE = re.compile(r"^source:.*\bsha256 ([0-9a-f]{16})\b", re.MULTILINE)
_NAME_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?![\d])")
_OTHER_FORMATS = {
    "<!doctype html": "HTML",
    "<html": "HTML",
    "<?xml": "XML",
    "{\\rtf": "RTF",
    "%pdf-": "PDF",
    "%!ps": "PostScript",
}


@dataclass(frozen=True)
class Outcome:
    """What became of one document."""

    source: Path
    result: Result
    article: Path | None = None
    """The article made of it, now or before; None: refused."""
    problems: tuple[Problem, ...] = ()


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


def import_files(
    paths: Sequence[Path],
    corpus: Path,
    *,
    date: str = "",
    title: str = "",
    publisher: str = "",
    url: str = "",
    author: str = "",
    licence: str = "",
    place: str = "",
) -> ImportReport:
    """Make an article of each document in ``paths`` (plain text or Markdown) in the folder ``corpus``.

    A document that cannot be understood is refused and the others go through. One that was imported before, told by
    the fingerprint in its article's ``source``, changes nothing, whatever was edited since. No file is overwritten.

    Args:
        paths: the documents.
        corpus: the folder of articles; it is made if there is something to put in it.
        date: where a document gives none; as in front matter, or as newspapers write it.
        title: where a document gives none; only for a single document.
        publisher: where a document gives none, and so with the following.
        url: an http or https address.
        author: one or more, as it is to be shown.
        licence: under what terms the text may be shown.
        place: where it was written.

    Raises:
        ValueError: ``date`` or ``url`` is none, or ``title`` was given for several documents.
    """
    if title and len(paths) > 1:
        raise ValueError("a title belongs to one document; import it alone")
    given = Draft(title=one_line(title), date=_given_date(date), publisher=one_line(publisher), url=url.strip(),
                  author=one_line(author), licence=one_line(licence), place=one_line(place))  # fmt: skip
    if url:
        FrontMatter(title="-", date="2000-01-01", url=given.url)
    desk = _Desk(corpus, given)
    return ImportReport(tuple(desk.take_in(path) for path in paths))


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

    def __init__(self, corpus: Path, given: Draft) -> None:
        self.corpus = corpus
        self.given = given
        self.imported = {mark: path for path in sorted(corpus.glob("*.md")) if (mark := _fingerprint_in(path))}

    def take_in(self, path: Path) -> Outcome:
        try:
            return self._take_in(path)
        except CorpusError as error:
            return Outcome(path, "refused", problems=error.problems)
        except OSError as error:
            message = f"the file cannot be imported: {error.strerror or error}"
            return Outcome(path, "refused", problems=(Problem(path, 1, 1, "unreadable", message),))

    def _take_in(self, path: Path) -> Outcome:
        text = decode(_read(path), path)
        fingerprint = hashlib.sha256(text.strip().encode("utf-8")).hexdigest()[:16]
        known = self.imported.get(fingerprint)
        if known is not None:
            return Outcome(path, "unchanged", known)
        if path.resolve().parent == self.corpus.resolve() and path.suffix == ".md":
            return Outcome(path, "unchanged", path)
        draft = _complete(_read_draft(text, path).filled_from(self.given), path)
        wanted = article_id(draft.date, draft.title)
        name = _clean_name(path)
        self._refuse_newer(path, wanted, name)
        new_id = free(wanted, self._is_taken)
        content = article_text(draft, f"{name} sha256 {fingerprint}")
        verified(content, new_id, path)
        target = self._write(new_id, content)
        self.imported[fingerprint] = target
        return Outcome(path, "imported", target)

    def _write(self, new_id: str, content: str) -> Path:
        target = self.corpus / f"{new_id}.md"
        self.corpus.mkdir(parents=True, exist_ok=True)
        # Nothing is expected there: had another program made the file meanwhile, it would be left alone.
        write_atomically(target, content, expected=b"")
        return target

    def _is_taken(self, candidate: str) -> bool:
        path = self.corpus / f"{candidate}.md"
        return any(p.exists() or p.is_symlink() for p in (path, path.with_suffix(".yaml")))

    def _refuse_newer(self, path: Path, wanted: str, name: str) -> None:
        """A document that changed since it was imported would stand in the corpus twice."""
        existing = self.corpus / f"{wanted}.md"
        if existing.is_file() and f"{name} sha256 " in _front_matter_of(existing):
            message = f"the document changed since it was imported as {existing}"
            hint = "edit that article instead, or rename the document to import it as another one"
            raise CorpusError([Problem(path, 1, 1, "source-changed", message, hint)])


def _read(path: Path) -> bytes:
    if path.is_dir():
        raise CorpusError([Problem(path, 1, 1, "folder", "this is a folder", "name the files in it")])
    if not path.exists():
        raise CorpusError([Problem(path, 1, 1, "no-file", "there is no such file")])
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise CorpusError([Problem(path, 1, 1, "no-file", "this is a device or a pipe, not a file")])
    if status.st_size > MAX_BYTES:
        message = f"the file has {status.st_size:,} bytes, an article at most {MAX_BYTES:,}"
        raise CorpusError([Problem(path, 1, 1, "too-large", message, "split it into articles")])
    return path.read_bytes()


def _read_draft(text: str, path: Path) -> Draft:
    start = text.lstrip()[:20].lower()
    for mark, name in _OTHER_FORMATS.items():
        if start.startswith(mark):
            hint = "save it as plain text or Markdown"
            raise CorpusError([Problem(path, 1, 1, "format", f"the file is {name}, which cannot be imported", hint)])
    if path.suffix.lower() in SUFFIXES or has_front_matter(text, path):
        return read_markdown(text, path)
    return read_plain_text(text)


def _complete(draft: Draft, path: Path) -> Draft:
    """The draft with a date and a title.

    Raises:
        CorpusError: with each that is missing.
    """
    problems = []
    named = _NAME_DATE.match(path.name)
    if not draft.date and named:
        with suppress(DateDoubtError):  # a name that begins like a date and is none says nothing
            draft = draft.filled_from(Draft(date=read_date(named[1])))
    if not draft.date:
        message = "no date of publication was found" + (f": {draft.doubt}" if draft.doubt else "")
        problems.append(Problem(path, 1, 1, "no-date", message, "add a line 'date: 2025-02-27' or give --date"))
    if not draft.title:
        message = "no title was found above the text"
        problems.append(Problem(path, 1, 1, "no-title", message, "put it on the first line or give --title"))
    if not draft.body.strip():
        problems.append(Problem(path, 1, 1, "no-text", "there is no text below the title"))
    if problems:
        raise CorpusError(problems)
    return draft


def _clean_name(path: Path) -> str:
    return one_line(path.name.encode("utf-8", "replace").decode("utf-8")) or "document"


def _front_matter_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            text = file.read(65_536).decode("utf-8-sig", "replace").replace("\r\n", "\n")
    except OSError:
        return ""
    return split_front_matter(text)[0] or ""


def _fingerprint_in(path: Path) -> str:
    found = _SOURCE.search(_front_matter_of(path))
    return found[1] if found else ""
