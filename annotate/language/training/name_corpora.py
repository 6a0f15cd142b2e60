"""Readers of corpora with names: one function a format, each giving paragraphs with the corpus' own labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from annotate.language.names.lists import parts
from annotate.language.training.marked_articles import marked_files, read_marked
from annotate.language.training.named_texts import Marked
from annotate.language.training.treebanks import (
    SENTENCES_A_DOCUMENT,
    TreebankSentence,
    TreebankWord,
    paragraphs,
    read_treebank,
)

Paragraph = tuple[str, list[Marked]]

_ENTITY = re.compile(r"\((?P<open>\d+)-(?P<type>[a-z]+)[^()]*(?P<whole>\))?|(?P<close>\d+)\)")
_NAMED = frozenset({"person", "organization", "place", "event"})
_NO_SPACE_BEFORE = re.compile(r"[.,;:!?)\]}%]|'s|’s|n't|'(?:ll|re|ve|d|m)|''")
_NO_SPACE_BEHIND = frozenset({"(", "[", "{", "``", "$", "£", "€"})


def read_gum(path: Path) -> Iterator[Paragraph]:
    """GUM's ``Entity=`` in CoNLL-U: entities headed by a proper noun, cut down to the name.

    Treebanks without ``Entity=`` give nothing.
    """
    for sentences in paragraphs(read_treebank(path)):
        text, marked = "", []
        for sentence in sentences:
            starts = _starts(sentence, len(text))
            for first, last, label in _entities(sentence):
                marked.append((starts[first], starts[last] + len(sentence.words[last].text), label))
            text += sentence.text + " " * sentence.words[-1].space
        if any(word.misc for sentence in sentences for word in sentence.words):
            yield text, marked


def _starts(sentence: TreebankSentence, at: int) -> list[int]:
    starts = []
    for word in sentence.words:
        starts.append(at)
        at += len(word.text) + word.space
    return starts


def _entities(sentence: TreebankSentence) -> Iterator[tuple[int, int, str]]:
    """First and last word of each name, both included, and GUM's type."""
    opened: dict[str, list[tuple[int, str]]] = {}
    found: dict[tuple[int, int], str] = {}
    for n, word in enumerate(sentence.words):
        for bracket in _ENTITY.finditer(word.misc):
            group = bracket["open"] or bracket["close"]
            if bracket["open"]:
                opened.setdefault(group, []).append((n, bracket["type"]))
            if (bracket["close"] or bracket["whole"]) and opened.get(group):
                first, kind = opened[group].pop()
                if kind in _NAMED and (name := _name(sentence.words, first, n, kind)) is not None:
                    found.setdefault(name, kind)
    last = -1
    for (first, end), kind in sorted(found.items(), key=lambda item: (item[0][0], -item[0][1])):
        if first > last:
            yield first, end, kind
            last = end


def _name(words: tuple[TreebankWord, ...], first: int, last: int, kind: str) -> tuple[int, int] | None:
    """The proper nouns around the head of the noun phrase; None for one without a proper noun as its head."""
    heads = [n for n in range(first, last + 1) if not first <= words[n].head <= last or words[n].head == n]
    if not heads or words[heads[0]].pos != "PROPN":
        return None
    begin = end = heads[0]
    while begin > first and _in_name(words[begin - 1]):
        begin -= 1
    while end < last:
        if _in_name(words[end + 1]):
            end += 1
            continue
        step = end + 1
        while step < last and _joins(words[step], kind):
            step += 1
        if step == end + 1 or not _in_name(words[step]):
            break
        end = step
    while words[begin].text == "-" and begin < end:
        begin += 1
    while words[end].text == "-" and end > begin:
        end -= 1
    return begin, end


def _in_name(word: TreebankWord) -> bool:
    capital = word.pos in {"ADJ", "NOUN", "NUM"} and word.text[0].isupper()
    return word.pos == "PROPN" or word.tag in {"NNP", "NNPS"} or word.text == "-" or capital


def _joins(word: TreebankWord, kind: str) -> bool:
    if kind == "person":
        return word.text in parts("particles")
    return word.text in {"of", "the", "for", "and", "&", "de", "du", "la"} or word.text == "."


def read_iob(path: Path, prefix: str = "") -> Iterator[Paragraph]:
    """Universal NER's ``.iob2``: numbered words, IOB2 labels, the sentence's text in a comment.

    Args:
        path: the file.
        prefix: only sentences whose ``sent_id`` begins so.

    Raises:
        ValueError: a word of a sentence does not stand in its text.
    """
    text, count, document = "", 0, ""
    marked: list[Marked] = []
    for sentence, words, opens in _iob_sentences(path, prefix):
        if text and (opens != document or count == SENTENCES_A_DOCUMENT):
            yield text, marked
            text, marked, count = "", [], 0
        document, count = opens, count + 1
        text += " " * bool(text)
        at = len(text)
        text += sentence
        placed = []
        for word, label in words:
            start = text.find(word, at)
            if start < 0:
                raise ValueError(f"{path}: no {word!r} in {sentence!r}")
            at = start + len(word)
            placed.append((start, at, label))
        marked += _joined(placed)
    if text:
        yield text, marked


def _iob_sentences(path: Path, prefix: str) -> Iterator[tuple[str, list[tuple[str, str]], str]]:
    document, text, name = "", "", ""
    words: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            if key.strip() == "newdoc id":
                document = value.strip()
            elif key.strip() == "sent_id":
                name = value.strip()
            elif key.strip() == "text":
                text = value.strip()
        elif line.strip():
            fields = line.split("\t")
            words.append((fields[1], fields[2] if len(fields) > 2 else "O"))
        elif words:
            if name.startswith(prefix):
                yield text, words, document
            words = []


def _joined(placed: Iterable[tuple[int, int, str]]) -> list[Marked]:
    """Words with IOB labels as spans; an I- without a beginning begins a name, as in the older IOB."""
    found: list[Marked] = []
    before = "O"
    for start, end, label in placed:
        kind = label[2:]
        if label == "O" or not kind or kind == "O":
            before = "O"
            continue
        if label.startswith("I-") and before == kind:
            found[-1] = (found[-1][0], end, kind)
        else:
            found.append((start, end, kind))
        before = kind
    return found


def read_conll(path: Path) -> Iterator[Paragraph]:
    """Two columns, word and IOB label, an empty line between sentences; spaced as print would have it."""
    words: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.strip():
            fields = line.split()
            if fields[0] != "-DOCSTART-":
                words.append((fields[0], fields[-1]))
        elif words:
            yield _printed(words)
            words = []


def _printed(words: list[tuple[str, str]]) -> Paragraph:
    text, placed, open_mark, glue = "", [], False, True
    for written, label in words:
        word = {"``": "“", "''": "”"}.get(written, written)
        closing = word == '"' and open_mark
        if not (glue or closing or word == "”" or _NO_SPACE_BEFORE.fullmatch(written)):
            text += " "
        placed.append((len(text), len(text) + len(word), label))
        text += word
        glue = written in _NO_SPACE_BEHIND or (word == '"' and not open_mark)
        open_mark ^= word == '"'
    return text, _joined(placed)


def read_marked_articles(folder: Path) -> Iterator[Paragraph]:
    """The paragraphs of the articles in a folder whose ``mentions`` people have marked."""
    for text in map(read_marked, marked_files(folder)):
        body, mentions = text.body, text.marks["mentions"]
        names = [(m["start"], m["end"], m["label"]) for m in mentions if m["label"] not in {"PRON", "NOM"}]
        start = 0
        for piece in re.split(r"\n\n+", body):
            start = body.index(piece, start)
            inside = [(a - start, b - start, label) for a, b, label in names if start <= a and b <= start + len(piece)]
            yield piece, _outermost(inside)
            start += len(piece)


def _outermost(names: Iterable[Marked]) -> list[Marked]:
    kept: list[Marked] = []
    for name in sorted(names, key=lambda name: (name[0], -name[1])):
        if not kept or name[0] >= kept[-1][1]:
            kept.append(name)
    return kept
