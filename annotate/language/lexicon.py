"""The word lists under ``data/``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from annotate.corpus.yaml.word_list import word_list

DATA = Path(__file__).parent / "data"


def lexicon(name: str) -> Any:
    """The content of ``data/<name>.yaml``; callers must not change it."""
    return word_list(DATA / f"{name}.yaml")
