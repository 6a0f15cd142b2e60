"""What treebanks and name corpora become: exact text, and names as our guidelines have them."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from annotate.language.training.corpora import TrainingError, find_corpora, named_texts
from annotate.language.training.name_corpora import read_conll, read_gum, read_iob, read_marked_articles
from annotate.language.training.name_swapping import NameSwapper
from annotate.language.training.named_texts import NamedText, as_doc, blank, in_our_labels
from annotate.language.training.treebanks import read_docs, read_treebank

TINY = Path(__file__).parent / "tiny"


def names(named: NamedText) -> list[tuple[str, str]]:
    return [(named.text[start:end], label) for start, end, label in named.names]


def test_a_treebank_keeps_the_white_space_of_its_text_also_behind_tokens_of_several_words() -> None:
    path = TINY / "tiny-train.conllu"
    texts = [
        line.removeprefix("# text = ") for line in path.read_text(encoding="utf-8").splitlines() if "# text" in line
    ]
    assert [sentence.text for sentence in read_treebank(path)] == texts
    assert any("don't work" in text for text in texts)


def test_a_document_is_a_paragraph_with_its_sentences_heads_and_lemmas() -> None:
    doc = next(read_docs(TINY / "tiny-train.conllu", spacy.blank("en").vocab))
    assert [sentence.text for sentence in doc.sents] == [
        "The minister's plane landed late.",
        "Nobody waited at the gate.",
    ]
    landed = next(token for token in doc if token.text == "landed")
    assert (landed.lemma_, landed.tag_, landed.dep_, landed.head) == ("land", "VBD", "ROOT", landed)
    assert {token.text for token in landed.children} == {"plane", "late", "."}


def test_a_file_that_is_no_treebank_is_named(tmp_path: Path) -> None:
    (tmp_path / "a-train.conllu").write_text("1\tonly\ttwo\n\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"a-train\.conllu"):
        list(read_treebank(tmp_path / "a-train.conllu"))


def test_entities_of_a_treebank_are_cut_down_to_names() -> None:
    found = [
        mark for text, marked in read_gum(TINY / "tiny-train.conllu") for mark in names(NamedText(text, tuple(marked)))
    ]
    assert found == [("Selmouth", "place"), ("Ada Quillon", "person")]


def test_labels_become_ours_a_state_that_acts_included() -> None:
    ((text, marked),) = read_iob(TINY / "names" / "small-train.iob2")
    assert names(in_our_labels(text, marked, blank())) == [
        ("Nadia Brook", "PERSON"),
        ("Republic of Orvia", "GPE"),
        ("France", "GPE"),
        ("Brook", "PERSON"),
        ("French", "NORP"),
        ("Lake Ormen", "LOC"),
    ]


def test_words_in_columns_are_spaced_as_in_print() -> None:
    ((text, marked),) = read_conll(TINY / "names" / "small.conll.txt")
    assert text == "The Quay Society (Selmouth) said it didn't know “Ada”."
    assert names(NamedText(text, tuple(marked))) == [("Quay Society", "ORG"), ("Selmouth", "LOC")]


def test_marked_articles_are_read_by_paragraph() -> None:
    first, second = read_marked_articles(TINY / "articles")
    assert ("Ferry Union", "ORG") in names(NamedText(first[0], tuple(first[1])))
    assert names(NamedText(second[0], tuple(second[1]))) == [("Quillon", "PERSON")]


def test_a_swapped_text_has_the_same_labels_on_other_names_and_keeps_its_other_words() -> None:
    text = "Ada Quillon of Norvale said Quillon would go."
    named = NamedText(text, ((0, 11, "PERSON"), (15, 22, "GPE"), (28, 35, "PERSON")))
    swapped = NameSwapper(3).swap(named)
    full, _, short = (swapped.text[start:end] for start, end, _ in swapped.names)
    assert [label for *_, label in swapped.names] == ["PERSON", "GPE", "PERSON"]
    assert full != "Ada Quillon"
    assert full.endswith(short), "one person has one surname"
    assert swapped.text.startswith(full + " of ")
    assert swapped.text.endswith(f" said {short} would go.")
    assert NameSwapper(3).swap(named) == swapped


def test_a_name_that_cuts_a_word_is_left_open() -> None:
    doc = as_doc(blank(), NamedText("Quillonites marched", ((0, 7, "PERSON"),)))
    assert not doc.ents
    assert doc[0].ent_iob_ == ""


def test_files_are_told_by_their_names(tmp_path: Path) -> None:
    corpora = find_corpora([TINY], held_out=["articles"])
    assert [path.name for path in corpora.train.files()] == ["tiny-train.conllu", "small-train.iob2", "small.conll.txt"]
    assert [path.name for path in corpora.dev.files()] == ["tiny-dev.conllu", "articles"]
    assert [path.name for path in corpora.test.files()] == ["tiny-test.conllu", "small-test.iob2"]
    with pytest.raises(TrainingError, match="no such folder"):
        find_corpora([tmp_path / "absent"])
    with pytest.raises(TrainingError, match=r"-train\.conllu"):
        find_corpora([tmp_path])


def test_a_broken_name_corpus_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "a-train.conllu").touch()
    (tmp_path / "b-train.iob2").write_text("# text = One.\n1\tTwo\tO\n\n", encoding="utf-8")
    with pytest.raises(TrainingError, match="Two"):
        named_texts(find_corpora([tmp_path]).train)


def test_a_treebank_is_learned_from_all_the_same_when_told_so() -> None:
    corpora = find_corpora([TINY], also_learn=["tiny-test"])
    assert "tiny-test.conllu" in [path.name for path in corpora.train.treebanks]
    assert not corpora.test.treebanks
