"""Any text with any marks: balanced HTML, the text unchanged, and nothing of it read as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.corpus.article import Article, FrontMatter
from annotate.site.text.marks import Mark, Signpost
from annotate.site.text.rendering import render_body, render_line
from tests.markup import Element, parse, text, with_class

TAGS = frozenset(
    [
        "a",
        "span",
        "time",
        "em",
        "strong",
        "s",
        "code",
        "br",
        "p",
        "ul",
        "ol",
        "li",
        "blockquote",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "pre",
        "hr",
        "div",
    ]
)
ATTRIBUTES = frozenset(
    ["class", "id", "title", "href", "rel", "datetime", "data-shown", "aria-label", "start", "style"]
)

PIECES = st.sampled_from([
    "Lind", " ", " ", "\n", "\n\n", "*", "**", "~~", "`", "``", "[", "](", ")", "](https://example.org/?a=1&b=2)",
    "](javascript:run())", "<https://example.org>", "![", "# ", "## ", "> ", "- ", "1. ", "7) ", "    ", "```\n", "---\n",
    "| a | b |\n|---|---|\n| ", " | ", "<b onclick='run()'>", "</span>", "<script>", "</a>", "&amp;", "&lt;", "&", "\"", "'",
    "“", "”", "\\", "\\*", "  \n", "&#13;", "&#0;", "العربية", "👩‍🚀", "\u202e", "e\u0301", "—",
])  # fmt: skip
BODIES = st.one_of(
    st.lists(PIECES, max_size=40).map("".join),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=80),
)
TITLES = st.one_of(st.lists(PIECES, min_size=1, max_size=8).map("".join), st.text(min_size=1, max_size=30)).map(
    lambda title: title.encode("utf-8", "ignore").decode().replace("\0", "") or "x"
)
HOSTILE = st.sampled_from(["", "x", '"><script>run()</script>', "' onmouseover='run()"])


@st.composite
def marked(draw: st.DrawFn) -> tuple[Article, list[Mark]]:
    front = FrontMatter(title=draw(TITLES), subtitle=draw(st.one_of(st.just(""), TITLES)), date="2025-03-08")
    article = Article("talks", Path("talks.md"), front, draw(BODIES))
    end = len(article.text)
    marks = []
    for number in range(draw(st.integers(0, 7))):
        start = draw(st.integers(0, end))
        post = Signpost("../ana/", "speaker", draw(HOSTILE), draw(HOSTILE))
        marks.append(
            Mark(
                start, draw(st.integers(start, min(end, start + 40))), draw(st.integers(0, 3)), "name person",
                draw(st.sampled_from(["", f"q{number}", "q1"])), draw(st.sampled_from(["", "../ana/"])), draw(HOSTILE),
                draw(st.sampled_from(["", "2025-03-08"])), draw(HOSTILE), draw(st.booleans()),
                draw(st.sampled_from([None, post])), draw(st.sampled_from([None, post])),
            )
        )  # fmt: skip
    return article, marks


def check(tree: Element) -> None:
    """Only elements and attributes of ours, no id twice, no link within a link, no address but of the web."""
    ids: list[str] = []
    for one in tree.iter():
        assert one is tree or one.tag in TAGS
        assert set(one.attrib) <= ATTRIBUTES, one.attrib
        ids += [one.attrib["id"]] if "id" in one.attrib else []
        assert one.tag != "a" or (sum(1 for _ in one.iter("a")) == 1)
        assert one.get("href", "../ana/").startswith(("../ana/", "http://", "https://"))
    assert len(ids) == len(set(ids))


def shown(tree: Element) -> Sequence[tuple[str, str]]:
    return [(one.get("id", ""), text(one)) for one in with_class(tree, "passage")]


@settings(max_examples=400, deadline=None)
@given(marked())
def test_any_body_with_any_marks_is_balanced_and_reads_as_it_was_written(case: tuple[Article, list[Mark]]) -> None:
    article, marks = case
    html, _ = render_body(article, marks, set())
    tree = parse(html)
    check(tree)
    passages = [passage for passage in article.passages if isinstance(passage.name, int)]
    assert shown(tree) == [(f"p{passage.name}", passage.text) for passage in passages]


@settings(max_examples=200, deadline=None)
@given(marked())
def test_any_title_with_any_marks_is_balanced_and_reads_as_it_was_written(case: tuple[Article, list[Mark]]) -> None:
    article, marks = case
    used: set[str] = set()
    lines = [passage for passage in article.passages if isinstance(passage.name, str)]
    tree = parse("".join(render_line(passage, marks, used) for passage in lines))
    check(tree)
    assert shown(tree) == [(f"p-{passage.name}", passage.text) for passage in lines]


@settings(max_examples=200, deadline=None)
@given(marked())
def test_what_is_marked_is_what_the_spans_hold(case: tuple[Article, list[Mark]]) -> None:
    article, marks = case
    for mark in marks:
        alone = Mark(mark.start, mark.end, 0, "alone")
        html = "".join(render_line(p, [alone], set()) for p in article.passages if isinstance(p.name, str))
        html += str(render_body(article, [alone], set())[0])
        found = "".join(text(one) for one in with_class(parse(html), "alone"))
        wanted = "".join(
            article.text[max(mark.start, passage.start) : min(mark.end, passage.end)]
            for passage in article.passages
            if mark.start < passage.end and passage.start < mark.end
        )
        assert found == wanted
