"""What the pages of a site are made with, beside the corpus itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class SiteSettings:
    """From ``mkdocs.yml``, and how MkDocs was called."""

    folder: Path
    """Of the corpus, as a person would name it from where they stand."""
    site_name: str
    site_url: str
    """The address that the site is published at; empty where it has none."""
    directory_urls: bool
    repository: str
    """Where the files of the corpus lie on the web, to be seen or edited; empty where nobody knows."""
    exports: bool
    """Whether the site offers the corpus in other formats."""
    fewest_articles: int
    """How many articles must refer to an actor for it to have a page."""
    serving: bool
    """Whether somebody edits the corpus beside the site, so that pages say where their items stand in the files."""
    has_search: bool
