"""``annotate train`` from a folder of corpora to a pipeline that reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from annotate.cli import main
from annotate.language.packing import PackedFileError
from annotate.language.words.packed import unpack

TINY = Path(__file__).parent / "tiny"


def test_a_folder_of_corpora_becomes_a_pipeline_with_scores(tmp_path: Path) -> None:
    output = tmp_path / "tiny.pipeline"
    asked = ["train", str(TINY), "--output", str(output), "--steps", "12", "--names-steps", "12", "--format", "json"]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert "tiny-train.conllu" in report["learned_from"]
    assert not any("test" in name for name in report["learned_from"])
    scores = {(score["corpus"], score["component"]): score["value"] for score in report["scores"]}
    assert 0.3 < scores["tiny-test", "tag"] <= 1
    assert {("tiny-test", "LAS"), ("tiny-test", "sentence F1"), ("small-test", "names F1")} <= set(scores)

    nlp = unpack(output)
    assert report["size"] == output.stat().st_size < 10_000_000
    doc = nlp("The envoys met in Selmouth. Ada Quillon said nothing.")
    assert all(token.tag_ and token.pos_ and token.dep_ for token in doc)
    assert nlp.meta["license"] == "CC BY-SA 4.0"


def test_a_folder_without_corpora_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["train", str(tmp_path), "--output", str(tmp_path / "x")])
    assert result.exit_code == 2
    assert "-train.conllu" in result.output
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("content", [b"", b"no pipeline", b"x\x9c\x03\x00\x00\x00\x00\x01"])
def test_a_file_that_is_no_packed_pipeline_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.pipeline"
    path.write_bytes(content)
    with pytest.raises(PackedFileError, match="broken"):
        unpack(path)
