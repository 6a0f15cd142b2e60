"""The annotator with the shipped pipeline, loaded once for all tests of this folder."""

from __future__ import annotations

from functools import cache

from annotate.language.annotator import Annotator


@cache
def annotator() -> Annotator:
    return Annotator()
