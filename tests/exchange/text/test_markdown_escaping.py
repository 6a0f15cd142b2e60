"""Plain paragraphs read the same once they are Markdown."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotate.corpus.text.markdown import blocks
from annotate.exchange.text.markdown_escaping import as_read, to_markdown

MARKS = "#*_`~<>[]()!|\\&;:-+=1.)\"' \t\xa0ab\u3000"
LINE = st.one_of(
    st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=40),
    st.text(st.sampled_from(MARKS), min_size=1, max_size=20),
    st.sampled_from(
        ["---", "===", "```", "~~~", "| - | - |", "|-", ":-:", "a | b", "[a]: http://b.c", "&amp; &#35; &copy;", "1) x"]
    ),
).filter(lambda line: line.strip() != "")
PARAGRAPH = st.lists(LINE, min_size=1, max_size=4).map("\n".join)


@given(st.lists(PARAGRAPH, min_size=1, max_size=5))
@example(["# one", "2. two", "    three", "four\n---", "five\n===", "six\\", "a  \nb"])
@example(["a | b\n--- | ---\n1 | 2"])
@example(["[x]: http://y.z", "see [x]"])
@example(["<http://x.y>", "<b>bold</b>", "&lt;", "`code", "code`", "***", "~~gone~~"])
def test_any_paragraphs_read_the_same(paragraphs: list[str]) -> None:
    assert [block.text for block in blocks(to_markdown(paragraphs))] == [as_read(p) for p in paragraphs]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Nothing to see here.",
        "“He said,” she said - and 5 * 3 is 15; AT&T, snake_case and <3.",
        "In\n2025. A year.",
        "Costs rose 3 | 4 times & more: #1!",
        "An apostrophe's [note] stays.",
        "A backslash \\o stays.",
    ],
)
def test_what_markdown_leaves_alone_is_kept_byte_for_byte(paragraph: str) -> None:
    assert to_markdown([paragraph]) == f"{paragraph}\n"


@pytest.mark.parametrize(
    ("paragraph", "markdown"),
    [
        ("# one & two", "\\# one & two"),
        ("2025. A year_of *hope*", "2025\\. A year_of \\*hope\\*"),
        ("- dash-led", "\\- dash-led"),
        ("Q&amp;A - B", "Q\\&amp;A - B"),
        ("    indented", "indented"),
        ("one  \ntwo", "one\ntwo"),
    ],
)
def test_only_what_would_change_is_escaped(paragraph: str, markdown: str) -> None:
    assert to_markdown([paragraph]) == f"{markdown}\n"
