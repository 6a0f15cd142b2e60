"""A search index that holds only the beginnings of texts: what a reader loads before the first search stays small."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from pathlib import Path

from mkdocs.utils import write_file

_TAG = re.compile(r"<[^>]*>")


def shorten(index: Path, words: int, pages: Collection[str]) -> None:
    """Leave in the search index no more than the first ``words`` of each section of the pages at these addresses."""
    if not index.is_file():
        return
    found = json.loads(index.read_bytes())
    for entry in found["docs"]:
        if entry["location"].partition("#")[0] in pages:
            entry["text"] = beginning(entry["text"], words)
    write_file(json.dumps(found, separators=(",", ":")).encode(), str(index))


def beginning(html: str, words: int) -> str:
    """The first ``words`` of ``html``, without its elements, which may end behind them."""
    return " ".join(_TAG.sub(" ", html).split()[:words])
