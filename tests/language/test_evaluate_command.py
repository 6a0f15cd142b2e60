"""``annotate evaluate``: what the annotator finds against what people reviewed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotate.cli import main
from annotate.corpus.scoring import LayerScore, total

ARTICLE = """---
title: A short day
date: 2030-03-05
---
Envoys of France and Chad met on Wednesday in Geneva. “Nothing was signed,” Maria Ilves said.
"""


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """One article, annotated, every item marked as reviewed."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "day.md").write_text(ARTICLE, encoding="utf-8")
    assert run("run", "--corpus", str(folder)).exit_code == 0
    sidecar = folder / "day.yaml"
    lines = []
    for line in sidecar.read_text(encoding="utf-8").splitlines():
        if line.startswith("- {"):
            line = line.removesuffix("}") + ", reviewed: true}"  # noqa: PLW2901
        lines.append(line)
        if line.startswith("- ") and "{" not in line:
            lines.append("  reviewed: true")
    sidecar.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def layers(corpus: Path, *more: str) -> dict[str, dict[str, float]]:
    result = run("evaluate", "--corpus", str(corpus), "--format", "json", *more)
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert found["articles"] == 1
    assert set(found) == {"date", "version", "articles", "layers"}
    return found["layers"]  # type: ignore[no-any-return]


def test_what_people_left_as_it_was_counts_as_right(corpus: Path) -> None:
    before = (corpus / "day.yaml").read_bytes()
    found = layers(corpus)
    assert found["times"]["f1"] == found["quotes"]["f1"] == found["names"]["f1"] == 1
    assert found["names"]["reviewed"] >= 4
    assert (corpus / "day.yaml").read_bytes() == before


def test_what_people_corrected_counts_as_wrong(corpus: Path) -> None:
    sidecar = corpus / "day.yaml"
    text = sidecar.read_text(encoding="utf-8")
    assert "label: PERSON" in text
    sidecar.write_text(text.replace("label: PERSON", "label: ORG"), encoding="utf-8")
    found = layers(corpus)["names"]
    assert found["right"] < found["reviewed"]


def test_an_article_that_is_not_reviewed_is_left_out_unless_asked_for(corpus: Path) -> None:
    sidecar = corpus / "day.yaml"
    text = sidecar.read_text(encoding="utf-8").replace("reviewed: true", "reviewed: false")
    sidecar.write_text(text, encoding="utf-8")
    refused = run("evaluate", "--corpus", str(corpus))
    assert refused.exit_code == 2
    assert "reviewed" in refused.output
    assert layers(corpus, "--all")["quotes"]["f1"] == 1


def test_the_text_form_has_a_line_for_each_layer(corpus: Path) -> None:
    shown = run("evaluate", "--corpus", str(corpus)).output
    assert all(name in shown for name in ("names", "actors", "times", "quotes", "speakers", "events", "dated"))


def test_articles_add_up_item_by_item() -> None:
    both = total([[LayerScore("names", 1, 1, 2)], [LayerScore("names", 2, 3, 2)]])
    assert both == (LayerScore("names", 3, 4, 4),)
    assert (both[0].precision, both[0].recall, both[0].f1) == (0.75, 0.75, 0.75)
