"""What decides what is found: the release, the code of the annotator and the data that it reads."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from annotate import __version__

_DECIDES = ("language", "timeline", "corpus")
_KINDS = {".py", ".yaml", ".pipeline", ".weights", ".json"}
"""Code, word lists and all three kinds of weights; what is written for people decides nothing."""


@cache
def annotator_version() -> str:
    """Sixteen hexadecimal digits; others with each release and each change of a file that decides what is found."""
    digest = hashlib.sha256(__version__.encode())
    package = Path(__file__).parent.parent
    for part in _DECIDES:
        for path in sorted((package / part).rglob("*")):
            if path.suffix in _KINDS:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
