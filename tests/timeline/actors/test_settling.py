"""One actor has one id in all articles, and adding an article leaves the others alone."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.corpus.actors import Actor, Role
from annotate.corpus.annotations import Annotations
from annotate.corpus.article import Article
from annotate.timeline.actors.settling import Settling, settle
from tests.timeline.actors.articles import actors, annotated, article

UKRAINE = Actor(id="ukraine", name="Ukraine", type="state")
ONE = article("one", "Minister Olena Tarasenko met the press.")
TWO = article("two", "Tarasenko said little.")
THREE = article("three", "Olena Tarassenko left.")
FULL = annotated(ONE, ("Olena Tarasenko", "PERSON", "olena-tarasenko"))
BARE = annotated(TWO, ("Tarasenko", "PERSON", "tarasenko"))
SPELLED = annotated(THREE, ("Olena Tarassenko", "PERSON", "olena-tarassenko"))
PAIRS = [(ONE, FULL), (TWO, BARE), (THREE, SPELLED)]


@pytest.mark.parametrize("pairs", list(permutations(PAIRS)))
def test_a_surname_and_two_spellings_become_one_actor_in_whatever_order(
    pairs: list[tuple[Article, Annotations]],
) -> None:
    settled = settle(pairs, ())
    assert [actor.id for actor in settled.proposals] == [settled.proposals[0].id]
    assert {actor for _, linked in settled.linked for actor in actors(linked)} == {settled.proposals[0].id}
    assert settled.proposals[0].name in ("Olena Tarasenko", "Olena Tarassenko")


def test_two_people_of_one_surname_stay_two_and_the_bare_surname_is_nobody_elses() -> None:
    one = article("one", "Deepak Persaud spoke.")
    two = article("two", "Roopnarine Persaud spoke.")
    three = article("three", "Persaud spoke.")
    settled = settle(
        [
            (one, annotated(one, ("Deepak Persaud", "PERSON", "deepak-persaud"))),
            (two, annotated(two, ("Roopnarine Persaud", "PERSON", "roopnarine-persaud"))),
            (three, annotated(three, ("Persaud", "PERSON", "persaud"))),
        ],
        (),
    )
    assert [actors(linked) for _, linked in settled.linked] == [["deepak-persaud"], ["roopnarine-persaud"], ["persaud"]]


def test_the_office_before_a_surname_tells_its_bearers_apart() -> None:
    known = [
        Actor(id="deepak-persaud", name="Deepak Persaud", type="person", roles=(Role(title="Foreign Minister"),)),
        Actor(id="roopnarine-persaud", name="Roopnarine Persaud", type="person", roles=(Role(title="Ambassador"),)),
    ]
    three = article("three", "Ambassador Persaud spoke.")
    settled = settle([(three, annotated(three, ("Persaud", "PERSON", "persaud")))], known)
    assert actors(settled.linked[0][1]) == ["roopnarine-persaud"]


@pytest.mark.parametrize(
    ("day", "holder"), [("2025-03-01", "old-minister"), ("2025-08-01", "new-minister"), ("2024-01-01", "petrenko")]
)
def test_an_office_counts_on_the_days_it_is_held(day: str, holder: str) -> None:
    def minister(actor: str, name: str, since: str, until: str) -> Actor:
        role = Role(title="Defence Minister", of="ukraine", since=since, until=until)
        return Actor(id=actor, name=name, type="person", roles=(role,))

    known = [
        UKRAINE,
        minister("old-minister", "Ivan Petrenko", "2025-01-01", "2025-06-30"),
        minister("new-minister", "Olha Petrenko", "2025-07-01", "2025-12-31"),
    ]
    said = article("said", "Ukraine was named. Defence Minister Petrenko spoke.", day=day)
    settled = settle([(said, annotated(said, ("Petrenko", "PERSON", "petrenko")))], known)
    assert actors(settled.linked[0][1]) == [holder]


def test_a_shipped_person_is_not_meant_by_a_surname_alone_until_something_agrees() -> None:
    shipped = [
        UKRAINE,
        Actor(id="ivan-bondar", name="Ivan Bondar", type="person", roles=(Role(title="President", of="ukraine"),)),
    ]
    alone = article("alone", "Bondar spoke.")
    titled = article("titled", "President Bondar spoke.")
    full = article("full", "Ivan Bondar spoke.")
    bare = annotated(alone, ("Bondar", "PERSON", "bondar"))
    assert actors(settle([(alone, bare)], (), shipped).linked[0][1]) == ["bondar"]
    settled = settle([(titled, annotated(titled, ("Bondar", "PERSON", "bondar")))], (), shipped)
    assert actors(settled.linked[0][1]) == ["ivan-bondar"]
    assert [(actor.id, actor.proposed) for actor in settled.proposals] == [("ivan-bondar", True), ("ukraine", True)]
    both = settle([(alone, bare), (full, annotated(full, ("Ivan Bondar", "PERSON", "ivan-bondar")))], (), shipped)
    assert actors(both.linked[0][1]) == ["ivan-bondar"]


def test_a_doubtful_place_that_bears_a_known_surname_is_the_person() -> None:
    two = article("two", "Tarasenko said little.")
    doubtful = annotated(two, ("Tarasenko", "GPE", "tarasenko"), score=0.5)
    sure = annotated(two, ("Tarasenko", "GPE", "tarasenko"), score=0.95)
    known = [Actor(id="olena-tarasenko", name="Olena Tarasenko", type="person")]
    linked = settle([(two, doubtful)], known).linked[0][1]
    assert [(entity.actor, entity.label) for entity in linked.entities] == [("olena-tarasenko", "PERSON")]
    assert actors(settle([(two, sure)], known).linked[0][1]) == ["tarasenko"]


def test_an_id_that_people_refer_to_is_kept() -> None:
    settling = Settling(())
    for within, said in PAIRS:
        settling.first(within, said)
    assert settling.variants() == {"tarasenko", "olena-tarasenko"}
    settling.kept_ids = frozenset({"tarasenko"})
    assert [(actor.id, actor.name) for actor in settling.proposals] == [("tarasenko", "Olena Tarassenko")]
    assert actors(settling.second(ONE, FULL)) == ["tarasenko"]


def test_a_new_article_meets_only_those_that_name_the_same() -> None:
    settling = Settling(())
    other = article("other", "Maria Ilves spoke.")
    for within, said in ((TWO, BARE), (other, annotated(other, ("Maria Ilves", "PERSON", "maria-ilves")))):
        settling.first(within, said)
    before = settling.proposals
    grown = Settling(())
    grown.evidence |= settling.evidence
    grown.first(ONE, FULL)
    assert grown.met_by(before) == ["one", "two"]


@given(st.permutations(["Volodymyr Zelensky", "Volodymyr Zelenskyy", "Volodymyr Zelenskiy", "V. Zelensky"]))
def test_every_spelling_of_a_name_leads_to_one_page(spellings: list[str]) -> None:
    pairs = []
    for number, name in enumerate(spellings):
        within = article(f"a{number}", f"{name} spoke.")
        pairs.append((within, annotated(within, (name, "PERSON", name.lower().replace(".", "").replace(" ", "-")))))
    assert len(settle(pairs, ()).proposals) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Alexander Darchiev", "Aleksandr Darchiyev"), ("Orbán Viktor", "Viktor Orban")]
)
def test_transliterations_and_the_order_of_names_do_not_matter(one: str, other: str) -> None:
    pairs = []
    for number, name in enumerate((one, other)):
        within = article(f"a{number}", f"{name} spoke.")
        pairs.append((within, annotated(within, (name, "PERSON", f"someone-{number}"))))
    assert len(settle(pairs, ()).proposals) == 1


@pytest.mark.parametrize(("one", "other"), [("Ivan Petrov", "Ivana Petrova"), ("Anna Berg", "Arne Berg")])
def test_alike_names_of_two_people_stay_two(one: str, other: str) -> None:
    pairs = []
    for number, name in enumerate((one, other)):
        within = article(f"a{number}", f"{name} spoke.")
        pairs.append((within, annotated(within, (name, "PERSON", f"someone-{number}"))))
    assert len(settle(pairs, ()).proposals) == 2
