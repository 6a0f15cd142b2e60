"""A page or file of the site before MkDocs knows of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotate.site.edition import Edition


@dataclass(frozen=True)
class Heading:
    """A line of the page's table of contents."""

    title: str
    """Plain text, not escaped."""
    anchor: str
    """The ``id`` it leads to."""


@dataclass(frozen=True)
class GeneratedFile:
    """A file beside the pages, such as an index that a script reads."""

    path: str
    """From the root of the site."""
    content: str


@dataclass(frozen=True)
class GeneratedPage:
    """One page: where it stands and what is on it."""

    path: str
    """As if it were a Markdown file of the docs folder: ``articles/ID.md``."""
    title: str
    """Plain text, not escaped."""
    html: str
    """What stands in the page's content; begins with its ``h1``."""
    kind: str
    """The page type: home, timeline, event, article, actor, or the plural of one for its index."""
    headings: tuple[Heading, ...] = ()
    """The table of contents below the title."""
    description: str = ""
    """For search engines and previews: plain text, not escaped."""
    searchable: bool = True
    """Whether the search index holds it."""
    structured: str = ""
    """JSON-LD for the page's head, ready to stand in a ``script`` element."""
    leads_to: str = ""
    """Where a browser goes at once: the address that has taken this page's place, relative to it."""


@dataclass(frozen=True)
class PlannedPage:
    """A page that is known of, and made when it is needed."""

    path: str
    """As :attr:`GeneratedPage.path`."""
    make: Callable[[Edition], GeneratedPage]
    """What makes it. It asks the edition that it is given and nothing else, so that one knows what a page rests on."""
    given: tuple[object, ...] = ()
    """What it shows beside what it asks for: parts of the corpus and plain values."""
    title: str = ""
    """The page's title, where it stands in the navigation; only the few index pages do."""

    @property
    def in_nav(self) -> bool:
        """Whether it stands in the site's navigation."""
        return bool(self.title)
