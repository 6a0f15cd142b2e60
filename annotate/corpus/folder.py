"""The corpus folder: which files it has, reading them all, and giving every anchor its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from annotate.corpus.actors import Registry
from annotate.corpus.anchors import find
from annotate.corpus.annotations import Annotations, Span
from annotate.corpus.article import Article, Passage, read_article
from annotate.corpus.model import Record
from annotate.corpus.problems import CorpusError, Problem
from annotate.corpus.strict_yaml import Document, Location, read
from annotate.corpus.timeline import Timeline
from annotate.corpus.validation import validate

ACTORS = "actors.yaml"
TIMELINE = "timeline.yaml"
MAX_YAML_BYTES = 20_000_000

R = TypeVar("R", bound=Record)
S = TypeVar("S")
