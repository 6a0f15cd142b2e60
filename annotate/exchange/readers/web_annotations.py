"""W3C Web Annotations in: what ``annotate export w3c`` wrote, also when another tool has moved it since."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from annotate.exchange.annotation_values import annotations_from
from annotate.exchange.document import Document, Found, Reader

MAX_ANNOTATIONS_BYTES = 100_000_000
SECTIONS = {"entity": "entities", "time": "times", "quote": "quotes", "event": "events"}
"""Kind of item to the section of the sidecar that holds it."""
LISTS = frozenset(["mentions", "content", "also"])
"""The roles of which an item may have several spans."""


def recognises(document: Document) -> bool:
    """Whether it is JSON that speaks of Web Annotations."""
    head = document.head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith((b"{", b"[")) and b"www.w3.org/ns/anno" in head


def read(document: Document) -> Iterator[Found]:
    """The annotations of each article.

    Raises:
        CorpusError: it is no JSON, too large, or holds no annotation.
    """
    data = document.data(MAX_ANNOTATIONS_BYTES, "a file of annotations")
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise document.refusal("encoding", "the file is not UTF-8", "save it as UTF-8") from None
    except (ValueError, RecursionError):
        raise document.refusal("json-syntax", "the file is no JSON") from None
    found: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    problems = []
    number = 0
    for number, annotation in enumerate(_annotations(value), 1):
        try:
            article, section, item = _item(annotation)
            annotations_from({section: [item]})
            found[article][section].append(item)
        except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
            message = f"annotation {number} is none of Dateline's: {error}"
            problems.append(document.problem("bad-annotation", message, line=number))
    if not number:
        raise document.refusal("empty", "the file holds no annotations")
    yield from problems
    for article, sections in sorted(found.items()):
        yield annotations_from({"article": article, **sections})


def _annotations(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        for item in value:
            yield from _annotations(item)
    elif isinstance(value, dict) and value.get("type") in {"AnnotationCollection", "AnnotationPage"}:
        yield from _annotations(value.get("first", []))
        yield from _annotations(value.get("items", []))
    elif isinstance(value, dict) and value.get("type") == "Annotation":
        yield value


def _item(annotation: Mapping[str, Any]) -> tuple[str, str, dict[str, Any]]:
    """Article, section and values of the item that ``annotation`` carries, its spans where its selectors are."""
    bodies = annotation["body"] if isinstance(annotation["body"], list) else [annotation["body"]]
    told = next((body for body in bodies if isinstance(body, dict) and body.get("format") == "application/json"), None)
    if told is None:
        raise ValueError("it has no body of format application/json")
    value = json.loads(told["value"])
    section = SECTIONS[value.pop("item")]
    article = str(value.pop("article"))
    targets = annotation["target"] if isinstance(annotation["target"], list) else [annotation["target"]]
    if section == "times":
        return article, section, {**value, **_span(targets[0])}
    for target in targets:
        role = str(target["dateline:role"])
        if role in LISTS:
            value.setdefault(role, []).append(_span(target))
        else:
            value[role] = _span(target)
    return article, section, value


def _span(target: Mapping[str, Any]) -> dict[str, Any]:
    selectors = {selector["type"]: selector for selector in target["selector"]}
    quote, position = selectors["TextQuoteSelector"], selectors.get("TextPositionSelector", {})
    passage = target.get("dateline:passage", 1)
    form = {"form": target["dateline:form"]} if "dateline:form" in target else {}
    return {
        "p": passage,
        "text": quote["exact"],
        **form,
        **{key: position[key] for key in ("start", "end") if key in position},
    }


READER = Reader("Web Annotations", recognises, read)
