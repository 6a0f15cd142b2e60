"""Which files of a folder are learned from, watched while learning, or only measured on; told by their names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from annotate.language.training.name_corpora import (
    Paragraph,
    read_conll,
    read_gum,
    read_iob,
    read_marked_articles,
)
from annotate.language.training.named_texts import NamedText, blank, in_our_labels


class TrainingError(Exception):
    """The corpora can't be trained on; the message says what is missing or wrong."""


@dataclass(frozen=True)
class Split:
    """Files of one purpose."""

    treebanks: list[Path] = field(default_factory=list)
    """CoNLL-U."""
    iob: list[Path] = field(default_factory=list)
    """Universal NER."""
    conll: list[Path] = field(default_factory=list)
    """Word and label in two columns."""
    articles: list[Path] = field(default_factory=list)
    """Folders of articles with their mentions in JSON."""

    def files(self) -> list[Path]:
        """All of them."""
        return [*self.treebanks, *self.iob, *self.conll, *self.articles]


@dataclass(frozen=True)
class Corpora:
    """The files by purpose."""

    train: Split = field(default_factory=Split)
    dev: Split = field(default_factory=Split)
    test: Split = field(default_factory=Split)


def find_corpora(
    folders: Iterable[Path], held_out: Iterable[str] = (), also_learn: Iterable[str] = (), *, treebanks: bool = True
) -> Corpora:
    """The corpora below ``folders``.

    ``*-train``, ``*-dev`` and ``*-test`` before ``.conllu`` or ``.iob2`` say the purpose; a file without one of them is
    measured on and never learned from. ``*.conll.txt`` and folders of articles are learned from.

    Args:
        folders: read with everything below them.
        held_out: names of folders of articles to watch progress on, and not to learn from.
        also_learn: treebanks, by file name without suffix, to learn from although their names say otherwise.
        treebanks: whether there must be one to learn from.

    Raises:
        TrainingError: a folder does not exist, or nothing to learn from is in them.
    """
    corpora = Corpora()
    apart, also = frozenset(held_out), frozenset(also_learn)
    for folder in folders:
        if not folder.is_dir():
            raise TrainingError(f"{folder}: there is no such folder")
        for path in sorted(folder.rglob("*")):
            _sort(path, corpora, apart, also)
    if treebanks and not corpora.train.treebanks:
        raise TrainingError(
            f"no *-train.conllu in {', '.join(str(folder) for folder in folders)}; docs/training.md names treebanks"
        )
    return corpora


def _sort(path: Path, corpora: Corpora, held_out: frozenset[str], also_learn: frozenset[str]) -> None:
    if path.suffix == ".conllu" and path.stem in also_learn:
        corpora.train.treebanks.append(path)
    elif path.suffix in {".conllu", ".iob2"}:
        purpose = next((part for part in ("train", "dev") if path.stem.endswith(f"-{part}")), "test")
        split: Split = getattr(corpora, purpose)
        (split.treebanks if path.suffix == ".conllu" else split.iob).append(path)
    elif path.name.endswith(".conll.txt"):
        corpora.train.conll.append(path)
    elif path.suffix == ".json" and path.with_suffix(".txt").is_file():
        split = corpora.dev if path.parent.name in held_out else corpora.train
        if path.parent not in split.articles:
            split.articles.append(path.parent)


def named_texts(split: Split) -> tuple[list[NamedText], list[NamedText]]:
    """Public paragraphs, whose labels are mapped, and those of our own articles.

    Raises:
        TrainingError: a file can't be read as what its name says.
    """
    public = []
    readers: list[tuple[list[Path], Callable[[Path], Iterator[Paragraph]]]] = [
        (split.treebanks, read_gum),
        (split.iob, read_iob),
        (split.conll, read_conll),
    ]
    try:
        for paths, reader in readers:
            for path in paths:
                public += [in_our_labels(text, marked, blank()) for text, marked in reader(path)]
        own = [
            NamedText(text, tuple(marked))  # type: ignore[arg-type]
            for folder in split.articles
            for text, marked in read_marked_articles(folder)
        ]
    except (ValueError, KeyError, IndexError, OSError) as error:
        raise TrainingError(f"cannot be read as a corpus: {error}") from error
    return public, own
