"""A build whose generated pages do not go through MkDocs one by one.

MkDocs builds what is written by hand, the few index pages of the navigation, and whatever a hand-written page names.
All other pages are printed by the plugin at the end (:mod:`annotate.site.building.press`), entered into the sitemap,
and their search entries are put into the index that the search plugin has written. The site is the same, byte for byte.
"""

from __future__ import annotations

import gc
import importlib.util
import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

from jinja2 import Environment
from material.plugins.search.plugin import SearchPlugin
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.utils import get_build_date

from annotate.site.addresses import address
from annotate.site.building.mkdocs_page import add_page
from annotate.site.building.page_source import PageSource
from annotate.site.building.press import Press
from annotate.site.building.standing_pages import Standing, StandingPages, standing
from annotate.site.generated import GeneratedPage, PlannedPage
from annotate.site.search.search_index import Entries, SearchIndex

_PAGE_EVENTS = ("pre_page", "page_read_source", "page_markdown", "page_content", "page_context", "post_page")
_NAMED = re.compile(r"[^\s()\[\]<>\"'#?/]+\.md\b")


def hindrance(config: MkDocsConfig, own: object) -> str:
    """Why MkDocs must build every page itself: another plugin wants to see them all. Empty: it need not."""
    for name, plugin in config.plugins.items():
        if plugin is own:
            continue
        if isinstance(plugin, SearchPlugin):
            if importlib.util.find_spec("jieba") is not None:
                return "the search cuts Chinese words"
        elif any(hasattr(plugin, f"on_{event}") for event in _PAGE_EVENTS):
            return f"the plugin {name!r} wants to see every page"
    return ""


@dataclass(frozen=True)
class _Listed:
    """A page as the sitemap needs it: MkDocs' templates ask a file for its page."""

    canonical_url: str | None
    abs_url: str | None
    update_date: str
    is_link: bool = False

    @property
    def page(self) -> _Listed:
        return self


@dataclass
class _Place:
    """A page, and where it is written."""

    page: PlannedPage
    name: str
    """The file, from the site's root."""
    url: str
    file: File | None
    """Where MkDocs builds the page."""
    is_written: bool


class AcceleratedBuild:
    """The pages of one build, from planning to writing."""

    def __init__(
        self,
        config: MkDocsConfig,
        source: PageSource,
        standing_pages: StandingPages | None = None,
        *,
        lazy: bool,
        search_words: int = 0,
        split_search: bool = False,
    ) -> None:
        """Pages of ``source``; where ``lazy``, they are written when they are asked for.

        Of each section the search index holds ``search_words``; 0: all. ``split_search``: it is written in parts.
        ``standing_pages`` are those of the last build.
        """
        self._config, self._source, self._lazy = config, source, lazy
        self._search_words, self._split_search = search_words, split_search
        self._standing, self._written = standing_pages, dict[str, Standing]()
        self._places: dict[str, _Place] = {}
        """By file, in order."""
        self._is_searched = False
        """Whether the search index holds them."""
        self._nav: Navigation
        self._press: Press

    def add(self, files: Files) -> None:
        """Give ``files`` those of the pages that MkDocs is to build, and keep the others."""
        named = _named_by_hand(self._config, files)
        for page in self._source.planned:
            if files.get_file_from_path(page.path) is not None:
                continue  # the docs folder has a page of its own there
            is_named, file = posixpath.basename(page.path) in named, None
            if page.in_nav and self._lazy:
                empty = GeneratedPage(page.path, page.title, "", "")
                file = add_page(empty, files, self._config, in_nav=True)
                is_named = False
            elif page.in_nav or is_named:
                is_named = True
                file = add_page(self._source.made(page).page, files, self._config, in_nav=page.in_nav)
            place = _Place(page, self._name(page), self._url(page), file, is_named)
            self._places[place.name] = place

    def hear(self, nav: Navigation) -> None:
        """Take the navigation, as it is printed on every page."""
        self._nav = nav

    def begin(self, env: Environment, files: Files) -> None:
        """Take what pages are printed with, and let the theme's templates be compiled once for all builds."""
        env.bytecode_cache = env.bytecode_cache or self._source.compiled_templates()
        self._press = Press(self._config, self._nav, env, files, search=has_search(self._config))

    def listed(self, files: Sequence[File]) -> list[File | _Listed]:
        """``files``, which the sitemap is to name, and all pages, in the order that MkDocs would have them in.

        While it is served, a site's sitemap is read by nobody and stays short.
        """
        if self._lazy:
            return list(files)
        own = {place.file.src_uri for place in self._places.values() if place.file is not None}
        last = max((index for index, file in enumerate(files) if file.src_uri in own), default=len(files) - 1)
        first = next((index for index, file in enumerate(files) if file.src_uri in own), len(files))
        between = [place.file or self._listing(place.url) for place in self._places.values()]
        return [*files[:first], *between, *files[last + 1 :]]

    def finish(self) -> None:
        """Write every page that MkDocs has not written, and complete the search index; nothing where lazy."""
        if self._lazy:
            self._source.save()
            return
        entries: list[tuple[str, Entries | None]] = []
        # The corpus stays until the end; looking through it for cycles again and again takes a tenth of the time.
        gc.freeze()
        try:
            self._write_all(entries)
        finally:
            gc.unfreeze()
        self._source.end(self._written)
        pages = {place.url for place in self._places.values()}
        if self._standing is not None:
            self._standing.end()
            # Nobody goes on with this build. What follows takes as much room as the corpus, which is of no more use.
            self._places.clear()
            self._source.release()
            gc.collect()
        if has_search(self._config):
            self._complete_search(entries, pages)
            self._source.keep()

    def _write_all(self, entries: list[tuple[str, Entries | None]]) -> None:
        """Write what is not written, and add to ``entries`` what the search index is to hold."""
        before = self._source.standing if self._standing is not None else {}
        for place in self._places.values():
            if place.is_written:
                entries.append((place.url, None))
            elif self._is_put_back(place, before.get(place.name)):
                entries.append((place.url, self._source.entries(place.page)))
            else:
                entries.append((place.url, self._write(place)))
            place.is_written = True

    def _is_put_back(self, place: _Place, known: Standing | None) -> bool:
        """Whether the page's file of the last build is what would be written now, and stands in its place again."""
        if self._standing is None or known is None or known[2] not in self._press.frames:
            return False
        if not self._source.stands(place.page) or not self._standing.put_back(place.name, known):
            return False
        self._written[place.name] = known
        return True

    def write(self, name: str) -> bool:
        """Write the page whose file is called ``name``, if it is not written yet; whether there is such a page."""
        place = self._places.get(name)
        if place is not None and not place.is_written:
            self._write(place)
            place.is_written = True
        return place is not None

    def search_steps(self) -> Iterator[Callable[[], None]]:
        """What is to be done, one after the other, until the search index is complete."""
        if self._is_searched or not has_search(self._config):
            return
        found: list[tuple[str, Entries | None]] = []
        for place in self._places.values():
            if place.file is not None:
                found.append((place.url, None))
            else:
                yield lambda place=place: found.append((place.url, self._source.entries(place.page)))  # type: ignore[misc]
        yield lambda: self._complete_search(found, {place.url for place in self._places.values()})

    def _complete_search(self, entries: Sequence[tuple[str, Entries | None]], pages: Collection[str]) -> None:
        """Put ``entries`` into the search index; ``pages`` are the addresses of all pages of ours.

        Once only: the index does not tell entries that were put in from those that MkDocs wrote.
        """
        if self._is_searched:
            return
        self._is_searched = True
        index = SearchIndex(Path(self._config.site_dir))
        index.complete(entries)
        index.shorten(self._search_words, pages)
        if self._split_search:
            index.write_parts(self._source)
        else:
            index.write()

    def set_aside(self) -> None:
        """Put the written pages where the next build's cleaning does not look, and write them anew when asked for.

        Removing thousands of files one by one would take longer than the build.
        """
        site = Path(self._config.site_dir)
        folders = {place.name.partition("/")[0] for place in self._places.values() if place.file is None}
        for folder in folders:
            aside = site / f".{folder}"
            if not (site / folder).is_dir() or aside.exists():
                continue
            (site / folder).rename(aside)
            for place in self._places.values():
                if place.name.startswith(f"{folder}/"):
                    place.is_written = False
            for built in self._places.values():
                if built.file is not None and built.name.startswith(f"{folder}/"):
                    built.is_written = True
                    (site / built.name).parent.mkdir(parents=True, exist_ok=True)
                    (aside / built.name.partition("/")[2]).rename(site / built.name)

    def _write(self, place: _Place) -> Entries:
        made = self._source.made(place.page)
        printed = self._press.printed(made.page, place.file)
        file = self._put(place.name, printed.encode("utf-8", "xmlcharrefreplace"))
        if place.file is None and (frame := self._press.frame(made.page)):
            self._written[place.name] = standing(file, frame)
        return made.entries

    def _put(self, name: str, data: bytes) -> Path:
        path = Path(self._config.site_dir, name)
        with suppress(FileExistsError):
            try:
                path.parent.mkdir()  # nearly always the only page in a new folder of one that is there
            except FileNotFoundError:
                path.parent.mkdir(parents=True)
        path.write_bytes(data)
        return path

    def _url(self, page: PlannedPage) -> str:
        return quote(address(page.path, self._config.use_directory_urls))

    def _name(self, page: PlannedPage) -> str:
        inner = address(page.path, self._config.use_directory_urls)
        return f"{inner}index.html" if self._config.use_directory_urls else inner

    def _listing(self, url: str) -> _Listed:
        base = self._config.site_url
        if not base:
            return _Listed(None, None, get_build_date())
        whole = urljoin(base if base.endswith("/") else f"{base}/", url)
        return _Listed(whole, urlsplit(whole).path, get_build_date())


def has_search(config: MkDocsConfig) -> bool:
    """Whether the site has a search."""
    return any(isinstance(plugin, SearchPlugin) and plugin.config.enabled for plugin in config.plugins.values())


def _named_by_hand(config: MkDocsConfig, files: Files) -> set[str]:
    """The names of Markdown files in hand-written pages and the navigation: MkDocs checks that there is such a page."""
    found = {posixpath.basename(path) for path in _paths(config.nav)}
    for file in files.documentation_pages():
        try:
            found.update(_NAMED.findall(file.content_string))
        except (OSError, ValueError):
            continue  # MkDocs says what is wrong with it
    return found


def _paths(nav: object) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        for part in nav.values():
            yield from _paths(part)
    elif isinstance(nav, list):
        for part in nav:
            yield from _paths(part)
