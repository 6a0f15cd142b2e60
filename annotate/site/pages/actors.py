"""The index of actors, by type."""

from __future__ import annotations

from collections.abc import Iterator

from annotate.corpus.actors import ACTOR_TYPES
from annotate.site import wording
from annotate.site.addresses import ACTORS
from annotate.site.edition import Edition
from annotate.site.generated import GeneratedPage, Heading, PlannedPage


def pages(edition: Edition) -> Iterator[PlannedPage]:
    """The one index of actors."""
    yield PlannedPage(ACTORS, _page, title="Actors")


def _page(edition: Edition) -> GeneratedPage:
    actors = edition.corpus.actors.values()
    types = {kind: [actor for actor in actors if actor.type == kind] for kind in ACTOR_TYPES}
    types = {kind: found for kind, found in types.items() if found}
    return edition.page(
        ACTORS,
        "actors",
        "Actors",
        description="The people, states, organisations and places of the corpus.",
        headings=[Heading(wording.type_of_actor(kind, many=True), kind) for kind in types],
        searchable=False,
        types=types,
    )
