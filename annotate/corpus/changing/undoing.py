"""Taking back the last changes to actors: what was written is remembered, and put back while nobody has touched it.

The memory lies in ``.cache`` beside the corpus folder; git keeps a longer one.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotate.corpus.changing.renaming import Rewriting
from annotate.corpus.keeping.writing import write_atomically
from annotate.corpus.problems import CorpusError, Problem
from annotate.corpus.reading import read_text

JOURNAL = Path(".cache") / "annotate" / "actors.json"
"""Below the folder that holds the corpus folder."""
KEPT = 20
"""So many changes can be taken back, the last one first."""


@dataclass(frozen=True)
class Undoing:
    """The last change, and what must be written to take it back."""

    told: str
    changes: tuple[Rewriting, ...]


def remember(root: Path, told: str, changes: Sequence[Rewriting]) -> None:
    """Remember a change that was just written.

    Args:
        root: the corpus folder.
        told: what was done, in words.
        changes: what was written.

    Raises:
        OSError: it cannot be kept.
    """
    files = {change.path.name: {"after": _digest(change.after), "before": _packed(change.before)} for change in changes}
    journal = [*_journal(root), {"told": told, "files": files}][-KEPT:]
    path = root.resolve().parent / JOURNAL
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, json.dumps(journal) + "\n")


def undoing(root: Path) -> Undoing:
    """What must be written to take the last change back.

    Raises:
        CorpusError: there is none, or a file was changed since.
    """
    journal = _journal(root)
    path = root.resolve().parent / JOURNAL
    if not journal:
        raise CorpusError([Problem(path, 1, 1, "nothing-to-undo", "no change to actors is remembered")])
    last = journal[-1]
    changes, problems = [], []
    for name, held in last["files"].items():
        file = root / Path(name).name
        now = read_text(file) if file.exists() else ""
        if _digest(now) == held["after"]:
            changes.append(Rewriting(file, now, zlib.decompress(base64.b64decode(held["before"])).decode("utf-8")))
        else:
            hint = "take the later changes back first, or use your version control"
            message = f"the file was changed since: {last['told']}"
            problems.append(Problem(file, 1, 1, "changed-since", message, hint))
    if problems:
        raise CorpusError(problems)
    return Undoing(last["told"], tuple(changes))


def forget_last(root: Path) -> None:
    """Forget the last change, which was taken back.

    Raises:
        OSError: it cannot be written down.
    """
    write_atomically(root.resolve().parent / JOURNAL, json.dumps(_journal(root)[:-1]) + "\n")


def _journal(root: Path) -> list[dict[str, Any]]:
    try:
        journal = json.loads((root.resolve().parent / JOURNAL).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return journal if isinstance(journal, list) else []


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _packed(text: str) -> str:
    return base64.b64encode(zlib.compress(text.encode("utf-8"))).decode("ascii")
