"""What speaks for and against a place as an event's: where it is named, behind which word, what else happened there.

As in :mod:`annotate.language.events.participation`, each piece of evidence has a name in plain words; the weights,
learned from marked articles, stand in ``model/placement.yaml``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from spacy.tokens import Doc, Token

from annotate.corpus.edtf import first_day, last_day
from annotate.corpus.known.states import states
from annotate.language.events.article_words import AFTER, ArticleWords, NamedNearby, naming, roles, stands_in
from annotate.language.found import Belonging, FoundEvent, FoundMention
from annotate.language.names.name_words import slug

_MOST_CANDIDATES = 40
_PLACING = {"GPE", "FAC", "LOC"}
_DAYS = 3
"""An event so near to the day of publication is one that the reporter may have come for."""
_BETWEEN = {"the", "a", "an", "central", "northern", "southern", "eastern", "western"}
_PREPOSITIONS = {"ADP", "PART", "SCONJ"}


@cache
def city_states() -> frozenset[str]:
    """States that are called like their capital: what is in Djibouti or Singapore is in the town."""
    return frozenset(s.id for s in states() if not s.capitals or s.id in {slug(town) for town in s.capitals})


class Places:
    """Where an article's places are named; ``events`` carry the places that their clauses tell."""

    def __init__(self, doc: Doc, events: Sequence[FoundEvent]) -> None:
        self._doc = doc
        self._published: date | None = doc._.date
        self._words = ArticleWords(doc)
        belonging: Belonging = doc._.belonging or Belonging()
        self.named: dict[str, set[str]] = {}
        """By place, the words that name it."""
        self.dateline: str | None = None
        """Where the reporter sat."""
        self._kinds: dict[str, str] = {}
        counts: Counter[str] = Counter()
        text = doc.text
        self._nearby = NamedNearby(self._words)
        for mention in doc._.mentions or []:
            place = mention.actor
            if place is None or mention.form != "name" or mention.label not in _PLACING:
                continue
            self.named.setdefault(place, set()).add(text[mention.start : mention.end])
            state = place in belonging.states and place not in city_states()
            self._kinds.setdefault(place, "state" if state else mention.label)
            if mention.start < self._words.dateline_end:
                self.dateline = self.dateline or place
                continue
            counts[place] += 1
            self._nearby.add(place, mention)
        self._counts = counts
        self._ranked = sorted(self.named, key=lambda place: -counts[place])
        self._events_at = Counter(event.place for event in events if event.place)
        self._days_at: Counter[tuple[str | None, str]] = Counter(
            (event.date, event.place) for event in events if event.place and event.date
        )
        self._before: dict[tuple[int, int], str | None] = {}
        last: str | None = None
        for event in sorted(events, key=lambda event: event.head):
            self._before[event.head] = last
            last = event.place or last

    def evidence(self, event: FoundEvent) -> Iterator[tuple[str, list[str]]]:
        """Each place that may be meant, with the names of what speaks for or against it."""
        near = self._told_nearby(event)
        head = self._words.head(*event.head)
        start, end = event.evidence
        asks = self._asks(head, start, end, alone=not near)
        inside = sum(any(t.endswith("in the clause") for t in told) for told in near.values())
        only = "the only one" if inside == 1 else "one of several"
        before = self._before.get(event.head)
        own = "another" if event.place else "none"
        candidates = dict.fromkeys([*([event.place] if event.place in self.named else []), *near])
        candidates.update(dict.fromkeys([self.dateline] if self.dateline else []))
        candidates.update(dict.fromkeys(self._ranked[:_MOST_CANDIDATES]))
        for place in candidates:
            kind = self._kinds[place]
            taken = place == event.place
            told = [*dict.fromkeys(near.get(place, [f"{kind} elsewhere"]))]
            told += [f"{kind} {'near by' if place in near else 'far'}, told {asks}"] * bool(asks)
            told += [f"place of the event before, told {asks}"] * bool(asks and before == place)
            in_clause = f"{kind} in the clause" in told
            told += [f"{kind} {only} in the clause"] * in_clause
            told += [f"{kind} in {event.type}", f"{kind} {'taken' if taken else 'not taken'}"]
            if taken:
                told += [f"taken in {event.type}", f"taken for {naming(head)}, {event.status}"]
                told += [f"{kind} taken in the clause"] * in_clause
            elif event.place is not None:
                told.append(f"{kind} instead of {self._kinds.get(event.place, 'another')}")
            if place == self.dateline:
                when = self._when(event)
                told += ["dateline", f"dateline in {event.type}", f"dateline, {event.status}"]
                told += [f"dateline for {naming(head)}, {when}, {own} taken", f"dateline in {event.type}, {when}"]
                told += [f"dateline, told {asks}"] * bool(asks)
            told.append(f"{kind} of {min(3, self._events_at[place] - taken)} other events")
            told += [f"place of an event of the day, {own} taken"] * (self._days_at[event.date, place] > taken)
            told += ["place of the event before"] * (before == place)
            told += [f"{kind} named once"] * (self._counts[place] == 1)
            told += [f"{kind} named most"] * (place == self._ranked[0])
            yield place, told

    def _asks(self, head: Token, start: int, end: int, *, alone: bool) -> str:
        """What the clause says instead of a place."""
        words = {token.lower_ for token in self._words.around(head) if start <= token.idx < end}
        return "here" if "here" in words else "there" if "there" in words else "nowhere" if alone else ""

    def _when(self, event: FoundEvent) -> str:
        first = first_day(event.date) if event.date else None
        last = last_day(event.date) if event.date else None
        if first is None or last is None or self._published is None:
            return "undated"
        near = abs((first - self._published).days) <= _DAYS or abs((last - self._published).days) <= _DAYS
        return "these days" if near else "at another time"

    def _told_nearby(self, event: FoundEvent) -> dict[str, list[str]]:
        """By place named near by, what its mentions say."""
        head = self._words.head(*event.head)
        found: dict[str, list[str]] = {}
        for place, mention, word in self._nearby.in_sentence(head):
            kind = self._kinds[place]
            inside = stands_in(mention, event)
            told = found.setdefault(place, [])
            told.append(f"{kind} in the clause" if inside else f"{kind} beside the clause")
            before = self._before_name(mention)
            told += [f"{kind} behind “{before}”", f"behind “{before}” {'in' if inside else 'beside'} the clause itself"]
            apart = abs(word.i - head.i)
            side = "behind" if word.i > head.i else "before"
            told.append(f"{side} the head by {'few' if apart < 5 else 'some' if apart < 12 else 'many'}")
            told += [f"{kind} {role}" for role in roles(head, word)] or [f"{kind} hangs elsewhere"]
        for place, where, _ in self._nearby.around(head):
            if place not in found or where != AFTER:
                found.setdefault(place, []).append(f"{self._kinds[place]} {where}")
        return found

    def _before_name(self, mention: FoundMention) -> str:
        """The preposition before a place's name, or the part of speech that stands in its stead."""
        at = self._words.at(mention.start) - 1
        while at > 0 and self._doc[at].lower_ in _BETWEEN:
            at -= 1
        if at < 0:
            return ""
        word = self._doc[at]
        return word.lower_ if word.pos_ in _PREPOSITIONS else word.pos_.lower()
