"""What one article and its sidecar give to what is told across articles, and which of it a run has to read anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from annotate.corpus.article import Article, read_article
from annotate.corpus.file_states import digest
from annotate.corpus.folder import attempt, stands
from annotate.corpus.keeping.sidecar import parse_sidecar, referred_to
from annotate.corpus.problems import Problem
from annotate.corpus.reading import read_text
from annotate.corpus.text.placing import place
from annotate.timeline.actors.evidence import Evidence, evidence_in
from annotate.timeline.entries.tellings import Told, told_in


@dataclass(frozen=True)
class Said:
    """What a sidecar says."""

    evidence: Mapping[str, Evidence]
    """By id, of everyone that the article refers to."""
    told: tuple[Told, ...]
    """Its events."""
    by_people: frozenset[str]
    """Ids that people's items refer to."""
    by_machine: frozenset[str]
    """Ids that the annotator's items refer to."""


@dataclass(frozen=True)
class Contribution:
    """What an article gives."""

    article: str
    """Its id."""
    day: date
    fingerprint: str
    said: Said | None
    """None: it has no sidecar."""


def contribution_of(path: Path, problems: list[Problem]) -> Contribution | None:
    """What the article at ``path`` and the sidecar beside it give; None, and ``problems``, where one can't be read."""
    article = attempt(problems, path, lambda: read_article(path))
    sidecar = path.with_suffix(".yaml")
    text = attempt(problems, sidecar, lambda: read_text(sidecar)) if stands(sidecar) else None
    said = attempt(problems, sidecar, lambda: said_in(text, sidecar, article)) if text is not None else None
    if article is None or (said is None and stands(sidecar)):
        return None
    return Contribution(article.id, article.date, article.fingerprint, said)


def said_in(text: str, path: Path, article: Article | None) -> Said | None:
    """What ``text``, the content of the sidecar at ``path``, says of ``article``.

    Raises:
        CorpusError: with every problem of it; also where there is no article to say anything of.
    """
    sidecar, document = parse_sidecar(text, path)
    if article is None:
        return None
    placed = place(sidecar, article)
    people, machine = referred_to(text, path, document)
    return Said(evidence_in(article, placed), tuple(told_in(article, placed)), frozenset(people), frozenset(machine))


def is_as(path: Path, seen: str) -> bool:
    """Whether the file at ``path`` has the digest ``seen``; empty: there is none, or it can't be read."""
    try:
        return digest(path.read_bytes()) == seen if path.is_file() else not seen
    except OSError:
        return False
