"""JSON Lines: everything that the corpus' files say, one record a line. ``annotate import`` reads it back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from annotate.corpus.annotations import Annotations
from annotate.corpus.article import Article
from annotate.exchange.annotation_values import values_of
from annotate.exchange.exported import Export, ExportedFile, Publication, text_file
from annotate.timeline.linked import Corpus


def files(corpus: Corpus, site: Publication) -> Iterator[ExportedFile]:
    """``corpus.jsonl``: articles with their annotations, then actors, then timeline entries."""
    yield text_file("corpus.jsonl", "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in records(corpus)))


def records(corpus: Corpus) -> Iterator[dict[str, Any]]:
    """The records; spans carry offsets (code points, end exclusive) into ``text``."""
    for within in corpus.articles.values():
        yield article_record(within.article, within.annotations)
    for actor in corpus.actors.values():
        yield {"record": "actor", **values_of(actor)}
    for entry in corpus.entries.values():
        yield {"record": "entry", **values_of(entry)}


def article_record(article: Article, annotations: Annotations) -> dict[str, Any]:
    """One article with its text and what is marked in it."""
    marked = values_of(annotations)
    for own in ("text", "machine"):  # of the file, not of what is marked
        marked.pop(own, None)
    return {
        "record": "article",
        "id": article.id,
        **article.front_matter.model_dump(mode="json", exclude_defaults=True),
        "body": article.body,
        "reads": article.text,
        "annotations": marked,
    }


EXPORT = Export("jsonl", "everything as JSON Lines; can be imported again", files)
