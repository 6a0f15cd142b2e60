"""Proposing actors: whoever the articles refer to and the registry does not know yet.

Nothing here is curated: a proposal gathers what the articles say and waits for a person.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from annotate.corpus.actors import Actor, ActorType, Role
from annotate.corpus.annotations import Annotations, Label
from annotate.corpus.article import Article
from annotate.timeline.actor_index import ActorIndex
from annotate.timeline.linking import link
from annotate.timeline.names import fold, person_name, same_person, slug, titles, without_title
from annotate.timeline.states import is_town, state

_SMALL_WORDS = frozenset({"of", "the", "and", "for", "in", "on", "de", "du", "la", "le", "al", "von", "van", "der"})
_LONGEST_ACRONYM = 5
_BEFORE_A_NAME = 60
"""Code points before a name in which its office is looked for."""

_TYPE_OF_LABEL: Mapping[Label, ActorType] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
    "EVENT": "group",
}
"""What an unknown actor is that is no known state; the first label that it was named under decides."""


@dataclass
class _Evidence:
    """Everything that all articles say of one unknown id."""

    forms: dict[Label, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    roles: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Office and whose it is ("" where the text does not say)."""
    spoken: int = 0
    acted: int = 0
    hosted: int = 0
    wording: str = ""
    """The id's words as an article writes them, for an id that no entity names."""

    def forms_under(self, *labels: Label) -> Counter[str]:
        return sum((self.forms[label] for label in labels if label in self.forms), Counter())


@dataclass(frozen=True)
class Settled:
    """A corpus in which every reference leads to an actor of the registry or to a proposal."""

    linked: tuple[tuple[Article, Annotations], ...]
    proposals: tuple[Actor, ...]


def settle(articles: Iterable[tuple[Article, Annotations]], registry: Iterable[Actor]) -> Settled:
    """Link all articles to the registry, propose who is missing, and link again to the proposals.

    An actor whose surname alone stands in one article and whose full name stands in another becomes one proposal.
    """
    known = tuple(registry)
    pairs = tuple(articles)
    index = ActorIndex(known)
    once = tuple((article, link(found, index, article.date)) for article, found in pairs)
    proposals = _without_variants(propose_actors(once, known))
    index = ActorIndex((*known, *proposals))
    linked = tuple((article, link(found, index, article.date)) for article, found in once)
    # A spelling that was taken for another actor's may have to stay where its own article forbids that.
    proposals += propose_actors(linked, index.actors.values())
    return Settled(linked, tuple(sorted(proposals, key=lambda actor: actor.id)))


def propose_actors(linked: Iterable[tuple[Article, Annotations]], registry: Iterable[Actor]) -> list[Actor]:
    """A proposal for every actor that is referred to and not in the registry, by id."""
    gathered = _gather(linked, {actor.id: actor for actor in registry})
    return [
        _actor(actor_id, evidence)
        for actor_id, evidence in sorted(gathered.items())
        if set(evidence.forms) != {"EVENT"} or evidence.spoken or evidence.acted or evidence.hosted
    ]


def _gather(linked: Iterable[tuple[Article, Annotations]], known: Mapping[str, Actor]) -> Mapping[str, _Evidence]:
    found: dict[str, _Evidence] = defaultdict(_Evidence)
    for article, said in sorted(linked, key=lambda pair: pair[0].id):
        owners = _owners(said)
        for entity in said.entities:
            if entity.actor is None or entity.actor in known:
                continue
            evidence = found[entity.actor]
            for mention in entity.mentions:
                if mention.form == "name":
                    evidence.forms[entity.label][mention.text] += 1
                if entity.label == "PERSON" and mention.is_placed and mention.form == "name":
                    evidence.roles.update(_office_before(article.text, mention.start, mention.end, owners))
        for quote in said.quotes:
            for actor_id in {quote.speaker, *quote.speakers}:
                if actor_id is not None and actor_id not in known:
                    found[actor_id].spoken += 1
        for event in said.events:
            for actor_id in set(event.actors) - known.keys():
                found[actor_id].acted += 1
            if event.place is not None and event.place not in known:
                found[event.place].hosted += 1
        for actor_id in _referred_to(said) - known.keys():
            if not found[actor_id].forms and not found[actor_id].wording:
                found[actor_id].wording = _as_written(actor_id, article.text)
    return found


def _referred_to(said: Annotations) -> set[str]:
    speakers = {actor_id for quote in said.quotes for actor_id in (quote.speaker, *quote.speakers)}
    actors = {actor_id for event in said.events for actor_id in (*event.actors, event.place)}
    return {actor_id for actor_id in speakers | actors if actor_id is not None}


def _owners(annotations: Annotations) -> Mapping[int, tuple[int, str]]:
    """Where a state or organisation is named: start and id, by the end of the mention."""
    return {
        mention.end: (mention.start, entity.actor)
        for entity in annotations.entities
        if entity.actor is not None and entity.label in ("GPE", "NORP", "ORG")
        for mention in entity.mentions
        if mention.is_placed and mention.form == "name"
    }


def _office_before(text: str, start: int, end: int, owners: Mapping[int, tuple[int, str]]) -> Iterator[tuple[str, str]]:
    """The office right before (or at the beginning of) the name at ``start:end``, and whose it is."""
    start += end - start - len(_strip_office(text[start:end]))
    before = text[max(0, start - _BEFORE_A_NAME) : start]
    office = next((o for o in titles().offices if re.search(rf"(?<![\w-]){re.escape(o)}\s+$", before)), None)
    if office is None:
        return
    left = before[: len(before.rstrip()) - len(office)]
    owned = re.search(r"(?:['’]s)?\s+$", left)
    owner_start, owner = owners.get(start - len(before) + owned.start(), (0, "")) if owned else (0, "")
    if owner:
        left = text[max(0, owner_start - _BEFORE_A_NAME) : owner_start]
    word = re.search(r"([\w-]+)\s+$", left)
    last = word[1].casefold() if word else ""
    if last in titles().not_in_office:
        return
    if owner or not last or last in titles().open_an_office:
        yield office, owner


def _strip_office(name: str) -> str:
    office = next((o for o in titles().offices if name.startswith(f"{o} ")), None)
    return name if office is None else name[len(office) :].lstrip()


def _as_written(actor_id: str, text: str) -> str:
    found = re.search(r"\b" + r"\W{1,3}".join(map(re.escape, actor_id.split("-"))) + r"\b", text, re.IGNORECASE)
    return found[0] if found else ""


def _type(actor_id: str, evidence: _Evidence) -> ActorType:
    labels = evidence.forms.keys()
    if state(actor_id) is not None and (labels & {"GPE", "NORP"} or not labels):
        return "state"
    for label, kind in _TYPE_OF_LABEL.items():
        if label in labels:
            return kind
    if evidence.hosted:
        return "place"
    return "person" if evidence.spoken and len(actor_id.split("-")) in (2, 3) else "organisation"


def _actor(actor_id: str, evidence: _Evidence) -> Actor:
    kind = _type(actor_id, evidence)
    adjectives = evidence.forms_under("NORP") if kind != "group" else Counter[str]()
    forms = Counter[str]()
    for label, counted in evidence.forms.items():
        if label != "NORP" or kind == "group":
            for form, times in counted.items():
                forms[_plain(form, kind)] += times
    name = _name(actor_id, kind, forms, evidence)
    others = _others(forms, name, kind)
    seats = [form for form in others if kind == "state" and _is_seat(actor_id, form, evidence)]
    return Actor(
        id=actor_id,
        name=name,
        type=kind,
        aliases=tuple(form for form in others if form not in seats),
        adjectives=_adjectives(adjectives),
        seats=tuple(seats),
        roles=_roles(actor_id, kind, evidence),
        proposed=True,
    )


def _plain(form: str, kind: ActorType) -> str:
    """A form without its possessive, article and title, and in upper and lower case."""
    words = without_title(_strip_office(form)) if kind == "person" else re.sub(r"['’]s?$", "", form)
    words = re.sub(r"^[Tt]he (?=[A-Z])", "", " ".join(words.split()))
    capitals = [word for word in words.split() if word.isupper() and len(word) > 1]
    one_acronym = len(words.split()) == 1 and (len(words) <= _LONGEST_ACRONYM or "." in words) and kind != "person"
    if not words.isupper() or not capitals or one_acronym:
        return words
    return " ".join(
        word.lower() if at and word.lower() in _SMALL_WORDS else _capitalised(word)
        for at, word in enumerate(words.split())
    )


def _capitalised(word: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda found: found[0].capitalize(), word)


def _name(actor_id: str, kind: ActorType, forms: Counter[str], evidence: _Evidence) -> str:
    known = state(actor_id) if kind == "state" else None
    if known is not None:
        return known.name
    if not forms:
        words = evidence.wording or actor_id.replace("-", " ")
        return words if words[:1].isupper() else " ".join(_capitalised(word) for word in words.split())

    def rank(form: str) -> tuple[object, ...]:
        words = len(form.split()) if kind == "person" else 0
        return (slug(form) == actor_id, words, forms[form], len(form), form)

    return max(forms, key=rank)


def _others(forms: Counter[str], name: str, kind: ActorType) -> list[str]:
    """The other ways to name it that a lookup of ``name`` would not find anyway."""
    seen = {fold(name)}
    others = []
    for form in sorted(forms, key=lambda form: (-forms[form], form)):
        part_of_name = kind == "person" and set(fold(form).split()) <= set(fold(name).split())
        if fold(form) and fold(form) not in seen and not part_of_name:
            seen.add(fold(form))
            others.append(form)
    return others


def _adjectives(counted: Counter[str]) -> tuple[str, ...]:
    ordered = sorted(counted, key=lambda form: (-counted[form], form))
    return tuple(form for form in ordered if not (form.endswith("s") and form[:-1] in counted))


def _is_seat(actor_id: str, form: str, evidence: _Evidence) -> bool:
    """Whether a state's form names its capital, or a palace or ministry that speaks for it, and not the state."""
    known = state(actor_id)
    folded = fold(form)
    if known is None or folded in known.names:
        return False
    if folded == known.capital or evidence.forms_under("ORG", "FAC").keys() & {form, f"the {form}", f"The {form}"}:
        return True
    return not set(folded.split()) & set(fold(known.name).split()) and not form.isupper() and is_town(form)


def _roles(actor_id: str, kind: ActorType, evidence: _Evidence) -> tuple[Role, ...]:
    if kind != "person":
        return ()
    owned = {office for office, owner in evidence.roles if owner}
    ordered = sorted(evidence.roles, key=lambda role: (-evidence.roles[role], role))
    return tuple(
        Role(title=office, of=owner or None)
        for office, owner in ordered
        if (owner or office not in owned) and owner != actor_id
    )


def _without_variants(proposals: Sequence[Actor]) -> list[Actor]:
    """Persons whose name is a spelling or the surname of exactly one other proposal's become aliases of it."""
    # The fullest name first, so that each spelling meets the whole it is a part of.
    persons = sorted(
        (actor for actor in proposals if actor.type == "person"),
        key=lambda actor: (-len(actor.name.split()), -len(actor.name), actor.id),
    )
    kept: dict[str, Actor] = {}
    dropped: set[str] = set()
    for actor in persons:
        meant = _variants_of(actor, kept.values())
        if len(meant) == 1:
            (whole,) = meant
            aliases = Counter(dict.fromkeys((actor.name, *actor.aliases), 1))
            more = tuple(a for a in _others(aliases, whole.name, "person") if a not in whole.aliases)
            roles = tuple(role for role in actor.roles if role not in whole.roles)
            kept[whole.id] = whole.model_copy(
                update={"aliases": (*whole.aliases, *more), "roles": (*whole.roles, *roles)}
            )
            dropped.add(actor.id)
        else:
            kept[actor.id] = actor
    return [kept.get(actor.id, actor) for actor in proposals if actor.id not in dropped]


def _variants_of(actor: Actor, others: Iterable[Actor]) -> list[Actor]:
    name = person_name(actor.name)
    if name is None:
        return []
    found = []
    for other in others:
        known = person_name(other.name)
        if known is None:
            continue
        alike = same_person(name, known) > 0 if name.is_full else known.is_full and known.surname == name.surname
        if alike:
            found.append(other)
    return found
