"""Proposing actors: whoever the articles refer to and the registry does not know yet.

Nothing here is curated: a proposal gathers what the articles say and waits for a person.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from annotate.corpus.actors import Actor, ActorType, Role
from annotate.corpus.annotations import Annotations, Label
from annotate.corpus.article import Article
from annotate.corpus.known.states import state_named
from annotate.timeline.actors.evidence import Evidence, evidence_in, gathered
from annotate.timeline.actors.names import fold, slug, without_title
from annotate.timeline.actors.offices_said import without_office
from annotate.timeline.actors.towns import is_town

_SMALL_WORDS = frozenset({"of", "the", "and", "for", "in", "on", "de", "du", "la", "le", "al", "von", "van", "der"})
_LONGEST_ACRONYM = 5

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


def propose_actors(linked: Iterable[tuple[Article, Annotations]], registry: Iterable[Actor]) -> list[Actor]:
    """A proposal for every actor that is referred to and not in the registry, by id."""
    known = {actor.id for actor in registry}
    return proposals(gathered(evidence_in(article, said, known) for article, said in linked))


def proposals(evidence: Mapping[str, Evidence]) -> list[Actor]:
    """A proposal for each id, by id; none for a gathering that is named and nothing more."""
    return [
        _actor(actor_id, seen)
        for actor_id, seen in sorted(evidence.items())
        if set(seen.forms) != {"EVENT"} or seen.spoken or seen.acted or seen.hosted
    ]


def _type(actor_id: str, evidence: Evidence) -> ActorType:
    labels = evidence.forms.keys()
    if state_named(actor_id) is not None and (labels & {"GPE", "NORP"} or not labels):
        return "state"
    for label, kind in _TYPE_OF_LABEL.items():
        if label in labels:
            return kind
    if evidence.hosted:
        return "place"
    return "person" if evidence.spoken and len(actor_id.split("-")) in (2, 3) else "organisation"


def _actor(actor_id: str, evidence: Evidence) -> Actor:
    kind = _type(actor_id, evidence)
    adjectives = evidence.forms_under("NORP") if kind != "group" else Counter[str]()
    forms = Counter[str]()
    for label, counted in evidence.forms.items():
        if label != "NORP" or kind == "group":
            for form, times in counted.items():
                forms[_plain(form, kind)] += times
    name = _name(actor_id, kind, forms, evidence)
    others = other_names(forms, name, kind)
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
    words = without_title(without_office(form)) if kind == "person" else re.sub(r"['’]s?$", "", form)
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


def _name(actor_id: str, kind: ActorType, forms: Counter[str], evidence: Evidence) -> str:
    known = state_named(actor_id) if kind == "state" else None
    if known is not None:
        return known.name
    if not forms:
        words = evidence.wording or actor_id.replace("-", " ")
        return words if words[:1].isupper() else " ".join(_capitalised(word) for word in words.split())

    def rank(form: str) -> tuple[object, ...]:
        words = len(form.split()) if kind == "person" else 0
        return (words > 1, slug(form) == actor_id, words, forms[form], len(form), form)

    return max(forms, key=rank)


def other_names(forms: Counter[str], name: str, kind: ActorType) -> list[str]:
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


def _is_seat(actor_id: str, form: str, evidence: Evidence) -> bool:
    """Whether a state's form names its capital, or a palace or ministry that speaks for it, and not the state."""
    known = state_named(actor_id)
    folded = fold(form)
    if known is None or folded in {fold(name) for name in (*known.names, known.code, known.code3)}:
        return False
    if folded in {fold(town) for town in (*known.capitals, *known.seats)} or evidence.forms_under(
        "ORG", "FAC"
    ).keys() & {form, f"the {form}", f"The {form}"}:
        return True
    return not set(folded.split()) & set(fold(known.name).split()) and not form.isupper() and is_town(form)


def _roles(actor_id: str, kind: ActorType, evidence: Evidence) -> tuple[Role, ...]:
    if kind != "person":
        return ()
    owned = {office for office, owner in evidence.offices if owner}
    ordered = sorted(evidence.offices, key=lambda role: (-evidence.offices[role].times, role))
    return tuple(
        Role(title=office, of=owner or None)
        for office, owner in ordered
        if (owner or office not in owned) and owner != actor_id
    )
