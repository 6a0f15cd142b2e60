"""What can be wrong with a file, and how it is said.

Every problem names its place the way compilers do, so that an editor, a terminal and a CI annotation can all
jump to it: ``path:line:column: code: what is wrong; what would be right``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Problem:
    """One finding in one file."""

    path: Path
    """The file, as it was named by whoever asked (relative paths stay relative)."""
    line: int
    """Counted from 1; 1 where the problem is the file as a whole."""
    column: int
    """Counted from 1, in code points."""
    code: str
    """A short stable name of the rule, such as ``equal-key`` or ``lost-anchor``."""
    message: str
    """What is wrong, in one sentence without a full stop."""
    hint: str = ""
    """What would be right; empty where the message says it all."""

    def __str__(self) -> str:
        says = f"{self.message}; {self.hint}" if self.hint else self.message
        return printable(f"{self.path}:{self.line}:{self.column}: {self.code}: {says}")


def printable(text: str) -> str:
    """``text`` with everything written out that could break the line or steer a terminal.

    Names of files, titles and ids in a message may hold anything.
    """
    return "".join(character if character.isprintable() else repr(character)[1:-1] for character in text)


class CorpusError(Exception):
    """Files that cannot be used as they are. Carries every problem found, never only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class LostAnchorError(LookupError):
    """Offsets were asked of a span whose words no longer stand in the text."""


class ChangedOnDiskError(OSError):
    """A file changed between reading and writing it; nothing was written."""
