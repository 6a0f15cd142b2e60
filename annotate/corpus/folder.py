"""The corpus folder: which files it has, and reading them all, with every problem found on the way."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from annotate.corpus.actors import Actor
from annotate.corpus.annotations import SECTIONS, Annotations
from annotate.corpus.article import Article, read_article
from annotate.corpus.article_paths import article_paths
from annotate.corpus.keeping.curated import ACTORS, TIMELINE
from annotate.corpus.keeping.sidecar import parse_sidecar
from annotate.corpus.positions import Positions
from annotate.corpus.problems import CorpusError, Problem
from annotate.corpus.read_before import ReadBefore
from annotate.corpus.reading import read_text
from annotate.corpus.text.placing import place
from annotate.corpus.timeline import Entry
from annotate.corpus.yaml.strict_yaml import Document

T = TypeVar("T")


@dataclass
class Files:
    """What was read from a corpus folder."""

    root: Path
    articles: dict[str, Article] = field(default_factory=dict)
    """By id."""
    annotations: dict[str, Annotations] = field(default_factory=dict)
    """By article id, placed; lost spans are left unplaced."""
    actors: Sequence[Actor] = ()
    entries: Sequence[Entry] = ()
    curated: dict[Path, Document] = field(default_factory=dict)
    """What the registry's and the timeline's file hold, and where."""
    positions: dict[Path, Positions] = field(default_factory=dict)
    """By sidecar, where its parts stand."""
    problems: list[Problem] = field(default_factory=list)
    """Files that could not be read, and sidecars without an article."""
    before: ReadBefore = field(default_factory=ReadBefore)
    """What was read from the folder before."""

    @property
    def unread(self) -> set[Path]:
        """The files that could not be read, so that nobody knows what they hold."""
        return {problem.path for problem in self.problems if problem.code != "no-article"}


def stands(path: Path) -> bool:
    """Whether there is something at ``path``, be it a link that leads nowhere."""
    return path.is_symlink() or path.exists()


def read_folder(root: Path, before: ReadBefore | None = None) -> Files:
    """Everything in the folder that can be read, and a problem for everything that cannot.

    Args:
        root: the folder.
        before: what was read from it before; files that have not changed since are not read again.

    Raises:
        CorpusError: the folder itself is missing.
    """
    require_folder(root)
    with _without_collecting():
        return _read_all(Files(root, before=before or ReadBefore()))


def require_folder(root: Path) -> None:
    """See to it that the corpus folder is there.

    Raises:
        CorpusError: it is missing.
    """
    if not root.is_dir():
        message = "there is no such folder" if not root.exists() else "this is not a folder"
        raise CorpusError([Problem(root, 1, 1, "no-folder", message, "name the folder that holds your articles")])


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Parsing makes millions of small values that all stay; looking through them for cycles would double the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read_all(files: Files) -> Files:
    root = files.root
    for path in article_paths(root):
        read = partial(files.before.of_file, "article", path, partial(read_article, path))
        article = attempt(files.problems, path, read)
        if article is not None:
            files.articles[article.id] = article
    for path in sorted(root.glob("*.yaml")):
        if path.name not in {ACTORS.name, TIMELINE.name} and not path.name.startswith("."):
            _read_sidecar(files, path)
    registry = _read_curated(files, root / ACTORS.name, ACTORS.parse)
    timeline = _read_curated(files, root / TIMELINE.name, TIMELINE.parse)
    files.actors = registry.actors if registry else ()
    files.entries = timeline.entries if timeline else ()
    files.before.keep_only({*files.curated, *files.positions, *(article.path for article in files.articles.values())})
    return files


def attempt(problems: list[Problem], path: Path, work: Callable[[], T]) -> T | None:
    """What ``work`` returns; None and its problems noted where the file at ``path`` does not let it."""
    try:
        return work()
    except CorpusError as error:
        problems.extend(error.problems)
    except OSError as error:
        problems.append(Problem(path, 1, 1, "unreadable", f"the file cannot be read: {error.strerror or error}"))
    return None


def known_actors(root: Path) -> list[str]:
    """The ids of the registry in the folder; none where it is missing or cannot be read."""
    registry = _read_curated(Files(root), root / ACTORS.name, ACTORS.parse)
    return [actor.id for actor in registry.actors] if registry is not None else []


def _read_sidecar(files: Files, path: Path) -> None:
    article = files.articles.get(path.stem)
    read = partial(files.before.of_file, "sidecar", path, partial(_sidecar, path, article), article)
    parsed = attempt(files.problems, path, read)
    if parsed is None:
        return
    annotations, files.positions[path] = parsed
    if article is not None:
        files.annotations[article.id] = annotations
    elif not path.with_suffix(".md").exists():
        hint = "remove the file, or bring back the article"
        message = f"there is no article {path.with_suffix('.md').name} beside this file"
        files.problems.append(Problem(path, 1, 1, "no-article", message, hint))


def _sidecar(path: Path, article: Article | None) -> tuple[Annotations, Positions]:
    # Nothing else of the file stays: of thousands, that would be most of the memory.
    sidecar, document = parse_sidecar(read_text(path), path)
    return place(sidecar, article) if article is not None else sidecar, Positions(document, SECTIONS)


def _read_curated(files: Files, path: Path, parse: Callable[[str, Path], tuple[T, Document]]) -> T | None:
    if not stands(path):
        return None
    read = partial(files.before.of_file, "curated", path, lambda: parse(read_text(path), path))
    parsed = attempt(files.problems, path, read)
    if parsed is None:
        return None
    files.curated[path] = parsed[1]
    return parsed[0]
