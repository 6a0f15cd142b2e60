"""When, where and who: what stands around the word that names an event."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from annotate.language.events.clauses import Clause
from annotate.language.events.triggers import verbs_of
from annotate.language.found import FoundMention, FoundQuote, FoundTime, Offsets
from annotate.language.words.sentence_words import Sentence

_ACTING = {"PERSON", "ORG", "GPE", "NORP"}
_PLACING = {"GPE", "FAC", "LOC"}
_TOPICS = {"on", "about", "over", "regarding", "concerning"}
_FAR = 45
"""Words (and penalties) beyond which a date does not belong to an event."""


class Surroundings:
    """The names, dates and quotes of an article by their place."""

    def __init__(
        self, mentions: Sequence[FoundMention], times: Sequence[FoundTime], quotes: Sequence[FoundQuote]
    ) -> None:
        self.mentions = sorted(mentions, key=lambda m: m.start)
        self._mention_starts = [m.start for m in self.mentions]
        self.times = [t for t in times if t.kind in {"DATE", "TIME"}]
        self._time_starts = [t.start for t in self.times]
        self._contents = sorted(
            (start, end, index) for index, quote in enumerate(quotes) for start, end in quote.content
        )
        self._content_starts = [start for start, _, _ in self._contents]

    def mentions_in(self, start: int, end: int) -> list[FoundMention]:
        """Mentions that begin within ``start:end``."""
        return self.mentions[bisect_left(self._mention_starts, start) : bisect_left(self._mention_starts, end)]

    def mentions_before(self, offset: int, count: int) -> list[FoundMention]:
        """The last ``count`` mentions that begin before ``offset``, the nearest first."""
        at = bisect_left(self._mention_starts, offset)
        return self.mentions[max(0, at - count) : at][::-1]

    def times_in(self, start: int, end: int) -> list[FoundTime]:
        """Dates that begin within ``start:end``."""
        return self.times[bisect_left(self._time_starts, start) : bisect_left(self._time_starts, end)]

    def quote_at(self, offset: int) -> int | None:
        """Index of the quote whose content holds ``offset``; the innermost one."""
        at = bisect_left(self._content_starts, offset + 1) - 1
        for start, end, index in reversed(self._contents[max(0, at - 3) : at + 1]):
            if start <= offset < end:
                return index
        return None


def dates_of(
    around: Surroundings, sentence: Sentence, clause: Clause, head_first: int, head_last: int
) -> list[tuple[float, FoundTime]]:
    """The dates that may be the event's, the likeliest first, each with how far it is from the head."""
    within = around.quote_at(sentence.starts[head_first])
    ranked: list[tuple[float, FoundTime]] = []
    for time in around.times_in(sentence.start, sentence.end):
        if time.edtf is None or around.quote_at(time.start) != within:
            continue
        first, last = sentence.word_at(time.start), sentence.word_at(max(time.start, time.end - 1))
        low, high = (head_last, first) if first > head_last else (last, head_first)
        cost = max(0.0, high - low)
        if last == head_first - 2 and sentence.lowers[head_first - 1] in {"'s", "’s"}:
            cost = 0.0
        cost += 5.0 * sentence.breaks_between(low + 1, high)
        cost += 9.0 * sum(
            low < g.first and g.last < high and g.tense not in {"participle", "gerund"} for g in sentence.groups
        )
        if not clause.holds(first):
            cost += 14.0
        if first < head_first:
            cost += 2.0
        if cost <= _FAR:
            ranked.append((cost, time))
    return sorted(ranked, key=lambda pair: pair[0])


def place_of(around: Surroundings, sentence: Sentence, clause: Clause, head: int) -> FoundMention | None:
    """The town, building or region that the event took place in; behind its name first, a town before a state."""
    best: tuple[float, FoundMention] | None = None
    for mention in around.mentions_in(sentence.start, sentence.end):
        if mention.label not in _PLACING or mention.form != "name" or mention.actor is None:
            continue
        first = sentence.word_at(mention.start)
        last = sentence.word_at(mention.end - 1)
        if mention.label == "FAC" and last in {head - 1, head - 2} and clause.holds(first):
            # "the Oval Office meeting"
            return mention
        if not (is_place(sentence, first) or _is_object_place(sentence, first) or _is_on(sentence, mention, first)):
            continue
        distance = float(abs(first - head)) + (0.0 if clause.holds(first) else 18.0) + (0.0 if first > head else 4.0)
        distance += (
            0.0 if sentence.lowers[_preposition(sentence, first)] in {"in", "at", "near", "off", "outside"} else 3.0
        )
        if first > head and _is_in_topic(sentence, head, first):
            # "talks on fishing at the shoal": where the fishing is, not the talks.
            distance += 20.0
        if best is None or distance < best[0]:
            best = (distance, mention)
    return best[1] if best is not None and best[0] <= 34.0 else None


def _is_in_topic(sentence: Sentence, head: int, first: int) -> bool:
    """Whether the name belongs to what talks are on; a verb ends that: "talks on fish opened in Oslo"."""
    topic = next((at for at in range(first - 1, head, -1) if sentence.lowers[at] in _TOPICS), None)
    return topic is not None and not any(
        topic < g.first and g.last < first and g.tense not in {"gerund", "participle"} for g in sentence.groups
    )


def _is_object_place(sentence: Sentence, first: int) -> bool:
    """Whether the name is the object of a verb of going or taking: "tour Laayoune", "seized Goma"."""
    verb = _preposition(sentence, first)
    return any(g.last == verb and g.lemma in verbs_of("verbs_of_places") for g in sentence.groups)


def _is_on(sentence: Sentence, mention: FoundMention, first: int) -> bool:
    """Whether it is "on" an island, bridge or river, and not what talks or texts are on."""
    at = _preposition(sentence, first)
    if sentence.lowers[at] != "on" or mention.label not in {"LOC", "FAC"}:
        return False
    return at == 0 or sentence.lowers[at - 1] not in verbs_of("have_topics")


def _preposition(sentence: Sentence, first: int) -> int:
    at = first - 1
    while at > 0 and (
        sentence.lowers[at] in {"the", "a", "an", "central", "northern", "southern", "eastern", "western"}
    ):
        at -= 1
    return max(at, 0)


def is_place(sentence: Sentence, first: int) -> bool:
    """Whether the name that begins at word ``first`` tells where."""
    return first > 0 and sentence.lowers[_preposition(sentence, first)] in verbs_of("place_prepositions")


def actors_of(
    around: Surroundings, sentence: Sentence, clause: Clause, head: int, frame: Offsets | None
) -> list[FoundMention]:
    """The mentions of those who take part: all in the clause but places; the speaker's own words leave him out.

    ``frame`` is the source of the quote that the event is told in.
    """
    within = around.quote_at(sentence.starts[head])
    start, end = sentence.starts[clause.first], sentence.ends[clause.end - 1]
    found: list[FoundMention] = []
    for mention in around.mentions_in(start, end):
        if mention.actor is None or mention.label not in _ACTING or (mention.start, mention.end) == frame:
            continue
        if within != around.quote_at(mention.start):
            continue
        first = sentence.word_at(mention.start)
        if mention.label in {"GPE", "NORP"} and first and sentence.lowers[_preposition(sentence, first)] in _TOPICS:
            continue
        if (
            mention.label == "GPE"
            and is_place(sentence, first)
            and sentence.lowers[_preposition(sentence, first)] != "to"
        ):
            continue
        found.append(mention)
    return found
