from hypothesis import assume, given
from hypothesis import strategies as st

from annotate.corpus.text import anchors

TEXTS = st.text(alphabet="ab …. ", min_size=1, max_size=300)


@given(TEXTS, st.integers(0, 299), st.integers(1, 300))
def test_what_is_written_leads_back_to_the_very_same_characters(text: str, start: int, length: int) -> None:
    end = start + length
    assume(end <= len(text))
    words, n = anchors.write(text, start, end)
    assert anchors.find(text, words, n) == (start, end)


def test_long_words_are_cut_in_the_middle() -> None:
    text = "The delegation said that " + "the talks would go on and on " * 8 + "until an agreement was reached."
    words, n = anchors.write(text, 0, len(text))
    assert anchors.CUT in words
    assert len(words) <= anchors.LONG
    assert (words.split(anchors.CUT)[0], n) == ("The delegation said that the talks", 1)


def test_an_anchor_that_does_not_stand_there_is_lost_and_never_guessed() -> None:
    text = "Talks open on Friday, talks end on Friday."
    assert anchors.find(text, "friday") is None
    assert anchors.find(text, "Friday ") is None
    assert anchors.find(text, "Friday", 3) is None
    assert anchors.find(text, "Talks … Monday") is None
    assert anchors.find(text, "Friday", 2) == (35, 41)


def test_an_ellipsis_that_stands_in_the_text_is_matched_first() -> None:
    text = "“We came … we left.” Then we came home and we left."
    assert anchors.find(text, "came … we left") == (4, 18)
