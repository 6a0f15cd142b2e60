"""The component ``dateline_sentences``: where sentences begin, in newspaper prose with quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Token

from annotate.language.found import Offsets, register_extensions
from annotate.language.lexicon import lexicon

_STOPS = frozenset(".?!…")
_CLOSERS = frozenset("”’\"')]»›")
_OPENERS = frozenset("“‘„‚«‹([")
_EITHER = frozenset("\"'")
_STOPPED = re.compile(r"(?:[^\W\d_]\.)+|.*[^\W_]\.\.\.|.*…")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")


def paragraphs(text: str) -> list[Offsets]:
    """The stretches of ``text`` between blank lines, without white space around them."""
    found, start = [], 0
    for gap in [*_BLANK_LINE.finditer(text), None]:
        end = gap.start() if gap is not None else len(text)
        piece = text[start:end]
        if piece.strip():
            found.append((start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
        start = gap.end() if gap is not None else end
    return found


@Language.factory("dateline_sentences")
def make_sentences(nlp: Language, name: str) -> Sentences:
    """The component for a pipeline."""
    return Sentences()


class Sentences:
    """Sets ``token.is_sent_start`` of every token, and ``doc._.passages`` where they are not given.

    No sentence crosses a passage. An opening quotation mark belongs to the sentence that follows, a closing one to the
    sentence before it. A full stop after an abbreviation ends a sentence only where no name can follow it.
    """

    def __init__(self) -> None:
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Mark the beginnings."""
        if doc._.passages is None:
            doc._.passages = paragraphs(doc.text)
        starts = [start for start, _ in doc._.passages]
        begins = [False] * len(doc)
        ended = False
        passage = -1
        for token in doc:
            if token.is_space:
                continue
            here = bisect_right(starts, token.idx) - 1
            if here != passage:
                passage, ended = here, False
                begins[token.i] = True
            elif ended and not _belongs_before(token):
                begins[token.i] = _can_begin(token)
                ended = False
            if _ends_sentence(token):
                ended = True
            elif ended and not _closes(token):
                ended = False
        for token, begin in zip(doc, begins, strict=True):
            token.is_sent_start = begin
        return doc


def _closes(token: Token) -> bool:
    return token.text[0] in _CLOSERS and (token.text[0] not in _EITHER or not token.whitespace_ or _after_word(token))


def _after_word(token: Token) -> bool:
    """Whether no space stands before the token: a straight mark that closes."""
    return token.i > 0 and not token.nbor(-1).whitespace_


def _belongs_before(token: Token) -> bool:
    return token.text in _STOPS or (token.text[0] in _CLOSERS and _after_word(token))


def _can_begin(token: Token) -> bool:
    return not token.text[0].islower() and token.text not in {",", ";", ":", "–", "—", "-"}


def _ends_sentence(token: Token) -> bool:
    text = token.text
    if text in _STOPS or text == "...":
        return not (text == "." and _after_abbreviation(token))
    if text[-1] != "." or len(text) == 1:
        return text[-1] in "?!" and not text[0].isalnum()
    if _STOPPED.fullmatch(text) is None and text.lower() not in _abbreviations()["never_final"]:
        return _may_end_with(text, token)
    return _may_end_with(text, token)


def _after_abbreviation(token: Token) -> bool:
    """Whether the tokenizer has cut the full stop off an abbreviation."""
    if not _after_word(token) or token.i == 0:
        return False
    before = token.nbor(-1).text
    if before.lower() + "." in _abbreviations()["never_final"]:
        return True
    # An initial: "J. Smith"; but not "Plan B." before a new sentence that begins with a lower-case word.
    return len(before) == 1 and before.isupper() and before != "I" and token.whitespace_ != ""


def _may_end_with(text: str, token: Token) -> bool:
    """Whether a sentence may end with this word that has its own full stop ("U.S.", "a.m.", "Gen.")."""
    lower = text.lower()
    if lower in _abbreviations()["never_final"] or (len(text) == 2 and text[0].isupper()):
        return False
    if token.i + 1 == len(token.doc):
        return True
    following = token.nbor(1)
    if following.is_space:
        return "\n" in following.text
    word = following.text
    if word[0] in _OPENERS or word in _EITHER:
        return True
    # "in the U.S. The", "at 9 a.m. He", but "U.S. Secretary", "10 a.m. Tuesday".
    return word in _openings()


@cache
def _abbreviations() -> dict[str, frozenset[str]]:
    words = lexicon("sentences")
    return {key: frozenset(word.lower() for word in words[key]) for key in ("never_final",)}


@cache
def _openings() -> frozenset[str]:
    return frozenset(word.capitalize() for word in lexicon("sentences")["openings"]) | {"I", "A"}
