"""One actor for all its names across the corpus: linking all articles, proposing who is missing, linking to these.

It can be done little by little. Of each article only its evidence is kept, what it says of actors that nobody knows;
the proposals are made from all evidence, and only articles whose unknown names meet a new or changed proposal are
linked again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from annotate.corpus.actors import Actor
from annotate.corpus.annotations import Annotations
from annotate.corpus.article import Article
from annotate.corpus.known.start_registry import with_owners
from annotate.timeline.actors.actor_index import ActorIndex
from annotate.timeline.actors.evidence import Evidence, evidence_in, gathered
from annotate.timeline.actors.linking import link
from annotate.timeline.actors.proposing import proposals
from annotate.timeline.actors.variants import without_variants


@dataclass(frozen=True)
class Settled:
    """A corpus in which every reference leads to an actor of the registry or to a proposal."""

    linked: tuple[tuple[Article, Annotations], ...]
    proposals: tuple[Actor, ...]


class Settling:
    """Links the articles of a corpus so that an actor has one id in all of them.

    Args:
        registry: the actors that people own.
        shipped: further actors that are known. The people among them are meant by a surname alone only once an
            article names them in full, or where an office or their state stands beside it.
    """

    def __init__(
        self,
        registry: Iterable[Actor],
        shipped: Iterable[Actor] = (),
        evidence: MutableMapping[str, Mapping[str, Evidence]] | None = None,
    ) -> None:
        beside = tuple(shipped)
        self.known = (*registry, *beside)
        self._unsure = {actor.id: actor for actor in beside if actor.type == "person"}
        self._sure = frozenset(actor.id for actor in self.known) - self._unsure.keys()
        self.kept_ids: frozenset[str] = frozenset()
        """Ids of proposals that people refer to; they are kept. Set before the proposals are asked for."""
        self.evidence: MutableMapping[str, Mapping[str, Evidence]] = {} if evidence is None else evidence
        """By article; of actors that nobody needs to look for it is passed over."""
        self._index = ActorIndex(self.known, self._unsure)

    def first(self, article: Article, found: Annotations) -> Annotations:
        """Link an article to the registry and gather its evidence; what is returned is to be linked again."""
        once = link(found, self._index, article.date, article.text)
        self.evidence[article.id] = evidence_in(article, once, self._sure)
        return once

    def index_with(self, proposals: Iterable[Actor]) -> ActorIndex:
        """The registry and these proposals."""
        proposed = tuple(proposals)
        return ActorIndex((*self.known, *proposed), self._unsure.keys() - {actor.id for actor in proposed})

    @cached_property
    def _named(self) -> list[Actor]:
        """Everyone whom the articles refer to and the registry does not know; of the shipped people, as shipped."""
        found = proposals(gathered(map(self._unsettled, self.evidence.values())))
        return [self._unsure.get(actor.id, actor) for actor in found]

    def _unsettled(self, evidence: Mapping[str, Evidence]) -> Mapping[str, Evidence]:
        return {i: seen for i, seen in evidence.items() if i not in self._sure}

    def variants(self) -> set[str]:
        """The ids that would go into another proposal's if people kept none of them."""
        return {actor.id for actor in self._named} - {actor.id for actor in without_variants(self._named)}

    @cached_property
    def proposals(self) -> tuple[Actor, ...]:
        """Who is missing, once every article's evidence is here."""
        merged = without_variants(self._named, {*self.kept_ids, *self._unsure})
        return tuple(self._unsure.get(actor.id, actor) for actor in merged)

    @cached_property
    def index(self) -> ActorIndex:
        """The registry and the proposals."""
        return self.index_with(self.proposals)

    def second(self, article: Article, once: Annotations) -> Annotations:
        """``once`` linked to the proposals."""
        return link(once, self.index, article.date, article.text)

    def met_by(self, before: Iterable[Actor]) -> list[str]:
        """The articles that may be linked otherwise than when the proposals were ``before``, by id."""
        old, new = {actor.id: actor for actor in before}, {actor.id: actor for actor in self.proposals}
        changed = [a for i in old.keys() | new.keys() if old.get(i) != new.get(i) for a in (old.get(i), new.get(i))]
        if not changed:
            return []
        index = ActorIndex(())
        index.add_all(actor for actor in changed if actor is not None)
        return sorted(article for article, unknown in self.evidence.items() if _meets(self._unsettled(unknown), index))


def _meets(unknown: Mapping[str, Evidence], index: ActorIndex) -> bool:
    """Whether a name of ``unknown`` may mean an actor of ``index``."""
    return any(
        actor_id in index.actors
        or index.may_mean(actor_id.replace("-", " "))
        or any(index.may_mean(form) for counted in evidence.forms.values() for form in counted)
        for actor_id, evidence in unknown.items()
    )


def settle(
    articles: Iterable[tuple[Article, Annotations]], registry: Sequence[Actor], shipped: Sequence[Actor] = ()
) -> Settled:
    """All articles linked to the registry and to proposals for whoever is missing in it.

    An actor whose surname alone stands in one article and whose full name stands in another becomes one proposal.
    """
    settling = Settling(registry, shipped)
    once = [(article, settling.first(article, found)) for article, found in articles]
    linked = tuple((article, settling.second(article, found)) for article, found in once)
    # Only who is still referred to is proposed, with what the linked articles say.
    return Settled(linked, tuple(missing(linked, registry, shipped)))


def missing(
    linked: Iterable[tuple[Article, Annotations]], registry: Iterable[Actor], shipped: Iterable[Actor] = ()
) -> list[Actor]:
    """A proposal for everyone whom linked articles refer to and the registry lacks, as shipped where it is, by id."""
    return lacking(gathered(evidence_in(article, said) for article, said in linked), registry, shipped)


def lacking(evidence: Mapping[str, Evidence], registry: Iterable[Actor], shipped: Iterable[Actor] = ()) -> list[Actor]:
    """As :func:`missing`, from the ``evidence`` that all linked articles give, by id."""
    own_actors = tuple(registry)
    registered = {actor.id for actor in own_actors}
    proposed = proposals({i: seen for i, seen in evidence.items() if i not in registered})
    known = {actor.id: actor.model_copy(update={"proposed": True}) for actor in shipped}
    owners = {
        owner
        for actor in (*proposed, *own_actors)
        for owner in (actor.part_of, *(role.of for role in actor.roles))
        if owner
    }
    own = [actor for actor in proposed if actor.id not in known]
    taken = with_owners({actor.id for actor in proposed} | owners, known.values())
    return sorted((*own, *taken), key=lambda actor: actor.id)
