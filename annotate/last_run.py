"""What the last run saw, kept beside the corpus so that the next need not read it anew. Losing it costs time only."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from annotate.corpus.actors import Actor
from annotate.corpus.writing import write_atomically
from annotate.timeline.evidence import Evidence

STATE = Path(".cache") / "annotate" / "run.json"
"""Below the folder that holds the corpus folder."""


@dataclass
class LastRun:
    """The state of a corpus after a run."""

    stamps: dict[str, str] = field(default_factory=dict)
    """By article, what changes whenever annotating it again would give something else."""
    evidence: dict[str, Mapping[str, Evidence]] = field(default_factory=dict)
    """By article, what it says of actors that the registry does not know."""
    proposals: tuple[Actor, ...] = ()
    """Whom the articles were linked to beside the registry."""

    @classmethod
    def read(cls, path: Path) -> LastRun:
        """The state at ``path``; an empty one where there is none that can be read."""
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            return cls(
                {str(article): str(stamp) for article, stamp in data["stamps"].items()},
                {
                    article: {actor: Evidence.from_json(seen) for actor, seen in unknown.items()}
                    for article, unknown in data["evidence"].items()
                },
                tuple(Actor.model_validate(actor) for actor in data["proposals"]),
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError, ValidationError):
            return cls()

    def write(self, path: Path) -> None:
        """Keep the state at ``path``, if the folder can hold it."""
        data: dict[str, Any] = {
            "stamps": self.stamps,
            "evidence": {
                article: {actor: seen.as_json() for actor, seen in unknown.items()}
                for article, unknown in self.evidence.items()
            },
            "proposals": [actor.model_dump(mode="json", by_alias=True) for actor in self.proposals],
        }
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n")
        except OSError:
            return  # the state only saves time; a folder that cannot hold it costs a slower run
