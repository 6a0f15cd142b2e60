"""Markdown in, with or without front matter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path

from pydantic import ValidationError

from annotate.corpus.article import FrontMatter, Source, split_front_matter
from annotate.corpus.problems import CorpusError
from annotate.corpus.text.markdown import PARSER, inline_text
from annotate.corpus.yaml.strict_yaml import Document, Value, read
from annotate.exchange.draft import Draft, one_line
from annotate.exchange.text.dateline import read_dateline
from annotate.exchange.text.head import Head
from annotate.exchange.text.publication_date import DateDoubtError, find_date
from annotate.exchange.text.wording import wording

SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_FIELDS = frozenset(field.name for field in fields(Draft)) - {"body", "extra", "doubt", "sources"}


@dataclass(frozen=True)
class _TopBlock:
    """A block of the outermost level: its kind, its text as read and its lines (from 0, end exclusive)."""

    kind: str
    text: str
    first: int
    end: int


def has_front_matter(text: str, path: Path) -> bool:
    """Whether ``text`` begins with front matter that names a field of an article."""
    yaml_text, _, _ = split_front_matter(text)
    if yaml_text is None:
        return False
    try:
        value = read(yaml_text, path, first_line=2).value
    except CorpusError:
        return False
    return isinstance(value, dict) and any(wording().field(key) for key in value)


def read_markdown(text: str, path: Path) -> Draft:
    """What ``text`` (line ends single line feeds) says of itself.

    Raises:
        CorpusError: with every problem of its front matter.
    """
    yaml_text, body, _ = split_front_matter(text)
    given = _front_matter(read(yaml_text, path, first_line=2)) if yaml_text is not None else Draft()
    shown = _body(body, given)
    return given.filled_from(shown)


def _front_matter(document: Document) -> Draft:
    value = document.value
    if value is None:
        return Draft()
    if not isinstance(value, dict):
        raise CorpusError([document.problem((), "not-a-mapping", "front matter must hold keys with values: title: …")])
    known: dict[str, str] = {}
    extra: dict[str, Value] = {}
    sources: tuple[Source, ...] = ()
    for key, inner in value.items():
        field = key if key in _FIELDS else wording().field(key)
        text = _as_text(inner)
        if key == "extra" and isinstance(inner, dict):
            extra |= inner
        elif key == "sources" and (found := _sources(inner)):
            sources = found
        elif field in _FIELDS and field not in known and text is not None:
            known[field] = text
        elif inner is not None:
            extra[key] = inner
    written, doubt = known.pop("date", ""), ""
    if written:
        known["date"], doubt = _date(written)
        if not known["date"]:
            doubt = doubt or f"front matter gives the date {written!r}, which is none"
    return Draft(**known, sources=sources, extra=extra, doubt=doubt)


def _date(written: str) -> tuple[str, str]:
    """The date as articles have it (empty: none could be read), and why not."""
    try:
        found = find_date(written)
    except DateDoubtError as doubt:
        return "", str(doubt)
    if found is None or found.before:
        return "", ""
    try:
        FrontMatter(title="-", date=written)
    except ValueError:
        return found.value, ""
    return written, ""


def _sources(value: Value) -> tuple[Source, ...]:
    """What ``value`` says of the reports behind the article; nothing where it says anything else."""
    try:
        return tuple(Source.model_validate(source) for source in value) if isinstance(value, list) else ()
    except ValidationError:
        return ()


def _as_text(value: Value) -> str | None:
    """``value`` as one line; None where it is no text and no list of texts."""
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return ", ".join(one_line(str(item)) for item in value)
    return None


def _body(body: str, given: Draft) -> Draft:
    """What the body shows, without the lines of its title and head."""
    lines = body.split("\n")
    blocks = list(_top_blocks(body))
    head, removed = Head(), []
    heading = next((block for block in blocks if block.kind == "heading"), None)
    if heading is not None and _is_title(heading, given.title):
        head.fields["title"] = one_line(heading.text)
        removed.append(heading)
        blocks = [block for block in blocks if block is not heading]
    elif heading is not None and heading is not blocks[0]:
        blocks = []
    for block in blocks:
        if block.kind != "paragraph" or not _is_head(head, body, block):
            break
        removed.append(block)
    for block in sorted(removed, key=lambda block: block.first, reverse=True):
        del lines[block.first : block.end]
    draft = head.draft()
    text = "\n".join(lines).strip("\n")
    first = next(_top_blocks(text), None)
    dateline = read_dateline(first.text) if first and first.kind == "paragraph" else None
    if dateline is not None:
        draft = draft.filled_from(Draft(place=dateline.place, date=dateline.date, doubt=dateline.doubt))
    return replace(draft, body=f"{text.rstrip()}\n" if text.strip() else "")


def _is_title(heading: _TopBlock, title: str) -> bool:
    return bool(heading.text.strip()) and (not title or one_line(heading.text).casefold() == title.casefold())


def _is_head(head: Head, body: str, block: _TopBlock) -> bool:
    """Take the block into ``head`` if each of its lines is surely of the head."""
    lines = [line.strip().strip("*_").strip() for line in body.split("\n")[block.first : block.end]]
    trial = Head()
    return all(trial.take(line) for line in lines) and all(head.take(line) for line in lines)


def _top_blocks(body: str) -> Iterator[_TopBlock]:
    tokens = PARSER.parse(body)
    for index, token in enumerate(tokens):
        if token.level == 0 and token.map and token.nesting >= 0:
            kind = token.type.removesuffix("_open")
            inline = tokens[index + 1] if index + 1 < len(tokens) else token
            text = inline_text(inline) if inline.type == "inline" else ""
            yield _TopBlock(kind, text, token.map[0], token.map[1])
