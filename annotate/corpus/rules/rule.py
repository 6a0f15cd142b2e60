"""What a rule of ``annotate check`` is: one module with a code, a severity, a docstring and a function.

The docstring is the user's documentation: a title, what the rule means, and below ``Bad::`` and ``Good::`` an example
file each, whose first line is a comment with the file's name. ``docs/checking.md`` and the tests are made from it.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Literal

from annotate.corpus.annotations import Annotations
from annotate.corpus.article import Article
from annotate.corpus.folder import Files
from annotate.corpus.positions import Positions
from annotate.corpus.problems import Problem

Severity = Literal["error", "warning", "note"]
"""An error stops the site's build; a warning is a finding, too; a note asks for nothing but attention."""

_DOCUMENTATION = re.compile(
    r"(?P<title>.+?)\.\n\n(?P<text>.*?)\n\nBad::\n\n(?P<bad>.*?)\n\nGood::\n\n(?P<good>.*)", re.S
)


@dataclass(frozen=True)
class Rule:
    """One rule."""

    code: str
    severity: Severity
    check: Callable[[Files], Iterator[Problem]]
    title: str
    text: str
    bad: str
    """A file that breaks the rule, its name in the first line."""
    good: str
    """The same file as it would be right."""

    @classmethod
    def of(cls, module: ModuleType) -> Rule:
        """The rule that ``module`` holds.

        Raises:
            ValueError: its docstring is not in the form above.
        """
        found = _DOCUMENTATION.fullmatch(inspect.getdoc(module) or "")
        if found is None:
            raise ValueError(f"{module.__name__} does not document its rule")
        bad, good = (inspect.cleandoc(found[name]) for name in ("bad", "good"))
        return cls(module.CODE, module.SEVERITY, module.check, found["title"], found["text"], bad, good)


def sidecars(files: Files) -> Iterator[tuple[Article, Annotations, Positions]]:
    """Every article whose annotations could be read, with them and where they stand."""
    for article in files.articles.values():
        positions = files.positions.get(article.path.with_suffix(".yaml"))
        if positions is not None and article.id in files.annotations:
            yield article, files.annotations[article.id], positions
