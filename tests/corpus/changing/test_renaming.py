from pathlib import Path

from annotate.corpus.actors import Actor
from annotate.corpus.annotations import SECTIONS
from annotate.corpus.changing.renaming import rename_actors, rename_in_text, without_actor
from annotate.corpus.folder import read_folder
from annotate.corpus.keeping.curated import ACTORS
from annotate.corpus.keeping.sheet import Sheet

SIDECAR = """\
# mine: lind is not linden
article: talks
text: x
entities:
- actor: lind   # the envoy
  label: PERSON
  mentions:
  - {p: 1, text: lind}
quotes:
- {id: q1, speaker: "lind", kind: direct, content: [{p: 1, text: lind}]}
- id: q2
  speakers: [lind, petz]
  kind: direct
  content:
  - {p: 1, text: lind}
events:
- id: e1
  title: lind and mara-lind
  status: happened
  type: CONSULT
  actors:
    - petz
    - lind  # again
  place: lind
  evidence: {p: 1, text: lind}
"""


def test_only_references_change_and_every_other_byte_stays() -> None:
    new = rename_in_text(SIDECAR, Path("talks.yaml"), {"lind": "mara-lind"})
    expected = (
        SIDECAR.replace("actor: lind ", "actor: mara-lind ")
        .replace('speaker: "lind"', 'speaker: "mara-lind"')
        .replace("[lind, petz]", "[mara-lind, petz]")
        .replace("- lind  #", "- mara-lind  #")
        .replace("place: lind", "place: mara-lind")
    )
    assert new == expected


def test_windows_line_ends_and_a_byte_order_mark_stay() -> None:
    windows = "\ufeff" + SIDECAR.replace("\n", "\r\n")
    new = rename_in_text(windows, Path("talks.yaml"), {"lind": "mara-lind"})
    plain = rename_in_text(SIDECAR, Path("talks.yaml"), {"lind": "mara-lind"})
    assert new == "\ufeff" + plain.replace("\n", "\r\n")


def test_a_list_that_names_both_keeps_one() -> None:
    new = rename_in_text(SIDECAR, Path("talks.yaml"), {"lind": "petz"})
    assert "speakers: [petz]\n" in new
    assert "  actors:\n    - petz\n  place: petz\n" in new
    swapped = rename_in_text("entries:\n- {actors: [a, lind, b]}\n", Path("timeline.yaml"), {"lind": "b"})
    assert swapped == "entries:\n- {actors: [a, b]}\n"


def test_what_the_annotator_wrote_stays_its_own() -> None:
    lind = Actor.model_validate({"id": "lind", "name": "Lind", "type": "person", "proposed": True})
    path = Path("actors.yaml")
    text = ACTORS.refresh(None, path, [("lind", lind)])
    renamed = rename_in_text(text, path, {"lind": "mara-lind"})
    assert "- id: mara-lind\n" in renamed
    assert [item.key for item in Sheet(renamed, path, ("actors",)).standing] == ["mara-lind"]


def test_what_a_person_deleted_stays_deleted_under_the_new_id() -> None:
    text = "article: talks\nentities:\nmachine:\n  entities:\n    lind PERSON: 12345678\n"
    new = rename_in_text(text, Path("talks.yaml"), {"lind": "mara-lind"})
    assert Sheet(new, Path("talks.yaml"), SECTIONS).claimed("entities") == {"mara-lind PERSON"}


def test_the_whole_folder_is_renamed_or_merged(tmp_path: Path) -> None:
    files = {
        "talks.md": "---\ntitle: Talks\ndate: 2025-03-08\n---\nlind\n",
        "talks.yaml": SIDECAR,
        "actors.yaml": "actors:\n- {id: lind, name: Lind, type: person}  # hm\n- id: petz\n  name: Petz\n  type: person\n  part_of: lind\n",
        "timeline.yaml": "entries:\n- id: x\n  title: lind\n  status: happened\n  type: OTHER\n  actors: [lind]\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    changes = rename_actors(read_folder(tmp_path), {"lind": "mara-lind"})
    assert [change.path.name for change in changes] == ["actors.yaml", "talks.yaml", "timeline.yaml"]
    for change in changes:
        change.write()
    assert (tmp_path / "actors.yaml").read_text() == files["actors.yaml"].replace(": lind,", ": mara-lind,").replace(
        "part_of: lind", "part_of: mara-lind"
    )
    merged = {change.path.name: change.after for change in rename_actors(read_folder(tmp_path), {"mara-lind": "petz"})}
    assert "id: mara-lind" in merged["actors.yaml"]
    assert without_actor(merged["actors.yaml"], tmp_path / "actors.yaml", "mara-lind") == (
        "actors:\n- id: petz\n  name: Petz\n  type: person\n  part_of: petz\n"
    )
    assert "actors: [petz]" in merged["timeline.yaml"]
