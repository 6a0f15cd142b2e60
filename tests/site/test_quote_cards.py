"""What a quote's card says besides the words."""

from __future__ import annotations

from pathlib import Path

from annotate.corpus.annotations import Annotations, Quote, Span
from annotate.corpus.article import Article, FrontMatter
from annotate.site.edition import Edition, environment
from annotate.site.pages.quotes import pages
from annotate.timeline.linked import Corpus
from tests.markup import parse, text

WORDS = "The bridge stays open for everyone"


def page(*reports: tuple[str, str, str]) -> str:
    """The index of quotes as one reads it; each report is an article's title, a cue and the words."""
    made = []
    for number, (title, cue, words) in enumerate(reports, 1):
        body = f"Lena Harta {cue}: “{words}.”"
        article = Article(f"a{number}", Path(f"a{number}.md"), FrontMatter(title=title, date="2025-03-01"), body)
        start = article.text.index(words)
        content = Span(p=1, text=words).placed(start, start + len(words))
        quote = Quote(
            id="q1", kind="direct", source=Span(p=1, text="Lena Harta"), cue=Span(p=1, text=cue), content=(content,)
        )
        made.append((article, Annotations(article=article.id, quotes=(quote,))))
    edition = Edition(Corpus.link(made, [], []), environment())
    return " ".join(text(parse(next(iter(pages(edition))).make(edition).html)).split())


def test_a_denial_is_called_one_and_a_plain_saying_is_not_labelled() -> None:
    assert "Denial" in page(("Monday", "denied", WORDS))
    assert "Denial" not in page(("Monday", "said", WORDS))


def test_whoever_words_are_according_to_is_named_behind_that() -> None:
    assert "According to Lena Harta" in page(("Monday", "according to", WORDS))
    assert "According to Lena Harta" in page(("Monday", "According to", WORDS))
    assert "Lena Harta said" in page(("Monday", "said", WORDS))


def test_the_same_words_in_another_article_are_pointed_at() -> None:
    shown = page(("The first report", "said", WORDS), ("The second report", "stressed", WORDS))
    assert "also in The second report" in shown
    assert "also in The first report" in shown
    assert "also in" not in page(
        ("The first report", "said", WORDS), ("The second report", "said", "It rains in Geneva again")
    )
