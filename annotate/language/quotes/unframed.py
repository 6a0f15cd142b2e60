"""Marked words that no verb reports, and whether somebody said them all the same."""

from __future__ import annotations

from collections.abc import Sequence

from annotate.language.quotes.outer_sentences import OuterSentence
from annotate.language.quotes.quotation_marks import Marked
from annotate.language.quotes.reported_speech import Reported
from annotate.language.quotes.sources import Names, Source, source_before
from annotate.language.words.cues import words as cue_words
from annotate.language.words.verb_groups import VerbGroup

_FINAL = ".?!…,"


def unframed(text: str, marks: Sequence[Marked], source: Source | None, score: float) -> Reported | None:
    """Those of ``marks`` that look uttered, as said by ``source``; None where none does."""
    speech = [mark for mark in marks if is_speech(text, mark)]
    if not speech:
        return None
    return Reported([(m.start, m.end) for m in speech], "direct", source, None, speech, score)


def is_speech(text: str, mark: Marked) -> bool:
    """Whether marked words alone look uttered and not like a title or a sign."""
    words = text[mark.start : mark.end].split()
    return len(words) >= 4 and (text[mark.end - 1] in _FINAL or len(words) >= 8)


def behind_colon(text: str, sentence: OuterSentence, names: Names) -> Reported | None:
    """Marked speech behind a colon though no verb reports it: "The minister was blunt: “…”"."""
    for at, mark in sentence.marks.items():
        if at and sentence.lowers[at - 1] == ":" and is_speech(text, mark):
            source = subject_of(sentence, names) or _labelled(sentence, at - 1, names)
            if source is not None and not _banner(sentence, at):
                return unframed(text, [mark], source, 0.6)
    return None


def signed(text: str, sentence: OuterSentence, names: Names) -> Reported | None:
    """Marked speech with its speaker behind a dash: "“…” – Lena Harta"."""
    if len(sentence) < 3 or 0 not in sentence.marks or sentence.lowers[1] not in {"-", "–", "—", "--"}:
        return None
    end = len(sentence) - (sentence.texts[-1] == ".")
    source = source_before(sentence, end, names) if not sentence.groups else None
    if source is None or source.form != "name" or source.first != 2:
        return None
    return unframed(text, [sentence.marks[0]], source, 0.8)


def subject_of(sentence: OuterSentence, names: Names) -> Source | None:
    """The person or body that the sentence begins to tell of."""
    finite = _finite(sentence)
    if finite is None or any(at < finite.first for at in sentence.marks):
        return None
    source = source_before(sentence, finite.first, names)
    return source if source is not None and source.label in {"PERSON", "ORG"} else None


def tells_of_speaking(sentence: OuterSentence) -> bool:
    """Whether the first verb says that somebody spoke, without what: "The minister spoke after the talks"."""
    finite = _finite(sentence)
    return finite is not None and finite.lemma in cue_words("speaking") and not finite.negated


def _finite(sentence: OuterSentence) -> VerbGroup | None:
    return next((g for g in sentence.groups if g.is_finite), None)


def _labelled(sentence: OuterSentence, colon: int, names: Names) -> Source | None:
    """The speaker in "Lena Harta: “…”", where nothing but a name and titles stand before the colon."""
    if any(group.first < colon for group in sentence.groups):
        return None
    source = source_before(sentence, colon, names)
    return source if source is not None and source.form == "name" and source.label in {"PERSON", "ORG"} else None


def _banner(sentence: OuterSentence, at: int) -> bool:
    return any(word in cue_words("names_of_things") for word in sentence.lowers[max(0, at - 4) : at])
