"""Texts with their names marked, in Dateline's labels, whatever the labels of the corpus they come from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from annotate.corpus.annotations import Label
from annotate.language.names.gazetteer import gazetteer, key_of
from annotate.language.names.lists import before_a_name, parts
from annotate.language.names.name_words import Words, fold

Marked = tuple[int, int, str]
"""Start, end (code points, end exclusive) and a label."""

_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
_WORD = re.compile(r"[\w’'.&-]+")


@dataclass(frozen=True)
class NamedText:
    """A paragraph and every name in it."""

    text: str
    names: tuple[tuple[int, int, Label], ...]


def in_our_labels(text: str, marked: Iterable[Marked], vocabulary: Language) -> NamedText:
    """``marked`` as the guidelines have it: the name alone, a state as GPE, an adjective as NORP.

    ``marked`` carries the labels of CoNLL (PER, ORG, LOC; others are left out unless the gazetteer knows better) or of
    GUM (person, organization, place, event). Known states and peoples that the corpus does not mark are added.
    """
    found: list[tuple[int, int, Label]] = []
    for start, end, label in marked:
        for first, last in _pieces(text, start, end, label):
            ours = _our_label(text[first:last], label, text[:first])
            if ours is not None:
                found.append((first, last, ours))
    taken = {at for start, end, _ in found for at in range(start, end)}
    words = Words(_sentences(vocabulary, text))
    for known in gazetteer().known_in(words):
        start, end = words[known.first].start, words[known.last].end
        if known.entry.kind in {"people", "state"} and taken.isdisjoint(range(start, end)):
            found.append((start, end, known.entry.label))
    return NamedText(text, tuple(sorted(found)))


def as_doc(nlp: Language, named: NamedText) -> Doc:
    """The text's words with ``doc.ents``; a name that cuts a word is left open for training, not called no name."""
    doc = nlp.make_doc(named.text)
    spans, missing = [], []
    for start, end, label in named.names:
        span = doc.char_span(start, end, label)
        if span is not None:
            spans.append(span)
        elif (wide := doc.char_span(start, end, label, alignment_mode="expand")) is not None:
            missing.append(wide)
    kept = spacy.util.filter_spans(spans)
    taken = {token.i for span in kept for token in span}
    missing = [span for span in spacy.util.filter_spans(missing) if taken.isdisjoint(token.i for token in span)]
    doc.set_ents(kept, missing=missing, default="outside")
    return doc


def _sentences(nlp: Language, text: str) -> Doc:
    doc = nlp.make_doc(text)
    for token in doc:
        token.is_sent_start = token.i == 0 or token.nbor(-1).text in {".", "?", "!"}
    return doc


def _pieces(text: str, start: int, end: int, label: str) -> Iterator[tuple[int, int]]:
    """The name alone; "Denver, Colorado" is two."""
    if label in {"LOC", "place"} and ", " in text[start:end]:
        cut = text.index(", ", start, end)
        yield from _pieces(text, start, cut, label)
        yield from _pieces(text, cut + 2, end, label)
        return
    article = _ARTICLE.match(text, start, end)
    if article is not None:
        start = article.end()
    possessive = _POSSESSIVE.search(text[start:end])
    if possessive is not None:
        end = start + possessive.start()
    if label in {"PER", "person"}:
        start = _behind_titles(text, start, end)
    if end > start:
        yield start, end


def _behind_titles(text: str, start: int, end: int) -> int:
    while (word := _WORD.match(text, start, end)) is not None and word.end() < end:
        if fold(word[0]) not in before_a_name():
            break
        start = word.end() + 1
        while start < end and text[start].isspace():
            start += 1
    return start


def _our_label(name: str, label: str, before: str) -> Label | None:
    entry = gazetteer().get(key_of(name))
    keys = key_of(name)
    if not keys or not any(character.isalpha() for character in name):
        return None
    if entry is not None and entry.kind == "people":
        return "NORP"
    if label in {"PER", "person"}:
        return "PERSON"
    if label in {"event"} or (label == "MISC" and keys[-1] in parts("event_heads")):
        return "EVENT"
    if entry is not None and entry.kind != "small town" and label in {"ORG", "LOC", "organization", "place"}:
        return entry.label
    if label in {"ORG", "organization"}:
        return "ORG"
    if label in {"LOC", "place"}:
        return _kind_of_place(keys, before)
    return None


def _kind_of_place(keys: tuple[str, ...], before: str) -> Label:
    last, first = keys[-1], keys[0]
    if len(keys) > 1 and last in parts("facility_heads"):
        return "FAC"
    if len(keys) > 1 and last in parts("organisation_heads"):
        return "FAC"
    if {first, last} & parts("state_heads"):
        return "GPE"
    if last in parts("location_heads") or first in parts("location_openers"):
        return "LOC"
    if before.lower().endswith("the ") and keys not in gazetteer().small_towns:
        return "LOC"
    return "GPE"


@cache
def blank() -> Language:
    """A tokenizer."""
    return spacy.blank("en")
