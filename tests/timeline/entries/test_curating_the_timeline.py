"""``timeline.yaml`` between a person and ``annotate run``: merging, splitting, retitling, overruling, deleting."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from annotate.cli import main
from annotate.corpus.keeping.curated import TIMELINE
from annotate.corpus.timeline import Entry
from tests.newsroom import Newsroom, newsroom

REGISTRY = """\
actors:
- {id: norland, name: Norland, type: state}
- {id: sudria, name: Sudria, type: state}
- {id: halm, name: Halm, type: place, part_of: norland}
"""
PLANS = ("2025-03-03", "Norland and Sudria will hold talks in Halm on Friday.", "planned", "Talks in Halm")
HELD = ("2025-03-08", "Norland and Sudria held talks in Halm on Friday.", "happened", "Talks held in Halm")


def files(name: str, day: str, words: str, status: str, title: str) -> dict[str, str | bytes]:
    """An article that a person has closed, with one event in it."""
    return {
        f"{name}.md": f"---\ntitle: A report\ndate: {day}\n---\n\n{words}\n",
        f"{name}.yaml": (
            f"article: {name}\nreviewed: true\nevents:\n- id: e1\n  title: {title}\n  date: 2025-03-07\n"
            f"  status: {status}\n  type: CONSULT\n  actors: [norland, sudria]\n  place: halm\n"
            f"  evidence: {{p: 1, text: {words}}}\n  reviewed: true\n"
        ),
    }


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """Two articles on one meeting, run over once."""
    made = newsroom(tmp_path / "project", {"actors.yaml": REGISTRY, **files("plans", *PLANS), **files("held", *HELD)})
    monkeypatch.chdir(made.folder)
    run()
    return made


def run() -> None:
    done = CliRunner().invoke(main, ["run"])
    assert done.exit_code == 0, done.output


def text(room: Newsroom) -> str:
    return (room.corpus / "timeline.yaml").read_text(encoding="utf-8")


def write(room: Newsroom, content: str) -> None:
    (room.corpus / "timeline.yaml").write_text(content, encoding="utf-8")


def entries(room: Newsroom) -> dict[str, Entry]:
    path = room.corpus / "timeline.yaml"
    return {entry.id: entry for entry in TIMELINE.parse(text(room), path)[0].entries}


def third(room: Newsroom) -> None:
    """One more article on the same meeting arrives."""
    for name, content in files("third", "2025-03-09", "The talks of Norland and Sudria in Halm ended.", "happened",
                               "Talks end").items():  # fmt: skip
        (room.corpus / name).write_text(str(content), encoding="utf-8")


def test_two_reports_are_proposed_as_one_entry_that_went_from_planned_to_happened(room: Newsroom) -> None:
    [entry] = entries(room).values()
    assert (entry.status, entry.reports, entry.proposed) == ("happened", ("plans#e1", "held#e1"), True)
    assert {(account.report, account.status) for account in entry.accounts} == {
        ("plans#e1", "planned"),
        ("held#e1", "happened"),
    }


def test_a_second_run_changes_no_byte(room: Newsroom) -> None:
    before = text(room)
    run()
    assert text(room) == before


def test_a_title_and_a_status_that_a_person_set_stay_byte_for_byte_when_a_report_comes(room: Newsroom) -> None:
    [entry] = entries(room).values()
    mine = text(room).replace(f"title: {entry.title}", "title: The Halm round  # as we call it", 1)
    mine = mine.replace("status: happened\n  type", "status: denied\n  type", 1)
    write(room, mine)
    third(room)
    run()
    head, _, _ = mine.partition("# What annotate wrote")
    assert text(room).startswith(head)
    assert entries(room)[entry.id].status == "denied"


def test_what_a_person_split_stays_split(room: Newsroom) -> None:
    [entry] = entries(room).values()
    write(room, text(room).replace("  - plans#e1\n", "", 1))
    run()
    assert {e.reports for e in entries(room).values()} == {("held#e1",), ("plans#e1",)}
    assert entries(room)[entry.id].reports == ("held#e1",)
    split = text(room)
    run()
    assert text(room) == split


def test_what_a_person_merged_stays_merged(room: Newsroom) -> None:
    write(room, text(room).replace("  - plans#e1\n", "", 1))
    run()
    first, second = entries(room).values()
    start = text(room).index(f"- id: {second.id}")
    end = text(room).index("# What annotate wrote")
    kept = text(room)[:start] + text(room)[end:]
    write(room, kept.replace("  - held#e1\n", "  - held#e1\n  - plans#e1\n", 1))
    run()
    assert {e.id: e.reports for e in entries(room).values()} == {first.id: ("held#e1", "plans#e1")}


def test_the_reports_of_a_deleted_article_leave_what_nobody_has_accepted(room: Newsroom) -> None:
    (name,) = entries(room)
    for path in ("plans.md", "plans.yaml"):
        (room.corpus / path).unlink()
    run()
    assert entries(room)[name].reports == ("held#e1",)
    for path in ("held.md", "held.yaml"):
        (room.corpus / path).rename(room.corpus / f"{path}.away")
    (room.corpus / "other.md").write_text("---\ntitle: Rain\ndate: 2025-03-09\n---\n\nIt rained.\n", encoding="utf-8")
    run()
    assert entries(room) == {}


def test_the_reports_of_a_deleted_article_stay_in_an_entry_of_a_person(room: Newsroom) -> None:
    write(room, text(room).replace("  proposed: true\n", ""))
    for path in ("plans.md", "plans.yaml"):
        (room.corpus / path).unlink()
    kept = text(room)
    run()
    assert text(room) == kept


def test_an_entry_that_a_person_deleted_stays_away(room: Newsroom) -> None:
    start, end = text(room).index("- id:"), text(room).index("# What annotate wrote")
    write(room, text(room)[:start] + text(room)[end:])
    run()
    assert entries(room) == {}
