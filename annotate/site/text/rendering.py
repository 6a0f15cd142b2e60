"""An article's text as HTML with its marks laid in.

Three promises, whatever the text and the marks: the HTML is balanced, the text content of every passage is the
passage's text, and nothing from the article is ever read as HTML. Marks may overlap, nest and cross the Markdown's own
elements; they are cut into pieces wherever something else begins or ends, and nested in the order of their layers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from urllib.parse import urlsplit

from markdown_it.token import Token
from markupsafe import Markup, escape

from annotate.corpus.article import Article, Passage
from annotate.corpus.text.markdown import PARSER, numbered, visible
from annotate.site.generated import Heading
from annotate.site.text.marks import Mark, Signpost

_INLINE = {"em_open": "em", "strong_open": "strong", "s_open": "s"}
_BLOCKS = frozenset(["p", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td"])

Open = tuple[Mark, bool]
"""A mark whose element stands open, and whether that element is a link."""


def web_address(url: object) -> str:
    """``url`` if it is an http or https address, else an empty string: nothing else is ever linked."""
    text = str(url).strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text if parts.scheme.lower() in ("http", "https") and parts.netloc else ""


def host(url: str) -> str:
    """The site that ``url`` lies on, without ``www.``: how a source is shown."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


class _Layout:
    """Writes one passage: text piece by piece, with the elements of the marks opened and closed around it."""

    def __init__(self, passage_start: int, marks: Sequence[Mark], used: set[str]) -> None:
        self.out: list[str] = []
        self.position = passage_start
        """In code points of the article's text."""
        self.marks = sorted(marks, key=lambda m: (m.layer, m.start, -m.end))
        self.stack: list[Open] = []
        self.within_link = False
        self.used = used
        """Ids that stand on the page already."""
        self.begun: set[int] = set()

    def text(self, text: str) -> None:
        """Write visible text."""
        begin, end = self.position, self.position + len(text)
        if not self.marks:
            self.out.append(_escaped(text))
            self.position = end
            return
        bounds = {begin, end, *(b for m in self.marks for b in (m.start, m.end) if begin < b < end)}
        for start, stop in pairwise(sorted(bounds)):
            self._arrange([m for m in self.marks if m.start <= start and stop <= m.end])
            self.out.append(_escaped(text[start - begin : stop - begin]))
            self.position = stop

    def close_marks(self) -> None:
        """Close every mark's element: one of the Markdown begins or ends here."""
        self._arrange([])

    def raw(self, html: str) -> None:
        self.out.append(html)

    def _arrange(self, marks: Sequence[Mark]) -> None:
        links = [m for m in marks if m.href]
        innermost = links[-1] if links and not self.within_link else None
        wanted: list[Open] = [(m, m is innermost) for m in marks]
        shared = 0
        while shared < min(len(wanted), len(self.stack)) and _same(wanted[shared], self.stack[shared]):
            shared += 1
        while len(self.stack) > shared:
            self._close(*self.stack.pop())
        for mark, linked in wanted[shared:]:
            self._open(mark, linked)
            self.stack.append((mark, linked))

    def _open(self, mark: Mark, linked: bool) -> None:
        first = id(mark) not in self.begun
        self.begun.add(id(mark))
        if first and mark.before is not None and not self._is_in_link():
            self.out.append(_signpost(mark.before))
        classes = f"mark {mark.kind}{' checked' if mark.reviewed else ''}"
        classes += f"{' first' if first else ''}{' last' if self._reaches_end(mark) else ''}"
        attributes = f' class="{escape(classes)}"'
        if first and mark.anchor and mark.anchor not in self.used:
            self.used.add(mark.anchor)
            attributes += f' id="{escape(mark.anchor)}"'
        if mark.title:
            attributes += f' title="{escape(mark.title)}"'
        if mark.shown:
            attributes += f' data-shown="{escape(mark.shown)}"'
        self.out.append(f'<a href="{escape(mark.href)}"{attributes}>' if linked else f"<span{attributes}>")
        if mark.date:
            self.out.append(f'<time datetime="{escape(mark.date)}">')

    def _reaches_end(self, mark: Mark) -> bool:
        following = [b for m in self.marks for b in (m.start, m.end) if b > self.position]
        return mark.end <= min(following, default=mark.end)

    def _close(self, mark: Mark, linked: bool) -> None:
        if mark.date:
            self.out.append("</time>")
        ends = mark.after is not None and self.position >= mark.end and not self._is_in_link()
        post = _signpost(mark.after) if ends and mark.after is not None else ""
        self.out.append(f"</a>{post}" if linked else f"{post}</span>")

    def _is_in_link(self) -> bool:
        """Whether a link of the Markdown or of a mark stands open, in which there can be no other."""
        return self.within_link or any(linked for _, linked in self.stack)


def _same(one: Open, other: Open) -> bool:
    return one[0] is other[0] and one[1] == other[1]


def _escaped(text: str) -> str:
    # A parser would turn a carriage return into a line feed.
    return str(escape(text)).replace("\r", "&#13;")


def _signpost(post: Signpost) -> str:
    shown = f' data-shown="{escape(post.shown)}"' if post.shown else ""
    return f'<a class="{escape(post.kind)}" href="{escape(post.href)}" aria-label="{escape(post.label)}"{shown}></a>'


def _within(passage: Passage, marks: Iterable[Mark]) -> list[Mark]:
    return [m for m in marks if m.start < m.end and m.start < passage.end and passage.start < m.end]


def render_line(passage: Passage, marks: Iterable[Mark], used: set[str]) -> Markup:
    """A title or subtitle. ``used`` holds the ids that stand on the page, and takes up the new ones."""
    layout = _Layout(passage.start, _within(passage, marks), used)
    layout.text(passage.text)
    layout.close_marks()
    anchor = f"p-{passage.name}"
    used.add(anchor)
    return Markup(f'<span class="passage" id="{escape(anchor)}">{"".join(layout.out)}</span>')  # noqa: S704


def render_body(article: Article, marks: Sequence[Mark], used: set[str]) -> tuple[Markup, tuple[Heading, ...]]:
    """The body and its headings. ``used`` holds the ids that stand on the page, and takes up the new ones."""
    tokens = PARSER.parse(article.body)
    passages = {passage.name: passage for passage in article.passages}
    numbers = {id(token): number for number, token in numbered(tokens)}
    levels = _heading_levels(tokens)
    out: list[str] = []
    headings: list[Heading] = []
    for index, token in enumerate(tokens):
        if token.type == "inline":
            number = numbers.get(id(token))
            if number is None:
                continue
            passage = passages[number]
            out.append(_render_inline(token, passage, _within(passage, marks), used))
            if tokens[index - 1].type == "heading_open":
                headings.append(Heading(passage.text, f"p{number}"))
        else:
            out.append(_render_block(token, levels.get(index, 2)))
    return Markup("".join(out)), tuple(headings)  # noqa: S704 (built from escaped parts only)


def _render_inline(token: Token, passage: Passage, marks: Sequence[Mark], used: set[str]) -> str:
    layout = _Layout(passage.start, marks, used)
    links: list[bool] = []
    for child in token.children or ():
        text = visible(child)
        if child.type == "code_inline":
            layout.close_marks()
            layout.raw("<code>")
            layout.text(text)
            layout.close_marks()
            layout.raw("</code>")
        elif text:
            layout.text(text)
            if child.type == "hardbreak":
                layout.close_marks()
                layout.raw("<br>")
        elif child.type == "link_open":
            layout.close_marks()
            # An address in angle brackets may stand in the text of a link; HTML has no link in a link.
            href = "" if layout.within_link else web_address(child.attrs.get("href", ""))
            links.append(bool(href))
            if href:
                layout.raw(f'<a href="{escape(href)}" rel="noopener nofollow">')
                layout.within_link = True
        elif child.type == "link_close":
            layout.close_marks()
            if links.pop():
                layout.raw("</a>")
            layout.within_link = any(links)
        elif child.type in _INLINE or child.type.replace("_close", "_open") in _INLINE:
            layout.close_marks()
            closing = child.nesting < 0
            layout.raw(f"</{child.tag}>" if closing else f"<{child.tag}>")
    layout.close_marks()
    anchor = f"p{passage.name}"
    used.add(anchor)
    return f'<span class="passage" id="{escape(anchor)}">{"".join(layout.out)}</span>'


def _render_block(token: Token, level: int) -> str:
    if token.type in ("fence", "code_block"):
        return f"<pre><code>{_escaped(token.content)}</code></pre>\n"
    if token.type == "hr":
        return "<hr>\n"
    if token.hidden:
        return ""
    if token.type.startswith("heading_"):
        return f"<h{level}>" if token.nesting > 0 else f"</h{level}>\n"
    if token.tag not in _BLOCKS:
        return _escaped(token.content)
    if token.nesting < 0:
        return f"</{token.tag}>{'</div>' if token.tag == 'table' else ''}\n"
    start = token.attrs.get("start") if token.tag == "ol" else None
    number = f' start="{int(start)}"' if start is not None else ""
    box = '<div class="wide">' if token.tag == "table" else ""
    return f"{box}<{token.tag}{number}>"


def _heading_levels(tokens: Sequence[Token]) -> dict[int, int]:
    """By index of a heading's tokens, the level to write: below the page's title, and never skipping one."""
    levels: dict[int, int] = {}
    previous = 1
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            previous = min(int(token.tag[1]) + 1, previous + 1, 6)
        if token.type in ("heading_open", "heading_close"):
            levels[index] = previous
    return levels
