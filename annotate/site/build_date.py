"""A build is dated by its newest article, not by the clock: the same corpus gives the same bytes on any day."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time

_VARIABLE = "SOURCE_DATE_EPOCH"
"""What MkDocs dates its sitemap by (https://reproducible-builds.org/specs/source-date-epoch/)."""
_set_here: set[str] = set()


def stop_the_clock(newest: str) -> None:
    """Date what MkDocs builds from now on by the day ``newest`` (``""``: none), unless the environment gives a date."""
    if _VARIABLE in os.environ and os.environ[_VARIABLE] not in _set_here:
        return
    epoch = max(int(datetime.combine(date.fromisoformat(newest), time(), UTC).timestamp()), 0) if newest else 0
    os.environ[_VARIABLE] = str(epoch)
    _set_here.add(str(epoch))


def start_the_clock() -> None:
    """Let the build be over: whatever this process does or starts next is not dated by this corpus."""
    if os.environ.get(_VARIABLE) in _set_here:
        del os.environ[_VARIABLE]
    _set_here.clear()
