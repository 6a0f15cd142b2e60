"""The annotator: a text goes in, everything that is marked in it comes out."""

from __future__ import annotations

import datetime
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import starmap, tee
from pathlib import Path

from annotate.corpus.actors import Actor
from annotate.corpus.annotations import Annotations
from annotate.corpus.article import Article, Passage
from annotate.engines import Failed
from annotate.engines.local import Processes
from annotate.language.annotating import Setup, annotate_texts, found_in_each
from annotate.language.findings import records
from annotate.language.pipeline import Text, build, read_all
from annotate.language.spans import Places
from annotate.language.words.sentences import paragraphs

Item = tuple[str, datetime.date | None]


class Annotator:
    """The shipped pipeline, loaded once.

    Args:
        actors: the registry. Its names, aliases, adjectives and seats are recognised and give their ids.
        pipeline: an installed spaCy pipeline of English to use instead of the shipped one (``en_core_web_lg``), a
            folder that spaCy wrote, or a file that ``annotate train`` wrote.

    Raises:
        PipelineError: ``pipeline`` can't be used.
    """

    def __init__(self, actors: Iterable[Actor] = (), *, pipeline: str | Path | None = None) -> None:
        self._actors = tuple(actors)
        self._pipeline = pipeline
        self._nlp = build(self._actors, pipeline)

    def annotate(self, text: str, *, date: datetime.date | None = None) -> Annotations:
        """What is found in ``text``, whose paragraphs are separated by blank lines. Never raises on any text.

        Args:
            text: plain text. Offsets of all spans are code points into it.
            date: the day it was published; without it, dates such as "Friday" stay open.
        """
        return next(self._read([_as_read(text, date)]))

    def annotate_article(self, article: Article) -> Annotations:
        """What is found in title, subtitle and body; offsets count in ``article.text``."""
        return next(self.annotate_articles((article,)))

    def annotate_articles(self, articles: Iterable[Article]) -> Iterator[Annotations]:
        """As :meth:`annotate_article` for each of many, in their order and in less time; taken little by little."""
        here, told = tee(articles)
        found = self._read((article.text, article.date, article.passages) for article in here)
        for article, annotated in zip(told, found, strict=True):
            yield annotated.model_copy(update={"article": article.id, "text": article.fingerprint})

    def pipe(self, texts_and_dates: Iterable[Item], *, jobs: int = 1) -> Iterator[Annotations]:
        """As :meth:`annotate` for many texts, in their order.

        Args:
            texts_and_dates: pairs of text and date; read little by little.
            jobs: worker processes; each loads a pipeline of its own, which pays from some hundred texts on.

        Raises:
            RuntimeError: a text has cost several workers their lives, perhaps for want of memory.
        """
        if jobs <= 1:
            yield from self._read(starmap(_as_read, texts_and_dates))
            return
        setup = Setup(self._actors, None if self._pipeline is None else str(self._pipeline))
        for _, found in found_in_each(annotate_texts, setup, texts_and_dates, Processes(jobs)):
            if isinstance(found, Failed):
                raise RuntimeError(found.reason)
            yield found

    def _read(self, texts: Iterable[_Text]) -> Iterator[Annotations]:
        under_way: deque[_Text] = deque()
        for doc in read_all(self._nlp, _with_words(texts, under_way)):
            while not under_way[0][2]:
                under_way.popleft()
                yield Annotations()
            text, _, passages = under_way.popleft()
            yield records(doc, Places(text, passages))
        yield from (Annotations() for _ in under_way)


_Text = tuple[str, datetime.date | None, Sequence[Passage]]


def _as_read(text: str, date: datetime.date | None) -> _Text:
    passages = [Passage(n, text[start:end], start) for n, (start, end) in enumerate(paragraphs(text), 1)]
    return text, date, passages


def _with_words(texts: Iterable[_Text], under_way: deque[_Text]) -> Iterator[Text]:
    """Those of ``texts`` in which there is something to read; all of them go to ``under_way``."""
    for text, date, passages in texts:
        under_way.append((text, date, passages))
        if passages:
            yield text, date, [(passage.start, passage.end) for passage in passages]
