"""A change of the registry has those articles read anew that it concerns, and the corpus ends as if all had been."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from annotate.corpus.actors import Actor, Role
from annotate.corpus.folder import read_folder
from annotate.timeline.actors.concerned import Concern
from annotate.workflow import run

REPORTS = {
    "2025-03-01-first": "“We will sign it,” Foreign Minister Tarasenko said on Saturday in Oslo.",
    "2025-03-02-second": "Olena Tarasenko, the foreign minister of Ukraine, said the text was ready.",
    "2025-03-03-third": "President Donald Trump met Mr. Putin's envoy. “It is done,” Vladimir Putin said.",
    "2025-03-04-fourth": "Maria Ilves, a farmer in Estonia, said the road was closed. “We wait,” the president of Fiji said.",
}


@pytest.fixture(scope="module")
def annotated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("made") / "corpus"
    root.mkdir()
    for name, body in REPORTS.items():
        text = f"---\ntitle: A report\ndate: {name[:10]}\n---\n\n{body}\n"
        (root / f"{name}.md").write_text(text, encoding="utf-8")
    run(root)
    return root


@pytest.fixture
def corpus(annotated: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(annotated.parent, tmp_path / "project")) / "corpus"


def item(text: str, actor: str) -> str:
    start = text.index(f"- id: {actor}\n")
    end = min(at for at in (text.find("\n- id:", start), text.find("\nmachine:", start)) if at > 0)
    return text[start : end + 1]


def accept(text: str, actor: str) -> str:
    own = item(text, actor)
    return text.replace(own, own.replace("  proposed: true\n", ""))


def strike(text: str, actor: str) -> str:
    return text.replace(item(text, actor), "")


def add(text: str, lines: str) -> str:
    return text.replace("actors:\n", f"actors:\n{lines}", 1)


EDITS: dict[str, tuple[Callable[[str], str], set[str]]] = {
    "a person is accepted": (lambda text: accept(text, "olena-tarasenko"), {"first", "second"}),
    "a state is accepted": (lambda text: accept(text, "ukraine"), {"second"}),
    "an actor is struck out": (lambda text: strike(text, "maria-ilves"), {"fourth"}),
    "somebody whom no article names is added": (
        lambda text: add(text, "- {id: rufus-firefly, name: Rufus Firefly, type: person}\n"),
        set(),
    ),
    "another spelling is added": (
        lambda text: add(text, "- {id: o-t, name: Olena Tarassenko, type: person}\n"),
        {"first", "second"},
    ),
    "the holder of an office that is spoken of is added": (
        lambda text: add(
            text,
            "- {id: fiji, name: Fiji, type: state}\n"
            "- id: rufus-firefly\n  name: Rufus Firefly\n  type: person\n  roles:\n  - {title: President, of: fiji}\n",
        ),
        {"fourth"},
    ),
    "a name of several words is added": (
        lambda text: add(text, "- {id: the-road, name: the road was closed, type: group}\n"),
        {"fourth"},
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_run_reads_what_an_edit_concerns_and_ends_as_if_it_had_read_everything(corpus: Path, edit: str) -> None:
    change, concerned = EDITS[edit]
    registry = corpus / "actors.yaml"
    before = registry.read_text(encoding="utf-8")
    registry.write_text(change(before), encoding="utf-8")
    report = run(corpus)
    assert report.annotated == len(concerned)
    assert {c.path.stem.rpartition("-")[2] for c in report.changes} <= {*concerned, "actors", "timeline"}
    assert run(corpus).changes == []
    assert run(corpus, write=False, everything=True).changes == []


def test_a_note_for_readers_has_nothing_read_anew(corpus: Path) -> None:
    registry = corpus / "actors.yaml"
    text = accept(registry.read_text(encoding="utf-8"), "olena-tarasenko")
    registry.write_text(text, encoding="utf-8")
    assert run(corpus).annotated == 2
    text = registry.read_text(encoding="utf-8")
    noted = text.replace("- id: olena-tarasenko\n", "- id: olena-tarasenko\n  wikidata: Q1\n  note: Invented.\n")
    registry.write_text(noted, encoding="utf-8")
    assert run(corpus).annotated == 0


def test_articles_that_were_not_asked_for_wait_for_the_next_run(corpus: Path) -> None:
    registry = corpus / "actors.yaml"
    registry.write_text(accept(registry.read_text(encoding="utf-8"), "olena-tarasenko"), encoding="utf-8")
    assert run(corpus, [corpus / "2025-03-01-first.md"]).annotated == 1
    assert run(corpus).annotated == 1
    assert [known.proposed for known in read_folder(corpus).actors if known.id == "olena-tarasenko"] == [False]


@pytest.mark.parametrize(
    ("name", "text", "concerned"),
    [
        ("Côte d'Ivoire", "In Cote d’Ivoire’s capital", True),
        ("U.S. Navy", "the US Navy", True),
        ("The Hague", "the Hague's court", True),
        ("Nagorno-Karabakh", "Nagorno Karabakh", True),
        ("Lima", "climate talks in Lilongwe", False),
        ("Peru", "The Peruvians left", True),
    ],
)
def test_a_name_is_found_however_its_parts_are_joined(name: str, text: str, concerned: bool) -> None:
    changed = Actor(id="changed", name=name, type="organisation", adjectives=("Peruvian",) if name == "Peru" else ())
    assert Concern([changed], ()).touches(text, ()) is concerned


def test_an_office_concerns_where_it_and_its_state_are_named() -> None:
    state = Actor(id="freedonia", name="Freedonia", type="state", adjectives=("Freedonian",))
    holder = Actor(id="x", name="Rufus Firefly", type="person", roles=(Role(title="Prime Minister", of="freedonia"),))
    concern = Concern([holder], [state])
    assert concern.touches("The Freedonian minister spoke.", ())
    assert not concern.touches("The Freedonian ambassador spoke.", ())
    assert not concern.touches("The Sylvanian minister spoke.", ())
