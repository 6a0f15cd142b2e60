"""What hangs on what: the dependency tree of a whole article, asked by place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from spacy.tokens import Doc

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "nsubjpass"})
"""What relations are called under which a verb has its subject."""
_WITHOUT_SUBJECT = frozenset({"advcl", "conj", "xcomp", "acl", "ccomp", "parataxis", "dep"})
"""Relations of a verb that may share the subject of what it hangs on."""
_FARTHEST = 6
"""Steps up the tree that a subject is looked for."""


class Syntax:
    """The words of a parsed document by their index, with head and relation (those of Universal Dependencies)."""

    def __init__(self, doc: Doc) -> None:
        self.parsed = doc.has_annotation("DEP")
        """False where the pipeline has no parser; then nothing else here can be asked."""
        self._starts: list[int] = []
        if not self.parsed:
            return
        self._starts = [token.idx for token in doc]
        self.heads = [token.head.i for token in doc]
        self.deps = [token.dep_ for token in doc]
        self.tags = [token.tag_ for token in doc]
        self.lowers = [token.lower_ for token in doc]
        self.ends = [token.idx + len(token.text) for token in doc]
        self._children: dict[int, list[int]] = {}
        for at, head in enumerate(self.heads):
            if head != at:
                self._children.setdefault(head, []).append(at)

    def word_at(self, offset: int) -> int:
        """Index of the word that holds the code point at ``offset``."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def start(self, word: int) -> int:
        """Offset of the word's first code point."""
        return self._starts[word]

    def children(self, word: int) -> list[int]:
        """What hangs on the word, from left to right."""
        return self._children.get(word, [])

    def below(self, word: int) -> Iterator[int]:
        """The word and everything below it, in no order."""
        pending = [word]
        while pending:
            at = pending.pop()
            yield at
            pending += self._children.get(at, ())

    def child(self, word: int, relations: frozenset[str]) -> int | None:
        """The first word that hangs on ``word`` by one of ``relations``."""
        return next((at for at in self.children(word) if self.deps[at] in relations), None)

    def subject(self, verb: int) -> int | None:
        """The head of the subject of ``verb``, its own or, where it has none, that of the verb that it hangs on.

        For "who said", what "who" stands for is left to the caller: the pronoun is the subject.
        """
        at = verb
        for _ in range(_FARTHEST):
            own = self.child(at, SUBJECTS)
            if own is not None:
                return own
            if self.deps[at] not in _WITHOUT_SUBJECT or self.heads[at] == at:
                return None
            if self.deps[at] == "acl":
                return self.heads[at]
            at = self.heads[at]
        return None

    def agent(self, verb: int) -> int | None:
        """Who does what is told in the passive: "was told by the envoy"."""
        return next(
            (
                child
                for child in self.children(verb)
                if child > verb and any(self.lowers[case] == "by" for case in self.children(child))
            ),
            None,
        )
