"""What the articles say of an actor: its names, the offices before its name, what it does, and where that stands."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from annotate.corpus.annotations import Annotations, Label
from annotate.corpus.article import Article
from annotate.timeline.actors.offices_said import Office, offices_said


@dataclass(frozen=True)
class Seen:
    """How often something was seen, and in which articles first and last."""

    times: int
    first: date
    last: date
    article: str
    """The first article's id."""

    def __add__(self, other: Seen) -> Seen:
        earlier = self if (self.first, self.article) <= (other.first, other.article) else other
        return Seen(self.times + other.times, earlier.first, max(self.last, other.last), earlier.article)


@dataclass
class Evidence:
    """Everything that some articles say of one id."""

    forms: dict[Label, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """How often it is named by which words, by label."""
    offices: dict[Office, Seen] = field(default_factory=dict)
    articles: dict[str, date] = field(default_factory=dict)
    """The articles that refer to it, with their dates."""
    spoken: int = 0
    acted: int = 0
    hosted: int = 0
    wording: str = ""
    """The id's words as an article writes them, for an id that no entity names."""

    def forms_under(self, *labels: Label) -> Counter[str]:
        """How often it is named by which words under any of ``labels``."""
        return sum((self.forms[label] for label in labels if label in self.forms), Counter())

    def add(self, other: Evidence) -> None:
        """Take in what other articles say."""
        for label, counted in other.forms.items():
            self.forms[label].update(counted)
        for office, seen in other.offices.items():
            self.offices[office] = self.offices[office] + seen if office in self.offices else seen
        self.articles |= other.articles
        self.spoken += other.spoken
        self.acted += other.acted
        self.hosted += other.hosted
        self.wording = self.wording or other.wording

    def as_json(self) -> dict[str, Any]:
        """As :meth:`from_json` reads it."""
        return {
            "forms": {label: dict(counted) for label, counted in self.forms.items()},
            "offices": [
                [title, owner, s.times, s.first.isoformat(), s.last.isoformat(), s.article]
                for (title, owner), s in self.offices.items()
            ],
            "articles": {article: day.isoformat() for article, day in self.articles.items()},
            "did": [self.spoken, self.acted, self.hosted],
            "wording": self.wording,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Evidence that :meth:`as_json` wrote.

        Raises:
            KeyError, TypeError, ValueError, AttributeError: it did not.
        """
        made = cls(
            offices={
                (title, owner): Seen(times, date.fromisoformat(first), date.fromisoformat(last), article)
                for title, owner, times, first, last, article in data["offices"]
            },
            articles={article: date.fromisoformat(day) for article, day in data["articles"].items()},
            wording=data["wording"],
        )
        made.spoken, made.acted, made.hosted = data["did"]
        for label, counted in data["forms"].items():
            made.forms[label].update(counted)
        return made


def evidence_in(article: Article, said: Annotations, without: Collection[str] = ()) -> dict[str, Evidence]:
    """What one article says of each actor that it refers to, ``without`` those left out, by id."""
    found: dict[str, Evidence] = defaultdict(lambda: Evidence(articles={article.id: article.date}))
    offices = offices_said(article.text, said, without=without)
    for entity in said.entities:
        if entity.actor is not None and entity.actor not in without:
            names = [mention.text for mention in entity.mentions if mention.form == "name"]
            if names:
                found[entity.actor].forms[entity.label].update(names)
            for office, times in Counter(offices.get(entity.actor, ())).items():
                found[entity.actor].offices[office] = Seen(times, article.date, article.date, article.id)
    for quote in said.quotes:
        for speaker in {quote.speaker, *quote.speakers}:
            if speaker is not None and speaker not in without:
                found[speaker].spoken += 1
    for event in said.events:
        for actor_id in set(event.actors).difference(without):
            found[actor_id].acted += 1
        if event.place is not None and event.place not in without:
            found[event.place].hosted += 1
    for actor_id, evidence in found.items():
        if not evidence.forms:
            evidence.wording = _as_written(actor_id, article.text)
    return dict(sorted(found.items()))


def gathered(parts: Iterable[Mapping[str, Evidence]]) -> dict[str, Evidence]:
    """The evidence of many articles, by id; ``parts`` stay as they are."""
    found: dict[str, Evidence] = {}
    for part in parts:
        for actor_id, evidence in part.items():
            found.setdefault(actor_id, Evidence()).add(evidence)
    return dict(sorted(found.items()))


def _as_written(actor_id: str, text: str) -> str:
    found = re.search(r"\b" + r"\W{1,3}".join(map(re.escape, actor_id.split("-"))) + r"\b", text, re.IGNORECASE)
    return found[0] if found else ""
