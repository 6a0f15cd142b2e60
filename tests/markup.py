"""Reads HTML strictly: what is not balanced is refused, and the rest becomes a tree to look around in."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree import ElementTree

Element = ElementTree.Element

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
ADDRESSES = ("href", "src", "srcset", "action", "formaction", "data", "poster", "xlink:href")


class UnbalancedError(ValueError):
    """An element is closed that was not open, or never closed, or an attribute stands twice."""


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = ElementTree.TreeBuilder()
        self.open: list[str] = []
        self.builder.start("document", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(set(names)) < len(names):
            raise UnbalancedError(f"<{tag}> has an attribute twice: {names}")
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.builder.end(tag)
        else:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise UnbalancedError(f"</{tag}> closes nothing, at line {self.getpos()[0]}")
        self.builder.end(tag)

    def handle_data(self, data: str) -> None:
        self.builder.data(data)


def parse(html: str) -> Element:
    """The tree of a page or a piece of one, below an element called ``document``.

    Raises:
        UnbalancedError: it is not balanced.
    """
    tree = _Tree()
    tree.feed(html)
    tree.close()
    if tree.open:
        raise UnbalancedError(f"never closed: {tree.open}")
    tree.builder.end("document")
    return tree.builder.close()


def text(element: Element) -> str:
    """Everything a reader reads in ``element``."""
    return "".join(element.itertext())


def words(element: Element) -> str:
    """The same with every run of white space as one space."""
    return " ".join(text(element).split())


def with_class(element: Element, name: str) -> Iterator[Element]:
    """The elements within that have the class ``name``."""
    return (one for one in element.iter() if name in one.get("class", "").split())


def the_one(element: Element, name: str) -> Element:
    """The only element within that has the class ``name``."""
    (found,) = with_class(element, name)
    return found


def by_id(element: Element, name: str) -> Element:
    """The only element within that has the id ``name``."""
    (found,) = (one for one in element.iter() if one.get("id") == name)
    return found


def links(element: Element) -> list[str]:
    """Where the links within lead, as they are written."""
    return [one.get("href", "") for one in element.iter("a")]


def addresses(element: Element) -> Iterator[str]:
    """Every address that a browser may load or follow."""
    for one in element.iter():
        yield from (one.get(name, "") for name in ADDRESSES if name in one.attrib)
