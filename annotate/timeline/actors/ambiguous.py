"""Names that may mean several actors, as the files have them now: listed for a person, never guessed."""

from __future__ import annotations

from collections.abc import Iterator

from annotate.corpus.actors import Actor
from annotate.corpus.folder import Files
from annotate.corpus.keeping.curated import ACTORS
from annotate.corpus.problems import Problem
from annotate.timeline.actors.actor_index import ActorIndex
from annotate.timeline.actors.names import fold, person_name


def ambiguous(files: Files) -> list[Problem]:
    """A problem for each surname in a sidecar that several actors bear, and for each name that two actors have."""
    index = ActorIndex(files.actors)
    unclear = {
        actor.id: candidates
        for actor in files.actors
        if actor.proposed and len(candidates := _bearers(actor, index)) > 1
    }
    return sorted([*_surnames(files, unclear), *_equal_names(files)])


def _bearers(actor: Actor, index: ActorIndex) -> list[str]:
    """Who may be meant by the name of a proposed person who has a surname only."""
    name = person_name(actor.name) if actor.type == "person" else None
    if name is None or name.is_full:
        return []
    return [match.actor for match in index.with_surname(name.surname) if match.actor != actor.id]


def _surnames(files: Files, unclear: dict[str, list[str]]) -> Iterator[Problem]:
    for article_id, said in files.annotations.items():
        positions = files.positions[files.root / f"{article_id}.yaml"]
        for number, entity in enumerate(said.entities):
            if entity.actor in unclear:
                words = entity.mentions[0].text
                message = f"{words!r} may be {' or '.join(unclear[entity.actor])}"
                hint = f"write whom it means, or accept {entity.actor!r} in {ACTORS.name} as somebody else"
                yield positions.problem(("entities", number, "actor"), "ambiguous-actor", message, hint)


def _equal_names(files: Files) -> Iterator[Problem]:
    """Among actors whom people have accepted; proposals are made anew with every run."""
    document = files.curated.get(files.root / ACTORS.name)
    first: dict[tuple[str, str], str] = {}
    for number, actor in enumerate(files.actors if document else ()):
        for name in () if actor.proposed else dict.fromkeys(map(fold, (actor.name, *actor.aliases))):
            other = first.setdefault((actor.type, name), actor.id)
            if document is not None and name and other != actor.id:
                message = f"{actor.id!r} and {other!r} have one name, {name!r}: which is meant cannot be told"
                hint = f"make them one (annotate actors merge {actor.id} {other}), or take the name from one of them"
                yield document.problem(("actors", number), "equal-names", message, hint)
