"""The search index that the search plugin has written: completed, shortened, and cut into parts where it is large."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from mkdocs.utils import write_file

from annotate.site.search.split_search import split

INDEX = "search/search_index.json"
"""From the root of the site."""

_TAG = re.compile(r"<[^>]*>")

Entries = Sequence[Mapping[str, Any]]


class KeptParts(Protocol):
    """Keeps the parts of one index from build to build."""

    def search_parts(self, digest: str) -> tuple[str, Mapping[str, bytes]] | None:
        """Folder and files of the index with that digest."""
        ...

    def keep_search_parts(self, digest: str, folder: str, files: Mapping[str, bytes]) -> None:
        """Keep these, and no others."""
        ...


class SearchIndex:
    """The index of a site whose other pages are written."""

    def __init__(self, site: Path) -> None:
        """Read the index below ``site``; where there is none, there is nothing to do."""
        self._site, self._path = site, site / INDEX
        self._content: dict[str, Any] = json.loads(self._path.read_bytes()) if self._path.is_file() else {"docs": []}

    def complete(self, entries: Sequence[tuple[str, Entries | None]]) -> None:
        """Put in ``entries``, by the address of their pages; None: the index has them."""
        theirs: dict[str, list[Mapping[str, Any]]] = {url: [] for url, own in entries if own is None}
        docs: list[Mapping[str, Any]] = []
        for entry in self._content["docs"]:
            theirs.get(entry["location"].partition("#")[0], docs).append(entry)
        for url, own in entries:
            docs += theirs[url] if own is None else own
        self._content["docs"] = docs

    def shorten(self, words: int, pages: Collection[str]) -> None:
        """Leave no more than the first ``words`` of each section of the pages at these addresses; 0: leave all."""
        if words:
            self._content["docs"] = [
                {**entry, "text": beginning(entry["text"], words)}
                if entry["location"].partition("#")[0] in pages
                else entry
                for entry in self._content["docs"]
            ]

    def write(self) -> None:
        """Write it as one file, as Material's own search reads it."""
        if self._path.is_file():
            write_file(_json(self._content), str(self._path))

    def write_parts(self, kept: KeptParts | None) -> None:
        """Write it in parts, and in its own place only where they are; as they were ``kept`` if nothing differs."""
        if not self._path.is_file():
            return
        digest = hashlib.blake2b(_json(self._content["docs"]), digest_size=16).hexdigest()
        found = kept.search_parts(digest) if kept is not None else None
        if found is None:
            made = split(self._content["docs"])
            found = made.folder, made.files
            if kept is not None:
                kept.keep_search_parts(digest, *found)
        folder, files = found
        for path, data in files.items():
            write_file(data, str(self._site / path))
        # What the page hands to its worker is this setting; it would load the entries themselves as well.
        write_file(_json({"config": {**self._content["config"], "parts": folder}, "docs": []}), str(self._path))


def beginning(html: str, words: int) -> str:
    """The first ``words`` of ``html``, without its elements, which may end behind them."""
    return " ".join(_TAG.sub(" ", html).split()[:words])


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()
