"""The pages that actors had under earlier ids: each leads on to where the actor is now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from annotate.corpus.actors import Actor
from annotate.site.addresses import actor_path
from annotate.site.edition import Edition
from annotate.site.generated import GeneratedPage, PlannedPage


def pages(edition: Edition) -> Iterator[PlannedPage]:
    """A page for each id that an actor had before and nobody has now."""
    actors = edition.corpus.actors
    moved = {old: actor for actor in actors.values() for old in actor.formerly if old not in actors}
    for old, actor in sorted(moved.items()):
        yield PlannedPage(actor_path(old), partial(_page, old=old, actor=actor), (actor,))


def _page(edition: Edition, old: str, actor: Actor) -> GeneratedPage:
    page = edition.page(actor_path(old), "moved", actor.name, searchable=False, actor=actor)
    return replace(page, leads_to=edition.links(page.path).actor(actor.id))
