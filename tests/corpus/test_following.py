"""Anchors in people's lines while the text under them changes."""

from pathlib import Path

from annotate.corpus.annotations import Annotations
from annotate.corpus.article import Article, FrontMatter
from annotate.corpus.keeping.sidecar import parse_sidecar, refresh
from annotate.corpus.text.placing import lost, place

PATH = Path("corpus/talks.yaml")
FIRST = "Mara Lind spoke on Friday."
SECOND = "Ivo Petz agreed on Friday, and Petz left."
MINE = "times:\n- {p: 2, text: Friday, reviewed: true}\n"


def article(*paragraphs: str, title: str = "Talks") -> Article:
    front = FrontMatter(title=title, date="2025-03-08")
    return Article("talks", PATH.with_suffix(".md"), front, "\n\n".join(paragraphs))


def after_first_run(mine: str = MINE) -> str:
    return refresh(f"article: talks\n{mine}", PATH, article(FIRST, SECOND), Annotations())


def run(text: str, now: Article) -> str:
    return refresh(text, PATH, now, Annotations())


def stands_at(text: str, now: Article) -> list[tuple[object, str]]:
    placed = place(parse_sidecar(text, PATH)[0], now)
    found = []
    for time in placed.times:
        passage = next(p for p in now.passages if time.is_placed and p.start <= time.start < p.end)
        found.append((passage.name, now.text[time.start : time.end]))
    return found


def lost_in(text: str, now: Article) -> list[str]:
    return [span.text for _, span in lost(place(parse_sidecar(text, PATH)[0], now))]


def test_an_anchor_goes_down_with_its_paragraph_and_does_not_slide_to_a_look_alike() -> None:
    text, now = after_first_run(), article(FIRST, "Nobody came on Friday.", SECOND)
    assert stands_at(text, now) == [(3, "Friday")]
    again = run(text, now)
    assert MINE in again
    assert stands_at(again, now) == [(3, "Friday")]
    assert run(again, now) == again
    later = article("Good morning.", FIRST, "Nobody came on Friday.", SECOND)
    assert stands_at(run(again, later), later) == [(4, "Friday")]


def test_an_anchor_stays_in_a_reworded_paragraph_where_its_words_stand_once() -> None:
    now = article(FIRST, "Mr. Petz agreed on Friday and left early.")
    assert stands_at(after_first_run(), now) == [(2, "Friday")]


def test_an_anchor_whose_words_stand_twice_in_the_reworded_paragraph_is_lost() -> None:
    now = article(FIRST, "Petz agreed on Friday, not next Friday.")
    assert lost_in(after_first_run(), now) == ["Friday"]


def test_an_anchor_whose_paragraph_is_gone_stays_lost_until_it_is_back() -> None:
    text, shorter = after_first_run(), article(FIRST)
    assert lost_in(text, shorter) == ["Friday"]
    marked = run(text, shorter)
    assert '"times | 2 | 1 | Friday": lost ' in marked
    other = article(FIRST, "Somebody else spoke on Friday.")
    assert lost_in(run(marked, other), other) == ["Friday"]
    back = article(FIRST, "Somebody else spoke on Friday.", SECOND)
    assert stands_at(run(run(marked, other), back), back) == [(3, "Friday")]


def test_an_anchor_typed_anew_after_the_change_is_found_where_it_says() -> None:
    now = article(FIRST, "Nobody came on Friday.", SECOND)
    again = run(after_first_run(), now)
    typed = again.replace("times:\n", "times:\n- {p: 2, text: on Friday}\n")
    assert sorted(stands_at(run(typed, now), now), key=str) == [(2, "on Friday"), (3, "Friday")]


def test_of_two_like_anchors_typed_before_and_after_a_change_none_is_guessed() -> None:
    now = article(FIRST, "Nobody came on Friday.", SECOND)
    typed = run(after_first_run(), now).replace("times:\n", "times:\n- {p: 2, text: Friday, date: 2025-03-07}\n")
    assert lost_in(typed, now) == ["Friday", "Friday"]
    # Not in the next runs either, whatever happens to the text.
    for later in (now, article("New.", FIRST, "Nobody came on Friday.", SECOND), now):
        typed = run(typed, later)
        assert lost_in(typed, later) == ["Friday", "Friday"]
        assert run(typed, later) == typed


def test_a_number_within_a_paragraph_counts_only_as_long_as_the_paragraph_stands() -> None:
    mine = "entities:\n- actor: ivo-petz\n  label: PERSON\n  mentions:\n  - {p: 2, text: Petz, n: 2}\n"
    text = after_first_run(mine)
    assert lost_in(text, article("New.", FIRST, SECOND)) == []
    assert lost_in(text, article(FIRST, SECOND.replace("Ivo", "Ivo Petz, or"))) == ["Petz"]


TWIN = "Petz came on Friday, and Petz left."


def test_of_two_like_paragraphs_the_one_that_is_left_holds_what_stands_in_it_once() -> None:
    mine = "times:\n- {p: 3, text: Friday}\n"
    text = refresh(f"article: talks\n{mine}", PATH, article(TWIN, FIRST, TWIN), Annotations())
    now = article(TWIN, FIRST)
    assert stands_at(text, now) == [(1, "Friday")]
    assert stands_at(run(text, now), now) == [(1, "Friday")]


def test_what_stood_twice_in_one_of_two_like_paragraphs_is_lost_with_either_and_stays_lost() -> None:
    mine = "times:\n- {p: 1, text: Petz}\n- {p: 3, text: Petz, n: 2}\n"
    text = refresh(f"article: talks\n{mine}", PATH, article(TWIN, FIRST, TWIN), Annotations())
    for now in (article(TWIN, FIRST), article(FIRST, TWIN), article(TWIN, "New.", FIRST)):
        assert lost_in(text, now) == ["Petz", "Petz"]
        again = run(text, now)
        assert mine in again
        assert lost_in(again, now) == ["Petz", "Petz"]
        assert run(again, now) == again


def test_of_three_like_paragraphs_two_hold_nothing_that_was_typed_for_one() -> None:
    text = refresh("article: talks\ntimes:\n- {p: 1, text: Friday}\n", PATH, article(TWIN, TWIN, TWIN), Annotations())
    assert lost_in(text, article(TWIN, TWIN)) == ["Friday"]


def test_a_lost_anchor_does_not_come_back_to_one_of_two_like_paragraphs_once_it_stands_alone() -> None:
    mine = "times:\n- {p: 2, text: Petz}\n"
    text = refresh(f"article: talks\n{mine}", PATH, article(FIRST, TWIN), Annotations())
    for now in (article(FIRST), article(FIRST, TWIN, TWIN), article(FIRST, TWIN)):
        text = run(text, now)
        assert mine in text
        assert lost_in(text, now) == ["Petz"]


def test_the_title_stays_the_title() -> None:
    mine = "times:\n- {p: title, text: Friday}\n"
    old = article(FIRST, SECOND, title="Talks on Friday")
    text = refresh(f"article: talks\n{mine}", PATH, old, Annotations())
    now = article("A new beginning.", FIRST, SECOND, title="Talks held on Friday")
    assert stands_at(text, now) == [("title", "Friday")]
