"""An actor's picture: shown with its words, credit and licence, from a file of the corpus and from nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotate.corpus.checking import check
from annotate.corpus.folder import read_folder
from tests.markup import text
from tests.newsroom import newsroom

ACTOR = "actors:\n- id: mara-lind\n  name: Mara Lind\n  type: person\n  picture: {{file: {file}, alt: {alt}, credit: A & B, licence: CC BY 4.0}}\n"
PIXEL = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000")


def test_a_picture_stands_on_its_actors_page_and_its_file_beside_the_pages(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "room", {"actors.yaml": ACTOR.format(file="faces/lind.png", alt='"At a <b>desk</b>"')})
    (room.corpus / "faces").mkdir()
    (room.corpus / "faces" / "lind.png").write_bytes(PIXEL)
    assert room.mkdocs("build", "--strict").returncode == 0
    page = room.page("actors/mara-lind")
    (image,) = (one for one in page.iter("img") if "lind.png" in one.get("src", ""))
    assert image.get("src") == "../../pictures/faces/lind.png"
    assert image.get("alt") == "At a <b>desk</b>"
    assert [" ".join(text(one).split()) for one in page.iter("figcaption")] == ["A & B, CC BY 4.0"]
    assert (room.site / "pictures" / "faces" / "lind.png").read_bytes() == PIXEL


def test_a_picture_without_its_file_is_found(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "room", {"actors.yaml": ACTOR.format(file="lind.png", alt="At a desk")})
    found = check(read_folder(room.corpus))
    assert [(problem.code, problem.line) for problem in found] == [("no-picture", 5)]


def test_a_link_that_leads_out_of_the_corpus_is_no_picture(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(PIXEL)
    room = newsroom(tmp_path / "room", {"actors.yaml": ACTOR.format(file="lind.png", alt="At a desk")})
    (room.corpus / "lind.png").symlink_to(tmp_path / "secret.png")
    assert [problem.code for problem in check(read_folder(room.corpus))] == ["no-picture"]
    assert room.mkdocs("build").returncode == 0
    assert not list(room.site.rglob("lind.png"))


@pytest.mark.parametrize(
    "file",
    ["../secret.png", "/etc/a.png", "https://example.org/a.png", "a/../../b.png", "a.svg", ".git/a.png", "a\\\\b.png"],
)
def test_a_picture_is_a_file_below_the_corpus_folder(tmp_path: Path, file: str) -> None:
    room = newsroom(tmp_path / "room", {"actors.yaml": ACTOR.format(file=f'"{file}"', alt="At a desk")})
    (problem,) = read_folder(room.corpus).problems
    assert (problem.path.name, problem.line) == ("actors.yaml", 5)
