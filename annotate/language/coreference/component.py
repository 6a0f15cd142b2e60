"""The component ``dateline_coreference``: which mentions are one actor, and who the speaker of each quote is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

from spacy.language import Language
from spacy.tokens import Doc

from annotate.corpus.actors import Actor
from annotate.language.coreference.body_chains import Bodies
from annotate.language.coreference.person_chains import People
from annotate.language.coreference.speakers import Speakers
from annotate.language.found import Belonging, FoundMention, FoundQuote, register_extensions, words_said
from annotate.language.names.gazetteer import Gazetteer, gazetteer
from annotate.language.names.name_words import Words


@Language.factory("dateline_coreference")
def make_coreference(nlp: Language, name: str) -> Coreference:
    """The component for a pipeline."""
    return Coreference()


class Coreference:
    """Sets ``actor`` of every mention in ``doc._.mentions`` and ``speakers`` of every quote in ``doc._.quotes``.

    Names are chained by their words; nominal and pronominal sources by what the article says of its persons. Whoever
    stays anonymous has no actor.
    """

    def __init__(self) -> None:
        register_extensions()
        self.actors: tuple[Actor, ...] = ()

    def know(self, actors: Iterable[Actor]) -> None:
        """Know the registry's actors and the offices they hold."""
        self.actors = tuple(actors)
        self.__dict__.pop("gazetteer", None)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The names that are known beforehand; making it takes time."""
        return gazetteer(self.actors)

    def __call__(self, doc: Doc) -> Doc:
        """Resolve the mentions and the speakers."""
        mentions: list[FoundMention] = doc._.mentions or []
        quotes: list[FoundQuote] = doc._.quotes or []
        words = Words(doc)
        bodies = Bodies(words, mentions, self.gazetteer)
        people = People(words, mentions)
        for mention in mentions:
            if mention.start in people.of and mention.label == "PERSON" and mention.form == "name":
                mention.actor = people.of[mention.start].actor
        speakers = Speakers(doc, words, people, bodies, self.actors)
        order = sorted(range(len(quotes)), key=lambda i: _place(quotes[i]))
        # Who "I" is in speech within speech is known only once the speaker around it is.
        for nested in (False, True):
            for index in order:
                if (quotes[index].nested_in is not None) is nested:
                    speakers.resolve(quotes[index], quotes)
        doc._.belonging = _belonging(mentions, people, bodies)
        _share(doc.text, quotes)
        _decks(doc, mentions, quotes)
        return doc


def _belonging(mentions: Iterable[FoundMention], people: People, bodies: Bodies) -> Belonging:
    states: dict[str, int] = {}
    towns: set[str] = set()
    for mention in mentions:
        if mention.actor is None or mention.form != "name":
            continue
        if mention.label in {"GPE", "NORP"} and bodies.is_state(mention):
            states[mention.actor] = states.get(mention.actor, 0) + 1
        elif mention.label == "GPE" and bodies.is_town(mention):
            towns.add(mention.actor)
    homes = {
        person.actor: tuple(sorted({actor for said in person.descriptions for actor in said.actors} - towns))
        for person in people.persons
        if person.actor
    }
    return Belonging(states, frozenset(towns - states.keys()), homes)


def _place(quote: FoundQuote) -> int:
    return quote.source[0] if quote.source is not None else quote.content[0][0]


def _share(text: str, quotes: list[FoundQuote]) -> None:
    """The same words, said once with a name and once without one, have one speaker."""
    said: dict[str, list[str]] = {}
    for quote in quotes:
        if quote.speakers:
            said.setdefault(words_said(text, quote.content), quote.speakers)
    for quote in quotes:
        words = words_said(text, quote.content)
        if not quote.speakers and words.count(" ") >= 3:
            quote.speakers = list(said.get(words, ()))


def _decks(doc: Doc, mentions: list[FoundMention], quotes: list[FoundQuote]) -> None:
    """In a deck, "the president says" is the person to whom the body gives the same words."""
    starts = [start for start, _ in doc._.passages or ()]
    sources = {quote.source: quote for quote in quotes if quote.source is not None}
    for mention in mentions:
        if mention.form == "name" or mention.actor is not None:
            continue
        own = sources.get((mention.start, mention.end))
        if own is not None:
            mention.actor = own.speakers[0] if len(own.speakers) == 1 else None
            continue
        here = bisect_right(starts, mention.start)
        for quote in quotes:
            if len(quote.speakers) == 1 and any(bisect_right(starts, start) == here for start, _ in quote.also):
                mention.actor = quote.speakers[0]
