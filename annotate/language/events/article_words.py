"""An article's words as they hang together: which word a stretch hangs by, in which sentence, beside which names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from annotate.language.found import FoundEvent, FoundMention
from annotate.language.names.datelines import words_of_dateline
from annotate.language.words.sentence_words import sentences

_THROUGH = {"conj", "appos", "flat", "list"}
"""Relations that a role is handed on by: "Chile and Peru met", "the minister, Ana Ruiz, said"."""
AFTER = "in the sentence after"
_AROUND = {-1: "in the sentence before", -2: "two sentences before", 1: AFTER}


class ArticleWords:
    """The words of ``doc``, which has sentences and, where a parser has run, dependencies."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._starts = [token.idx for token in doc]
        self._sentence_of: list[int] = []
        self._firsts: list[int] = []
        for token in doc:
            if token.is_sent_start or not self._firsts:
                self._firsts.append(token.i)
            self._sentence_of.append(len(self._firsts) - 1)
        self.dateline_end = next((s.ends[n - 1] for s in sentences(doc) if (n := words_of_dateline(s))), 0)
        """Offset behind the first dateline; nought where there is none."""

    def at(self, offset: int) -> int:
        """Index of the word that holds the code point at ``offset``, or of the last one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def head(self, start: int, end: int) -> Token:
        """The word of ``start:end`` that the others hang on."""
        first = self.at(start)
        last = max(first, self.at(max(start, end - 1)))
        words = self.doc[first : last + 1]
        return next((t for t in words if not first <= t.head.i <= last or t.head.i == t.i), words[-1])

    def sentence_of(self, word: Token) -> int:
        """Number of the sentence."""
        return self._sentence_of[word.i]

    def around(self, word: Token) -> Span:
        """The sentence that ``word`` stands in; ``Token.sent`` looks through the whole article for it."""
        number = self._sentence_of[word.i]
        end = self._firsts[number + 1] if number + 1 < len(self._firsts) else len(self.doc)
        return self.doc[self._firsts[number] : end]


class NamedNearby:
    """What an article names, sentence by sentence: whatever may take part in an event, or be where it takes place."""

    def __init__(self, words: ArticleWords) -> None:
        self._words = words
        self._by_sentence: dict[int, list[tuple[str, FoundMention, Token]]] = {}

    def add(self, actor: str, mention: FoundMention) -> None:
        """``actor`` is named by ``mention``."""
        word = self._words.head(mention.start, mention.end)
        self._by_sentence.setdefault(self._words.sentence_of(word), []).append((actor, mention, word))

    def in_sentence(self, head: Token) -> Iterator[tuple[str, FoundMention, Token]]:
        """Who is named in the sentence of ``head``, by which mention, and the word that it hangs by."""
        yield from self._by_sentence.get(self._words.sentence_of(head), ())

    def around(self, head: Token) -> Iterator[tuple[str, str, Token]]:
        """Who is named in the sentences around that of ``head``, where in plain words, and the word it hangs by."""
        here = self._words.sentence_of(head)
        for distance, where in _AROUND.items():
            for actor, _, word in self._by_sentence.get(here + distance, ()):
                yield actor, where, word


def stands_in(mention: FoundMention, event: FoundEvent) -> bool:
    """Whether a mention begins within the words that tell an event."""
    return any(start <= mention.start < end for start, end in (event.evidence, *event.also))


def naming(head: Token) -> str:
    """Whether a noun or a verb names the event."""
    return "a noun" if head.pos_ in {"NOUN", "PROPN"} else "a verb"


def roles(head: Token, word: Token) -> Iterator[str]:
    """What a word is to the word that names the event, or to the verb above that."""
    steps = 0
    while word.dep_ in _THROUGH and word.head is not word and steps < len(word.doc):
        word, steps = word.head, steps + 1
    if word.head.i == head.i:
        yield f"is {relation(word)} of {naming(head)}"
    elif word.head.i == head.head.i and head.head.i != head.i:
        yield f"is {relation(word)} above {naming(head)} that is {head.dep_}"


def relation(word: Token) -> str:
    """The word's dependency, with the preposition of a phrase."""
    if word.dep_ not in {"obl", "nmod", "obl:agent"}:
        return word.dep_
    case = next((child.lower_ for child in word.children if child.dep_ == "case"), "")
    return f"{word.dep_} {case}".strip()
