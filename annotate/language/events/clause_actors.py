"""Who takes part in an event as its clause tells: subject, speaker, possessor, and both of "the two leaders"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from annotate.language.events.clauses import Clause
from annotate.language.events.heads import Head
from annotate.language.events.parts import Surroundings, actors_of, is_place
from annotate.language.found import FoundMention, FoundQuote
from annotate.language.quotes.sources import Names, Source, source_before
from annotate.language.words.sentence_words import Sentence

POSSESSIVES = {"his", "her", "their", "its"}
_OF_SELF = {"we", "our", "i", "he", "she", "it", "they", "its", "his", "her", "their"}
"""Words by which who speaks may mean himself."""
_PERSONS = {"leaders", "presidents", "men", "women"}
_LEADER = re.compile(r"\b(?:President|Prime Minister|Chancellor|Premier|King|Queen|Emir|Taoiseach)\s+$", re.IGNORECASE)
_PAIR = re.compile(
    r"\b(?:(?:the|their|its) two|both|the(?= (?:rivals|neighbours|neighbors|sides|two)\b)) (?:\w+ ){0,2}?"
    r"(?P<who>leaders|presidents|men|women|rivals|neighbours|neighbors|sides|countries|governments|armies|navies|states|delegations|parties|chambers"
    r"|ministers|nations|capitals|teams|militaries|negotiators|blocs|generals|envoys|parliaments|commanders)\b"
)


class ClauseActors:
    """Reads who takes part, in an article with its mentions and quotes."""

    def __init__(
        self,
        text: str,
        mentions: list[FoundMention],
        around: Surroundings,
        names: Names,
        cues: Mapping[int, FoundQuote],
    ) -> None:
        """``cues`` has each quote by the offset of its cue."""
        self.text = text
        self.mentions = mentions
        self.around = around
        self.names = names
        self.cues = cues

    def acting(self, head: Head, quote: FoundQuote | None, subject: Source | None) -> list[FoundMention]:
        """A mention of each actor that takes part in what ``head`` names.

        Args:
            head: the word that names the event.
            quote: in which it is told.
            subject: of its verb.
        """
        sentence, clause = head.sentence, head.clause
        frame = quote.source if quote is not None else None
        found = [m for m in self.around.mentions_in(*subject.span) if m.actor] if subject is not None else []
        said = self.cues.get(sentence.starts[head.first])
        if said is not None and said.source is not None:
            found += [m for m in self.around.mentions_in(*said.source) if m.actor]
        found += actors_of(self.around, sentence, clause, head.first, frame)
        before = sentence.lowers[max(0, head.first - 4) : head.first]
        if head.noun and any(word in POSSESSIVES for word in before):
            finite = next((g for g in sentence.groups if g.is_finite), None)
            source = source_before(sentence, finite.first, self.names) if finite is not None else None
            if source is not None:
                found += [m for m in self.around.mentions_in(*source.span) if m.actor]
        if not found:
            found = self._in_clause_before(sentence, clause)
        found += self._pair(sentence, clause)
        of_self = head.group is None or bool(_OF_SELF & set(sentence.lowers[clause.first : clause.end]))
        if not found and quote is not None and quote.source is not None and of_self:
            found = [m for m in self.mentions if (m.start, m.end) == quote.source and m.actor]
        unique: dict[str, FoundMention] = {}
        for mention in found:
            if mention.actor is not None:
                unique.setdefault(mention.actor, mention)
        return list(unique.values())

    def _in_clause_before(self, sentence: Sentence, clause: Clause) -> list[FoundMention]:
        """Who the clause before tells of, for "… and signed a treaty"."""
        if clause.first == 0 or sentence.lowers[clause.first] not in {"and", "but", "or", "then", "who", "which"}:
            return []
        earlier = [
            m
            for m in self.around.mentions_in(sentence.start, sentence.starts[clause.first])
            if m.actor
            and m.label in {"PERSON", "ORG", "GPE", "NORP"}
            and not is_place(sentence, sentence.word_at(m.start))
        ]
        return earlier[:2]

    def _pair(self, sentence: Sentence, clause: Clause) -> list[FoundMention]:
        """Both of "the two leaders", "both sides", "the rivals": the two named last."""
        said = _PAIR.search(" ".join(sentence.lowers[clause.first : clause.end]))
        if said is None:
            return []
        wanted = {"PERSON"} if said["who"] in _PERSONS else {"GPE", "NORP", "ORG"}
        titled = self._titled if said["who"] in {"leaders", "presidents"} and len(self._titled) > 1 else None
        seen: dict[str, FoundMention] = {}
        for mention in self.around.mentions_before(sentence.starts[clause.first], 40):
            if mention.actor is not None and mention.label in wanted:
                if mention.label == "GPE" and self._tells_where(mention):
                    continue
                if titled is not None and mention.actor not in titled:
                    continue
                seen.setdefault(mention.actor, mention)
                if len(seen) == 2:
                    break
        return list(seen.values()) if len(seen) == 2 else []

    @cached_property
    def _titled(self) -> frozenset[str]:
        """The heads of state and government: persons whom the article gives such a title."""
        return frozenset(
            m.actor
            for m in self.mentions
            if m.label == "PERSON" and m.actor and _LEADER.search(self.text[max(0, m.start - 20) : m.start])
        )

    def _tells_where(self, mention: FoundMention) -> bool:
        before = self.text[max(0, mention.start - 12) : mention.start].split()
        return bool(before) and before[-1].lower() in {"in", "at", "near", "from"}
