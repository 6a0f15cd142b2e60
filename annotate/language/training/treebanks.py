"""Treebanks in CoNLL-U (https://universaldependencies.org/format.html) as spaCy documents of one paragraph each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import conllu
from spacy.tokens import Doc
from spacy.vocab import Vocab

SENTENCES_A_DOCUMENT = 8
"""A longer paragraph is cut: a training step should see many different texts."""


@dataclass(frozen=True)
class TreebankWord:
    """A syntactic word: part of a token where the treebank splits one ("do" and "n't" of "don't")."""

    text: str
    lemma: str
    pos: str
    tag: str
    morph: str
    head: int
    """Index into the sentence's words; its own for the root."""
    dep: str
    space: bool
    """Whether white space follows."""
    misc: str
    """The value of ``Entity=`` in the tenth column; empty without one."""


@dataclass(frozen=True)
class TreebankSentence:
    """A sentence and where it stands."""

    id: str
    words: tuple[TreebankWord, ...]
    opens_paragraph: bool

    @property
    def text(self) -> str:
        """The sentence as it is written, without the white space behind it."""
        return "".join(word.text + " " * word.space for word in self.words).rstrip()


def read_treebank(path: Path) -> Iterator[TreebankSentence]:
    """The sentences of a CoNLL-U file, in order.

    Raises:
        ValueError: a line of the file is not CoNLL-U.
    """
    with path.open(encoding="utf-8") as file:
        try:
            for sentence in conllu.parse_incr(file):
                yield _sentence(sentence)
        except (conllu.exceptions.ParseException, KeyError, TypeError) as error:
            raise ValueError(f"{path}: not CoNLL-U with its ten columns: {error}") from error


def _sentence(sentence: conllu.TokenList) -> TreebankSentence:
    words: list[TreebankWord] = []
    written: list[tuple[int, int, str, bool]] = []
    """Tokens of several words: first and last id, how they are written, whether white space follows."""
    index = {token["id"]: n for n, token in enumerate(t for t in sentence if isinstance(t["id"], int))}
    for token in sentence:
        misc = token["misc"] or {}
        space = misc.get("SpaceAfter") != "No"
        if not isinstance(token["id"], int):
            if token["id"][1] == "-":
                written.append((token["id"][0], token["id"][2], token["form"], space))
            continue
        if written and written[-1][0] <= token["id"] <= written[-1][1]:
            # The white space is said on the token as a whole; between its words there is none.
            space = token["id"] == written[-1][1] and written[-1][3]
        feats = token["feats"] or {}
        head = index.get(token["head"])
        words.append(
            TreebankWord(
                text=token["form"],
                lemma=token["lemma"],
                pos=token["upos"] or "",
                tag=token["xpos"] or "",
                morph="|".join(f"{name}={value}" for name, value in feats.items()),
                head=len(words) if head is None else head,
                dep="ROOT" if token["deprel"] == "root" else token["deprel"] or "",
                space=space,
                misc=str(misc.get("Entity") or ""),
            )
        )
    meta = sentence.metadata
    opens = any(key in meta for key in ("newdoc", "newdoc id", "newpar", "newpar id"))
    return TreebankSentence(str(meta.get("sent_id", "")), tuple(words), opens)


def paragraphs(sentences: Iterable[TreebankSentence]) -> Iterator[list[TreebankSentence]]:
    """The sentences of one paragraph together, at most :data:`SENTENCES_A_DOCUMENT` of them."""
    held: list[TreebankSentence] = []
    for sentence in sentences:
        if held and (sentence.opens_paragraph or len(held) == SENTENCES_A_DOCUMENT):
            yield held
            held = []
        held.append(sentence)
    if held:
        yield held


def as_doc(vocab: Vocab, sentences: Iterable[TreebankSentence]) -> Doc:
    """The sentences as one document with tags, morphology, lemmas, heads and sentence beginnings."""
    words: list[TreebankWord] = []
    heads: list[int] = []
    starts: list[bool] = []
    for sentence in sentences:
        heads += [len(words) + word.head for word in sentence.words]
        starts += [n == 0 for n in range(len(sentence.words))]
        words += sentence.words
    return Doc(
        vocab,
        words=[word.text for word in words],
        spaces=[word.space for word in words],
        tags=[word.tag for word in words],
        pos=[word.pos for word in words],
        morphs=[word.morph for word in words],
        lemmas=[word.lemma for word in words],
        heads=heads,
        deps=[word.dep for word in words],
    )


def read_docs(path: Path, vocab: Vocab) -> Iterator[Doc]:
    """The paragraphs of a CoNLL-U file as documents."""
    for sentences in paragraphs(read_treebank(path)):
        yield as_doc(vocab, sentences)
