"""The annotator against the bare pipeline (the shipped weights, run as spaCy runs them): the same texts, one core."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date


def beside_bare(texts: Sequence[tuple[str, date | None]], rounds: int) -> tuple[float, float]:
    """Processor seconds that the bare pipeline (tagger, parser, names) takes for ``texts``, and the annotator.

    The better of ``rounds`` each, which alternate, so that a busy machine slows both.

    Args:
        texts: with their dates.
        rounds: how often each is measured.
    """
    os.environ["OMP_NUM_THREADS"] = "1"  # before numpy is loaded
    from annotate.language.annotator import Annotator  # noqa: PLC0415
    from annotate.language.words.trained import load_trained  # noqa: PLC0415

    bare, annotator = load_trained(), Annotator()
    best = {"bare": float("inf"), "annotator": float("inf")}
    for _ in range(rounds):
        best["bare"] = min(best["bare"], _spent(lambda: bare.pipe(text for text, _ in texts)))
        best["annotator"] = min(best["annotator"], _spent(lambda: annotator.pipe(texts)))
    return best["bare"], best["annotator"]


def _spent(work: Callable[[], Iterable[object]]) -> float:
    begun = time.process_time()
    for _ in work():
        pass
    return time.process_time() - begun
