"""What people have reviewed and corrected, from the history of the repository that the corpus lies in."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

_MOST = 100
_SECONDS = 20
_REVIEWED = "reviewed: true"
"""Only people write it, beside what they have checked."""
_RECORD, _FIELD = "\x1e", "\x1f"


@dataclass(frozen=True)
class Correction:
    """One change of the repository in which items were marked as reviewed, or reviewed ones changed."""

    day: str
    """As ISO 8601."""
    subject: str
    """What the one who made it says of it: the first line of the commit's message."""
    articles: Sequence[str]
    """The ids of the articles whose annotations it touched."""


def corrections(folder: Path) -> Sequence[Correction]:
    """The corrections of the corpus in ``folder``, newest first; none without a repository, or without git."""
    command = [
        "git", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "-C", str(folder), "--no-pager", "log",
        f"--max-count={_MOST}", "--no-merges", "--no-ext-diff", "--no-textconv", "--date=short", f"-G{_REVIEWED}",
        f"--format={_RECORD}%ad{_FIELD}%s{_FIELD}", "--name-only", "--", "*.yaml",
    ]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603  # no shell
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return tuple(_read(done.stdout.decode("utf-8", "replace"))) if done.returncode == 0 else ()


def _read(log: str) -> Iterator[Correction]:
    for record in log.split(_RECORD)[1:]:
        day, subject, names = record.split(_FIELD, 2)
        stems = [PurePosixPath(name.strip()).stem for name in names.splitlines() if name.strip()]
        yield Correction(day, subject, stems)
