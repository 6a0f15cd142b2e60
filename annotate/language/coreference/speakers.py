"""Who is meant by the source of a quote: a name, "he", "the minister", "the Kremlin spokesman"."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from spacy.tokens import Doc

from annotate.corpus.actors import Actor
from annotate.language.coreference.body_chains import Bodies, is_body
from annotate.language.coreference.joint_speakers import AFTER_HEAD, DEFINITE, JointSpeakers
from annotate.language.coreference.mention_places import MentionPlaces
from annotate.language.coreference.person_chains import Gender, People, Person
from annotate.language.found import FoundMention, FoundQuote
from annotate.language.names.lists import before_a_name, titles
from annotate.language.names.name_words import Words, fold, slug

_FAR = 3
"""Passages; a pronoun reaches no farther back."""
_GENDER: dict[str, Gender] = {"he": "man", "she": "woman", "his": "man", "her": "woman"}
_ANONYMOUS = frozenset({
    "official", "officials", "diplomat", "diplomats", "source", "sources", "person", "people", "aide", "aides",
    "witness", "witnesses", "resident", "residents", "analyst", "analysts", "expert", "experts", "critics", "observers",
    "ministers",
})  # fmt: skip
_INDEFINITE = frozenset(
    {"a", "an", "one", "two", "three", "several", "some", "many", "few", "another", "other", "no", "most", "senior"}
)
_SAME_OFFICE = (
    frozenset({"spokesman", "spokeswoman", "spokesperson"}),
    frozenset({"envoy", "ambassador", "negotiator", "delegate", "mediator", "representative"}),
    frozenset({
        "chairman", "chairwoman", "chairperson", "chair", "head", "leader", "director", "chief", "heads", "leads",
        "chairs",
    }),
    frozenset({"premier", "minister"}),
    frozenset({"general", "commander", "officer", "admiral", "colonel", "captain", "brigadier"}),
    frozenset({"lawmaker", "legislator", "deputy", "mp", "senator"}),
    frozenset({"adviser", "advisor", "aide"}),
)  # fmt: skip
"""Words for one office, or for its bearer and what he does."""


@dataclass
class _Said:
    """A quote whose speaker is known."""

    at: int
    actor: str
    person: Person | None


class Speakers:
    """Resolves sources in the order of the text, and remembers who spoke."""

    def __init__(self, doc: Doc, words: Words, people: People, bodies: Bodies, actors: tuple[Actor, ...]) -> None:
        self.places = MentionPlaces(doc, words)
        self.joint = JointSpeakers(self.places, bodies)
        self.text = doc.text
        self.words = words
        self.people = people
        self.bodies = bodies
        self.actors = actors
        self._at = {(m.start, m.end): m for m in self.places.mentions}
        self._said: list[_Said] = []
        self._anonymous: list[tuple[int, frozenset[str]]] = []
        self._together: tuple[int, tuple[str, ...]] | None = None
        """Where several spoke with one voice last, and who."""
        self._by_actor = {person.actor: person for person in people.persons if person.actor}

    def resolve(self, quote: FoundQuote, quotes: list[FoundQuote]) -> None:
        """Set ``quote.speakers`` where they can be told."""
        if quote.speakers:
            return
        if quote.source is None:
            return
        mention = self._at.get(quote.source)
        if mention is None:
            return
        if mention.form == "name":
            mention.actor = self._bearer(mention) or mention.actor
            found = self.joint.with_partners(mention) if mention.actor else []
        elif mention.form == "pronoun":
            found = self._pronoun(mention, quote, quotes)
        elif (several := self.joint.how_many(mention)) > 1:
            found = self.joint.jointly(mention, several)
        else:
            found = self._nominal(mention)
        quote.speakers = found
        if len(found) == 1:
            mention.actor = found[0]
            self._said.append(_Said(mention.start, found[0], self._by_actor.get(found[0])))
        elif found:
            self._together = (mention.start, tuple(found))
        elif not found and mention.form == "nominal":
            self._anonymous.append((mention.start, frozenset(self.places.words_of(mention))))

    def _bearer(self, mention: FoundMention) -> str | None:
        """The one person of the article whose surname looks like a place: "Lena Paris … Paris said"."""
        if mention.label not in {"GPE", "LOC", "FAC"}:
            return None
        word = self.text[mention.start : mention.end]
        named = (m for m in self.places.mentions if m.label == "PERSON" and m.form == "name" and m.actor)
        bearers = {m.actor for m in named if self.text[m.start : m.end].split()[1:][-1:] == [word]}
        return next(iter(bearers)) if len(bearers) == 1 else None

    # -- pronouns

    def _pronoun(self, mention: FoundMention, quote: FoundQuote, quotes: list[FoundQuote]) -> list[str]:
        word = self.text[mention.start : mention.end].casefold()
        if quote.nested_in is not None and word in {"i", "we"}:
            return list(quotes[quote.nested_in].speakers)
        if word in _GENDER:
            anonymous = self._nearer_anonymous(mention)
            person = self._salient(mention, _GENDER[word])
            if person is None or anonymous:
                return []
            person.gender = person.gender or _GENDER[word]
            return [person.actor] if person.actor else []
        if word in {"it", "its"}:
            return self._thing(mention)
        if word in {"they", "their"}:
            return self._they(mention)
        return []

    def _nearer_anonymous(self, mention: FoundMention) -> bool:
        """Whether an anonymous source spoke last, in this passage or the one before, and nobody was named since."""
        if not self._anonymous:
            return False
        at = self._anonymous[-1][0]
        if self.places.passage(mention.start) - self.places.passage(at) > 1:
            return False
        return not any(m.label == "PERSON" and m.form == "name" for m in self.places.between(at, mention.start))

    def _salient(self, mention: FoundMention, gender: Gender | None) -> Person | None:
        """The person a pronoun means: near, subject of a sentence or last speaker, of that gender."""
        here, sentence = self.places.passage(mention.start), self.places.sentence(mention.start)
        scores: dict[int, tuple[float, int, Person]] = {}
        for found in self.places.between(self.places.passages[max(0, here - _FAR)], mention.start):
            if found.label != "PERSON" or self.places.is_quoted(found.start):
                continue
            person = self._person(found)
            if person is None or (gender and person.gender and person.gender != gender):
                continue
            distance = sentence - self.places.sentence(found.start)
            score = 10.0 - 1.5 * distance - 2.0 * (here - self.places.passage(found.start))
            if self.places.opens_sentence(found):
                score += 2.5
            if person.gender == gender:
                score += 2
            if found.form != "name" or any(said.at == found.start for said in self._said):
                score += 2.5
            old = scores.get(id(person))
            if old is None or score >= old[0]:
                scores[id(person)] = (score, found.start, person)
        if not scores:
            return None
        return max(scores.values(), key=lambda item: (item[0], item[1]))[2]

    def _person(self, mention: FoundMention) -> Person | None:
        if mention.form == "name":
            return self.people.of.get(mention.start)
        return self._by_actor.get(mention.actor or "")

    def _thing(self, mention: FoundMention) -> list[str]:
        here, sentence = self.places.passage(mention.start), self.places.sentence(mention.start)
        best: tuple[float, int, str] | None = None
        for found in self.places.between(self.places.passages[max(0, here - 1)], mention.start):
            if found.label not in {"ORG", "GPE"} or found.actor is None or self.places.is_quoted(found.start):
                continue
            score = (
                10.0
                - 2 * (sentence - self.places.sentence(found.start))
                + (2.5 if self.places.opens_sentence(found) else 0)
            )
            score += 3 if any(said.at == found.start for said in self._said) else 0
            score += 2 if found.label == "ORG" else 0
            if best is None or (score, found.start) > best[:2]:
                best = score, found.start, found.actor
        return [best[2]] if best else []

    def _they(self, mention: FoundMention) -> list[str]:
        """Both, for a "they" behind "X and Y said"."""
        here = self.places.passage(mention.start)
        if self._together is not None and here - self.places.passage(self._together[0]) <= 1:
            return list(self._together[1])
        pair = self.joint.pair_before(mention)
        if pair:
            return pair
        if self._said and self._said[-1].person is None and self.places.passage(self._said[-1].at) >= here - 1:
            return [self._said[-1].actor]
        spoke = list(dict.fromkeys(s.actor for s in self._said if s.person and self.places.passage(s.at) == here))
        return spoke[-2:] if len(spoke) > 1 else []

    # -- noun phrases

    def _nominal(self, mention: FoundMention) -> list[str]:
        said = self.places.words_of(mention)
        if not said:
            return []
        inner = [m for m in self.places.between(mention.start, mention.end) if m.form == "name"]
        owners = {m.actor for m in inner if m.actor and m.label in {"GPE", "NORP", "ORG"}}
        cut = next((n for n, word in enumerate(said) if n and word in AFTER_HEAD), len(said))
        head = said[cut - 1]
        possessed = (
            bool(inner) and self.text[inner[0].end : inner[0].end + 1] in {"’", "'"} and inner[0].start == mention.start
        )
        definite = said[0] in DEFINITE or possessed or (bool(inner) and inner[0].start == mention.start)
        if said[0] in _INDEFINITE or "who" in said or (head in _ANONYMOUS and head.endswith("s")):
            return []
        if mention.label == "ORG" or is_body(head):
            return self._body(mention, head, owners, said[:cut])
        offices = [word for word in said[:cut] if word in before_a_name()] or [head]
        person = self._described(mention, offices[-1], frozenset(said), owners)
        if person is None and head == "counterpart" and len(owners) == 1:
            person = self._counterpart(mention, owners)
        if person is not None and person.actor:
            return [person.actor]
        registered = self._holder(offices[-1], owners)
        if registered:
            return [registered]
        if not definite or self._was_anonymous(mention, head) or head not in titles("offices") | titles("ranks"):
            return []
        if said[0] in {"our", "their", "my"} or (head.endswith("s") and head[:-1] in titles("offices")):
            return []
        if head in titles("offices") and (owners or head in _ANONYMOUS):
            return []
        return self._last_speaker(mention, head)

    def _body(self, mention: FoundMention, head: str, owners: set[str], said: list[str]) -> list[str]:
        if head == "government" and len(owners) == 1:
            return [next(iter(owners))]
        named = self.bodies.called(head, mention.start)
        if named is not None and named.actor and (not owners or any(owner in (named.actor or "") for owner in owners)):
            return [named.actor]
        if len(owners) == 1 and head not in {"government", "party", "group", "company"}:
            inner = {
                word
                for m in self.places.between(mention.start, mention.end)
                for word in self.places.words_of(m)
                if m is not mention
            }
            rest = [word for word in said if word not in inner | DEFINITE | {"s"}]
            return [slug(f"{next(iter(owners))} {' '.join(rest)}")]
        return []

    def _described(self, mention: FoundMention, office: str, said: frozenset[str], owners: set[str]) -> Person | None:
        """The person of whom the article has said that office, the likeliest first."""
        same = next((offices for offices in _SAME_OFFICE if office in offices), frozenset({office}))
        wanted: Gender | None = "woman" if office in titles("women") else "man" if office in titles("men") else None
        content = said & (titles("fillers") | titles("offices") | titles("ranks")) - {office}
        best: tuple[float, int, Person] | None = None
        for person in self.people.persons:
            if wanted and person.gender and person.gender != wanted:
                continue
            before = bisect_left(person.starts, mention.start)
            nearest = person.starts[before - 1] if before else person.starts[0] + 1_000_000 if person.starts else 0
            for description in person.descriptions:
                exact = office in description.words
                if not exact and not (same & description.words):
                    continue
                if owners and description.actors and not owners & description.actors:
                    continue
                if before and self._introduced_since(mention, office, nearest):
                    continue
                score = 3.0 + exact + len(content & description.words) + 2 * len(owners & description.actors)
                if not before:
                    score -= 1.5
                key = (score, nearest if before else -nearest)
                if best is None or key > best[:2]:
                    best = (*key, person)
        return best[2] if best else None

    def _counterpart(self, mention: FoundMention, owners: set[str]) -> Person | None:
        """The person of that country who was named last: "her Azerbaijani counterpart"."""
        theirs = [
            (max((start for start in person.starts if start < mention.start), default=-1), person)
            for person in self.people.persons
            if any(owners & description.actors for description in person.descriptions)
        ]
        near = max(theirs, key=lambda found: found[0], default=(-1, None))
        return near[1] if near[0] >= 0 else None

    def _holder(self, office: str, owners: set[str]) -> str | None:
        """Who of the registry holds the office, if that is one person only."""
        holders = {
            actor.id
            for actor in self.actors
            for role in actor.roles
            if role.of in owners and role.until is None and office in fold_words(role.title)
        }
        return next(iter(holders)) if len(holders) == 1 else None

    def _was_anonymous(self, mention: FoundMention, head: str) -> bool:
        return any(head in words for _, words in self._anonymous) or self._introduced(mention, head)

    def _introduced(self, mention: FoundMention, head: str) -> bool:
        """Whether "a diplomat" without a name stands before "the diplomat"."""
        at = self.words.at(mention.start)
        for n in range(at - 1, max(0, at - 250), -1):
            if self.words[n].key == head:
                return any(self.words[k].key in _INDEFINITE for k in range(max(0, n - 3), n))
        return False

    def _introduced_since(self, mention: FoundMention, office: str, since: int) -> bool:
        """Whether somebody without a name bears the office more lately: "a European envoy … the envoy"."""
        at = self.words.at(mention.start)
        for n in range(at - 1, max(0, at - 250), -1):
            if self.words[n].start <= since:
                return False
            if self.words[n].key == office:
                return any(self.words[k].key in {"a", "an", "another"} for k in range(max(0, n - 3), n)) and not any(
                    m.label == "PERSON"
                    for m in self.places.between(self.words[n].start, self.words[min(n + 4, at)].start)
                )
        return False

    def _last_speaker(self, mention: FoundMention, head: str) -> list[str]:
        person = self._salient(
            mention, "woman" if head in titles("women") else "man" if head in titles("men") else None
        )
        return [person.actor] if person is not None and person.actor else []


def fold_words(title: str) -> frozenset[str]:
    """The folded words of a title."""
    return frozenset(fold(word) for word in title.split())
