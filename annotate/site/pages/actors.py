"""The index of actors, by type."""

from __future__ import annotations

from collections.abc import Iterator

from annotate.corpus.actors import ACTOR_TYPES
from annotate.site import wording
from annotate.site.addresses import ACTORS
from annotate.site.edition import Edition
from annotate.site.generated import GeneratedPage, Heading


def pages(edition: Edition) -> Iterator[GeneratedPage]:
    """The one index of actors."""
    actors = edition.corpus.actors.values()
    types = {kind: [actor for actor in actors if actor.type == kind] for kind in ACTOR_TYPES}
    types = {kind: found for kind, found in types.items() if found}
    yield edition.page(
        ACTORS,
        "actors",
        "Actors",
        description="The people, states, organisations and places of the corpus.",
        headings=[Heading(wording.type_of_actor(kind, many=True), kind) for kind in types],
        in_nav=True,
        searchable=False,
        types=types,
    )
