"""Pages of pairs, and of ids that an actor had before."""

from __future__ import annotations

from annotate.corpus.actors import Actor, Role
from annotate.corpus.timeline import Entry
from annotate.site.edition import Edition, environment
from annotate.site.generated import GeneratedPage
from annotate.site.pages import build
from annotate.timeline.linked import Corpus

FIREFLY = Actor(
    id="rufus-firefly",
    name="Rufus T. Firefly",
    type="person",
    roles=(Role(title="President", of="freedonia"),),
    formerly=("firefly", "freedonia"),
)
ACTORS = (
    Actor(id="freedonia", name="Freedonia", type="state"),
    Actor(id="sylvania", name="Sylvania <b>", type="state"),
    FIREFLY,
)
TALKS = [
    Entry(id=f"talks-{n}", title=f"Talks, round {n}", status="happened", type="CONSULT", actors=actors)
    for n, actors in enumerate([("rufus-firefly", "sylvania"), ("freedonia", "sylvania"), ("freedonia", "sylvania")])
]


def built() -> dict[str, GeneratedPage]:
    return {page.path: page for page in build(Edition(Corpus.link((), ACTORS, TALKS), environment()))}


def test_an_earlier_id_leads_to_where_the_actor_is_now() -> None:
    page = built()["actors/firefly.md"]
    assert page.leads_to == "../rufus-firefly/"
    assert 'href="../rufus-firefly/"' in page.html
    assert not page.searchable


def test_an_id_that_somebody_has_now_keeps_its_own_page() -> None:
    assert built()["actors/freedonia.md"].title == "Freedonia"


def test_a_pair_has_its_events_on_one_page_and_both_actors_lead_there() -> None:
    pages = built()
    pair = pages["pairs/freedonia--sylvania.md"]
    assert pair.title == "Freedonia – Sylvania <b>"
    assert all(f"Talks, round {n}" in pair.html for n in range(3))
    assert "<b>" not in pair.html
    for actor in ("freedonia", "sylvania"):
        assert 'href="../../pairs/freedonia--sylvania/"' in pages[f"actors/{actor}.md"].html


def test_a_role_says_that_it_stands_in_the_registry() -> None:
    assert 'Role <span class="note">in the registry</span>' in built()["actors/rufus-firefly.md"].html
