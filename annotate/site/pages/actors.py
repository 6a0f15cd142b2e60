"""The index of actors, by type; when it is long, the most named, and a page for each first letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from annotate.corpus.actors import ACTOR_TYPES, Actor
from annotate.site.addresses import ACTORS, letters_path
from annotate.site.cutting.alphabet import LONG, Drawer, drawers
from annotate.site.edition import Edition
from annotate.site.generated import GeneratedPage, Heading, PlannedPage
from annotate.site.text import wording

_SEVERAL = 2 * LONG
"""More actors than this are not put on one page."""
_MOST_NAMED = 40


@dataclass(frozen=True)
class LettersLink:
    """A way to the page of the names that begin with these letters."""

    letters: str
    path: str
    count: int


@dataclass(frozen=True)
class Kind:
    """The actors of a type as far as a page shows them."""

    actors: Sequence[Actor]
    letters: Sequence[LettersLink] = ()
    """The pages that hold all of them, where this one does not."""


def pages(edition: Edition) -> Iterator[PlannedPage]:
    """The index of actors, and the pages of its letters."""
    every = edition.corpus.actors.values()
    kinds: Mapping[str, Sequence[Actor]] = {
        kind: tuple(actor for actor in every if actor.type == kind) for kind in ACTOR_TYPES
    }
    several = len(every) > _SEVERAL
    found = {kind: drawers(actors, lambda actor: actor.name) for kind, actors in kinds.items()} if several else {}
    letters = {kind: _links(kind, of_kind) for kind, of_kind in found.items() if len(of_kind) > 1}
    yield PlannedPage(ACTORS, partial(_index, kinds=kinds, letters=letters), (kinds, letters), title="Actors")
    for kind, links in letters.items():
        for link, drawer in zip(links, found[kind], strict=True):
            make = partial(_letters, kind=kind, link=link, actors=drawer.items, links=links)
            yield PlannedPage(link.path, make, (kind, link, drawer.items, links))


def _links(kind: str, found: Sequence[Drawer[Actor]]) -> Sequence[LettersLink]:
    return tuple(LettersLink(one.letters, letters_path(kind, one.key), len(one.items)) for one in found)


def _index(
    edition: Edition, kinds: Mapping[str, Sequence[Actor]], letters: Mapping[str, Sequence[LettersLink]]
) -> GeneratedPage:
    def most_named(actors: Sequence[Actor]) -> Sequence[Actor]:
        return sorted(actors, key=lambda actor: -len(edition.corpus.articles_naming(actor.id)))[:_MOST_NAMED]

    shown = {
        kind: Kind(most_named(actors), letters[kind]) if kind in letters else Kind(actors)
        for kind, actors in kinds.items()
        if actors
    }
    return edition.page(
        ACTORS,
        "actors",
        "Actors",
        description="The people, states, organisations and places of the corpus.",
        headings=[Heading(wording.type_of_actor(kind, many=True), kind) for kind in shown],
        searchable=False,
        types=shown,
    )


def _letters(
    edition: Edition, kind: str, link: LettersLink, actors: Sequence[Actor], links: Sequence[LettersLink]
) -> GeneratedPage:
    many = wording.type_of_actor(kind, many=True)
    return edition.page(
        link.path,
        "actors",
        f"{many}: {link.letters}",
        description=f"{many} whose names begin with {link.letters}.",
        searchable=False,
        types={kind: Kind(actors, links)},
    )
