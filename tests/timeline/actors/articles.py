"""Articles and annotations made by hand, for tests of what happens between articles."""

from __future__ import annotations

from pathlib import Path

from annotate.corpus.annotations import Annotations, Entity, Label, Mention
from annotate.corpus.article import Article, FrontMatter


def article(name: str, *paragraphs: str, day: str = "2025-03-01") -> Article:
    return Article(name, Path(f"{name}.md"), FrontMatter(title="A report", date=day), "\n\n".join(paragraphs))


def annotated(within: Article, *names: tuple[str, Label, str], score: float = 0.9) -> Annotations:
    """Every place where each of the words stands in the body, under a label and an actor's id."""
    entities = []
    for words, label, actor in names:
        mentions = []
        for passage in within.passages[1:]:
            at = passage.text.find(words)
            if at >= 0:
                start = passage.start + at
                mentions.append(Mention(p=passage.name, text=words).placed(start, start + len(words)))
        entities.append(Entity(actor=actor, label=label, mentions=tuple(mentions), score=score))
    return Annotations(article=within.id, entities=tuple(entities))


def actors(annotations: Annotations) -> list[str | None]:
    return [entity.actor for entity in annotations.entities]
