"""What the parse offers as reported speech: for each verb that may report, the words that may be what it reports.

The offers are many and most of them wrong; ``scorer.py`` says which one to take, if any.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from annotate.language.quotes.outer_sentences import MARK, OuterSentence
from annotate.language.quotes.sources import Names, Source, possessor, source_before
from annotate.language.quotes.subjects import phrase_of, subject_of
from annotate.language.words.cues import Cue, cue_nouns, cue_verbs, words
from annotate.language.words.syntax import SUBJECTS, Syntax

_ENDS = {".", "?", "!", ";", "…"}
_DASHES = {"–", "—", "-", "--"}
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "dep", "csubj", "conj"})
_OBJECTS = frozenset({"obj", "dobj", "iobj", "obl", "obl:arg", "nmod", "dep"})
_MOST_ENDS = 5


@dataclass(frozen=True)
class Offer:
    """Words that a cue may report, in words of the sentence, ends exclusive."""

    cue: Cue
    cue_at: int
    cue_last: int
    source: Source | None
    runs: tuple[tuple[int, int], ...]
    phrase: bool
    """Whether it is a noun phrase and no clause."""
    traits: tuple[str, ...] = field(compare=False)
    """What speaks for and against it, as names of the scorer's weights."""


def offers(sentence: OuterSentence, names: Names, syntax: Syntax) -> Iterator[list[Offer]]:
    """For each word that may be a cue, from left to right, what it may report."""
    if not syntax.parsed or not len(sentence):
        return
    for at, word in enumerate(sentence.lowers):
        found: list[Offer] = []
        if word in cue_verbs() and not names.is_within_name(sentence.starts[at], sentence.ends[at]):
            # "President Omar Tell left": within a sentence a cue begins with a small letter.
            if at == 0 or not sentence.texts[at][:1].isupper():
                found = _Verb(sentence, names, syntax, at).offers()
        elif word in cue_nouns() and at:
            found = _Noun(sentence, names, syntax, at).offers()
        if found:
            yield found


_LENGTHS = {1: "1", 3: "2-3", 6: "4-6", 15: "7-15", 30: "16-30"}
"""Names of lengths by the most words that each is for."""


def _length(count: int) -> str:
    return next((name for most, name in _LENGTHS.items() if count <= most), "31+")


class _Cue:
    """One word that may be a cue, with what hangs on it."""

    def __init__(self, sentence: OuterSentence, names: Names, syntax: Syntax, at: int) -> None:
        self.sentence, self.names, self.syntax, self.at = sentence, names, syntax, at
        self.token = syntax.word_at(sentence.starts[at])
        self.end = len(sentence)
        for child in syntax.children(self.token):
            # "said talks would go on and warned of delays": another cue that is joined says something of its own.
            if (
                syntax.deps[child] == "conj"
                and syntax.lowers[child] in cue_verbs()
                and (span := self.span(child)) is not None
            ):
                self.end = min(self.end, max(at + 1, span[0]))
        while self.end > at + 1 and sentence.lowers[self.end - 1] in _ENDS | {",", "and", "but", "or"}:
            self.end -= 1

    def place(self, token: int) -> int | None:
        """The sentence's word that holds ``token``; None where it stands elsewhere."""
        start = self.syntax.start(token)
        if not self.sentence.start <= start < self.sentence.end:
            return None
        return self.sentence.word_at(start)

    def span(self, token: int) -> tuple[int, int] | None:
        """First and last-plus-one word of the sentence below ``token``."""
        places = [place for below in self.syntax.below(token) if (place := self.place(below)) is not None]
        return (min(places), max(places) + 1) if places else None

    def ends(self, start: int, end: int, head: int) -> list[tuple[int, tuple[str, ...]]]:
        """Where words that begin at ``start`` may end: with the subtree, with the sentence, before commas."""
        lowers = self.sentence.lowers
        found: dict[int, tuple[str, ...]] = {}
        for comma in range(max(start + 1, head + 1), self.end):
            if lowers[comma] in {",", ":"} | _DASHES and len(found) < _MOST_ENDS:
                found[comma] = (
                    *self._cut(comma, start),
                    "end:in" if comma < end else "end:tree" if comma == end else "end:out",
                )
        if end > start:
            found[end] = (*self._cut(end, start), "end:tree")
        if self.end > start:
            found[self.end] = ("end:all", "end:tree" if end >= self.end else "end:beyond")
        return list(found.items())

    def _cut(self, end: int, start: int) -> tuple[str, ...]:
        """What speaks for ending before word ``end``: what stands there and how it hangs."""
        sentence, syntax = self.sentence, self.syntax
        if end >= self.end:
            return ("end:all",)
        mark = sentence.lowers[end]
        at = end + 1 if mark in {",", ":"} | _DASHES and end + 1 < self.end else end
        word = sentence.lowers[at]
        if sentence.texts[at] == MARK:
            kind = "mark"
        elif word in _JOINING:
            kind = word
        else:
            tag = syntax.tags[syntax.word_at(sentence.starts[at])]
            kind = tag if tag in _TELLING_TAGS else "other"
        finite = any(g.first >= at and g.is_finite for g in sentence.groups)
        inner = any(start <= g.first < end and g.is_finite for g in sentence.groups)
        follows = next((g for g in sentence.groups if g.first >= at and g.is_finite), None)
        near = "" if follows is None else "verb" if follows.first - at < 4 else "far"
        return (
            f"cut:{kind}",
            f"cut:{'comma' if mark == ',' else 'dash' if mark in _DASHES else 'bare'}",
            f"cut:{kind}:{near}",
            f"cut:{'inner' if inner else 'noinner'}:{'outer' if finite else 'noouter'}",
        )

    def inside(self, start: int, end: int) -> tuple[str, ...]:
        """What the words themselves look like."""
        sentence = self.sentence
        marks = sum(start <= mark < end for mark in sentence.marks)
        whole = marks and end - start == marks
        verb = any(start <= g.first < end and g.is_finite for g in sentence.groups)
        return (
            f"long:{_length(end - start)}",
            f"marks:{'all' if whole else 'some' if marks else 'none'}",
            f"verb:{verb}",
            f"long:{_length(end - start)}:{verb}",
        )


_JOINING = {
    "and", "but", "or", "while", "although", "though", "as", "after", "before", "because", "if", "since", "when",
    "which", "who", "whose", "where", "that", "citing", "adding", "saying", "according", "so", "despite", "until",
    "with", "including", "for", "in", "on", "he", "she", "they", "it", "than", "what",
}  # fmt: skip

_AFTER = {",", ":", "to", "of", "against", "by", "about", "on", "at"}
_MODALS = {"will", "would", "could", "can", "may", "might", "should", "must", "to"}
_NEGATIONS = {"not", "n't", "n’t", "never"}
_TELLING_TAGS = {"VBG", "VBN", "DT", "NNP", "PRP", "IN", "NN", "JJ", "RB", "CD", "TO", "VBD", "VBZ"}


class _Verb(_Cue):
    def offers(self) -> list[Offer]:
        sentence, syntax, token = self.sentence, self.syntax, self.token
        tag = syntax.tags[token]
        if not tag.startswith("VB") and not (tag in {"NN", "NNS", "JJ"} and syntax.child(token, SUBJECTS) is not None):
            return []
        found = next(
            (
                (cue, self.at + len(cue.particle))
                for cue in cue_verbs()[sentence.lowers[self.at]]
                if tuple(sentence.lowers[self.at + 1 : self.at + 1 + len(cue.particle)]) == cue.particle
            ),
            None,
        )
        if found is None or found[0].takes == {"marks"} or self._is_withheld():
            return []
        self.cue, self.last = found
        self.own = syntax.child(token, SUBJECTS)
        self.source = subject_of(sentence, self.at, self.names, syntax, any_phrase=True) or self._first_subject()
        self.about = self._about()
        made: dict[tuple[tuple[int, int], ...], Offer] = {}
        for shape, head, start, end, more in self._shapes():
            for stop, how in self.ends(start, end, head):
                if stop <= start or (start <= self.at < stop):
                    continue
                runs = ((start, stop),)
                made.setdefault(runs, self._offer(shape, runs, (*more, *how)))
        return list(made.values())

    def _is_withheld(self) -> bool:
        """Of "refused to say whether" and "has not said why": nothing is told."""
        syntax = self.syntax
        if any(syntax.lowers[child] in _NEGATIONS for child in syntax.children(self.token) if child < self.token):
            return not any(cue.meaning == "deny" for cue in cue_verbs()[self.sentence.lowers[self.at]])
        return syntax.deps[self.token] == "xcomp" and syntax.lowers[syntax.heads[self.token]] in words("withholding")

    def _first_subject(self) -> Source | None:
        """The subject of the sentence's first verb, where the parse knows none for the cue."""
        first = next((group for group in self.sentence.groups if group.is_finite), None)
        if self.own is not None or first is None or any(mark < first.first for mark in self.sentence.marks):
            return None
        return source_before(self.sentence, first.first, self.names)

    def _offer(self, shape: str, runs: tuple[tuple[int, int], ...], more: tuple[str, ...]) -> Offer:
        cue = self.cue
        takes = "+".join(sorted(cue.takes & {"clause", "that", "infinitive", "judgement", "question", "object"}))
        traits = [
            "offer", f"is:{shape}", f"is:{shape}:{cue.meaning}", f"is:{shape}:{takes}", f"is:{shape}:{cue.lemma}",
            *(f"{shape}:{trait}" for trait in self.about), *self.about, *more,
            *(f"{shape}:{trait}" for trait in (*more, *self.inside(*runs[0]))), *self.inside(*runs[0]),
        ]  # fmt: skip
        return Offer(cue, self.at, self.last, self.source, runs, shape == "object", tuple(dict.fromkeys(traits)))

    def _about(self) -> tuple[str, ...]:
        syntax, token, sentence = self.syntax, self.token, self.sentence
        children = syntax.children(token)
        before = {syntax.lowers[child] for child in children if child < token}
        helps = {syntax.lowers[c] for c in children if syntax.deps[c] in {"aux", "aux:pass", "cop"}}
        source = self.source
        subject = "none"
        if source is not None:
            subject = f"{source.form}:{source.label}"
            if source.form == "pronoun":
                subject = sentence.lowers[source.first]
        passive = any(syntax.deps[child] in {"aux:pass", "nsubj:pass"} for child in children)
        after = sentence.lowers[self.last + 1] if self.last + 1 < len(sentence) else "."
        governing = (
            self.syntax.lowers[self.syntax.heads[token]]
            if self.syntax.deps[token] in {"ccomp", "xcomp", "advcl", "acl:relcl"}
            else ""
        )
        return (
            f"tag:{syntax.tags[token]}",
            f"hangs:{syntax.deps[token]}",
            f"source:{subject}",
            f"passive:{passive}",
            f"not:{bool(before & _NEGATIONS)}",
            f"modal:{bool(helps & _MODALS)}",
            f"own:{self.own is not None}",
            f"behind:{self.own is not None and self.own > token}",
            f"next:{'mark' if after == MARK.lower() else after if after in _JOINING | _AFTER else 'other'}",
            f"under:{governing in cue_verbs()}",
        )

    def _shapes(self) -> Iterator[tuple[str, int, int, int, tuple[str, ...]]]:
        """Kind of complement, the place of its head, where it starts and ends, and more traits."""
        syntax, token = self.syntax, self.token
        objects: list[int] = []
        for child in syntax.children(token):
            relation, place, span = syntax.deps[child], self.place(child), self.span(child)
            if place is None or span is None or child < token or (place <= self.last and place != self.last + 1):
                continue
            start, end = max(span[0], self.last + 1), min(span[1], self.end)
            if start >= end:
                continue
            if relation in _OBJECTS:
                case = syntax.child(child, frozenset({"case", "mark"}))
                word = syntax.lowers[case] if case is not None and case < child else ""
                yield (
                    "object",
                    place,
                    self._behind(start, word),
                    end,
                    (
                        f"case:{word}",
                        f"case:{word}:{self.cue.meaning}",
                        f"objtag:{syntax.tags[child]}",
                        f"gap:{min(3, start - self.last - 1)}",
                    ),
                )
                if relation in {"obj", "dobj", "iobj"}:
                    objects.append(start)
            elif relation in _CLAUSES:
                mark = syntax.child(child, frozenset({"mark"}))
                word = syntax.lowers[mark] if mark is not None and mark < child else ""
                begins = self._behind(start, word)
                gap = min(4, start - self.last - 1)
                traits = (
                    f"rel:{relation}",
                    f"mark:{word}",
                    f"gap:{gap}",
                    f"mark:{word}:{self.cue.lemma}",
                    f"first:{self._first(begins)}",
                )
                yield "clause", place, begins, end, traits
                for opened in objects:
                    yield "pair", place, opened, end, traits

    def _behind(self, start: int, word: str) -> int:
        if (
            word in {"that", "whether", "if", "of", "for"}
            and start + 1 < self.end
            and self.sentence.lowers[start] == word
        ):
            return start + 1
        return start

    def _first(self, start: int) -> str:
        if start >= len(self.sentence):
            return "none"
        word = self.sentence.lowers[start]
        if word in _JOINING | {"the", "a", "to", "there", "we", "i", "not", "how", "why"}:
            return word
        return (
            "mark"
            if self.sentence.texts[start] == MARK
            else self.syntax.tags[self.syntax.word_at(self.sentence.starts[start])]
        )


class _Noun(_Cue):
    def offers(self) -> list[Offer]:
        sentence, syntax, token = self.sentence, self.syntax, self.token
        if not syntax.tags[token].startswith("NN"):
            return []
        that = next((n for n in range(self.at + 1, min(self.at + 8, self.end)) if sentence.lowers[n] == "that"), None)
        if that is None or that + 1 >= self.end:
            return []
        whose = syntax.child(token, frozenset({"nmod:poss"}))
        by = next(
            (
                c
                for c in syntax.children(token)
                if syntax.deps[c] == "nmod" and any(syntax.lowers[n] in {"by", "from"} for n in syntax.children(c))
            ),
            None,
        )
        source = None
        if whose is not None and (place := self.place(whose)) is not None:
            source = possessor(sentence, place) or phrase_of(sentence, whose, self.names, syntax, any_phrase=True)
        elif by is not None:
            source = phrase_of(sentence, by, self.names, syntax, any_phrase=True)
        cue = Cue(sentence.lowers[self.at], cue_nouns()[sentence.lowers[self.at]], frozenset({"that"}))
        about = (
            f"source:{'none' if source is None else source.form}",
            f"gap:{min(3, that - self.at - 1)}",
            f"hangs:{syntax.deps[token]}",
        )
        clause = next(
            (c for c in syntax.children(token) if c > token and syntax.deps[c] in {"acl", "acl:relcl", "ccomp"}), None
        )
        span = self.span(clause) if clause is not None else None
        found = []
        for stop, how in self.ends(that + 1, span[1] if span else that + 1, that + 1):
            if stop > that + 1:
                traits = ["offer", "is:noun", f"is:noun:{cue.meaning}", f"is:noun:{cue.lemma}"]
                for trait in (*about, *how, *self.inside(that + 1, stop)):
                    traits += [trait, f"noun:{trait}"]
                found.append(
                    Offer(cue, self.at, self.at, source, ((that + 1, stop),), False, tuple(dict.fromkeys(traits)))
                )
        return found
