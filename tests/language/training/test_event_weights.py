"""Learning where events take place and who takes part."""

from __future__ import annotations

import json

import pytest
import yaml

from annotate.language.learned_weights import Weights
from annotate.language.pipeline import build
from annotate.language.training.event_weights import (
    Example,
    MarkedArticle,
    as_yaml,
    examples_of_actors,
    examples_of_places,
    learn,
    read_articles,
)


def test_what_goes_with_taking_part_weighs_for_it_and_what_goes_without_against() -> None:
    seen = [Example(frozenset({"named", "near"}), True), Example(frozenset({"named", "far"}), False)] * 60
    weights = learn(seen, 2.0).evidence
    assert weights["near"] > 0.5
    assert weights["far"] < -0.5


def test_evidence_that_tells_nothing_and_evidence_seen_rarely_have_no_weight() -> None:
    seen = [Example(frozenset({"named", "near"}), True), Example(frozenset({"named", "far"}), False)] * 60
    learned = learn([*seen, Example(frozenset({"once"}), True)], 2.0)
    assert set(learned.evidence) == {"near", "far"}
    told = yaml.safe_load(as_yaml(learned, "taking part"))
    assert told == {"always": learned.always, "weights": learned.evidence}


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> MarkedArticle:
    folder = tmp_path_factory.mktemp("marked")
    body = "Chile and Peru signed a treaty in Oslo on Monday. Norway offered tea in Bergen."
    mentions = [
        {"start": body.index(name), "end": body.index(name) + len(name), "actor": name.lower()}
        for name in ("Chile", "Peru", "Norway")
    ]
    evidence = [0, body.index(".")]
    event = {"date": "2025-03-03", "type": "AGREE", "actors": ["chile", "peru"], "place": "Oslo", "evidence": evidence}
    marked = {"date": "2025-03-05", "mentions": mentions, "events": [event]}
    (folder / "a.txt").write_text(f"2025-03-05\n\n{body}", encoding="utf-8")
    (folder / "a.json").write_text(json.dumps(marked), encoding="utf-8")
    (folder / "actors.json").write_text("{}", encoding="utf-8")
    (read,) = read_articles(folder, build(()))
    return read


def test_each_actor_named_in_a_marked_article_is_an_example(article: MarkedArticle) -> None:
    found = list(examples_of_actors(article, Weights(0.0, {})))
    in_clause = [e.right for e in found if "state in the clause" in e.evidence]
    elsewhere = [e.right for e in found if "state in the sentence after" in e.evidence]
    assert (in_clause, elsewhere) == ([True, True], [False])


def test_each_place_named_in_a_marked_article_is_an_example(article: MarkedArticle) -> None:
    found = list(examples_of_places(article))
    assert [e.right for e in found if "GPE in the clause" in e.evidence] == [True]
    assert [e.right for e in found if "GPE in the sentence after" in e.evidence] == [False]
