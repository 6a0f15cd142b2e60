"""A generated page as MkDocs wants it: content that is ready, without Python-Markdown."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from annotate.site.generated import GeneratedPage
from annotate.site.search.search_entries import KINDS

_ID = re.compile(r'\sid="([^"]+)"')


class AnnotatePage(Page):
    """Takes its content from a :class:`GeneratedPage`."""

    def __init__(self, generated: GeneratedPage, file: File, config: MkDocsConfig) -> None:
        self._generated = generated
        # Themes print a page's title and description as they are.
        super().__init__(str(escape(generated.title)), file, config)

    def show(self, generated: GeneratedPage) -> None:
        """Be ``generated`` from now on, which stands at the same path."""
        self._generated = generated

    def read_source(self, config: MkDocsConfig) -> None:
        """Set the page's metadata; there is no source to read."""
        page = self._generated
        meta: dict[str, Any] = {
            "template": "dateline.html",
            "kind": page.kind,
            "hide": ["navigation"] if page.headings else ["navigation", "toc"],
        }
        if page.kind != "home":  # whose title in the browser is the site's name
            meta["title"] = str(escape(page.title))
        if page.description:
            meta["description"] = str(escape(page.description))
        if page.kind in KINDS:
            meta["tags"] = [KINDS[page.kind]]  # which the search shows beside its results
        if page.structured:
            meta["structured"] = page.structured
        if page.leads_to:
            meta["leads_to"] = page.leads_to
        if not page.searchable:
            meta["search"] = {"exclude": True}
        self.markdown, self.meta = "", meta

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Set content, table of contents, and the anchors that other pages may link to."""
        page = self._generated
        self.content = page.html
        # Level 1 would be the page's own title, which themes leave out.
        links = [AnchorLink(str(escape(heading.title)), heading.anchor, 2) for heading in page.headings]
        self.toc = TableOfContents(links)
        # Of a page that is printed later, nobody knows yet.
        self.present_anchor_ids = set(_ID.findall(page.html)) if page.html else None


def add_page(generated: GeneratedPage, files: Files, config: MkDocsConfig, *, in_nav: bool) -> File:
    """Put ``generated`` among ``files``, and return its file."""
    level = InclusionLevel.INCLUDED if in_nav else InclusionLevel.NOT_IN_NAV
    file = File.generated(config, generated.path, content="", inclusion=level)
    files.append(file)
    AnnotatePage(generated, file, config)
    return file
