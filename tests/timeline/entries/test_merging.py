"""Which reports become one entry of the timeline, which stay apart, and what the entry says of them."""

from __future__ import annotations

import pytest

from annotate.timeline.entries.merging import Merging
from tests.timeline.entries.tellings import Told, event, groups, report, timeline

PLANNED = report(
    "plans", "2025-03-03", event("Norland and Sudria will hold talks in Halm.", date="2025-03-07", status="planned",
                                 place="halm"),
)  # fmt: skip


def status_and_dates(merging: Merging) -> tuple[str, str | None, str | None]:
    [entry] = merging.entries
    return entry.status, entry.date, entry.new_date


def held(day: str = "2025-03-08", date: str | None = "2025-03-07", **more: str) -> Told:
    told = event("Envoys of Norland and Sudria held talks in Halm.", date=date, place="halm", **more)
    return report("held", day, told)


ONE = {
    "the same day, place and people": event("Talks of Norland and Sudria took place.", date="2025-03-07", place="halm"),
    "a person for the state": event(
        "Mara Lind met Ivo Petz.", date="2025-03-07", actors=("mara-lind", "ivo-petz"), place="halm"
    ),
    "a house in the town": event("The two sides conferred.", date="2025-03-07", place="old-palace"),
    "the first day of several": event("Talks opened in Halm.", date="2025-03-07/2025-03-08", place="halm"),
    "only the month": event("Norland and Sudria held talks in Halm in March.", date="2025-03", place="halm"),
    "no date, but news of the day": event("Norland and Sudria held talks in Halm.", place="halm"),
    "another type for the same words": event(
        "Norland and Sudria held talks in Halm.", date="2025-03-07", type="COOPERATE", place="halm"
    ),
    "one side left out": event("Norland held talks.", date="2025-03-07", actors=("norland",), place="halm"),
}
TWO = {
    "another day": event("Norland and Sudria held talks in Halm.", date="2025-03-01", place="halm"),
    "another kind of act": event("Norland expelled two envoys of Sudria.", date="2025-03-07", type="SANCTION"),
    "other people elsewhere": event(
        "Tarn and Ostia spoke of fishing.", date="2025-03-07", actors=("tarn", "ostia"), place="besk"
    ),
    "no date, half a year ago": event("Norland and Sudria exchanged views on tariffs.", actors=("norland", "sudria")),
    "the next meeting": event("Norland and Sudria will meet again.", date="2025-03-14", status="planned", place="halm"),
}


@pytest.mark.parametrize("told", ONE.values(), ids=ONE)
def test_two_articles_tell_one_event_with(told: object) -> None:
    made = timeline(PLANNED, report("other", "2025-03-08", told))  # type: ignore[arg-type]
    assert groups(made) == {frozenset({"plans#e1", "other#e1"})}


@pytest.mark.parametrize("told", TWO.values(), ids=TWO)
def test_two_articles_tell_two_events_with(told: object) -> None:
    made = timeline(held(), report("other", "2025-09-10", told))  # type: ignore[arg-type]
    assert frozenset({"held#e1", "other#e1"}) not in groups(made)


def test_each_report_that_joins_others_says_why() -> None:
    made = timeline(PLANNED, held())
    assert [(merge.report, merge.reason) for merge in made.merges] == [
        ("plans#e1", "as held#e1: same date, 2 actors in common, same place, both CONSULT")
    ]


def test_two_events_of_one_article_stay_two() -> None:
    both = report(
        "both", "2025-03-08",
        event("Norland and Sudria held talks in Halm.", date="2025-03-07", place="halm"),
        event("Norland and Sudria held talks in Halm again.", date="2025-03-07", place="halm", id="e2"),
    )  # fmt: skip
    assert all(len({r.partition("#")[0] for r in group}) == len(group) for group in groups(timeline(both, PLANNED)))


def test_what_was_planned_and_took_place_is_one_entry_that_happened() -> None:
    assert status_and_dates(timeline(PLANNED, held())) == ("happened", "2025-03-07", None)


def test_what_was_put_off_keeps_the_old_date_and_names_the_new_one() -> None:
    moved = report(
        "moved", "2025-03-06",
        event("The talks of Norland and Sudria in Halm were put off.", date="2025-03-07", new_date="2025-03-21",
              status="postponed", place="halm"),
    )  # fmt: skip
    assert status_and_dates(timeline(PLANNED, moved)) == ("postponed", "2025-03-07", "2025-03-21")
    late = held("2025-03-22", "2025-03-21")
    assert status_and_dates(timeline(PLANNED, moved, late)) == ("happened", "2025-03-21", None)


def test_what_was_put_off_without_a_date_and_held_later_is_one_entry() -> None:
    moved = report(
        "moved", "2025-03-06",
        event("The talks of Norland and Sudria in Halm were put off.", date="2025-03-07", status="postponed",
              place="halm"),
    )  # fmt: skip
    made = timeline(PLANNED, moved, held("2025-03-29", "2025-03-28"))
    assert status_and_dates(made) == ("happened", "2025-03-28", None)
    assert made.entries[0].reports == ("plans#e1", "moved#e1", "held#e1")


def test_an_article_that_tells_of_a_move_on_both_dates_tells_one_event() -> None:
    moved = report(
        "moved", "2025-03-06",
        event("The talks of Norland and Sudria in Halm were put off.", date="2025-03-07", status="postponed",
              place="halm"),
        event("Norland and Sudria will hold them in Halm.", date="2025-03-21", status="planned", place="halm", id="e2"),
    )  # fmt: skip
    made = timeline(PLANNED, moved, held("2025-03-22", "2025-03-21"))
    assert groups(made) == {frozenset({"plans#e1", "moved#e1", "moved#e2", "held#e1"})}


def test_what_was_called_off_is_cancelled() -> None:
    off = report(
        "off", "2025-03-06",
        event("The talks of Norland and Sudria in Halm were called off.", date="2025-03-07", status="cancelled",
              place="halm"),
    )  # fmt: skip
    assert status_and_dates(timeline(PLANNED, off)) == ("cancelled", "2025-03-07", None)


def test_what_nobody_reported_stays_planned() -> None:
    assert status_and_dates(timeline(PLANNED)) == ("planned", "2025-03-07", None)


def test_where_reports_differ_each_version_stands_with_its_report() -> None:
    denied = report(
        "denied", "2025-03-08",
        event("Sudria denied that talks with Norland in Halm took place.", date="2025-03-07", status="denied",
              place="besk", title="Talks in Halm"),
    )  # fmt: skip
    [entry] = timeline(held(title="Talks in Halm"), denied).entries
    assert [(a.report, a.status, a.place) for a in entry.accounts] == [
        ("denied#e1", "denied", "besk"),
        ("held#e1", "happened", "halm"),
    ]


def test_a_day_that_reports_give_differently_stands_twice() -> None:
    other = report(
        "other",
        "2025-03-09",
        event("Envoys of Norland and Sudria held talks in Halm.", date="2025-03-08", place="halm"),
    )
    [entry] = timeline(held("2025-03-09"), other).entries
    assert {(a.report, a.date) for a in entry.accounts} == {("held#e1", "2025-03-07"), ("other#e1", "2025-03-08")}


def test_numbers_that_reports_give_differently_stand_each_with_its_report() -> None:
    told = {
        "first": "The assembly of Norland adopted the text by 93 votes, 1,200 guests looking on.",
        "second": "The assembly of Norland adopted the text with 89 votes.",
        "third": "The assembly of Norland adopted the text in front of 1200 guests on 7 March.",
    }
    made = timeline(
        *(
            report(name, "2025-03-08", event(words, date="2025-03-07", type="VOTE", actors=("norland",), title="Text"))
            for name, words in told.items()
        )
    )
    [entry] = made.entries
    assert [(a.report, a.note) for a in entry.accounts] == [("first#e1", "93 votes"), ("second#e1", "89 votes")]
