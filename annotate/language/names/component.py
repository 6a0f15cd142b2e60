"""The component ``dateline_entities``: the names in a text and what each of them names."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from spacy.language import Language
from spacy.tokens import Doc

from annotate.corpus.actors import Actor
from annotate.language.found import FoundMention, register_extensions
from annotate.language.names.gazetteer import Gazetteer, gazetteer
from annotate.language.names.name_words import Words
from annotate.language.names.reader import NameReader
from annotate.language.names.registry import RegistryNames
from annotate.language.words.trained import TrainedNames


@Language.factory("dateline_entities")
def make_entities(nlp: Language, name: str) -> Entities:
    """The component for a pipeline."""
    return Entities()


class Entities:
    """Sets ``doc._.mentions`` to the names, by start.

    Actors are set where the gazetteer knows them; persons and other unknown names are left to coreference.
    """

    def __init__(self) -> None:
        register_extensions()
        self.registry_names = RegistryNames()
        self._actors: tuple[Actor, ...] = ()

    def know(self, actors: Iterable[Actor]) -> None:
        """Know the registry's actors besides the world's."""
        self._actors = tuple(actors)
        self.registry_names = RegistryNames(self._actors)
        self.__dict__.pop("gazetteer", None)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The names that are known beforehand; making it takes time."""
        return gazetteer(self._actors)

    def __call__(self, doc: Doc) -> Doc:
        """Find the names."""
        words = Words(doc)
        names = NameReader(words, self.gazetteer, TrainedNames(doc)).read(doc._.passages or [(0, len(doc.text))])
        read = [FoundMention(words[n.first].start, words[n.last].end, n.label, "name", n.actor, n.score) for n in names]
        doc._.mentions = self.registry_names.correct(doc.text, read)
        return doc
