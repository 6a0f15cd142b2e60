"""The pages that actors had under earlier ids: each leads on to where the actor is now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from annotate.site.addresses import actor_path
from annotate.site.edition import Edition
from annotate.site.generated import GeneratedPage


def pages(edition: Edition) -> Iterator[GeneratedPage]:
    """A page for each id that an actor had before and nobody has now."""
    actors = edition.corpus.actors
    moved = {old: actor for actor in actors.values() for old in actor.formerly if old not in actors}
    for old, actor in sorted(moved.items()):
        page = edition.page(actor_path(old), "moved", actor.name, searchable=False, actor=actor)
        yield replace(page, leads_to=edition.links(page.path).actor(actor.id))
