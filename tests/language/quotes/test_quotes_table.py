"""The table of hard cases in the docs is what happens."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotate.corpus.annotations import Quote
from annotate.corpus.known.speech import meaning_of, speech_words
from annotate.site.text.wording import cue_word, words
from tests.language.shipped import annotator

PAGE = Path(__file__).parents[3] / "docs" / "who-said-what.md"
HEADING = "| Case | Text | What Dateline makes of it |"
KNOWN = ("Marks", "Not quotes", "Where the cue stands", "Who is meant")


def rows(*sections: str) -> Iterator[tuple[str, str, str]]:
    """Case, text and outcome of every row below the headings."""
    for section in re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        title, _, body = section.partition("\n")
        if title not in sections:
            continue
        assert HEADING in body, title
        for line in body.partition(HEADING)[2].strip().splitlines()[1:]:
            if not line.startswith("|"):
                break
            case, text, outcome = (html.unescape(cell.strip()) for cell in line.strip("|").split(" | "))
            yield case, text.replace("¶", "\n\n"), outcome


def told(quote: Quote) -> str:
    """A quote as the table tells it."""
    speakers = quote.speakers or ((quote.speaker,) if quote.speaker else ())
    source = f" ({quote.source.text})" if quote.source else ""
    speaker = ", ".join(speakers) or f"unnamed{source}"
    cue = quote.cue.text if quote.cue else "no cue"
    return " · ".join([quote.kind, speaker, cue, " / ".join(piece.text for piece in quote.content)])


def outcome(text: str) -> str:
    return "<br>".join(told(quote) for quote in annotator().annotate(text).quotes) or "no quote"


@pytest.mark.parametrize(("case", "text", "expected"), list(rows(*KNOWN)))
def test_a_hard_case_is_read_as_the_page_tells(case: str, text: str, expected: str) -> None:
    assert outcome(text) == expected, case


@pytest.mark.parametrize(("case", "text", "expected"), list(rows("Not yet")))
def test_what_is_not_right_yet_is_told_honestly(case: str, text: str, expected: str) -> None:
    assert outcome(text) == expected, case


def test_the_page_has_a_row_for_every_kind_of_quote_and_for_what_is_none() -> None:
    outcomes = [expected for _, _, expected in rows(*KNOWN)]
    assert {expected.split(" · ")[0] for expected in outcomes} == {"direct", "indirect", "mixed", "no quote"}


@pytest.mark.parametrize(
    ("cue", "meaning"),
    [
        ("said", "say"),
        ("denied", "deny"),
        ("has denied", "deny"),
        ("denies", "deny"),
        ("did not deny", "say"),
        ("threatening", "threaten"),
        ("promised", "promise"),
        ("swore", "promise"),
        ("demanded", "demand"),
        ("called on", "demand"),
        ("called", "judge"),
        ("warning", "warn"),
        ("according to", "say"),
        ("", "say"),
    ],
)
def test_a_cue_in_any_form_has_the_meaning_of_its_verb(cue: str, meaning: str) -> None:
    assert meaning_of(cue) == meaning


def test_no_verb_stands_under_two_meanings() -> None:
    verbs = [verb for verbs in speech_words()["meanings"].values() for verb in verbs]
    assert len(verbs) == len(set(verbs))


def test_every_meaning_but_saying_has_a_word_on_the_site() -> None:
    assert speech_words()["meanings"].keys() - words()["cue_meanings"].keys() == {"say", "chant"}
    assert (cue_word("denied"), cue_word("said")) == ("Denial", "")
