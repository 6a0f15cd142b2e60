"""A row of named values, from a table or a line of JSON, as an article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields
from typing import Any

from annotate.exchange.draft import Draft, one_line
from annotate.exchange.readers.web_page import fragment_parts
from annotate.exchange.text.markdown_escaping import to_markdown
from annotate.exchange.text.plain_text import without_controls
from annotate.exchange.text.publication_date import DateDoubtError, read_date
from annotate.exchange.text.wording import wording

_FIELDS = frozenset(field.name for field in fields(Draft)) - {"body", "extra", "doubt", "sources"}
_WEB = re.compile(r"https?://[^\s<>\"]+")
_MARKDOWN, _HTML = frozenset(["body", "markdown"]), frozenset(["html", "body_html", "content_html"])


def names_an_article(names: Mapping[str, object] | list[str]) -> bool:
    """Whether columns of these names can make an article: one of them holds the text."""
    return any(_plain_name(name) in wording().texts or _plain_name(name) in _HTML | _MARKDOWN for name in names)


def draft_of(row: Mapping[str, Any], columns: Mapping[str, str]) -> Draft:
    """The article in ``row``; what no field takes goes below ``extra``.

    Args:
        row: values by column.
        columns: the field of an article (or ``text``) that a column is to fill, where its name does not tell.
    """
    known: dict[str, str] = {}
    extra: dict[str, str] = {}
    body = doubt = ""
    for name, value in row.items():
        text = _text(value)
        wanted = columns.get(name) or _plain_name(name)
        field = wanted if wanted in _FIELDS else wording().field(wanted)
        if not text.strip():
            continue
        if wanted in _MARKDOWN:
            body = body or without_controls(text).strip("\n") + "\n"
        elif wanted in _HTML:
            body = body or to_markdown(fragment_parts(text))
        elif wanted in wording().texts:
            body = body or _paragraphs(text)
        elif field == "date":
            date, why = _date(text)
            known.setdefault("date", date)
            doubt = doubt or why
        elif field == "url":
            if _WEB.fullmatch(text.strip()):
                known.setdefault("url", text.strip())
        elif field in _FIELDS:
            known.setdefault(field, one_line(text))
        elif isinstance(value, str | int | float) and len(text) <= 500:
            extra[one_line(name)] = one_line(text)
    return Draft(**known, body=body, extra=extra, doubt=doubt)  # type: ignore[arg-type]  # known: fields of text only


def _date(text: str) -> tuple[str, str]:
    with suppress(DateDoubtError):
        value = read_date(re.sub(r"(T\d\d:\d\d:\d\d)\.\d+", r"\1", text))
        return value, "" if value else f"{one_line(text)[:40]!r} is no full date"
    return "", f"{one_line(text)[:40]!r} can be read in two ways, or does not exist"


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_text(item) for item in value[:50] if isinstance(item, str | int | float))
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        # What JSON can escape and UTF-8 cannot write is no character.
        return str(value).encode("utf-8", "replace").decode("utf-8")
    return ""


def _plain_name(name: str) -> str:
    return re.sub(r"[\s-]+", "_", str(name).strip().casefold())


def _paragraphs(text: str) -> str:
    clean = without_controls(text.replace("\r\n", "\n").replace("\r", "\n"))
    blocks = [block.strip("\n") for block in re.split(r"\n[^\S\n]*\n", clean) if block.strip()]
    if len(blocks) == 1:
        blocks = [line for line in blocks[0].split("\n") if line.strip()]
    return to_markdown(["\n".join(line for line in block.split("\n") if line.strip()) for block in blocks])
