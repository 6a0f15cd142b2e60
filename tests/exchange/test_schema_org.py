"""What pages say in schema.org's words: every word is one of its vocabulary, as rdflib ships it, and nothing escapes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyld import jsonld

from annotate import load
from annotate.exchange.exported import Publication
from annotate.timeline import schema_org
from annotate.timeline.linked import Corpus

SITE = Publication("https://example.org/dateline/")
ROOT = Path(__file__).parent.parent
SCHEMA = "https://schema.org/"
VOCABULARY = {"@context": {"@vocab": SCHEMA, "eventStatus": {"@id": f"{SCHEMA}eventStatus", "@type": "@id"}}}


@pytest.fixture(scope="module", params=["few", "seed"])
def corpus(request: pytest.FixtureRequest) -> Corpus:
    return load({"few": ROOT / "site" / "fixtures" / "corpus", "seed": ROOT.parent / "corpus"}[request.param])


def told(corpus: Corpus) -> Iterator[dict[str, Any]]:
    for within in corpus.articles.values():
        yield schema_org.article(corpus, within, SITE, "Dateline")
    for entry in corpus.entries.values():
        yield schema_org.event(corpus, entry, SITE)
    for actor in corpus.actors.values():
        yield schema_org.actor(corpus, actor, SITE)


def words(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from words(item)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key == "@type":
                yield from inner if isinstance(inner, list) else [inner]
            elif key == "@id":
                if str(inner).startswith(SCHEMA):
                    yield str(inner)
            elif not key.startswith("@"):
                yield key
            yield from words(inner)


def test_every_word_is_one_of_schema_org(corpus: Corpus) -> None:
    def loader(address: str, options: object) -> dict[str, object]:
        assert address.rstrip("/") == "https://schema.org"
        return {
            "document": VOCABULARY,
            "documentUrl": address,
            "contextUrl": None,
            "contentType": "application/ld+json",
        }

    for value in told(corpus):
        (expanded,) = jsonld.expand(value, {"documentLoader": loader})
        used = set(words(expanded))
        assert used
        assert {word for word in used if rdflib.URIRef(word) not in rdflib.SDO} == set()


@pytest.mark.parametrize(
    ("status", "moved", "said"),
    [("planned", None, "EventScheduled"), ("cancelled", None, "EventCancelled"), ("postponed", None, "EventPostponed"),
     ("postponed", "2025-04-01", "EventRescheduled"), ("happened", None, ""), ("denied", None, "")],
)  # fmt: skip
def test_an_event_says_how_it_stands(tmp_path: Path, status: str, moved: str | None, said: str) -> None:
    new = f", new_date: {moved}" if moved else ""
    text = f"entries:\n- {{id: a, title: A, date: 2025-03-01, status: {status}{new}, type: VOTE}}\n"
    (tmp_path / "timeline.yaml").write_text(text, encoding="utf-8")
    corpus = load(tmp_path)
    event = schema_org.event(corpus, corpus.entries["a"], SITE)
    assert event.get("eventStatus", "").removeprefix(SCHEMA) == said
    assert event["startDate"] == (moved or "2025-03-01")
    assert event.get("previousStartDate") == ("2025-03-01" if moved else None)


def test_nothing_in_a_text_ends_the_script_that_it_stands_in() -> None:
    value = {"name": "</script><script>alert(1)</script><!-- & ]]>", "@type": "Thing"}
    text = schema_org.script(value)
    assert not {"<", ">", "&"} & set(text)
    assert json.loads(text) == value
