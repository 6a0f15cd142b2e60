"""Linking and changing actors at the size of an archive: many articles, a registry of thousands."""

from __future__ import annotations

import random
import resource
import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from annotate.corpus import actor_changes
from annotate.corpus.actors import Actor, Role
from annotate.corpus.annotations import Annotations, Entity, Mention
from annotate.corpus.article import Article, FrontMatter
from annotate.corpus.checking import check
from annotate.corpus.folder import read_folder
from annotate.timeline.settling import Settling
from benchmarks.corpus_folder import write_corpus
from benchmarks.invented import BEGINNINGS, ENDINGS

_STATES = ("norway", "chad", "peru", "fiji", "oman")


def names(count: int) -> list[str]:
    """``count`` invented names, each of them once."""
    chance = random.Random(11)
    found: dict[str, None] = {}
    while len(found) < count:
        first = chance.choice(BEGINNINGS) + chance.choice(ENDINGS)
        last = chance.choice(BEGINNINGS) + "".join(chance.choice(ENDINGS) for _ in range(2))
        found[f"{first} {last}"] = None
    return list(found)


def registry(count: int) -> list[Actor]:
    """``count`` invented people with an office each, and the states that these are of."""
    states = [Actor(id=state, name=state.title(), type="state") for state in _STATES]
    people = [
        Actor(
            id=name.lower().replace(" ", "-"),
            name=name,
            type="person",
            roles=(Role(title="Foreign Minister", of=_STATES[number % len(_STATES)], since="2019-01-01"),),
        )
        for number, name in enumerate(names(count))
    ]
    return [*states, *people]


def articles(count: int, actors: list[Actor]) -> Iterator[tuple[Article, Annotations]]:
    """Articles of twenty names each: known ones in full and by surname, in other spellings, and unknown ones."""
    chance = random.Random(7)
    unknown = list(names(count + len(actors)))[-count:]
    for number in range(count):
        chosen = [actor.name for actor in chance.sample(actors[len(_STATES) :], 14)]
        said = [*chosen[:6], *(name.split()[1] for name in chosen[6:10]), *(f"{name}y" for name in chosen[10:])]
        said += [unknown[number], unknown[number].split()[1], unknown[number // 2], *(s.title() for s in _STATES[:3])]
        body = " ".join(f"Foreign Minister {name} spoke at length." for name in said)
        day = date(2025, 1, 1) + timedelta(days=number % 300)
        article = Article(f"a{number}", Path(f"a{number}.md"), FrontMatter(title="x", date=str(day)), body)
        yield article, _annotations(article, said)


def _annotations(article: Article, said: list[str]) -> Annotations:
    passage = next(passage for passage in article.passages if passage.name == 1)
    entities = []
    at = 0
    for name in said:
        at = passage.text.index(name, at)
        start = passage.start + at
        mention = Mention(p=1, text=name).placed(start, start + len(name))
        label = "GPE" if name.lower() in _STATES else "PERSON"
        entities.append(Entity(actor=name.lower().replace(" ", "-"), label=label, mentions=(mention,), score=0.9))
        at += len(name)
    return Annotations(article=article.id, entities=tuple(entities))


def linking(count: int, people: int) -> dict[str, float]:
    """Seconds and megabytes of settling ``count`` articles with ``people``, and of one more article after them."""
    actors = registry(people)
    made = list(articles(count + 1, actors))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.process_time()
    settling = Settling(actors)
    once = [settling.first(article, found) for article, found in made[:-1]]
    index = settling.index
    built = time.process_time()
    for (article, _), found in zip(made[:-1], once, strict=True):
        settling.second(article, found)
    done = time.process_time()
    grown = Settling(actors)
    grown.evidence |= settling.evidence
    started = time.process_time()
    grown.first(*made[-1])
    met = grown.met_by(settling.proposals)
    ended = time.process_time()
    return {
        "link: an article, first and again (ms)": (built - begun + done - built) / count * 1000,
        "link: an article, again alone (ms)": (done - built) / count * 1000,
        "link: actors known and proposed": len(index.actors),
        "link: memory beside the articles (MB)": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1e3,
        "add one: all that is done again (s)": ended - started,
        "add one: articles that are linked again": len(set(met) - {made[-1][0].id}),
    }


def changing(count: int) -> dict[str, float]:
    """Seconds that a rename, a merge and a split take in a folder of ``count`` articles, and what they changed."""
    told: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made"
        write_corpus(made, count)
        files = read_folder(made)
        times: dict[str, int] = {}
        for said in files.annotations.values():
            for entity in said.entities:
                times[entity.actor or ""] = times.get(entity.actor or "", 0) + 1
        first, second = sorted(times, key=lambda actor: (-times[actor], actor))[:2]
        article = next(i for i, said in files.annotations.items() if any(e.actor == first for e in said.entities))
        for what in ("rename", "merge", "split"):
            root = Path(shutil.copytree(made, Path(folder) / what))
            files = read_folder(root)
            begun = time.process_time()
            if what == "rename":
                changes = actor_changes.rename(files, first, "a-new-id")
            elif what == "merge":
                changes = actor_changes.merge(files, first, second)
            else:
                new = Actor(id="a-new-id", name="Somebody Else", type="person")
                changes = actor_changes.split(files, first, new, {article})
            actor_changes.write_all(changes)
            told[f"{what}: time (s)"] = time.process_time() - begun
            told[f"{what}: files changed"] = len(changes)
            told[f"{what}: findings of the check"] = len(check(read_folder(root)))
    return told
