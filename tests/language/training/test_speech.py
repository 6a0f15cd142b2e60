"""Reported speech is learned from marked articles: what was marked is found, what was not stays out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from annotate.cli import main
from annotate.language.pipeline import build, read
from annotate.language.quotes.scorer import SUFFIX, SpeechScorer, SpeechScorerError, scorer_beside
from annotate.language.training.speech import Lesson, learn
from annotate.language.words.trained import SHIPPED

MARKED = [
    ("Minister Ada Quillon cited the cost of the bridge.", "cited", "the cost of the bridge"),
    ("President Omar Tell cited the length of the queue.", "cited", "the length of the queue"),
    ("The envoy cited the danger of the river.", "cited", "the danger of the river"),
    ("The ministry cited the noise of the ferry.", "cited", "the noise of the ferry"),
    ("Ada Quillon cited the price of the toll.", "cited", "the price of the toll"),
    ("The council cited the age of the gate.", "cited", "the age of the gate"),
]
UNMARKED = [
    "Minister Ada Quillon offered the guests some tea.",
    "President Omar Tell offered the envoy a chair.",
    "The ministry offered the children a ride.",
    "The council offered the guards a pause.",
    "Ada Quillon offered the driver a coin.",
]
UNSEEN = "Minister Lena Harta cited the weight of the lorries."


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    body = "\n\n".join([*(text for text, _, _ in MARKED), *UNMARKED])
    quotes = []
    for text, cue, content in MARKED:
        at = body.index(text)
        starts = at + text.index(cue), at + text.index(content)
        quotes.append(
            {"cue": [starts[0], starts[0] + len(cue)], "content": [[starts[1], starts[1] + len(content)]]},
        )
    (folder / "1.txt").write_text(f"A bridge\ndate: 2030-01-02\n\n{body}", encoding="utf-8")
    (folder / "1.json").write_text(json.dumps({"id": "1", "mentions": [], "quotes": quotes}), encoding="utf-8")
    return folder


def quotes_of(text: str, scorer: SpeechScorer) -> list[str]:
    doc = read(build(scorer=scorer), text, None)
    return [" / ".join(text[start:end] for start, end in quote.content) for quote in doc._.quotes]


def test_what_people_marked_is_learned_and_found_in_other_sentences(articles: Path, tmp_path: Path) -> None:
    output = tmp_path / "own.speech.json"
    asked = ["train", str(articles), "--on", str(SHIPPED), "--output", str(output), "--format", "json"]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert (report["speech"], report["learned_from"]) == (str(output), ["articles"])

    learned = scorer_beside(tmp_path / "own.pipeline")
    assert quotes_of(UNSEEN, learned) == ["the weight of the lorries"]
    assert quotes_of(UNSEEN, SpeechScorer({})) == []
    assert quotes_of("Minister Lena Harta offered the pilots a map.", learned) == []


def test_the_same_articles_give_the_same_weights(articles: Path, tmp_path: Path) -> None:
    written = []
    for name in ("one", "two"):
        output = tmp_path / f"{name}{SUFFIX}"
        asked = ["train", str(articles), "--on", str(SHIPPED), "--output", str(output)]
        assert CliRunner().invoke(main, asked).exit_code == 0
        written.append(output.read_bytes())
    assert written[0] == written[1]


def test_articles_without_quotes_are_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["train", str(tmp_path), "--on", str(SHIPPED), "--output", str(tmp_path / "x")])
    assert result.exit_code == 2
    assert "no article with quotes" in result.output


@pytest.mark.parametrize("content", ["", "[]", '{"kind": "other", "weights": {}}', '{"kind": "dateline speech 1"}'])
def test_weights_that_cannot_be_read_are_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / f"own{SUFFIX}").write_text(content, encoding="utf-8")
    with pytest.raises(SpeechScorerError, match="own"):
        scorer_beside(tmp_path / "own.pipeline")


def test_no_offer_is_likely_where_none_was_ever_right() -> None:
    scorer = SpeechScorer(learn([Lesson((("offer", "long"), ("offer", "short")), None)] * 5))
    assert sum(scorer.shares([("offer", "long"), ("offer", "short")])) < 0.5


def test_the_shares_of_all_offers_leave_room_for_nothing() -> None:
    scorer = SpeechScorer({"offer": 2.0, "long": -1.0})
    shares = scorer.shares([("offer",), ("offer", "long"), ()])
    assert shares[0] > shares[1] > shares[2] > 0
    assert sum(shares) < 1
