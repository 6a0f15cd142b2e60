"""Proposed persons who are one person: a surname and the full name, or two spellings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from annotate.corpus.actors import Actor
from annotate.timeline.actors.full_names import FullNames
from annotate.timeline.actors.names import PersonName, key, person_name, same_person
from annotate.timeline.actors.proposing import other_names


def without_variants(proposals: Sequence[Actor], kept_ids: Collection[str] = ()) -> list[Actor]:
    """Persons whose name is a spelling or the surname of exactly one other proposal's become aliases of it.

    Args:
        proposals: by id.
        kept_ids: ids that people refer to: the one proposal takes such an id; two of them stay two proposals.
    """
    # The fullest name first, so that each spelling meets the whole it is a part of.
    persons = sorted(
        (actor for actor in proposals if actor.type == "person"),
        key=lambda actor: (-len(actor.name.split()), -len(actor.name), actor.id),
    )
    wholes = _Wholes()
    dropped: set[str] = set()
    for actor in persons:
        meant = wholes.of(actor)
        if len(meant) != 1 or (actor.id in kept_ids and meant[0] in kept_ids):
            wholes.add(actor)
            continue
        whole = wholes.actors[meant[0]]
        aliases = Counter(dict.fromkeys((actor.name, *actor.aliases), 1))
        more = tuple(a for a in other_names(aliases, whole.name, "person") if a not in whole.aliases)
        roles = tuple(role for role in actor.roles if role not in whole.roles)
        joined = whole.model_copy(update={"aliases": (*whole.aliases, *more), "roles": (*whole.roles, *roles)})
        dropped.add(actor.id)
        if actor.id in kept_ids:
            dropped = (dropped | {whole.id}) - {actor.id}
            joined = joined.model_copy(update={"id": actor.id})
        wholes.replace(whole, joined)
    merged = {actor.id: actor for actor in wholes.actors.values()}
    return [merged.get(actor.id, actor) for actor in proposals if actor.id not in dropped]


class _Wholes:
    """The persons kept so far, found again by what their names share."""

    def __init__(self) -> None:
        self.actors: dict[str, Actor] = {}
        self._full_names = FullNames()
        self._bearers: dict[PersonName, list[str]] = {}
        self._by_surname: dict[str, list[str]] = defaultdict(list)
        self._surname_alone: dict[str, list[str]] = defaultdict(list)
        self._moved: dict[str, str] = {}

    def add(self, actor: Actor) -> None:
        """Keep ``actor``."""
        self.actors[actor.id] = actor
        name = person_name(actor.name)
        if name is not None and not name.is_full:
            self._surname_alone[key(name.surname)].append(actor.id)
        elif name is not None:
            if name not in self._bearers:
                self._full_names.add(name)
            self._bearers.setdefault(name, []).append(actor.id)
            self._by_surname[key(name.surname)].append(actor.id)

    def replace(self, old: Actor, new: Actor) -> None:
        """Keep ``new`` in the place of ``old``, whose name it has."""
        if old.id != new.id:
            self._moved[old.id] = new.id
            del self.actors[old.id]
        self.actors[new.id] = new

    def of(self, actor: Actor) -> list[str]:
        """The ids of the persons whose surname or other spelling the name of ``actor`` is."""
        name = person_name(actor.name)
        if name is None:
            return []
        if not name.is_full:
            sound = key(name.surname)
            return list(self._now(self._by_surname.get(sound, []) or self._surname_alone.get(sound, [])))
        meant = (known for known in self._full_names.near(name) if same_person(name, known) > 0)
        return list(dict.fromkeys(i for known in meant for i in self._now(self._bearers[known])))

    def _now(self, ids: Iterable[str]) -> Iterator[str]:
        for actor_id in ids:
            while actor_id in self._moved:
                actor_id = self._moved[actor_id]  # noqa: PLW2901  # followed to the end
            yield actor_id
