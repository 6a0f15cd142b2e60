"""What a trained pipeline adds to a document, the shipped one and one that is swapped in."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

import annotate
from annotate.cli import main
from annotate.language.pipeline import build, read
from annotate.language.words.packed import pack, unpack
from annotate.language.words.sentences import paragraphs
from annotate.language.words.trained import SHIPPED, PipelineError, load_trained

NEWS = (
    "GENEVA — The envoys of Norway and Chad met on Tuesday. “We won't sign before Friday,” said Halvard Brekke, "
    "who leads the Norwegian team.\n\nHe flew home in the evening."
)


@pytest.fixture(scope="module")
def nlp() -> spacy.Language:
    return build()


def words(doc: Doc) -> dict[str, spacy.tokens.Token]:
    return {token.text: token for token in doc}


def test_every_word_has_tag_lemma_and_head_and_the_names_are_marked(nlp: spacy.Language) -> None:
    doc = read(nlp, NEWS, None)
    assert all(token.tag_ and token.pos_ and token.lemma_ and token.dep_ for token in doc if not token.is_space)
    found = words(doc)
    assert (found["met"].lemma_, found["envoys"].head.text, found["envoys"].dep_) == ("meet", "met", "nsubj")
    assert found["flew"].lemma_ == "fly"
    assert ("Halvard Brekke", "PERSON") in {(name.text, name.label_) for name in doc.ents}


@pytest.mark.parametrize(
    "text", [NEWS, NEWS * 40, "word " * 2000, "One. Two! Three? " * 500, "“" * 50, "\n\n \n\nA\n\n"]
)
def test_the_sentences_stay_and_each_has_one_root(nlp: spacy.Language, text: str) -> None:
    doc = read(nlp, text, None)
    plain = nlp.tokenizer(text)
    plain._.passages = None
    before = nlp.get_pipe("dateline_sentences")(plain)
    assert [t.i for t in doc if t.is_sent_start and not t.is_space] == [
        t.i for t in before if t.is_sent_start and not t.is_space
    ]
    for sentence in doc.sents:
        assert sum(token.head == token for token in sentence) == 1


def test_no_sentence_crosses_a_passage(nlp: spacy.Language) -> None:
    bounds = paragraphs(NEWS)
    for token in read(nlp, NEWS, None):
        if not token.is_space:
            here = next(bound for bound in bounds if bound[0] <= token.idx < bound[1])
            assert here[0] <= token.head.idx < here[1]


def test_the_shipped_pipeline_is_small_and_says_what_it_is() -> None:
    assert SHIPPED.stat().st_size < 20_000_000
    meta = load_trained().meta
    assert meta["license"] == "CC BY-SA 4.0"
    card = (SHIPPED.parent / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert all(part in card for part in ("CC BY-SA 4.0", "GUM", "EWT", "Universal NER", "WikiGold", meta["version"]))


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A spaCy pipeline whose labels are CoNLL's, and that tags and parses nothing."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PER", "pattern": "Brelk"}, {"label": "MISC", "pattern": "Tuesday"}])  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "other")
    return tmp_path / "other"


def test_another_pipeline_is_heard_in_our_labels(other: Path) -> None:
    text = "The crowd cheered. On Tuesday Brelk was there."
    found = annotate.Annotator(pipeline=other).annotate(text)
    assert [(e.label, m.text) for e in found.entities for m in e.mentions] == [("PERSON", "Brelk")]


def test_a_pipeline_that_is_missing_or_reads_another_language_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="en_core_web_unheard_of"):
        load_trained("en_core_web_unheard_of")
    spacy.blank("de").to_disk(tmp_path / "german")
    with pytest.raises(PipelineError, match="'de'"):
        load_trained(tmp_path / "german")


def test_the_command_line_takes_a_pipeline_and_refuses_one_that_is_none(tmp_path: Path, other: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "one.md").write_text("---\ntitle: A day\ndate: 2030-01-01\n---\nOn Tuesday Brelk was there.\n")
    asked = ["run", "--corpus", str(corpus), "--format", "json"]
    refused = CliRunner().invoke(main, [*asked, "--pipeline", "en_core_web_unheard_of"])
    assert refused.exit_code == 2
    assert json.loads(refused.stdout)[0]["code"] == "no-pipeline"
    assert not (corpus / "one.yaml").exists()
    assert CliRunner().invoke(main, [*asked, "--pipeline", str(other)]).exit_code == 0
    assert "Brelk" in (corpus / "one.yaml").read_text(encoding="utf-8")


ODD_TEXTS = [
    "",
    " ",
    "word",
    "😀" * 300,
    "👩‍👩‍👧 e\u0301 \u200d\ufe0f",
    "قال الوزير إن المحادثات ستستأنف يوم الأحد. " * 20,
    "Президент России Владимир Путин сказал: «Мы готовы». " * 20,
    "\x00\x01\x02\x1b[31m\x7f\u202e\u2028\u2029\r\n\t" * 20,
    '"' * 999,
    "“‘„«»”’" * 200,
    "PRESIDENT MARIA ILVES SAID ON FRIDAY THAT FRANCE WOULD SIGN. " * 20,
    "a" * 20_000,
    "\ud800 lone \udfff",
    ("Norway and Chad talked on Friday. " * 600),
    "\n\n".join("x" for _ in range(600)),
]


@pytest.mark.parametrize("text", ODD_TEXTS, ids=range(len(ODD_TEXTS)))
def test_any_text_is_read_without_an_error(text: str, annotator: annotate.Annotator) -> None:
    found = annotator.annotate(text)
    for entity in found.entities:
        for mention in entity.mentions:
            assert text[mention.start : mention.end] == mention.text


# A very long text is read in pieces that fill a batch by themselves, a short one beside others.
TOGETHER = [text for text in ODD_TEXTS if len(text) < 5_000] + [NEWS, NEWS * 40, "He will meet Chad's envoy on Monday."]


@given(st.lists(st.sampled_from(range(len(TOGETHER))), max_size=8))
@settings(max_examples=25)
def test_a_text_is_read_as_if_it_were_alone_whatever_is_read_beside_it(
    annotator: annotate.Annotator, alone: list[annotate.Annotations], chosen: list[int]
) -> None:
    day = datetime.date(2025, 3, 5)
    assert list(annotator.pipe((TOGETHER[n], day) for n in chosen)) == [alone[n] for n in chosen]


def test_two_workers_find_what_one_finds(annotator: annotate.Annotator, alone: list[annotate.Annotations]) -> None:
    day = datetime.date(2025, 3, 5)
    assert list(annotator.pipe(((text, day) for text in TOGETHER), jobs=2)) == alone


def test_texts_are_taken_little_by_little(annotator: annotate.Annotator) -> None:
    taken = 0

    def texts() -> Iterator[tuple[str, datetime.date]]:
        nonlocal taken
        while True:
            taken += 1
            yield NEWS, datetime.date(2025, 3, 5)

    assert next(annotator.pipe(texts())).times
    assert taken < 100


@pytest.fixture(scope="module")
def alone(annotator: annotate.Annotator) -> list[annotate.Annotations]:
    """What is found in each of the texts when nothing is read beside it."""
    return [annotator.annotate(text, date=datetime.date(2025, 3, 5)) for text in TOGETHER]


def test_a_packed_pipeline_does_not_say_where_it_was_trained(tmp_path: Path) -> None:
    blank = spacy.blank("en")
    blank.config["paths"]["train"] = "/somewhere/train.spacy"
    pack(blank, tmp_path / "blank.pipeline")
    for path in (tmp_path / "blank.pipeline", SHIPPED):
        assert set(unpack(path).config["paths"].values()) == {None}
