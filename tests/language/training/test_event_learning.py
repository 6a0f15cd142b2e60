"""``annotate train --part events``: from marked articles to the weights that tell what is an event."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import pytest
import srsly
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from annotate.cli import main
from annotate.language.events.scorer import SHIPPED, EventScorer, load_scorer
from annotate.language.packing import PackedFileError
from annotate.language.training.linear import fit_classes, fit_yes_or_no

TREATIES = ["Orvia and Chile signed a treaty in Lima on Monday", "Peru signed a pact with Orvia on Tuesday"]
MEETINGS = ["Peru will meet Chile in Quito on Friday", "The envoys of Peru and Chile met in Lima on Sunday"]
NOTHING = ["The hall in Lima has two hundred seats", "Peru exports copper and Chile imports wheat"]


def write_article(folder: Path, name: str, events: list[tuple[str, str, str, str]], rest: list[str]) -> None:
    folder.mkdir(exist_ok=True)
    body = "\n\n".join([*(f"{words}." for words, *_ in events), *(f"{words}." for words in rest)])
    marked = [
        {"date": day, "status": status, "type": kind, "evidence": [body.index(words), body.index(words) + len(words)]}
        for words, day, status, kind in events
    ]
    (folder / f"{name}.txt").write_text(f"Title\n2030-01-02\n\n{body}\n", encoding="utf-8")
    (folder / f"{name}.json").write_text(json.dumps({"date": "2030-01-02", "events": marked}), encoding="utf-8")


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object]]:
    folder = tmp_path_factory.mktemp("marked")
    for beat in ("north", "south"):
        for number in range(2):
            signed = (TREATIES[number], "2029-12-31" if number == 0 else "2030-01-01", "happened", "AGREE")
            met = (MEETINGS[number], "2030-01-04" if number == 0 else "2029-12-30", "planned", "CONSULT")
            write_article(folder / beat, str(number), [signed, met], NOTHING)
    output = folder / "events.weights"
    asked = ["train", str(folder), "--part", "events", "--output", str(output), "--format", "json"]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 0, result.output
    return output, json.loads(result.stdout)


def test_marked_articles_become_weights_with_scores_of_articles_held_out(
    trained: tuple[Path, dict[str, object]],
) -> None:
    output, report = trained
    assert report["learned_from"] == ["north", "south"]
    assert report["size"] == output.stat().st_size
    scores = {score["component"]: score["value"] for score in report["scores"]}  # type: ignore[attr-defined]
    assert scores["events F1"] == 1.0
    assert scores["event type"] == 1.0


def test_what_was_learned_is_read_again(trained: tuple[Path, dict[str, object]]) -> None:
    scorer = load_scorer(trained[0])
    assert scorer.chance(["bias", "kind=verb dated"]) > scorer.chance(["bias", "kind=verb undated"])
    assert scorer.type_of(["lemma=sign"]) == "AGREE"


def test_the_same_articles_give_the_same_weights(trained: tuple[Path, dict[str, object]], tmp_path: Path) -> None:
    again = tmp_path / "again.weights"
    result = CliRunner().invoke(main, ["train", str(trained[0].parent), "--part", "events", "--output", str(again)])
    assert result.exit_code == 0, result.output
    assert again.read_bytes() == trained[0].read_bytes()


def test_a_folder_without_marked_events_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["train", str(tmp_path), "--part", "events", "--output", str(tmp_path / "x")])
    assert result.exit_code == 2
    assert "no article with marked events" in result.output
    assert not (tmp_path / "x").exists()


def test_an_article_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text("Title\n\nBody.", encoding="utf-8")
    (tmp_path / "1.json").write_text('{"events": [{}]}', encoding="utf-8")
    result = CliRunner().invoke(main, ["train", str(tmp_path), "--part", "events", "--output", str(tmp_path / "x")])
    assert result.exit_code == 2
    assert "1.json" in result.output


@pytest.mark.parametrize("content", [b"", b"no weights", zlib.compress(srsly.msgpack_dumps({"kind": "another"}))])
def test_a_file_that_holds_no_weights_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.weights"
    path.write_bytes(content)
    with pytest.raises(PackedFileError, match="broken"):
        load_scorer(path)


def test_the_shipped_weights_are_small_and_know_the_types() -> None:
    assert SHIPPED.stat().st_size < 300_000
    assert {"CONSULT", "AGREE", "SANCTION"} <= {t for weights in load_scorer().types.values() for t in weights}


@given(st.lists(st.text(max_size=12), max_size=30))
def test_a_chance_is_a_probability_whatever_the_features(features: list[str]) -> None:
    assert 0.0 <= load_scorer().chance(features) <= 1.0
    assert EventScorer().chance(features) == 0.5
    assert EventScorer().type_of(features) == "OTHER"


def test_a_linear_model_learns_what_tells_the_classes_apart_and_no_single_example() -> None:
    examples = [["a", "x"], ["a", "y"], ["b", "x"], ["b", "y", "once"]]
    weights = fit_classes(examples, ["one", "one", "two", "two"], [1.0] * 4, penalty=0.1)
    assert weights["a"]["one"] > 0 > weights["a"]["two"]
    assert "once" not in weights
    odds = fit_yes_or_no(examples, [True, True, False, False], [1.0] * 4, penalty=0.1)
    assert odds["a"] > 0 > odds["b"]
