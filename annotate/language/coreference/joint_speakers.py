"""Several who speak with one voice: "Minister Rossi and President Kern said", "both envoys", "the three states"."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from annotate.language.coreference.body_chains import Bodies, is_body
from annotate.language.coreference.mention_places import MentionPlaces
from annotate.language.found import FoundMention
from annotate.language.names.lists import before_a_name

DEFINITE = frozenset({"the", "his", "her", "its", "their", "our", "this", "that"})
AFTER_HEAD = frozenset({
    "of", "in", "who", "at", "for", "on", "from", "to", "whose", "with", "close", "involved", "familiar", "briefed",
})  # fmt: skip
"""What ends the noun of a phrase and adds to it."""
_NOT_A_SUBJECT = frozenset(
    {"after", "before", "with", "between", "for", "to", "on", "in", "by", "as", "when", "if", "from", "and", "while"}
)
"""Words that make what follows no subject: "With Rossi and Kern"."""
_NUMBERS = {"two": 2, "three": 3, "four": 4}
_COUNTRIES = frozenset({
    "governments", "countries", "states", "sides", "capitals", "neighbours", "neighbors", "nations", "delegations",
    "parties", "powers", "allies", "ministries",
})  # fmt: skip


class JointSpeakers:
    """Tells who several are, from what the article names before."""

    def __init__(self, places: MentionPlaces, bodies: Bodies) -> None:
        self.places = places
        self.bodies = bodies

    def with_partners(self, mention: FoundMention) -> list[str]:
        """The actor of a name, with those it is joined to: "Minister Rossi and President Kern said"."""
        actor = str(mention.actor)
        at = bisect_left(self.places.starts, mention.start)
        earlier = [m for m in self.places.mentions[max(0, at - 8) : at] if m.form == "name" and m.end <= mention.start]
        if not earlier or self.places.is_quoted(mention.start):
            return [actor]
        partner = next((m for m in reversed(earlier) if m.label == mention.label), None)
        if partner is None or not partner.actor or partner.actor == actor or partner.label not in {"PERSON", "GPE"}:
            return [actor]
        joint = self.places.text[partner.end : mention.start].split()
        titled = all(word[:1].isupper() or word in before_a_name() | {"the", "of"} for word in joint[1:])
        if not joint or joint[0] != "and" or not titled or (partner.label == "GPE" and joint != ["and"]):
            return [actor]
        partners = [*self._listed_before(partner, earlier), partner.actor]
        first = next(m for m in earlier if m.actor == partners[0])
        return [*partners, actor] if self._may_open(first) else [actor]

    def _may_open(self, mention: FoundMention) -> bool:
        """Whether nothing but a title stands between the name and the start of its sentence or a comma before it."""
        at = self.places.sentence(mention.start) - 1
        before = (
            self.places.text[self.places.sentences[at] if at >= 0 else 0 : mention.start].rpartition(",")[2].split()
        )
        return all(word[:1].isupper() or word in before_a_name() | {"the", "of"} for word in before[1:]) and (
            not before or before[0].lower() not in _NOT_A_SUBJECT
        )

    def how_many(self, mention: FoundMention) -> int:
        """How many "both envoys" or "the three governments" are; 0 where the words do not tell."""
        said = self.places.words_of(mention)
        if said and said[0] == "both":
            return 2
        number = said[1] if len(said) > 1 and said[0] in DEFINITE else ""
        return _NUMBERS.get(number, 0)

    def jointly(self, mention: FoundMention, several: int) -> list[str]:
        """The persons who acted last, or the states and bodies that the article is about, in the order of the text."""
        head = head_of(self.places.words_of(mention))
        before = [
            m for m in self.places.between(0, mention.start) if m.form == "name" and not self.places.is_quoted(m.start)
        ]
        if is_body(head) or head in _COUNTRIES:
            named = [m.actor for m in before if m.actor and m.label in {"GPE", "NORP"} and self.bodies.is_state(m)]
            ranked = sorted(dict.fromkeys(named), key=lambda actor: -named.count(actor))
            chosen = set(ranked[:several])
            return [actor for actor in dict.fromkeys(named) if actor in chosen] if len(chosen) == several else []
        people = list(dict.fromkeys(m.actor for m in reversed(before) if m.actor and m.label == "PERSON"))[:several]
        return people[::-1] if len(people) == several else []

    def pair_before(self, mention: FoundMention) -> list[str]:
        """The two or more that were named last as "X and Y", in this passage or the one before."""
        here = self.places.passage(mention.start)
        near = [
            m
            for m in self.places.between(self.places.passages[max(0, here - 1)], mention.start)
            if not self.places.is_quoted(m.start)
        ]
        for first, second in reversed(list(pairwise(near))):
            if first.label == second.label and first.actor and second.actor and first.actor != second.actor:
                between = self.places.text[first.end : second.start]
                if " and " in between and len(between) < 60 and "." not in between:
                    return [*self._listed_before(first, near), first.actor, second.actor]
        return []

    def _listed_before(self, mention: FoundMention, near: list[FoundMention]) -> list[str]:
        """The further members of "Britain, France and Germany"."""
        found: list[str] = []
        for earlier in reversed([m for m in near if m.start < mention.start]):
            if (
                self.places.text[earlier.end : mention.start] != ", "
                or not earlier.actor
                or earlier.label != mention.label
            ):
                break
            found.insert(0, earlier.actor)
            mention = earlier
        return found


def head_of(said: list[str]) -> str:
    """The noun of a phrase: its last word before "of", "who" and the like."""
    cut = next((n for n, word in enumerate(said) if n and word in AFTER_HEAD), len(said))
    return said[cut - 1]
