"""Measuring the annotator on articles whose annotations people have reviewed. Loads spaCy, as annotating does."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from annotate import __version__
from annotate.corpus.annotations import Annotations
from annotate.corpus.folder import read_folder
from annotate.corpus.problems import CorpusError, Problem
from annotate.corpus.scoring import LayerScore, score, total
from annotate.timeline.actors.actor_index import ActorIndex
from annotate.timeline.actors.linking import link


@dataclass(frozen=True)
class Evaluation:
    """What was measured, on what, when and with what."""

    day: datetime.date
    version: str
    articles: int
    scores: tuple[LayerScore, ...]

    def record(self) -> dict[str, object]:
        """The figures as JSON has them, rounded to four places."""
        figures = {
            layer.layer: {
                "precision": round(layer.precision, 4),
                "recall": round(layer.recall, 4),
                "f1": round(layer.f1, 4),
                "right": layer.right,
                "found": layer.found,
                "reviewed": layer.reviewed,
            }
            for layer in self.scores
        }
        return {"date": self.day.isoformat(), "version": self.version, "articles": self.articles, "layers": figures}


def evaluate(root: Path, *, everything: bool = False, pipeline: str | None = None) -> Evaluation:
    """Annotate the reviewed articles of the corpus ``root`` afresh and compare; nothing is written.

    Args:
        root: the corpus folder.
        everything: take every article with a sidecar as reviewed, not only those whose every item is marked so.
        pipeline: see ``Annotator``.

    Raises:
        CorpusError: broken files, no reviewed article, or ``pipeline`` can't be used.
    """
    from annotate.language.annotator import Annotator  # noqa: PLC0415  # loads spaCy
    from annotate.language.words.trained import PipelineError  # noqa: PLC0415

    files = read_folder(root)
    if files.problems:
        raise CorpusError(files.problems)
    chosen = [
        (files.articles[name], annotations)
        for name, annotations in sorted(files.annotations.items())
        if name in files.articles and (everything or is_reviewed(annotations))
    ]
    if not chosen:
        hint = "mark the items of an article with 'reviewed: true', or ask for all articles with --all"
        raise CorpusError([Problem(root, 1, 1, "nothing-reviewed", "no article is reviewed as a whole", hint)])
    actors = tuple(files.actors)
    try:
        annotator = Annotator(actors, pipeline=pipeline)
    except PipelineError as error:
        raise CorpusError([Problem(Path(pipeline or "."), 1, 1, "no-pipeline", str(error))]) from error
    index = ActorIndex(actors)
    scores = [
        score(reviewed, link(annotator.annotate_article(article), index, article.date)) for article, reviewed in chosen
    ]
    return Evaluation(datetime.date.today(), __version__, len(chosen), total(scores))


def is_reviewed(annotations: Annotations) -> bool:
    """Whether a person has checked every item; an article without items is no measure of anything."""
    said = [
        item.reviewed
        for section in (annotations.entities, annotations.times, annotations.quotes, annotations.events)
        for item in section
    ]
    return bool(said) and all(said)
