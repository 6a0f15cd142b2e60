from pathlib import Path

from annotate.corpus.comparing import compare

PATH = Path("talks.yaml")
BEFORE = """\
article: talks
times:
- {p: 1, text: Friday, date: 2025-03-07}
quotes:
- id: q1
  speaker: lind
  kind: direct
  content:
  - {p: 1, text: We agree}
events:
- id: e1
  title: The two met
  date: 2025-03-07
  status: planned
  type: CONSULT
  evidence: {p: 1, text: met}
"""


def test_an_item_that_changes_shows_only_the_lines_that_do() -> None:
    (change,) = compare(BEFORE, BEFORE.replace("status: planned", "status: happened"), PATH)
    assert (change.section, change.name, change.kind) == ("events", "e1 The two met", "changed")
    assert change.lines == [("-", "  status: planned"), ("+", "  status: happened")]


def test_items_that_come_and_go_are_named_as_a_reader_knows_them() -> None:
    after = BEFORE.replace("- {p: 1, text: Friday, date: 2025-03-07}", "- {p: 2, text: Monday}")
    changes = compare(BEFORE, after, PATH)
    assert [(c.kind, c.name, c.lines[0][1]) for c in changes] == [
        ("removed", "Friday", "- {p: 1, text: Friday, date: 2025-03-07}"),
        ("added", "Monday", "- {p: 2, text: Monday}"),
    ]


def test_a_new_file_adds_every_item() -> None:
    assert [change.kind for change in compare(None, BEFORE, PATH)] == ["added"] * 3


def test_comments_between_items_and_the_annotators_memory_are_no_change() -> None:
    after = f"# mine\n{BEFORE}machine:\n  times:\n    a: b\n".replace("quotes:", "\n# here\nquotes:")
    assert compare(BEFORE, after, PATH) == []


def test_actors_are_compared_by_their_ids() -> None:
    before = "actors:\n- {id: lind, name: Lind, type: person}\n"
    (change,) = compare(before, before.replace("name: Lind", "name: Mara Lind"), Path("actors.yaml"))
    assert (change.name, change.kind) == ("lind Mara Lind", "changed")
