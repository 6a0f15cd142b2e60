"""What speaks for and against an actor's taking part in an event: where it is named, whom it belongs to, its weight.

Each piece of evidence has a name in plain words ("state in the clause", "home of a person named"), so that the
weights, which are learned from marked articles, can be read in ``model/participation.yaml``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from spacy.tokens import Doc

from annotate.language.events.article_words import AFTER, ArticleWords, NamedNearby, roles, stands_in
from annotate.language.found import Belonging, FoundEvent, FoundMention
from annotate.language.names.hosts import state_of_town

Kind = Literal["person", "state", "body", "place"]
"""Of actor; a body is an organisation, a place a town or region that may act."""

_ACTING = {"PERSON", "ORG", "GPE", "NORP"}
_MOST_CANDIDATES = 40
_MOST_QUOTES = 8
"""Nested and neighbouring quotes that are looked through for the one around an event."""
_BOTH = {"both", "two", "three", "sides", "each", "rivals", "neighbours", "neighbors"}
_PRONOUNS = {"it", "he", "she", "they", "we"}
_POSSESSIVES = {"its", "their", "his", "her", "our"}


class Cast:
    """Who is named in an article, where, and how often; ``events`` carry the actors of their clauses."""

    def __init__(self, doc: Doc, events: Sequence[FoundEvent]) -> None:
        self.events = events
        self._doc = doc
        self._belonging: Belonging = doc._.belonging or Belonging()
        self._words = ArticleWords(doc)
        self.kinds: dict[str, Kind] = {}
        self._counts: Counter[str] = Counter()
        self._nearby = NamedNearby(self._words)
        for mention in doc._.mentions or []:
            if mention.actor is None or (mention.form == "name" and mention.label not in _ACTING):
                continue
            if mention.start < self._words.dateline_end:
                # "LIMA, Peru —" tells where the reporter sat.
                continue
            self._counts[mention.actor] += 1
            self.kinds.setdefault(mention.actor, self._kind(mention))
            self._nearby.add(mention.actor, mention)
        self._ranked = sorted(self._counts, key=lambda actor: -self._counts[actor])
        self._ranks: dict[str, int] = {}
        self._named: Counter[Kind] = Counter()
        ranked: Counter[Kind] = Counter()
        for actor in self._ranked:
            kind = self.kinds[actor]
            self._ranks[actor] = ranked[kind]
            ranked[kind] += 1
            self._named[kind] += self._counts[actor]
        taken = [(actor, event) for event in events for actor in set(event.actors)]
        self._events_of = Counter(actor for actor, _ in taken)
        self._events_of_type = Counter((actor, event.type) for actor, event in taken)
        self._events_at = Counter((actor, event.place) for actor, event in taken if event.place)
        self._quoted = sorted(
            (start, end, n) for n, quote in enumerate(doc._.quotes or []) for start, end in quote.content
        )
        self._most_apart = max((end - start for start, end, _ in self._quoted), default=0)

    def _kind(self, mention: FoundMention) -> Kind:
        if mention.label == "PERSON":
            return "person"
        if mention.actor in self._belonging.states:
            return "state"
        if mention.actor in self._belonging.towns or mention.label == "GPE":
            return "place"
        return "body" if mention.label == "ORG" else "state"

    def homes(self, actor: str) -> tuple[str, ...]:
        """The states and organisations that somebody acts for."""
        if actor in self._belonging.homes:
            return self._belonging.homes[actor]
        return tuple(state for state in self._belonging.states if actor.startswith(f"{state}-"))

    def _candidates(self, event: FoundEvent, near: Iterable[str]) -> list[str]:
        """Who may take part: whom the clause names, then who is near, then whom the article names most."""
        clause = [actor for actor in event.actors if actor in self.kinds]
        return list(dict.fromkeys([*clause, *near, *self._ranked[:_MOST_CANDIDATES]]))

    def evidence(self, event: FoundEvent) -> Iterator[tuple[str, list[str]]]:
        """Each candidate with the names of what speaks for or against it."""
        near = self._told_nearby(event)
        cues = self._cues(event)
        states = sum(self.kinds.get(actor) == "state" for actor in event.actors)
        sides = f"beside {min(2, states)} states"
        speakers = self._speakers(event)
        host = state_of_town(event.place) if event.place else None
        homes = {home for actor in event.actors for home in self.homes(actor)}
        named_sides = {side for side in (*homes, *event.actors) if self.kinds.get(side) == "state"}
        for actor in self._candidates(event, near):
            kind = self.kinds[actor]
            rank = min(3, self._ranks[actor])
            told = near.get(actor, [f"{kind} elsewhere"])
            where = "here" if any("sentence" in t or "clause" in t for t in told[:1]) else "elsewhere"
            itself = ", itself one" if actor in event.actors else ""
            told = [*dict.fromkeys(told), f"{kind} in {event.type}", f"{kind} of rank {rank}"]
            told.append(f"{kind} with {min(5, 10 * self._counts[actor] // self._named[kind])} of ten mentions")
            told.append(f"{kind} taken as no {event.actors.index(actor)}" if itself else f"{kind} not taken")
            told.append(f"{kind} of rank {rank} {sides}{itself}")
            told.append(f"{kind} {where} {sides} and {min(2, len(event.actors) - states)} others{itself}")
            told.append(f"{kind} of rank {min(2, rank)} in {event.type} {sides}{itself}")
            told += [f"{kind} {where} of rank {min(2, rank)} {sides}{itself}, {cue}" for cue in cues]
            own_side = ", one of them" if actor in named_sides else ""
            told.append(f"{kind} with {min(2, len(named_sides))} sides taken{own_side}")
            told += [f"{kind} named once"] * (self._counts[actor] == 1)
            told += [f"{kind} is home of one taken"] * (actor in homes)
            told += [f"{kind} belongs to one taken"] * any(home in event.actors for home in self.homes(actor))
            told += [f"{kind} is the place"] * (actor == event.place)
            told += ["host", f"host in {event.type}"] if actor == host else []
            told += [f"{kind} says so"] * (actor in speakers)
            told += [f"{kind} is home of who says so"] * any(actor in self.homes(speaker) for speaker in speakers)
            told += [f"{kind} nobody taken"] * (not event.actors)
            told += list(self._in_other_events(actor, kind, event))
            yield actor, told

    def _told_nearby(self, event: FoundEvent) -> dict[str, list[str]]:
        """By actor named near by, what its places say; the nearest first."""
        head = self._words.head(*event.head)
        found: dict[str, list[str]] = {}
        for actor, mention, word in self._nearby.in_sentence(head):
            kind = self.kinds[actor]
            told = found.setdefault(actor, [f"{kind} in the sentence"])
            told += [f"{kind} in the clause" if stands_in(mention, event) else f"{kind} beside the clause"]
            told += [f"{mention.form} {mention.label} in the sentence"]
            told += [f"{kind} {role}" for role in roles(head, word)]
        for actor, where, word in self._nearby.around(head):
            kind = self.kinds[actor]
            told = found.setdefault(actor, [f"{kind} {where}"])
            told.append(f"{kind} {where}")
            if where != AFTER and word.dep_.startswith("nsubj"):
                told.append(f"{kind} subject {where}")
        return found

    def _cues(self, event: FoundEvent) -> list[str]:
        """Words of the clause that mean whom the article has named already."""
        start, end = event.evidence
        head = self._words.head(*event.head)
        words = {token.lower_ for token in self._words.around(head) if start <= token.idx < end}
        subjects = {child.lower_ for child in head.children if child.dep_.startswith("nsubj")}
        cues = ["with “both”"] * bool(words & _BOTH)
        cues += ["with a pronoun as subject"] * bool(subjects & _PRONOUNS)
        cues += ["with a subject"] * bool(subjects - _PRONOUNS)
        cues += ["with a pronoun"] * (not subjects and bool(words & _PRONOUNS))
        cues += ["with a possessive"] * bool(words & _POSSESSIVES)
        cues += ["with an article"] * any(child.lower_ in {"the", "this", "these"} for child in head.children)
        return cues or ["with no cue"]

    def _speakers(self, event: FoundEvent) -> set[str]:
        """Whose words the event is told in."""
        at = event.head[0]
        low = bisect_left(self._quoted, (at - self._most_apart, 0, 0))
        high = bisect_left(self._quoted, (at + 1, 0, 0))
        said = [n for _, end, n in self._quoted[max(low, high - _MOST_QUOTES) : high] if at < end]
        return {speaker for n in said for speaker in self._doc._.quotes[n].speakers}

    def _in_other_events(self, actor: str, kind: Kind, event: FoundEvent) -> Iterator[str]:
        others = self._events_of[actor] - (actor in event.actors)
        yield f"{kind} in {min(3, 5 * others // max(1, len(self.events) - 1))} of five other events"
        taken = actor in event.actors
        if self._events_of_type[actor, event.type] > taken:
            yield f"{kind} in others of the type"
        if event.place and self._events_at[actor, event.place] > taken:
            yield f"{kind} in others at the place"
