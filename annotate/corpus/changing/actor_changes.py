"""Renaming, merging and splitting actors: every reference in every file follows, and every other byte stays.

Nothing is written here: each function returns what must be written, all or nothing (:func:`write_all`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from annotate.corpus.actors import Actor
from annotate.corpus.annotations import SECTIONS
from annotate.corpus.changing.item_editing import comments_in, item_of, with_more, without_values
from annotate.corpus.changing.renaming import Rewriting, rename_actors, rename_in_text, without_actor
from annotate.corpus.folder import Files
from annotate.corpus.keeping.curated import ACTORS, TIMELINE
from annotate.corpus.keeping.rewriting import with_memory
from annotate.corpus.keeping.sheet import Sheet
from annotate.corpus.model import Id
from annotate.corpus.problems import CorpusError, Problem
from annotate.corpus.reading import read_text
from annotate.corpus.yaml.strict_yaml import Location, node_spans
from annotate.corpus.yaml.yaml_writing import block, flow, scalar

_ID: TypeAdapter[str] = TypeAdapter(Id)


def rename(files: Files, old: str, new: str) -> list[Rewriting]:
    """What must be written so that the actor ``old`` has the id ``new``; its old page will lead to the new one.

    Raises:
        CorpusError: there is no such actor, the new id is taken or is no id, or a file is broken.
    """
    _known(files, old)
    _free(files, new)
    changes = {change.path: change for change in rename_actors(files, {old: new})}
    path = _registry(files)
    before = changes[path].before
    return _with(changes, path, before, with_more(changes[path].after, path, new, "formerly", [scalar(old)]))


def merge(files: Files, gone: str, kept: str) -> list[Rewriting]:
    """What must be written so that ``gone`` is ``kept``, which takes its names, roles and comments.

    Raises:
        CorpusError: one of them does not exist, both are the same, or a file is broken.
    """
    lost, whole = _known(files, gone), _known(files, kept)
    path = _registry(files)
    if gone == kept:
        raise CorpusError([Problem(path, 1, 1, "same-actor", f"{gone!r} cannot be merged into itself")])
    changes = {change.path: change for change in rename_actors(files, {gone: kept})}
    before = changes[path].before if path in changes else read_text(path)
    comments = comments_in(before, path, gone)
    text = without_actor(changes[path].after if path in changes else before, path, gone)
    names = [name for name in (lost.name, *lost.aliases) if name not in (whole.name, *whole.aliases)]
    roles = [role for role in lost.roles if role not in whole.roles and role.of != kept]
    text = with_more(text, path, kept, "aliases", [scalar(name) for name in dict.fromkeys(names)])
    for key in ("adjectives", "seats"):
        more = [scalar(word) for word in getattr(lost, key) if word not in getattr(whole, key)]
        text = with_more(text, path, kept, key, more)
    text = with_more(text, path, kept, "roles", [flow(role) for role in roles])
    for key in ("part_of", "wikidata"):
        if getattr(lost, key) and not getattr(whole, key) and getattr(lost, key) != kept:
            text = with_more(text, path, kept, key, [scalar(getattr(lost, key))], is_list=False)
    if lost.picture is not None and whole.picture is None:
        text = with_more(text, path, kept, "picture", [flow(lost.picture)], is_list=False)
    text = with_more(text, path, kept, "formerly", [scalar(i) for i in (gone, *lost.formerly)])
    return _with(changes, path, before, _with_comments(text, path, kept, comments))


def split(files: Files, actor: str, new: Actor, articles: Collection[str]) -> list[Rewriting]:
    """What must be written so that ``actor`` is ``new`` in ``articles`` (ids), as a person's decision that stays.

    A timeline entry follows the articles that report it. Names of ``new`` that ``actor`` has as aliases go with it.

    Raises:
        CorpusError: there is no such actor or article, the new id is taken, or a file is broken.
    """
    _known(files, actor)
    _free(files, new.id)
    path = _registry(files)
    missing = sorted(set(articles) - files.articles.keys())
    if missing:
        raise CorpusError([Problem(files.root / f"{m}.md", 1, 1, "no-article", "no such article") for m in missing])
    changes: dict[Path, Rewriting] = {}
    for article in sorted(articles):
        sidecar = files.root / f"{article}.yaml"
        if sidecar.exists():
            before = read_text(sidecar)
            renamed = rename_in_text(before, sidecar, {actor: new.id})
            # With the memory as it was, what changed is a person's from now on, and no run takes it back.
            after = with_memory(Sheet(renamed, sidecar, SECTIONS), Sheet(before, sidecar, SECTIONS).memory)
            if after != before:
                changes[sidecar] = Rewriting(sidecar, before, after)
    if not changes:
        message = f"no annotation of these articles refers to {actor!r}"
        raise CorpusError([Problem(path, 1, 1, "nothing-to-split", message)])
    before = read_text(path)
    text = without_values(before, path, actor, "aliases", (new.name, *new.aliases))
    sheet = Sheet(text, path, ("actors",))
    item = item_of(sheet, actor)
    if item is not None:
        written = [line + sheet.newline for line in block(new).split("\n")[:-1]]
        lines = [*sheet.lines[: item.end], *written, *sheet.lines[item.end :]]
        text = "".join(lines)
    memory = {section: dict(held) for section, held in Sheet(text, path, ("actors",)).memory.items()}
    if memory.get("actors", {}).pop(actor, None) is not None:  # both are a person's from now on
        text = with_memory(Sheet(text, path, ("actors",)), memory)
    _with(changes, path, before, text)
    return [*changes.values(), *_entries(files, actor, new.id, changes)]


def write_all(changes: Iterable[Rewriting]) -> None:
    """Write every file, or none: what was written is put back where a later file cannot be.

    Raises:
        ChangedOnDiskError: a file was changed meanwhile; no file is changed.
        OSError: no file is changed either.
    """
    done: list[Rewriting] = []
    try:
        for change in changes:
            change.write()
            done.append(change)
    except OSError:
        for change in reversed(done):
            Rewriting(change.path, change.after, change.before).write()
        raise


def _entries(files: Files, old: str, new: str, changes: dict[Path, Rewriting]) -> Iterable[Rewriting]:
    """The timeline, whose entries follow the articles that report them."""
    path = files.root / TIMELINE.name
    if not path.exists():
        return
    text = before = read_text(path)
    telling = {
        f"{article}#{event.id}"
        for article, said in files.annotations.items()
        for event in said.events
        if old in (*event.actors, event.place)
    }
    for index, entry in enumerate(files.entries):
        told = {report.partition("#")[0] for report in entry.reports if report in telling}
        moved = {article for article in told if files.root / f"{article}.yaml" in changes}
        if not moved:
            continue
        stays = bool(told - moved)
        spans = node_spans(text)
        for where in [("entries", index, "actors", n) for n, actor in enumerate(entry.actors) if actor == old] + [
            ("entries", index, "place") for _ in (1,) if entry.place == old
        ]:
            start, end = spans[where]
            added = f"{scalar(old)}, {scalar(new)}"
            if stays and (where[-1] == "place" or text[spans[where[:-1]][0]] != "["):
                continue
            text = text[:start] + (added if stays else text[start:end].replace(old, new)) + text[end:]
    if text != before:
        carried = Sheet(text, path, ("entries",))
        yield Rewriting(path, before, with_memory(carried, _redigested(before, carried, path)))


def _redigested(before: str, after: Sheet, path: Path) -> dict[str, dict[str, str]]:
    """The memory of the timeline with the digests of what the annotator wrote as its lines are now."""
    memory = {section: dict(held) for section, held in after.memory.items()}
    for old, now in zip(Sheet(before, path, ("entries",)).standing, after.standing, strict=True):
        if old.key is not None:
            memory["entries"][old.key] = after.digest_of(now)
    return memory


def _with_comments(text: str, path: Path, actor: str, comments: Sequence[str]) -> str:
    sheet = Sheet(text, path, ("actors",))
    item = item_of(sheet, actor)
    if item is None or not comments:
        return text
    margin = " " * (len(sheet.lines[item.first]) - len(sheet.lines[item.first].lstrip()) + 2)
    new = [f"{margin}{comment}{sheet.newline}" for comment in comments]
    return "".join([*sheet.lines[: item.end], *new, *sheet.lines[item.end :]])


def _with(changes: dict[Path, Rewriting], path: Path, before: str, after: str) -> list[Rewriting]:
    changes[path] = Rewriting(path, before, after)
    return list(changes.values())


def _registry(files: Files) -> Path:
    return files.root / ACTORS.name


def _known(files: Files, actor: str) -> Actor:
    found = next((known for known in files.actors if known.id == actor), None)
    if found is None:
        message = f"there is no actor {actor!r}"
        raise CorpusError([Problem(_registry(files), 1, 1, "unknown-actor", message, "see: annotate actors list")])
    return found


def _free(files: Files, actor: str) -> None:
    try:
        _ID.validate_python(actor)
    except ValidationError:
        hint = "an id has lower-case letters and digits, joined by single hyphens"
        raise CorpusError([Problem(_registry(files), 1, 1, "no-id", f"{actor!r} is no id", hint)]) from None
    for index, known in enumerate(files.actors):
        if actor == known.id or actor in known.formerly:
            where: Location = ("actors", index)
            document = files.curated[_registry(files)]
            raise CorpusError([document.problem(where, "actor-twice", f"the id {actor!r} is taken by {known.name}")])
