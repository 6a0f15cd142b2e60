from pathlib import Path

from annotate.corpus.actors import Actor, Role
from annotate.corpus.keeping.curated import ACTORS, TIMELINE
from annotate.corpus.timeline import Entry

PATH = Path("corpus/actors.yaml")


def proposed(actor_id: str, **fields: object) -> tuple[str, Actor]:
    name = actor_id.replace("-", " ").title()
    return actor_id, Actor.model_validate({"id": actor_id, "name": name, "type": "person", "proposed": True} | fields)


def test_proposals_are_marked_and_a_second_run_changes_nothing() -> None:
    wanted = [proposed("mara-lind", aliases=("Lind",)), proposed("ivo-petz")]
    text = ACTORS.refresh(None, PATH, wanted)
    assert text.count("proposed: true") == 2
    assert ACTORS.refresh(text, PATH, wanted) == text
    assert ACTORS.own(text, PATH) == ()


def test_an_accepted_proposal_is_a_persons_and_stays() -> None:
    text = ACTORS.refresh(None, PATH, [proposed("mara-lind"), proposed("ivo-petz")])
    accepted = text.replace("  proposed: true\n", "  # foreign minister\n", 1)
    assert [actor.id for actor in ACTORS.own(accepted, PATH)] == ["mara-lind"]
    again = ACTORS.refresh(accepted, PATH, [proposed("mara-lind", note="new"), proposed("ivo-petz")])
    assert again == accepted


def test_a_deleted_proposal_stays_away() -> None:
    text = ACTORS.refresh(None, PATH, [proposed("mara-lind"), proposed("ivo-petz")])
    start, end = text.index("- id: ivo-petz"), text.index("# What annotate wrote")
    deleted = text[:start] + text[end:]
    assert ACTORS.curation(deleted, PATH).rejected == {"ivo-petz"}
    assert ACTORS.refresh(deleted, PATH, [proposed("mara-lind"), proposed("ivo-petz")]) == deleted


def test_a_proposal_nobody_needs_any_more_goes() -> None:
    text = ACTORS.refresh(None, PATH, [proposed("mara-lind"), proposed("ivo-petz")])
    assert "ivo-petz" not in ACTORS.refresh(text, PATH, [proposed("mara-lind")])


def test_hand_written_actors_keep_their_form_and_order() -> None:
    text = (
        "# Our people\nactors:\n  - id: zed   # last first\n    name: Zed\n    type: person\n    roles:\n"
        "      - {title: Envoy, from: 2025-01, to: 2025-03}\n\n  - {id: abel, name: Abel, type: person}\n"
    )
    new = ACTORS.refresh(text, PATH, [proposed("mara-lind")])
    assert new.startswith(text.rstrip("\n"))
    assert "\n  - id: mara-lind\n    name: Mara Lind\n" in new
    parsed, _ = ACTORS.parse(new, PATH)
    assert [actor.id for actor in parsed.actors] == ["zed", "abel", "mara-lind"]
    assert parsed.actors[0].roles == (Role(title="Envoy", since="2025-01", until="2025-03"),)


def test_entries_are_written_with_a_line_for_each_report() -> None:
    entry = Entry(
        id="2025-03-07-talks",
        title="Talks",
        status="happened",
        type="CONSULT",
        date="2025-03-07",
        reports=("a#e1", "b#e2"),
    )
    text = TIMELINE.refresh(None, Path("timeline.yaml"), [("2025-03-07-talks a#e1 b#e2", entry)])
    assert "  reports:\n  - a#e1\n  - b#e2\n" in text
    assert TIMELINE.parse(text, Path("timeline.yaml"))[0].entries == (entry,)


def test_an_entry_with_hundreds_of_reports_is_written_and_can_be_struck_out() -> None:
    reports = tuple(f"2025-03-07-an-article-with-a-long-name-{number}#e1" for number in range(300))
    many = Entry(id="talks", title="Talks", status="happened", type="CONSULT", reports=reports, proposed=True)
    few = Entry(id="vote", title="Vote", status="happened", type="VOTE", reports=("x#e1",), proposed=True)
    wanted = [(" ".join((entry.id, *entry.reports)), entry) for entry in (many, few)]
    text = TIMELINE.refresh(None, PATH, wanted)
    assert TIMELINE.refresh(text, PATH, wanted) == text
    parsed, _ = TIMELINE.parse(text, PATH)
    assert parsed.entries == (many, few)
    struck = text[: text.index("- id: talks")] + text[text.index("- id: vote") :]
    assert TIMELINE.curation(struck, PATH).rejected == {wanted[0][0]}
    assert TIMELINE.refresh(struck, PATH, wanted) == struck
