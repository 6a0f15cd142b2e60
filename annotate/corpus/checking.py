"""What holds between the files of a corpus, by the rules in :mod:`annotate.corpus.rules`, and switching those off.

A comment in a YAML file, or in an article's front matter, switches rules off: ``# annotate: off lost-anchor`` behind a
value on its line, on a line of its own for the next line or item; ``# annotate: off-file lost-anchor`` for the whole
file.
Several codes are separated by commas.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from pathlib import Path

from annotate.corpus.folder import Files
from annotate.corpus.problems import Problem
from annotate.corpus.rules import RULES, severity
from annotate.corpus.yaml.validation import did_you_mean

MILD = frozenset({"unknown-rule", *(code for code, rule in RULES.items() if rule.severity != "error")})
"""Codes of findings that a site can be built in spite of: the item or article is shown without what is missing."""

_SWITCH = re.compile(r"(?P<before>.*?)(?:^|(?<=\s))#\s*annotate:\s*(?P<kind>off-file|off)\b(?P<codes>[^#]*)")


def check(files: Files, *, notes: bool = False) -> list[Problem]:
    """Every problem of the files and between them that is not switched off, sorted by file and line.

    Args:
        files: the corpus.
        notes: tell also what asks only for attention.
    """
    problems = [problem for problem in files.problems if problem.code not in RULES]
    for rule in RULES.values():
        if notes or rule.severity != "note":
            problems += rule.check(files)
    return sorted(_switched(set(problems), files))


def findings(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that ask for something to be done: all but notes."""
    return [problem for problem in problems if severity(problem.code) != "note"]


@dataclass
class _Switches:
    """What is switched off in one file."""

    in_file: set[str] = field(default_factory=set)
    on_lines: Mapping[int, set[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def _switched(problems: Iterable[Problem], files: Files) -> Iterator[Problem]:
    paths = {*files.curated, *files.positions, *(article.path for article in files.articles.values())}
    found = ((path, _switches_in(files, path)) for path in paths)
    switches = {path: off for path, off in found if off is not None}
    for path, group in groupby(sorted(problems), key=lambda problem: problem.path):
        off = switches.get(path, _Switches())
        for problem in group:
            is_off = problem.code in off.in_file or problem.code in off.on_lines.get(problem.line, ())
            if not is_off or problem.code not in RULES:
                yield problem
    for off in switches.values():
        yield from off.problems


def _switches_in(files: Files, path: Path) -> _Switches | None:
    try:
        return files.before.of_file("switches", path, partial(_switches, path))
    except OSError:
        return None


def _switches(path: Path) -> _Switches | None:
    try:
        data = path.read_bytes()
    except OSError:
        return None
    if b"annotate:" not in data:
        return None
    lines = data.decode("utf-8", "replace").split("\n")
    if path.suffix == ".md":
        ends = (number for number, line in enumerate(lines) if number and line.rstrip() == "---")
        lines = lines[: next(ends, 0)]
    off, on_lines = _Switches(), dict[int, set[str]]()
    for number, line in enumerate(lines, 1):
        found = _SWITCH.match(line)
        if found is None:
            continue
        codes = {code for code in re.split(r"[\s,]+", found["codes"]) if code}
        for code in sorted(codes - RULES.keys()):
            hint = did_you_mean(code, RULES) or f"the rules are {', '.join(RULES)}"
            column = line.index(code, found.end("kind")) + 1
            off.problems.append(Problem(path, number, column, "unknown-rule", f"there is no rule {code!r}", hint))
        if found["kind"] == "off-file":
            off.in_file |= codes
        else:
            covered = [number] if found["before"].strip() else _next_item(lines, number)
            for at in covered:
                on_lines.setdefault(at, set()).update(codes)
    off.on_lines = on_lines
    return off


def _next_item(lines: list[str], number: int) -> Iterator[int]:
    """The next line, from 1, that holds more than a comment, and what is indented below it if it begins an item."""
    rest = [at for at in range(number, len(lines)) if lines[at].strip() and not lines[at].lstrip().startswith("#")]
    if not rest:
        return
    yield rest[0] + 1
    margin = _margin(lines[rest[0]])
    if lines[rest[0]].lstrip().startswith("-"):
        for at in rest[1:]:
            if _margin(lines[at]) <= margin:
                return
            yield at + 1


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip())
