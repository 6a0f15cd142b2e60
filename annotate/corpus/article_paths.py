"""Which files of a corpus folder are articles."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from annotate.corpus.problems import CorpusError, Problem


def article_paths(root: Path, chosen: Iterable[Path] = ()) -> list[Path]:
    """The article files below ``root`` that ``chosen`` names (files or folders; none: all), sorted.

    Raises:
        CorpusError: a path of ``chosen`` is missing, or is no article of this corpus.
    """
    names = sorted(chosen)
    if not names:
        return sorted(path for path in root.glob("*.md") if not path.name.startswith("."))
    found: set[Path] = set()
    problems = []
    for name in names:
        if name.is_dir():
            found.update(name.glob("*.md"))
        elif name.suffix in {".md", ".yaml"} and name.with_suffix(".md").is_file():
            found.add(name.with_suffix(".md"))
        else:
            problems.append(
                Problem(name, 1, 1, "no-article", "there is no such article", "name a .md file or a folder")
            )
    outside = [path for path in found if path.parent.resolve() != root.resolve()]
    problems += [Problem(path, 1, 1, "outside", f"the article is not in the corpus folder {root}") for path in outside]
    if problems:
        raise CorpusError(problems)
    return sorted(found)
