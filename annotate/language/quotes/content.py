"""Where what is said stands, before, behind or around the words that say who speaks."""

from __future__ import annotations

from collections.abc import Sequence

from annotate.language.quotes.frames import Frame
from annotate.language.quotes.outer_sentences import MARK, OuterSentence
from annotate.language.quotes.quotation_marks import Marked
from annotate.language.words.cues import words as cue_words
from annotate.language.words.verb_groups import NOUN_OPENERS

_ENDS = {".", ";", "?", "!"}
_CONDITIONS = {
    "after", "as", "when", "while", "if", "although", "though", "because", "before", "asked", "once", "unless",
    "should", "had", "were", "provided",
}  # fmt: skip
"""What opens a side clause: "if it fails, he said, …" is said whole, "when it failed, he said …" not."""
_SUBORDINATORS = {"after", "before", "when", "since", "until", "because", "while", "as", "where", "once", "which"}
_EDGE = {",", ".", ";", ":", "–", "—", "-", "?", "!", "(", ")"}
_THAT_REACH = 16
_LONGEST_TITLE = 8
"""Words of the name of a programme, song or paper."""
_BEFORE_TITLE = {
    "on", "of", "in", "to", "'s", "’s", "the", "for", "from", "anthem", "show", "programme", "program", "song",
}  # fmt: skip
_SMALL = {"a", "an", "the", "of", "on", "in", "to", "for", "and", "or", "with", "at", "is", "it"}
"""Words that are not capitalised in titles."""
_SHORTEST_CLAUSE = 4
"""Words, with the full stop."""
_CARRIED_ON = {
    "since", "because", "although", "though", "unless", "until", "if", "while", "so", "once", "provided",
}  # fmt: skip
"""What opens a clause that goes on with what is said behind "…, he said,"."""
_ADDRESSEES = {
    "him", "her", "them", "me", "us", "reporters", "journalists", "lawmakers", "parliament", "mps", "deputies",
}  # fmt: skip
_SUBJECTS = (["he"], ["she"], ["they"], ["we"], ["there"])
"""What opens a clause whatever its verb looks like: "said in Geneva that she's pleased"."""
_NO_CLAUSE_BEHIND = {
    "in", "on", "at", "to", "with", "for", "by", "from", "of", "against", "about", "as", "and",
}  # fmt: skip
_SAID_BRIEFLY = {"nothing", "little", "something", "so", "much", "goodbye", "yes"}
_PASSED_OVER = {"morning", "evening", "night", "afternoon", "aloud", "also"}


def _has_clause(sentence: OuterSentence, start: int, end: int) -> bool:
    return any(g.is_finite and start <= g.first and g.last < end for g in sentence.groups)


def _is_side_clause(sentence: OuterSentence, frame: Frame) -> bool:
    """Whether the frame itself tells when: "Envoys met shortly after Rossi said …"."""
    opening = sentence.lowers[frame.first : min(frame.first + 3, frame.cue_first)]
    return any(word in {"after", "before", "until"} for word in opening)


def content_before(sentence: OuterSentence, frame: Frame, start: int) -> tuple[int, int] | None:
    """What stands before the frame, if it is what is said: marked words, or a clause that a comma ends."""
    last = frame.first
    while last > start and sentence.lowers[last - 1] in {",", "as", "and", "but", "–", "—", "--"}:
        last -= 1
    if last <= start:
        return None
    has_mark = any(start <= index < last for index in sentence.marks)
    if has_mark and sentence.texts[last - 1] == MARK:
        return None if last - start > 1 and _is_name_of_work(sentence, last - 1) else (start, last)
    if has_mark and (end := _end_of_marks(sentence, frame, last)) is not None:
        return start, end
    if not has_mark and (_is_side_clause(sentence, frame) or _is_of_the_article(sentence, frame, last)):
        return None
    if frame.source is None or frame.first == last:
        return (start, last) if has_mark and frame.first == last and _has_clause(sentence, start, last) else None
    if not frame.phrase and not frame.cue.takes & {"clause", "marks", "that"}:
        return None
    return _clause_before(sentence, frame, start, last)


def _end_of_marks(sentence: OuterSentence, frame: Frame, last: int) -> int | None:
    """Where marked words end, if only a title or the like stands between them and the name that was found."""
    mark = max(index for index in sentence.marks if index < last)
    goes_on = sentence.texts[mark + 1][:1].islower() and frame.source is not None
    between = any(mark < group.first < last for group in sentence.groups)
    return mark + 1 if not goes_on and last - mark <= 6 and not frame.phrase and not between else None


def _is_of_the_article(sentence: OuterSentence, frame: Frame, last: int) -> bool:
    """Whether the article tells what stands before: "The talks began on Monday and Rossi says they go on"."""
    joined = any(word in {"and", "but"} for word in sentence.lowers[last : frame.first])
    return joined and frame.last + 1 < len(sentence) and sentence.lowers[frame.last + 1] not in _ENDS | {","}


def _clause_before(sentence: OuterSentence, frame: Frame, start: int, last: int) -> tuple[int, int] | None:
    """The words ``start`` to before ``last``, if they are the clause that is said, or the subject of it."""
    marks_follow = any(index > frame.cue_last for index in sentence.marks)
    behind = _skip_light(sentence, "addressee" in frame.cue.takes, frame.last + 1, len(sentence))
    follows = sentence.lowers[behind] if behind < len(sentence) else "."
    if follows == "that" or _takes_what_follows(sentence, behind):
        return None
    if _has_clause(sentence, start, last):
        if sentence.lowers[start] in _CONDITIONS and not (
            follows in _ENDS or _has_clause(sentence, behind, len(sentence))
        ):
            return None
        if sentence.lowers[start] in _CONDITIONS and follows not in _ENDS | {","}:
            return None
        return start, last
    # "The rebels, he warned, could be back": the subject of what is said stands before the frame.
    goes_on = follows == "," and (marks_follow or _has_clause(sentence, behind, len(sentence)))
    aside = list(sentence.lowers[frame.first - 2 : frame.first]) == [",", "as"] and last - start > 1
    opens = sentence.lowers[frame.first - 1] == "," or (aside and sentence.lowers[start] not in _CONDITIONS)
    if goes_on and opens and last - start <= 14:
        return start, last
    return None


def _is_name_of_work(sentence: OuterSentence, mark: int) -> bool:
    """Whether marked words are where somebody spoke: "In an interview on “Meet the Neighbours,” Rossi said …"."""
    said = sentence.text_of_mark(mark).split()
    great = [word for word in said if word[:1].isupper()]
    small = [word for word in said if not word[:1].isupper()]
    named = 0 < len(said) <= _LONGEST_TITLE and len(great) > len(small) and said[-1][:1].isupper()
    return named and sentence.lowers[mark - 1] in _BEFORE_TITLE and all(word in _SMALL for word in small)


def _takes_what_follows(sentence: OuterSentence, at: int) -> bool:
    """Whether the verb's own clause or infinitive begins at word ``at``: "in May he urged them to wait"."""
    return any(g.first == at and g.tense == "infinitive" for g in sentence.groups)


def content_resumed(sentence: OuterSentence, frame: Frame, before: tuple[int, int], end: int) -> tuple[int, int] | None:
    """What goes on after a frame in the middle: "“A,” she said, “B”"; "The rebels, he warned, could …"."""
    at = frame.last + 1
    marks = [index for index in sorted(sentence.marks) if at <= index < end]
    if not marks:
        at = _skip_light(sentence, "addressee" in frame.cue.takes, at, end)
    if marks:
        first = marks[0]
        ended = sentence.texts[first - 1].endswith(".") and len(sentence.texts[first - 1]) > 1
        if sentence.lowers[first - 1] in {",", ":", "and", "but"} or first == at or ended:
            return (first, end) if not _names_a_thing(sentence, first) else None
        comma = next((index for index in range(at, first) if sentence.lowers[index] == ","), None)
        if comma is not None and not any(index in sentence.marks for index in range(*before)):
            return comma + 1, end
        return None
    if any(index in sentence.marks for index in range(*before)):
        return None
    if at < end and sentence.lowers[at] == ",":
        carried_on = sentence.lowers[at + 1 : at + 2]
        opener = sentence.lowers[before[0] + (sentence.lowers[before[0]] == "even")]
        open_so_far = not _has_clause(sentence, *before) or opener in _CONDITIONS
        plain = not frame.inverted and not frame.phrase
        if plain and (open_so_far or (carried_on and carried_on[0] in _CARRIED_ON)):
            return at + 1, end
    return None


def _skip_light(sentence: OuterSentence, names_of_addressee: bool, at: int, end: int) -> int:
    """Past a date, "in a statement", and, where the verb takes one, the person spoken to."""
    text = sentence.lowers
    moved = True
    while moved and at < end:
        moved = False
        for phrase in _between():
            if tuple(text[at : at + len(phrase)]) == phrase:
                at, moved = at + len(phrase), True
        if at < end and text[at] in {"on", "late", "early"} and at + 1 < end and _is_time_word(text[at + 1]):
            at, moved = at + 2, True
        elif at < end and (_is_time_word(text[at]) or text[at] in _PASSED_OVER):
            at, moved = at + 1, True
    if names_of_addressee and at < end:
        if text[at] in _ADDRESSEES:
            at += 1
        elif text[at] in NOUN_OPENERS - {"that"} and at + 1 < end and sentence.texts[at + 1] != MARK:
            at += 2
        elif sentence.texts[at][0].isupper() and sentence.texts[at] != MARK:
            while at < end and sentence.texts[at][0].isupper():
                at += 1
    return at


def _is_time_word(word: str) -> bool:
    return (word.endswith("day") and len(word) > 5) or word in {"today", "yesterday", "tomorrow", "tonight"}


def _between() -> list[tuple[str, ...]]:
    return [tuple(phrase.lower().split()) for phrase in cue_words("between")]


def content_behind(sentence: OuterSentence, frame: Frame, end: int) -> tuple[int, bool] | None:
    """Where what is said begins behind a frame at the front, and whether only its marked words count."""
    takes, words = frame.cue.takes, sentence.lowers
    at = frame.last + 1
    if frame.phrase or frame.inverted:
        return _after_phrase(sentence, frame, at, end)
    mark = next((index for index in sorted(sentence.marks) if at <= index < end), None)
    limit = min(end, at + _THAT_REACH)
    # "told the “Morning Show” that": the marked words name the addressee.
    past = mark is not None and words[mark + 1 : mark + 2] == ["that"] and not _is_long(sentence.marks[mark])
    that = next((i for i in range(at, limit) if words[i] == "that" and (mark is None or past or i < mark)), None)
    to = _infinitive_at(sentence, at, end) if "infinitive" in takes else None
    if to is not None and that is not None and to < that:
        return to, False
    if (
        that is not None
        and "that" in takes
        and not _has_clause(sentence, at, that)
        and (_has_clause(sentence, that + 1, end) or that == at or sentence.lowers[that + 1 : that + 2] in _SUBJECTS)
    ):
        # "demanded that report be", a pronoun or article, is not told apart here; a noun before a verb is.
        return that + 1, False
    if "question" in takes:
        asked = next(
            (i for i in range(at, limit) if words[i] in {"whether", "if", "why", "how", "what", "who", "when", "where"}
             and (mark is None or i < mark)), None)  # fmt: skip
        if asked is not None and not _has_clause(sentence, at, asked):
            return (asked + 1 if words[asked] in {"whether", "if"} else asked), False
    if mark is not None:
        return _with_marks(sentence, frame, at, mark, end)
    return _without_marks(sentence, frame, at, end)


def _after_phrase(sentence: OuterSentence, frame: Frame, at: int, end: int) -> tuple[int, bool] | None:
    """Behind "According to Rossi, the mediator," or "said Rossi, the mediator, “…”"."""
    if at >= end or sentence.lowers[at] not in {",", ":", MARK}:
        return None
    marks = [index for index in sorted(sentence.marks) if at <= index < end]
    if sentence.texts[at] == MARK:
        return at, False
    start = at + 1
    second = next((i for i in range(start, min(end, start + 14)) if sentence.lowers[i] == ","), None)
    aside = second is not None and not _has_clause(sentence, start, second) and _has_clause(sentence, second, end)
    relative = second is not None and sentence.lowers[start] in {"who", "which"}
    if second is not None and (aside or relative) and not any(index < second for index in marks):
        start = second + 1
    return (start, False) if frame.phrase or marks else None


def _with_marks(sentence: OuterSentence, frame: Frame, at: int, mark: int, end: int) -> tuple[int, bool] | None:
    words, takes = sentence.lowers, frame.cue.takes
    if _names_a_thing(sentence, mark):
        return None
    colon = next((i for i in range(at, mark) if words[i] == ":"), None)
    if colon is not None or (words[mark - 1] == "," and not _has_clause(sentence, at, mark)) or mark == at:
        return mark, True
    if words[mark - 1] in {"–", "—"}:
        return mark, True
    if mark - at > 40 or not takes & {"clause", "that", "judgement", "infinitive", "question"}:
        return (mark, True) if _is_long(sentence.marks[mark]) and not _has_clause(sentence, at, mark) else None
    start = _skip_light(sentence, "addressee" in takes, at, mark)
    if (
        start < mark
        and words[start] in {"for", "of", "about", "against", "on"}
        and "clause" not in takes | {frame.cue.lemma}
    ) or (start < mark and words[start] in {"for", "of", "about", "against"}):
        start += 1
    if "clause" not in takes and "judgement" not in takes and not _has_clause(sentence, start, end):
        return mark, True
    return start, False


_OBJECT_REACH = 7


def _infinitive_at(sentence: OuterSentence, start: int, end: int) -> int | None:
    """Where "(not) to …" begins, right at ``start`` or behind an object and the like: "urged both capitals to wait"."""
    for group in sentence.groups:
        if group.tense == "infinitive" and start <= group.first < min(end, start + _OBJECT_REACH):
            before = (
                group.first - 1 if sentence.lowers[group.first - 1] == "not" and group.first > start else group.first
            )
            between = sentence.lowers[start:before]
            return before if not any(word in _EDGE | {"that"} for word in between) else None
    return None


def _is_subordinate(words: Sequence[str], start: int, verb: int) -> bool:
    """Whether the first verb belongs to a side clause: "recalled its envoy after the leader was received"."""
    return any(word in _SUBORDINATORS for word in words[start + 1 : verb])


def _is_long(mark: Marked) -> bool:
    return mark.end - mark.start > 30


def _names_a_thing(sentence: OuterSentence, mark: int) -> bool:
    before = " ".join(word for word in sentence.lowers[max(0, mark - 3) : mark] if word != ",")
    content = [word for word in cue_words("names_of_things") if before.endswith(" " + word) or before == word]
    return bool(content) and content not in (["called"], ["dubbed"], ["read"])


def _says_nothing(words: Sequence[str]) -> bool:
    """Whether what begins with these two words is no clause: "said in Oslo", "said nothing", "said no"."""
    first, second = words[0], words[1:2]
    if first == "no":
        return second in ([], [","], ["."], ["to"], ["and"], ["more"])
    return first in _NO_CLAUSE_BEHIND or (first in _SAID_BRIEFLY and second != ["one"])


def _without_marks(sentence: OuterSentence, frame: Frame, at: int, end: int) -> tuple[int, bool] | None:
    words, takes = sentence.lowers, frame.cue.takes
    if at >= end:
        return None
    start = _skip_light(sentence, False, at, end)
    if start >= end or words[start] in _EDGE:
        return None
    if "infinitive" in takes:
        to = _infinitive_at(sentence, start, end)
        if to is not None:
            return to, False
    if words[start] == "against" and frame.cue.meaning == "warn":
        return start, False
    if "gerund" in takes and words[start] not in {"by", "on", "in"}:
        return start, False
    if frame.cue.lemma == "accuse" and "of" in words[start : start + 12]:
        return start, False
    if "addressee" in takes and frame.cue.lemma in {"tell", "inform", "assure", "remind"}:
        start = _skip_light(sentence, True, at, end)
    elif "clause" not in takes:
        return None
    if start >= end or _says_nothing(words[start : start + 2]):
        return None
    if "noun_phrase" in takes and words[start] in NOUN_OPENERS - {"that", "for", "on", "in", "of", "at", "with"}:
        return start, False
    first = next((g for g in sentence.groups if g.first > start and g.is_finite and g.last < end), None)
    if first is not None and frame.cue.lemma != "say" and _is_subordinate(words, start, first.first):
        return None
    if first is None or sentence.breaks_between(start, first.first) > 3:
        # Behind "said" what does not look like a clause is one all the same, if it is long enough.
        return (start, False) if frame.cue.lemma == "say" and end - start >= _SHORTEST_CLAUSE else None
    return start, False
