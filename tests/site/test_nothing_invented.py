"""What a page says of an actor stands in the registry or in an article, and the page says in which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml

import annotate
from annotate.corpus.known.start_registry import start_registry
from annotate.site.edition import Edition, environment
from annotate.site.pages import build
from annotate.timeline.linked import Corpus
from tests.markup import Element, parse, text

_REACH = 80
"""Code points before a name in which its title may stand, that of its state in between."""


@pytest.fixture(scope="module")
def corpus(project: Path) -> Corpus:
    return annotate.load(project / "corpus")


@pytest.fixture(scope="module")
def registry(project: Path) -> Mapping[str, Mapping[str, object]]:
    typed = yaml.safe_load((project / "corpus" / "actors.yaml").read_text(encoding="utf-8"))
    return {actor["id"]: actor for actor in typed["actors"]}


@pytest.fixture(scope="module")
def pages(corpus: Corpus) -> Mapping[str, Element]:
    """By actor, the actor's page."""
    built = {page.path: page for page in build(Edition(corpus, environment()))}
    return {actor: parse(built[f"actors/{actor}.md"].html) for actor in corpus.actors}


def facts(page: Element, label: str) -> Iterator[Element]:
    """What the card of a page says under a label."""
    for group in page.iter("div"):
        head = group.find("dt")
        if head is not None and " ".join(text(head).split()) == label:
            yield from group.iter("dd")


def stand_before(corpus: Corpus, actor: str, title: str, article: str) -> bool:
    """Whether an article says ``title`` of the actor, before the name or as the first part of it."""
    within = corpus.articles[article]
    return any(
        title in within.article.text[max(0, one.mention.start - _REACH) : one.mention.end]
        for one in corpus.mentions_of(actor)
        if one.within.id == article and one.mention.is_placed
    )


def test_a_role_said_to_be_in_the_registry_is_there_with_whose_it_is(
    corpus: Corpus, registry: Mapping[str, Mapping[str, object]], pages: Mapping[str, Element]
) -> None:
    shown = 0
    for actor, page in pages.items():
        roles = registry[actor].get("roles") or []
        assert isinstance(roles, list)
        said = [
            " ".join(text(one).split())
            for label in ("Role", "Roles")
            for one in facts(page, f"{label} in the registry")
        ]
        assert len(said) == len(roles), actor
        for words, role in zip(said, roles, strict=True):
            owner = f", {corpus.name(role['of'])}" if role.get("of") else ""
            assert re.fullmatch(re.escape(role["title"] + owner) + r"( \(.*\))?", words), (actor, words)
            shown += 1
    assert shown > 30


def test_a_title_said_to_be_in_an_article_stands_there_before_the_name(
    corpus: Corpus, pages: Mapping[str, Element]
) -> None:
    shown = 0
    for actor, page in pages.items():
        for one in facts(page, "Title in articles"):
            (link,) = (a.get("href", "") for a in one.iter("a") if "/articles/" in a.get("href", ""))
            article = link.rstrip("/").rpartition("/")[2]
            title = re.split(r", | \(", " ".join(text(one).split()))[0]
            assert stand_before(corpus, actor, title, article), (actor, title, article)
            shown += 1
    assert shown > 20


def test_who_holds_an_office_now_is_told_by_the_registry(
    registry: Mapping[str, Mapping[str, object]], pages: Mapping[str, Element]
) -> None:
    for actor, page in pages.items():
        for one in (p for p in page.iter("p") if p.get("class") == "standing"):
            roles = registry[actor].get("roles") or []
            assert isinstance(roles, list)
            left = text(one)
            for role in sorted(roles, key=lambda role: -len(role["title"])):
                left = left.replace(role["title"], "")
            assert not left.strip(" ,"), (actor, text(one))


def test_whose_part_an_actor_is_stands_in_the_registry(
    corpus: Corpus, registry: Mapping[str, Mapping[str, object]], pages: Mapping[str, Element]
) -> None:
    for actor, page in pages.items():
        owner = registry[actor].get("part_of")
        expected = [corpus.name(str(owner))] if owner else []
        assert [" ".join(text(one).split()) for one in facts(page, "Part of")] == expected, actor


def test_the_annotator_proposes_no_role_that_no_article_and_no_shipped_entry_has(corpus: Corpus) -> None:
    shipped = {actor.id: {role.title for role in actor.roles} for actor in start_registry()}
    for actor in corpus.actors.values():
        for role in actor.roles if actor.proposed else ():
            articles = {one.within.id for one in corpus.mentions_of(actor.id)}
            told = any(stand_before(corpus, actor.id, role.title, article) for article in articles)
            assert told or role.title in shipped.get(actor.id, ()), (actor.id, role.title)
