"""The same words in several articles are known again."""

from __future__ import annotations

from annotate.corpus.annotations import Quote, Span
from annotate.timeline.repeated_quotes import repeated

WORDS = "The bridge stays open for everyone who needs it"


def quote(words: str, speaker: str | None = "lena-harta", name: str = "q1") -> Quote:
    return Quote(id=name, speaker=speaker, kind="direct", content=(Span(p=1, text=words),))


def test_the_same_words_in_two_articles_point_at_each_other() -> None:
    found = repeated([("monday", quote(WORDS)), ("tuesday", quote(WORDS.upper() + "!"))])
    assert found == {"monday#q1": ("tuesday#q1",), "tuesday#q1": ("monday#q1",)}


def test_words_that_another_article_cuts_short_are_known_again() -> None:
    cut = Quote(
        id="q1", kind="direct", content=(Span(p=1, text="The bridge stays open"), Span(p=1, text="for everyone"))
    )
    assert repeated([("monday", quote(WORDS)), ("tuesday", cut)])["monday#q1"] == ("tuesday#q1",)


def test_other_speakers_other_words_and_few_words_are_not_the_same() -> None:
    assert not repeated([("monday", quote(WORDS)), ("tuesday", quote(WORDS, "omar-tell"))])
    assert not repeated(
        [("monday", quote(WORDS)), ("tuesday", quote("The bridge stays closed until the rent is paid"))]
    )
    assert not repeated([("monday", quote("It is over")), ("tuesday", quote("It is over"))])


def test_a_quote_of_the_same_article_is_not_another_article_s() -> None:
    assert not repeated([("monday", quote(WORDS)), ("monday", quote(WORDS, name="q2"))])


def test_an_unnamed_speaker_may_be_anybody_and_order_is_kept() -> None:
    found = repeated([("a", quote(WORDS)), ("b", quote(WORDS, None)), ("c", quote(WORDS))])
    assert found["b#q1"] == ("a#q1", "c#q1")
