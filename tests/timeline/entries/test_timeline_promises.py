"""What the timeline promises over time: ids for good, people's word respected, new articles that reshuffle nothing."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from annotate.corpus.timeline import Entry
from tests.timeline.entries.tellings import Told, event, groups, report, timeline

PLANS = report(
    "plans",
    "2025-03-03",
    event(
        "Norland and Sudria will hold talks in Halm.", date="2025-03-07", status="planned", place="halm", title="Talks"
    ),
)
HELD = report(
    "held",
    "2025-03-08",
    event("Envoys of Norland and Sudria held talks in Halm.", date="2025-03-07", place="halm", title="Talks held"),
)
ECHO = report(
    "echo", "2025-03-09", event("The talks in Halm ended.", date="2025-03-07", place="halm", title="Halm talks")
)


def accepted(entry: Entry, **changes: object) -> Entry:
    """``entry`` as a person made it their own."""
    return entry.model_copy(update={"proposed": False, **changes})


def test_an_entry_keeps_its_id_when_its_title_status_and_reports_change() -> None:
    before = timeline(PLANS).entries
    after = timeline(PLANS, HELD, ECHO, entries=before).entries
    assert [entry.id for entry in after] == ["2025-03-07-talks"] == [entry.id for entry in before]
    assert (after[0].title, after[0].status, after[0].reports) == (
        "Halm talks", "happened", ("plans#e1", "held#e1", "echo#e1"),
    )  # fmt: skip


def test_an_entry_keeps_its_id_when_its_first_report_goes() -> None:
    before = timeline(PLANS, HELD).entries
    assert [entry.id for entry in timeline(HELD, entries=before).entries] == [entry.id for entry in before]


def test_an_id_once_given_is_not_given_to_another_event() -> None:
    before = timeline(PLANS).entries
    other = report(
        "other", "2025-03-03", event("Tarn talks to Ostia.", date="2025-03-07", actors=("tarn", "ostia"), title="Talks")
    )
    ids = {entry.reports: entry.id for entry in timeline(PLANS, other, entries=before).entries}
    assert ids == {("plans#e1",): "2025-03-07-talks", ("other#e1",): "2025-03-07-talks-2"}


def test_two_entries_that_a_person_merged_stay_one() -> None:
    apart = report("apart", "2025-03-20", event("Norland pays Sudria.", date="2025-03-19", type="AID", title="Payment"))
    first, second = timeline(PLANS, apart).entries
    one = accepted(first, reports=(*first.reports, *second.reports))
    assert groups(timeline(PLANS, apart, entries=[one])) == {frozenset({"plans#e1", "apart#e1"})}


def test_a_report_that_a_person_took_out_never_comes_back_and_gets_an_entry_of_its_own() -> None:
    [entry] = timeline(PLANS, HELD).entries
    split = accepted(entry, reports=("held#e1",))
    made = timeline(PLANS, HELD, entries=[split], apart={(entry.id, "plans#e1")})
    assert groups(made) == {frozenset({"held#e1"}), frozenset({"plans#e1"})}
    again = timeline(PLANS, HELD, ECHO, entries=made.entries, apart={(entry.id, "plans#e1")})
    assert "plans#e1" not in next(e for e in again.entries if e.id == entry.id).reports


def test_a_title_and_a_status_that_a_person_set_stand_whatever_is_reported_later() -> None:
    [entry] = timeline(PLANS).entries
    theirs = accepted(entry, title="The Halm round", status="cancelled", note="As we were told.")
    kept = next(e for e in timeline(PLANS, HELD, entries=[theirs]).entries if e.id == theirs.id)
    assert kept.model_copy(update={"reports": theirs.reports}) == theirs


def test_an_entry_that_a_person_changed_is_theirs_also_while_it_is_marked_as_proposed() -> None:
    [entry] = timeline(PLANS).entries
    changed = entry.model_copy(update={"title": "The Halm round"})
    [kept] = timeline(PLANS, HELD, entries=[changed], touched={entry.id}).entries
    assert (kept.title, kept.reports) == ("The Halm round", ("plans#e1", "held#e1"))


def test_a_better_match_that_comes_later_does_not_tear_an_entry_apart() -> None:
    before = timeline(PLANS, HELD).entries
    close = report(
        "close", "2025-03-08",
        event("Envoys of Norland and Sudria held talks in Halm.", date="2025-03-07", place="halm", title="Talks held"),
    )  # fmt: skip
    after = timeline(PLANS, HELD, close, entries=before)
    assert groups(after) == {frozenset({"plans#e1", "held#e1", "close#e1"})}


DAYS = st.integers(1, 9).map(lambda day: f"2025-03-{day:02}")
EVENTS = st.builds(
    event,
    st.sampled_from(["They held talks.", "The talks on grain opened late.", "Envoys signed a pact.", "The pact fell."]),
    date=st.none() | DAYS | st.just("2025-03"),
    new_date=st.none() | DAYS,
    status=st.sampled_from(["happened", "planned", "postponed", "cancelled"]),
    type=st.sampled_from(["CONSULT", "AGREE", "OTHER"]),
    actors=st.sampled_from([(), ("norland",), ("norland", "sudria"), ("mara-lind", "ivo-petz")]),
    place=st.sampled_from([None, "halm", "old-palace", "besk"]),
)


@st.composite
def articles(draw: st.DrawFn) -> list[Told]:
    made = []
    for number in range(draw(st.integers(1, 7))):
        told = [event.model_copy(update={"id": f"e{n}"}) for n, event in enumerate(draw(st.lists(EVENTS, max_size=2)))]
        made.append(report(f"a{number}", draw(DAYS), *told))
    return made


@given(articles(), st.randoms(use_true_random=False))
def test_the_order_of_the_articles_makes_no_difference(told: list[Told], chance: object) -> None:
    mixed = list(told)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert timeline(*mixed) == timeline(*told)


@given(articles())
def test_a_second_run_changes_nothing(told: list[Told]) -> None:
    once = timeline(*told).entries
    assert timeline(*told, entries=once).entries == once


@given(articles())
def test_a_run_over_one_article_more_changes_nothing_when_it_is_run_again(told: list[Told]) -> None:
    before: Sequence[Entry] = ()
    for number in range(1, len(told) + 1):
        before = timeline(*told[:number], entries=before).entries
    assert timeline(*told, entries=before).entries == before


@given(articles())
def test_each_report_stands_in_one_entry_and_ids_are_given_once(told: list[Told]) -> None:
    made = timeline(*told).entries
    reports = [each for entry in made for each in entry.reports]
    assert len(reports) == len(set(reports))
    assert len({entry.id for entry in made}) == len(made)
