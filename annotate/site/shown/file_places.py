"""Where the items of a page stand in the files of the corpus, for the one who corrects them.

``mkdocs serve`` shows path and line; a published site shows a link instead, where the settings name a repository.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import quote, urljoin

_VIEWS = (
    (re.compile(r"^(?P<to>https?://[^/]*github[^/]*/.+?/)edit/"), r"\g<to>blob/", "#L{}"),
    (re.compile(r"^(?P<to>https?://[^/]*gitlab[^/]*/.+?/)edit/"), r"\g<to>blob/", "#L{}"),
    (re.compile(r"^(?P<to>https?://.+?/)_edit/"), r"\g<to>src/branch/", "#L{}"),
    (re.compile(r"^(?P<to>https?://[^/]*bitbucket[^/]*/.+?/src/)"), r"\g<to>", "#lines-{}"),
)
"""Of a host that can point at a line: its address for editing, what shows the file there, and how a line is named."""


@dataclass(frozen=True)
class FilePlace:
    """One item's place."""

    shown: str
    """``corpus/talks.yaml:12``; empty where readers need not see it."""
    href: str
    """The address in the repository; empty where there is none."""


@dataclass(frozen=True)
class FilePlaces:
    """The places of all items."""

    lines: Mapping[str, int] = field(default_factory=dict)
    """By the keys of :mod:`annotate.corpus.item_lines`."""
    folder: str = ""
    """The corpus folder as a person types it."""
    repository: str = ""
    """The corpus folder's address for editing, with a slash at its end; empty where there is none."""
    serving: bool = False
    """Whether the site is shown to the one who edits it."""

    def of(self, key: str) -> FilePlace | None:
        """Where the item called ``key`` stands; None: there is nothing to show."""
        line = self.lines.get(key)
        if line is None or not (self.serving or self.repository):
            return None
        file = key.partition("#")[0]
        name = file if file.endswith(".yaml") else f"{file}.yaml"
        shown = f"{PurePosixPath(self.folder, name)}:{line}" if self.serving else ""
        return FilePlace(shown, _at_line(urljoin(self.repository, quote(name)), line) if self.repository else "")


def _at_line(address: str, line: int) -> str:
    for edits, view, fragment in _VIEWS:
        if edits.match(address):
            return edits.sub(view, address) + fragment.format(line)
    return address


def repository_of(folder: Path, docs: Path, repo_url: str | None, edit_uri: str | None) -> str:
    """The address at which files of the corpus are edited, as MkDocs makes that of a page; empty where it makes none.

    Args:
        folder: the corpus folder.
        docs: the folder of hand-written pages, which ``edit_uri`` leads to.
        repo_url: from ``mkdocs.yml``.
        edit_uri: from there too, or MkDocs' own for the host: ``edit/master/docs/``.
    """
    if not repo_url or not edit_uri or edit_uri.startswith(("?", "#")):
        return ""
    pages = urljoin(f"{repo_url.rstrip('/')}/", f"{edit_uri.rstrip('/')}/")
    there = Path(os.path.relpath(folder.absolute(), docs.absolute())).as_posix()
    address = urljoin(pages, f"{quote(there)}/")
    return address if address.startswith(("https://", "http://")) else ""
