"""Where pages stand, and the links from one to another. Links are relative, so the site may lie at any address."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cached_property, lru_cache

HOME = "index.md"
TIMELINE = "timeline.md"
ARTICLES = "articles/index.md"
ACTORS = "actors/index.md"
QUOTES = "quotes.md"
CORRECTIONS = "corrections.md"
PLACES = "places.md"
TOPICS = "quotes/topics.md"
FOLDERS = ("actors", "articles", "by-date", "by-name", "events", "pairs", "quotes", "timeline")
"""Where all pages stand but those of the navigation."""


def _below(folder: str, name: str) -> str:
    # The page of something called "index" must not take the place of the folder's own page.
    return f"{folder}/index/index.md" if name == "index" else f"{folder}/{name}.md"


def timeline_path(period: str) -> str:
    """Of one page of a timeline that is too long for a single page."""
    return _below("timeline", period)


def shelf_path(index: str, key: str) -> str:
    """Of one page of an index that is too long for a single page."""
    folder = "by-date" if index == ARTICLES else posixpath.splitext(index)[0]
    return f"{folder}/{key}.md"


def letters_path(kind: str, key: str) -> str:
    """Of one page of the index of actors of that type, where it is too long for a single page."""
    return f"by-name/{kind}-{key}.md"


def article_path(article_id: str) -> str:
    """Of the page of an article."""
    return _below("articles", article_id)


def actor_path(actor_id: str) -> str:
    """Of the page of an actor."""
    return _below("actors", actor_id)


def pair_path(one: str, other: str) -> str:
    """Of the page of two actors."""
    return f"pairs/{min(one, other)}--{max(one, other)}.md"


def part_path(whole: str, key: str) -> str:
    """Of one of the further pages of the page at ``whole``, whose list is too long: ``actors/ID/2025.md``."""
    return f"{whole.removesuffix('.md').removesuffix('/index')}/{key}.md"


def event_path(entry_id: str) -> str:
    """Of the page of a timeline entry."""
    return _below("events", entry_id)


@lru_cache(maxsize=1 << 16)
def address(path: str, directory_urls: bool) -> str:
    """The address of the page at ``path``, from the root of the site: ``articles/ID/``, or ``articles/ID.html``."""
    folder, name = posixpath.split(path.removesuffix(".md"))
    if not directory_urls:
        return posixpath.join(folder, f"{name}.html")
    inner = folder if name == "index" else posixpath.join(folder, name)
    return f"{inner}/" if inner else ""


def _relative(there: str, folder: str) -> str:
    """``there``, from the root, as one writes it in ``folder``: as ``posixpath.relpath``, for paths without dots."""
    here, other = folder.split("/") if folder else [], there.rstrip("/").split("/") if there else []
    shared = 0
    while shared < len(here) and shared < len(other) and here[shared] == other[shared]:
        shared += 1
    return "/".join([".."] * (len(here) - shared) + other[shared:]) or "."


@dataclass(frozen=True)
class Links:
    """The links that a page may need, as they read on the page at ``origin``."""

    origin: str
    """Path of the page that the links stand on."""
    directory_urls: bool = True

    @cached_property
    def _folder(self) -> str:
        """The part up to the last slash of the page's address, which a browser resolves from."""
        return posixpath.dirname(address(self.origin, self.directory_urls))

    def to(self, path: str, anchor: str = "") -> str:
        """The relative address of the page at ``path``, or of an element on it."""
        if path == self.origin and anchor:
            return f"#{anchor}"
        there = address(path, self.directory_urls)
        relative = _relative(there, self._folder)
        if self.directory_urls or there.endswith("/"):
            relative = f"{relative}/"
        return f"{relative}#{anchor}" if anchor else relative

    def home(self, anchor: str = "") -> str:
        """The home page."""
        return self.to(HOME, anchor)

    def timeline(self, anchor: str = "") -> str:
        """The timeline."""
        return self.to(TIMELINE, anchor)

    def entry(self, path: str, entry_id: str) -> str:
        """A timeline entry's line on the page of the timeline at ``path``."""
        return self.to(path, f"entry-{entry_id}")

    def file(self, path: str) -> str:
        """A file that is no page, such as ``timeline/entries.json``."""
        return _relative(path, self._folder)

    def calendar(self, entry_id: str) -> str:
        """The calendar file of a dated timeline entry, among what the site offers in other formats."""
        return self.file(f"data/calendars/events/{entry_id}.ics")

    def articles(self) -> str:
        """The index of articles."""
        return self.to(ARTICLES)

    def actors(self, anchor: str = "") -> str:
        """The index of actors."""
        return self.to(ACTORS, anchor)

    def quotes(self) -> str:
        """The index of quotes."""
        return self.to(QUOTES)

    def places(self) -> str:
        """The map and list of places."""
        return self.to(PLACES)

    def topics(self, anchor: str = "") -> str:
        """The page of topic words."""
        return self.to(TOPICS, anchor)

    def article(self, article_id: str, anchor: str = "") -> str:
        """An article, or a passage, quote or event in it."""
        return self.to(article_path(article_id), anchor)

    def actor(self, actor_id: str, anchor: str = "") -> str:
        """An actor's page."""
        return self.to(actor_path(actor_id), anchor)

    def pair(self, one: str, other: str) -> str:
        """The page of two actors."""
        return self.to(pair_path(one, other))

    def event(self, entry_id: str, anchor: str = "") -> str:
        """A timeline entry's page."""
        return self.to(event_path(entry_id), anchor)
