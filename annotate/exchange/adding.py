"""Annotations, actors and timeline entries that come from elsewhere, put into the corpus as a person's own lines.

They carry no memory of the annotator's, so that no later run refreshes them away. What is there already stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from annotate.corpus.actors import Actor
from annotate.corpus.annotations import SECTIONS, Annotations, Span, Time
from annotate.corpus.article import Article, Passage
from annotate.corpus.keeping.curated import CuratedFile, RegistryFile, TimelineFile
from annotate.corpus.keeping.sheet import MEMORY, Sheet
from annotate.corpus.keeping.sidecar import refresh
from annotate.corpus.problems import CorpusError, LostAnchorError, Problem
from annotate.corpus.text.anchors import occurrences
from annotate.corpus.text.placing import anchored, change_spans
from annotate.corpus.timeline import Entry
from annotate.corpus.yaml.yaml_writing import block, line

F = TypeVar("F", RegistryFile, TimelineFile)
I = TypeVar("I", Actor, Entry)  # noqa: E741  # the item of the file

_EMPTY_LIST = re.compile(r"\[\s*\]")


def sidecar_text(article: Article, annotations: Annotations, source: Path) -> tuple[str, list[Problem]]:
    """A new sidecar that holds ``annotations``, and a problem for each item whose words are not in the article.

    Args:
        article: where they belong.
        annotations: with offsets into ``article.text``, or with words that stand once in their passage.
        source: what they came from, for the problems.
    """
    lines = [refresh(None, article.path.with_suffix(".yaml"), article, Annotations())]
    if annotations.reviewed:
        lines.append("reviewed: true\n")
    problems = []
    for section in SECTIONS:
        written = []
        for item in getattr(annotations, section):
            try:
                placed = change_spans(item, lambda span: _placed(span, article))
                placed = _placed(item, article) if isinstance(item, Time) else placed
            except LostAnchorError as error:
                message = f"{str(error)[:120]} in {article.id}, so the item was left out"
                problems.append(Problem(source, 1, 1, "lost-anchor", message))
                continue
            written.append(line(placed) if isinstance(placed, Time) else block(placed))
        if written:
            lines += [f"{section}:\n", *written]
    return "".join(lines), problems


def _placed(span: Span, article: Article) -> Span:
    """``span`` as an anchor in ``article``; one without offsets that is not found stays as it is, to be reported there.

    Raises:
        LostAnchorError: its words are not where it says, and nowhere else for certain.
    """
    text = span.text
    if span.is_placed and article.text[span.start : span.end] == text:
        start = span.start
    else:
        named = [passage for passage in article.passages if passage.name == span.p]
        places = [passage.start + at for passage in named for at, _ in occurrences(passage.text, text)]
        if len(places) < span.n and not span.is_placed:
            return span
        if len(places) < span.n or (len(places) > 1 and span.is_placed):
            raise LostAnchorError(f"{text[:60]!r} does not stand in passage {span.p}")
        start = places[span.n - 1]
    passage = _passage_at(article, start)
    if start + len(text) > passage.end:
        raise LostAnchorError(f"{text[:60]!r} stands across passages")
    return anchored(span.model_copy(update={"p": passage.name}).placed(start, start + len(text)), passage)


def _passage_at(article: Article, start: int) -> Passage:
    return next(passage for passage in reversed(article.passages) if passage.start <= start)


def with_items(file: CuratedFile[F, I], old: str | None, path: Path, items: Sequence[I]) -> str:
    """The text of a curated file with those of ``items`` whose id is not in it yet, below what stands there.

    Raises:
        CorpusError: ``old`` is broken, or its list cannot be added to line by line.
    """
    text = file.header if old is None else old
    parsed, _ = file.parse(text, path)
    there = {item.id for item in getattr(parsed, file.section)}
    new = [item for item in items if item.id not in there]
    if not new:
        return text if old is not None else ""
    sheet = Sheet(text, path, (file.section,))
    if not sheet.is_editable(file.section):
        message = f"the list below {file.section!r} is written in one line and cannot be added to"
        raise CorpusError([Problem(path, 1, 1, "not-editable", message, "give each item lines of its own")])
    lines, newline = list(sheet.lines), sheet.newline
    standing = sheet.standing
    margin = ""
    if standing:
        first = lines[standing[0].first]
        margin = first[: len(first) - len(first.lstrip())]
    written = [f"{margin}{part}{newline}" for item in new for part in block(item).split("\n")[:-1]]
    if standing:
        at = standing[-1].end
    elif file.section in sheet.value:
        at = sheet.document.place((file.section,))[0]
        lines[at - 1] = _EMPTY_LIST.sub("", lines[at - 1], 1)
    else:
        at = _memory_line(sheet)
        written.insert(0, f"{file.section}:{newline}")
    if at and not lines[at - 1].endswith(("\n", "\r")):
        lines[at - 1] += newline
    lines[at:at] = written
    result = "".join(lines)
    file.parse(result, path)
    return result


def _memory_line(sheet: Sheet) -> int:
    """Where the annotator's memory begins, its comment included; the end where there is none."""
    if MEMORY not in sheet.value:
        return len(sheet.lines)
    at: int = sheet.document.place((MEMORY,))[0] - 1
    while at > 0 and sheet.lines[at - 1].lstrip().startswith("#"):
        at -= 1
    return at
