"""The theme's frame around the pages of one folder and kind, printed once and then only filled in; the folders of a
folder, such as those of actors with very much, share one.

A page of stand-ins goes through the theme; where these come out again, every other page's own title, text and so on are
put. A table of contents of two stand-ins shows what the theme prints for each heading and between two of them.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import escape

from annotate.site.generated import GeneratedPage, Heading

ShellKey = tuple[str, bool, str, bool, bool, bool]
"""The topmost folder, whether the page stands in a folder of that, its kind, and whether there are headings, a
description, and data for other programs.
"""

_MARK = "datelinestandin"
_PLACES = (
    "folder",
    "name",
    "title",
    "description",
    "structured",
    "content",
    "anchor1",
    "heading1",
    "anchor2",
    "heading2",
)
_STAND_IN = re.compile(f"{_MARK}({'|'.join(_PLACES)})")
_LIST = ("anchor1", "heading1", "anchor2", "heading2")


class ShellError(Exception):
    """The theme does something with a page's parts that is not understood."""


def shell_key(page: GeneratedPage) -> ShellKey | None:
    """Which shell the page stands in; None: it is one of its kind, and worth no shell."""
    folder, name = posixpath.split(page.path)
    # A folder's own page stands a level above what its path says.
    if page.leads_to or name == "index.md":
        return None
    top, _, inner = folder.partition("/")
    if "/" in inner:
        return None
    return top, bool(inner), page.kind, bool(page.headings), bool(page.description), bool(page.structured)


def stand_in(key: ShellKey) -> GeneratedPage:
    """The page that shows how the theme prints the pages of ``key``."""
    top, is_inner, kind, has_headings, has_description, is_structured = key
    folder = f"{top}/{_MARK}folder" if is_inner else top
    return GeneratedPage(
        f"{folder}/{_MARK}name.md" if folder else f"{_MARK}name.md",
        f"{_MARK}title",
        f"{_MARK}content",
        kind,
        tuple(Heading(f"{_MARK}heading{n}", f"{_MARK}anchor{n}") for n in (1, 2)) if has_headings else (),
        f"{_MARK}description" if has_description else "",
        searchable=False,
        structured=f"{_MARK}structured" if is_structured else "",
    )


@dataclass(frozen=True)
class _Contents:
    """A table of contents: what stands between an anchor and its heading, and between two headings."""

    within: str
    between: str


class Shell:
    """What the theme printed, cut where the parts of a page belong."""

    def __init__(self, printed: str, key: ShellKey) -> None:
        """Cut ``printed``, which the theme made of :func:`stand_in` for ``key``.

        Raises:
            ShellError: the page's text, or a heading, does not come out where it can be told apart.
        """
        self.digest = hashlib.blake2b(f"{key!r}{printed}".encode("utf-8", "surrogatepass"), digest_size=9).hexdigest()
        """Equal for two shells that print the same pages in the same way."""
        pieces = _STAND_IN.split(printed)
        self._parts: list[str | _Contents] = [pieces[0]]
        self._places: list[str] = []
        index = 1
        while index < len(pieces):
            place, after = pieces[index], pieces[index + 1]
            if tuple(pieces[index : index + 8 : 2]) == _LIST and pieces[index + 1] == pieces[index + 5]:
                self._parts.append(_Contents(pieces[index + 1], pieces[index + 3]))
                after = pieces[index + 7]
                index += 8
            elif place in ("heading1", "anchor2", "heading2"):
                raise ShellError(f"the theme prints the {place[:-1]} of a page where none was expected")
            else:
                self._parts.append("")
                self._places.append(place)
                index += 2
            self._parts.append(after)
        lists = sum(isinstance(part, _Contents) for part in self._parts)
        if self._places.count("content") != 1 or (key[3] and not lists):
            raise ShellError("the theme does not print a page's text once, and its headings")

    def filled(self, page: GeneratedPage, html: str) -> str:
        """The whole page: ``page`` with ``html`` as its text."""
        anchors = [(heading.anchor, str(escape(heading.title))) for heading in page.headings]
        values: Mapping[str, str] = {
            "folder": quote(posixpath.basename(posixpath.dirname(page.path))),
            "name": quote(posixpath.basename(page.path).removesuffix(".md")),
            "title": str(escape(page.title)),
            "description": str(escape(page.description)),
            "structured": page.structured,
            "content": html,
            "anchor1": anchors[0][0] if anchors else "",
        }
        places = iter(self._places)
        out: list[str] = []
        for number, part in enumerate(self._parts):
            if isinstance(part, _Contents):
                out.append(part.between.join(f"{anchor}{part.within}{title}" for anchor, title in anchors))
            elif number % 2:
                out.append(values[next(places)])
            else:
                out.append(part)
        return "".join(out)
