"""The speaker of a verb that has no subject beside it, told by the parse: "Rossi left early, saying that …"."""

from __future__ import annotations

from annotate.corpus.annotations import Label
from annotate.language.quotes.outer_sentences import MARK
from annotate.language.quotes.sources import PRONOUNS, Names, Source, pronoun, source_in
from annotate.language.words.cues import words
from annotate.language.words.sentence_words import Sentence
from annotate.language.words.syntax import Syntax

_NOT_THE_PHRASE = frozenset({"acl:relcl", "acl", "appos", "parataxis", "punct", "advcl", "dep", "advmod", "discourse"})
"""What hangs on a noun without being part of the words for the speaker."""
_PASSIVE = frozenset({"aux:pass", "nsubj:pass", "auxpass", "nsubjpass"})
_NOBODY = {"there", "here", "you", "what", "who", "which", "that", "this", "these", "those"}
_RELATIVE = {"who", "which", "that", "whom"}


def subject_of(sentence: Sentence, at: int, names: Names, syntax: Syntax, *, any_phrase: bool = False) -> Source | None:
    """The subject of the verb that stands at word ``at``, or of the verb that it hangs on, if the sentence has one.

    ``any_phrase``: also one that looks like no speaker; who asks knows otherwise that something is said.
    """
    if not syntax.parsed:
        return None
    verb = syntax.word_at(sentence.starts[at])
    if any(syntax.deps[child] in _PASSIVE for child in syntax.children(verb)):
        agent = syntax.agent(verb)
        return phrase_of(sentence, agent, names, syntax, any_phrase=any_phrase) if agent is not None else None
    head = syntax.subject(verb)
    if head is not None and syntax.lowers[head] in _RELATIVE:
        clause = syntax.heads[head]
        head = syntax.heads[clause] if syntax.deps[clause] == "acl:relcl" else None
    if head is None or names.time_around(syntax.start(head)) is not None:
        return None
    return phrase_of(sentence, head, names, syntax, any_phrase=any_phrase)


def phrase_of(
    sentence: Sentence, head: int, names: Names, syntax: Syntax, *, any_phrase: bool = False
) -> Source | None:
    """The speaker that the noun ``head`` (an index into ``syntax``) names with what belongs to it."""
    first, last = noun_phrase(syntax, head)
    start, end = syntax.start(first), syntax.ends[last]
    if start < sentence.start or end > sentence.end:
        return None
    low, high = sentence.word_at(start), sentence.word_at(end - 1)
    if MARK in sentence.texts[low : high + 1]:
        return None
    if low == high and sentence.lowers[low] in PRONOUNS:
        return pronoun(sentence, low)
    source = source_in(sentence, low, high, names, bare=any_phrase)
    if source is None and any_phrase and sentence.lowers[low] not in _NOBODY:
        label: Label = "ORG" if syntax.lowers[head] in words("bodies") else "PERSON"
        return Source((sentence.starts[low], sentence.ends[high]), "nominal", label, low, high)
    return source


def noun_phrase(syntax: Syntax, head: int) -> tuple[int, int]:
    """First and last word of the noun with its modifiers and what is joined to it, without asides and clauses."""
    first = last = head
    pending = [head]
    while pending:
        at = pending.pop()
        first, last = min(first, at), max(last, at)
        pending += [child for child in syntax.children(at) if syntax.deps[child] not in _NOT_THE_PHRASE]
    return first, last
