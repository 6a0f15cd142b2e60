"""Articles with one or a few events each, made by hand, for tests of what becomes of them on the timeline."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from annotate.corpus.actors import Actor
from annotate.corpus.annotations import Annotations, Event, Span
from annotate.corpus.article import Article, FrontMatter
from annotate.corpus.timeline import Entry
from annotate.timeline.entries.merging import Merging, merge

Told = tuple[Article, Annotations]

REGISTRY = (
    Actor(id="norland", name="Norland", type="state", adjectives=("Norlander",), seats=("Halm",)),
    Actor(id="sudria", name="Sudria", type="state", adjectives=("Sudrian",)),
    Actor(id="mara-lind", name="Mara Lind", type="person", roles=({"title": "President", "of": "norland"},)),  # type: ignore[arg-type]
    Actor(id="ivo-petz", name="Ivo Petz", type="person", roles=({"title": "foreign minister", "of": "sudria"},)),  # type: ignore[arg-type]
    Actor(id="halm", name="Halm", type="place", part_of="norland"),
    Actor(id="old-palace", name="Old Palace", type="place", part_of="halm"),
    Actor(id="besk", name="Besk", type="place", part_of="sudria"),
)
"""Two states, who acts for them, and places in them."""


def event(
    told: str,
    *,
    date: str | None = None,
    status: str = "happened",
    type: str = "CONSULT",  # as the sidecar calls it
    actors: Sequence[str] = ("norland", "sudria"),
    place: str | None = None,
    new_date: str | None = None,
    title: str = "",
    id: str = "e1",  # as above
) -> Event:
    """An event told in the words ``told``."""
    return Event.model_validate(
        {
            "id": id, "title": title or told.rstrip("."), "date": date, "new_date": new_date, "status": status,
            "type": type, "actors": tuple(actors), "place": place, "evidence": Span(p=1, text=told), "score": 0.8,
        }
    )  # fmt: skip


def report(name: str, day: str, *events: Event) -> Told:
    """The article ``name`` of ``day`` that tells ``events``."""
    body = " ".join(event.evidence.text for event in events)
    article = Article(name, Path(f"{name}.md"), FrontMatter(title="A report", date=day), body)
    return article, Annotations(article=name, events=events)


def timeline(*told: Told, entries: Sequence[Entry] = (), **more: object) -> Merging:
    """The timeline of these articles, over the entries that stand."""
    return merge(told, entries, actors=REGISTRY, **more)  # type: ignore[arg-type]


def groups(merging: Merging) -> set[frozenset[str]]:
    """The reports that stand together, as sets."""
    return {frozenset(entry.reports) for entry in merging.entries}
