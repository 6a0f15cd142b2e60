"""Learning who takes part in an event."""

from __future__ import annotations

import json
from pathlib import Path

import yaml

from annotate.language.pipeline import build
from annotate.language.training.participation import Example, as_yaml, examples, learn


def test_what_goes_with_taking_part_weighs_for_it_and_what_goes_without_against() -> None:
    seen = [Example(frozenset({"named", "near"}), True), Example(frozenset({"named", "far"}), False)] * 60
    _, weights = learn(seen)
    assert weights["near"] > 0.5
    assert weights["far"] < -0.5


def test_evidence_that_tells_nothing_and_evidence_seen_rarely_have_no_weight() -> None:
    seen = [Example(frozenset({"named", "near"}), True), Example(frozenset({"named", "far"}), False)] * 60
    always, weights = learn([*seen, Example(frozenset({"once"}), True)])
    assert set(weights) == {"near", "far"}
    assert yaml.safe_load(as_yaml(always, weights)) == {"always": always, "weights": weights}


def test_each_actor_named_in_a_marked_article_is_an_example(tmp_path: Path) -> None:
    body = "Chile and Peru signed a treaty in Oslo on Monday. Norway offered tea."
    mentions = [
        {"start": body.index(name), "end": body.index(name) + len(name), "actor": name.lower()}
        for name in ("Chile", "Peru", "Norway")
    ]
    event = {"date": "2025-03-03", "type": "AGREE", "actors": ["chile", "peru"], "evidence": [0, body.index(".")]}
    marked = {"date": "2025-03-05", "mentions": mentions, "events": [event]}
    (tmp_path / "a.txt").write_text(f"2025-03-05\n\n{body}", encoding="utf-8")
    (tmp_path / "a.json").write_text(json.dumps(marked), encoding="utf-8")
    (tmp_path / "actors.json").write_text("{}", encoding="utf-8")
    found = list(examples(tmp_path, build(())))
    in_clause = [e.takes_part for e in found if "state in the clause" in e.evidence]
    elsewhere = [e.takes_part for e in found if "state in the sentence after" in e.evidence]
    assert (in_clause, elsewhere) == ([True, True], [False])
