"""What the last run saw, kept beside the corpus so that the next need not read it anew. Losing it costs time only."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from annotate.corpus.actors import Actor
from annotate.corpus.article import Article
from annotate.corpus.writing import write_atomically
from annotate.timeline.actors.concerned import Concern
from annotate.timeline.actors.evidence import Evidence

STATE = Path(".cache") / "annotate" / "run.json"
"""Below the folder that holds the corpus folder."""

_FOR_READERS = {"note", "wikidata", "picture"}
"""What the registry tells the site's readers, and no article is annotated by."""


@dataclass
class LastRun:
    """The state of a corpus after a run."""

    stamps: dict[str, str] = field(default_factory=dict)
    """By article, what changes whenever annotating it again would give something else."""
    evidence: dict[str, Mapping[str, Evidence]] = field(default_factory=dict)
    """By article, what it says of actors that the registry does not know."""
    looked_up: dict[str, list[str]] = field(default_factory=dict)
    """By article, the names and ids in it that were linked."""
    proposals: tuple[Actor, ...] = ()
    """Whom the articles were linked to beside the registry."""
    known: tuple[str, ...] = ()
    """The registry, people's and shipped, as far as annotating rests on it: an entry's JSON in each string."""
    rejected: frozenset[str] = frozenset()
    """The ids that no article was linked to, since people have struck them from the registry."""

    def know(
        self, own: Iterable[Actor], shipped: Iterable[Actor], rejected: frozenset[str], articles: Iterable[Article]
    ) -> bool:
        """Take the registry as it is now, and forget the stamps of the articles that its change concerns.

        Returns:
            Whether it has changed.
        """
        known = (*map(_own, own), *map(_shipped, shipped))
        if (known, rejected) == (self.known, self.rejected):
            return False
        before, now = set(self.known), set(known)
        if [entry for entry in self.known if entry in now] != [entry for entry in known if entry in before]:
            self.stamps.clear()  # of two with one name, the first is meant
        actors = {entry: Actor.model_validate_json(entry[1:]) for entry in before | now}
        by_id = {actor.id: actor for actor in (*actors.values(), *self.proposals)}
        changed = [actors[entry] for entry in sorted(before ^ now)] + [
            by_id.get(gone) or Actor(id=gone, name=gone.replace("-", " "), type="group")
            for gone in sorted(rejected ^ self.rejected)
        ]
        concern = Concern(changed, actors.values())
        for article in articles if self.stamps else ():
            if article.id in self.stamps and concern.touches(article.text, self.looked_up.get(article.id, ())):
                del self.stamps[article.id]
        self.known, self.rejected = known, rejected
        return True

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
                {article: [str(name) for name in names] for article, names in data["looked_up"].items()},
                tuple(Actor.model_validate(actor) for actor in data["proposals"]),
                tuple(map(str, data["known"])),
                frozenset(map(str, data["rejected"])),
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
            "looked_up": self.looked_up,
            "known": self.known,
            "rejected": sorted(self.rejected),
            "proposals": [actor.model_dump(mode="json", by_alias=True) for actor in self.proposals],
        }
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n")
        except OSError:
            return  # the state only saves time; a folder that cannot hold it costs a slower run


def _own(actor: Actor) -> str:
    return "o" + actor.model_dump_json(by_alias=True, exclude_defaults=True, exclude=_FOR_READERS)


def _shipped(actor: Actor) -> str:
    return "s" + actor.model_dump_json(by_alias=True, exclude_defaults=True, exclude=_FOR_READERS)
