"""What a corpus holds already, as far as an import must know it: marks, addresses and texts."""

from __future__ import annotations

import re
from pathlib import Path

from annotate.corpus.article import split_front_matter
from annotate.exchange.draft import Draft
from annotate.exchange.likeness import Likeness, body_text

_SOURCE = re.compile(r"^source:.*\bsha256 ([0-9a-f]{16})\b", re.MULTILINE)
_URL = re.compile(r"^url: *[\"']?(https?://[^\s\"']+)", re.MULTILINE)
_PUBLISHER = re.compile(r"^publisher: *[\"']?(.*?)[\"']?$", re.MULTILINE)


class Held:
    """The articles of a folder, by what documents say of themselves."""

    def __init__(self, corpus: Path) -> None:
        self._corpus = corpus
        self._by_mark: dict[str, Path] = {}
        self._by_address: dict[str, Path] = {}
        self._publishers: dict[Path, str] = {}
        self._likeness: Likeness | None = None
        for path in sorted(corpus.glob("*.md")):
            head = _front_matter_of(path)
            mark, url, publisher = _SOURCE.search(head), _URL.search(head), _PUBLISHER.search(head)
            if mark:
                self._by_mark.setdefault(mark[1], path)
            if url:
                self._by_address.setdefault(url[1], path)
            self._publishers[path] = publisher[1] if publisher else ""

    def marked(self, mark: str) -> Path | None:
        """The article that was made of the item with this mark."""
        return self._by_mark.get(mark)

    def at_address(self, url: str) -> Path | None:
        """The article that was published at this address and imported from a document."""
        path = self._by_address.get(url)
        return path if path in set(self._by_mark.values()) else None

    def came_from(self, article_id: str, name: str) -> bool:
        """Whether the article of this id was made of a document called ``name``."""
        path = self._corpus / f"{article_id}.md"
        head = _front_matter_of(path) if path.is_file() else ""
        return f"{name} sha256 " in head or f"{name} retrieved " in head

    def likeness(self) -> Likeness:
        """The texts of the articles; read when this is first asked."""
        if self._likeness is None:
            self._likeness = Likeness()
            for path, publisher in self._publishers.items():
                self._likeness.add(path.stem, body_text(path), publisher, path=path)
        return self._likeness

    def add(self, path: Path, mark: str, draft: Draft, body: str) -> None:
        """Take up an article that was just made."""
        self._by_mark[mark] = path
        if draft.url:
            self._by_address.setdefault(draft.url, path)
        self._publishers[path] = draft.publisher
        if self._likeness is not None:
            self._likeness.add(path.stem, body, draft.publisher, path=path)


def _front_matter_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            text = file.read(65_536).decode("utf-8-sig", "replace").replace("\r\n", "\n")
    except OSError:
        return ""
    return split_front_matter(text)[0] or ""
