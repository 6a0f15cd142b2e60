"""Who with whom: what two actors do together, and what each says of the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from annotate.corpus.actors import Actor
from annotate.corpus.edtf import first_day
from annotate.corpus.timeline import Entry
from annotate.timeline.actors.actor_index import holds
from annotate.timeline.linked import Corpus, QuoteIn

ENOUGH = 3
"""So many events and quotes together make a pair worth a page."""
_AT_ONE_EVENT = 40
"""Of a list longer than this nobody can say who was with whom."""

Pair = tuple[str, str]


@dataclass(frozen=True)
class Relation:
    """What is known of two actors together."""

    one: str
    other: str
    """The ids, in the order of the alphabet."""
    entries: tuple[Entry, ...]
    """The timeline entries that both take part in, themselves or by who speaks for them, in timeline order."""
    quotes: tuple[QuoteIn, ...]
    """What one of them, or who speaks for one of them, says of the other; in the order of publication."""


def relations(corpus: Corpus, quotes_about: Callable[[str], Sequence[QuoteIn]]) -> Mapping[Pair, Relation]:
    """Every pair with enough to show.

    A person with a dated office stands for the state or organisation that it is an office of, on the days it is held;
    nobody makes a pair with a place, or with whom they stand for.

    Args:
        corpus: all articles and entries.
        quotes_about: the quotes of others in which an actor is named.
    """
    entries: dict[Pair, list[Entry]] = defaultdict(list)
    for entry in corpus.entries.values():
        day = first_day(entry.new_date or entry.date or "") if entry.new_date or entry.date else None
        present = _with_owners(corpus, entry.actors, day)
        if len(entry.actors) <= _AT_ONE_EVENT:
            for pair in combinations(sorted(present), 2):
                entries[pair].append(entry)
    quotes: dict[Pair, dict[str, QuoteIn]] = defaultdict(dict)
    for actor_id in corpus.actors:
        for quote in quotes_about(actor_id):
            for speaker in _with_owners(corpus, quote.speakers, quote.within.article.date):
                if speaker != actor_id:
                    quotes[min(speaker, actor_id), max(speaker, actor_id)][quote.key] = quote
    found = {}
    for pair in sorted({pair for pair in (*entries, *quotes) if _is_apart(corpus, *pair)}):
        both = Relation(*pair, tuple(entries.get(pair, ())), tuple(quotes.get(pair, {}).values()))
        if len(both.entries) + len(both.quotes) >= ENOUGH:
            found[pair] = both
    return found


def stands_for(actor: Actor, day: date | None) -> set[str]:
    """The states and organisations that an actor holds an office of on ``day``; an undated office counts always."""
    return {role.of for role in actor.roles if role.of and (day is None or holds(role, day))}


def _with_owners(corpus: Corpus, ids: Iterable[str], day: date | None) -> set[str]:
    known = [corpus.actors[i] for i in ids if i in corpus.actors and corpus.actors[i].type != "place"]
    owners = {owner for actor in known for owner in stands_for(actor, day) if owner in corpus.actors}
    return {actor.id for actor in known} | owners


def _is_apart(corpus: Corpus, one: str, other: str) -> bool:
    """Whether neither is a place, or a part or office holder of the other."""
    for actor_id, owner in ((one, other), (other, one)):
        actor = corpus.actors.get(actor_id)
        if actor is None or actor.type == "place":
            return False
        if owner == actor.part_of or any(role.of == owner for role in actor.roles):
            return False
    return True
