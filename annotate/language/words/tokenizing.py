"""Words of any text in linear time: what the tokenizer cannot digest is changed or cut before it gets it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

_SURROGATE = re.compile("[\ud800-\udfff]")
_LONG_RUN = re.compile(r"\S{300}(?=\S)")
"""The tokenizer strips affixes one by one, which takes quadratic time on a long run without white space."""
_PIECE = 300


def digestible(text: str) -> str:
    """``text`` with lone surrogates, which cannot be encoded, replaced one for one, so that offsets stay."""
    return _SURROGATE.sub("\ufffd", text)


def tokenized(nlp: Language, text: str) -> Doc:
    """The words of ``text``; ``doc.text`` is ``text`` without lone surrogates."""
    text = digestible(text)
    if _LONG_RUN.search(text) is None:
        return nlp.tokenizer(text)
    words: list[str] = []
    spaces: list[bool] = []
    for piece in _pieces(text):
        for token in nlp.tokenizer(piece):
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
    return Doc(nlp.vocab, words=words, spaces=spaces)


def _pieces(text: str) -> Iterator[str]:
    start = 0
    for run in re.finditer(r"\S{301,}", text):
        if run.start() > start:
            yield text[start : run.start()]
        for at in range(run.start(), run.end(), _PIECE):
            yield text[at : min(at + _PIECE, run.end())]
        start = run.end()
    if start < len(text):
        yield text[start:]
