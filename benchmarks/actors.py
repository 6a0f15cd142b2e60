"""Linking and changing actors at the size of an archive: many articles, a registry of thousands."""

from __future__ import annotations

import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from annotate.corpus.actors import Actor, Role
from annotate.corpus.annotations import Annotations, Entity, Mention
from annotate.corpus.article import Article, FrontMatter
from annotate.corpus.changing import actor_changes
from annotate.corpus.checking import check
from annotate.corpus.folder import read_folder
from annotate.corpus.keeping.curated import ACTORS
from annotate.corpus.yaml.yaml_writing import block
from annotate.timeline.actors.settling import Settling
from annotate.workflow import run
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
    """Settling ``count`` articles with ``people`` as a run does, and one more article after them.

    Times are the processor's, so that other work on the machine does not count. Memory is that of the whole process at
    its highest, after a tenth of the articles and after all.
    """
    actors = registry(people)
    settling = Settling(actors)
    spent = held = 0.0
    for number, (article, found) in enumerate(articles(count, actors)):
        begun = time.process_time()
        settling.first(article, found)
        spent += time.process_time() - begun
        if number == count // 10:
            held = _memory()
    begun = time.process_time()
    index = settling.index
    proposed = time.process_time() - begun
    for article, found in articles(count, actors):
        once = settling.first(article, found)
        begun = time.process_time()
        settling.second(article, once)
        spent += time.process_time() - begun
    more = next(articles(1, actors))[0]
    added, said = _named_again(more, actors)
    begun = time.process_time()
    grown = Settling(actors, evidence=dict(settling.evidence))
    built = time.process_time() - begun
    begun = time.process_time()
    grown.first(added, said)
    linked = time.process_time() - begun
    met = grown.met_by(settling.proposals)
    ended = time.process_time() - begun
    return {
        "link: an article, both times (ms)": spent / count * 1000,
        "link: who is missing, for all (s)": proposed,
        "link: actors known and proposed": len(index.actors),
        "link: memory after a tenth (MB)": held,
        "link: memory after all (MB)": _memory(),
        "add one: prepare the registry (s)": built,
        "add one: link it, first use (s)": linked,
        "add one: who is missing now (s)": ended - linked,
        "add one: others linked again": len(set(met) - {added.id}),
    }


def _named_again(article: Article, actors: list[Actor]) -> tuple[Article, Annotations]:
    """One more article, with three names: a known one, another spelling, and one that nobody has."""
    known = actors[len(_STATES)].name
    said = [known, f"{actors[-1].name}y", "Xerxes Quillfeather"]
    body = " ".join(f"Foreign Minister {name} spoke at length." for name in said)
    added = Article("added", Path("added.md"), FrontMatter(title="x", date=str(article.date)), body)
    return added, _annotations(added, said)


def adding(count: int, people: int) -> dict[str, float]:
    """A whole ``annotate run`` over ``count`` articles and ``people`` beside theirs, and one after a new article."""
    told: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "corpus"
        write_corpus(root, count)
        path = root / ACTORS.name
        known = read_folder(root).actors
        entries = "".join(block(actor) for actor in (*known, *registry(people)))
        path.write_text(f"{ACTORS.header}actors:\n{entries}", encoding="utf-8")
        for what in ("all", "nothing new", "one new"):
            if what == "one new":
                body = "Xerxes Quillfeather, a farmer, said the road was closed."
                (root / "added.md").write_text(
                    f"---\ntitle: A road\ndate: 2025-01-01\n---\n\n{body}\n", encoding="utf-8"
                )
            begun = time.process_time()
            report = run(root)
            told[f"run, {what}: time (s)"] = time.process_time() - begun
            told[f"run, {what}: articles read"] = report.annotated
    return told


def _memory() -> float:
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def changing(count: int, people: int) -> dict[str, float]:
    """Seconds that a new article, a rename, a merge and a split take in a folder of ``count`` articles."""
    told = adding(count, people)
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
            begun = time.perf_counter()
            if what == "rename":
                changes = actor_changes.rename(files, first, "a-new-id")
            elif what == "merge":
                changes = actor_changes.merge(files, first, second)
            else:
                new = Actor(id="a-new-id", name="Somebody Else", type="person")
                changes = actor_changes.split(files, first, new, {article})
            actor_changes.write_all(changes)
            told[f"{what}: time (s)"] = time.perf_counter() - begun
            told[f"{what}: files changed"] = len(changes)
            told[f"{what}: findings of the check"] = len(check(read_folder(root)))
    return told
