"""Annotations with their offsets as JSON: what is found in a text, kept without a file that people read."""

from __future__ import annotations

import json

from annotate.corpus.annotations import Annotations
from annotate.corpus.text.placing import change_spans, spans


def to_json(found: Annotations) -> str:
    """``found`` with everything that is in memory only: offsets, and kinds and values of times.

    Raises:
        LostAnchorError: a span of it has no place.
    """
    return json.dumps(
        {
            "found": found.model_dump(mode="json", by_alias=True, exclude_defaults=True),
            "offsets": [(span.start, span.end) for _, span in spans(found)],
            "times": [(time.kind, time.timex) for time in found.times],
        },
        separators=(",", ":"),
    )


def from_json(text: str) -> Annotations:
    """What :func:`to_json` was given."""
    kept = json.loads(text)
    offsets = iter(kept["offsets"])
    found = change_spans(Annotations.model_validate(kept["found"]), lambda span: span.placed(*next(offsets)))
    times = zip(found.times, kept["times"], strict=True)
    return found.model_copy(update={"times": tuple(time.as_timex(kind, timex) for time, (kind, timex) in times)})
