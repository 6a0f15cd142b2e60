"""The pages that actors had under earlier ids: each leads on to where the actor is now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from annotate.corpus.actors import Actor
from annotate.site.addresses import actor_path, part_path
from annotate.site.edition import Edition
from annotate.site.generated import GeneratedPage, PlannedPage


def pages(edition: Edition) -> Iterator[PlannedPage]:
    """A page for each id that an actor had before and nobody has now, and for the further pages below it."""
    actors = edition.corpus.actors
    moved = {old: actor for actor in actors.values() for old in actor.formerly if old not in actors}
    for old, actor in sorted(moved.items()):
        yield _planned(actor_path(old), actor_path(actor.id), actor)
        for part in edition.long_actors.get(actor.id, ()):
            yield _planned(part_path(actor_path(old), part.key), part_path(actor_path(actor.id), part.key), actor)


def _planned(path: str, now: str, actor: Actor) -> PlannedPage:
    return PlannedPage(path, partial(_page, path=path, now=now, actor=actor), (now, actor))


def _page(edition: Edition, path: str, now: str, actor: Actor) -> GeneratedPage:
    page = edition.page(path, "moved", actor.name, searchable=False, actor=actor, now=now)
    return replace(page, leads_to=edition.links(path).to(now))
