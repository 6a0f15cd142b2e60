"""How commands speak: problems as text, JSON or CI annotations, and the exit code that goes with them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from annotate.corpus.problems import CorpusError, Problem
from annotate.corpus.rules import severity

FINDINGS = 1
UNUSABLE = 2

C = TypeVar("C", bound=Callable[..., Any])


def corpus_option(command: C) -> C:
    """``--corpus FOLDER``: where the articles are."""
    return click.option(
        "--corpus",
        type=click.Path(path_type=Path),
        default=Path("corpus"),
        show_default=True,
        help="The folder that holds articles and annotations.",
    )(command)


def pipeline_option(command: C) -> C:
    """``--pipeline NAME``: another trained pipeline."""
    return click.option(
        "--pipeline",
        envvar="ANNOTATE_PIPELINE",
        show_envvar=True,
        metavar="NAME",
        help="An installed spaCy pipeline (en_core_web_lg) or a file of 'annotate train', instead of the shipped one.",
    )(command)


def format_option(command: C) -> C:
    """``--format text|json|github``: how problems are printed."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json", "github"]),
        default="text",
        show_default=True,
        help="How findings are printed; 'github' makes annotations in GitHub Actions.",
    )(command)


def figures_format_option(what: str) -> Callable[[C], C]:
    """``--format text|json``: how what was measured is printed; ``what`` names it in the plural."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help=f"How the {what} are printed.",
    )


def print_problems(problems: Iterable[Problem], form: str) -> None:
    """Print ``problems`` to standard output, in the given form."""
    if form == "json":
        fields = ("line", "column", "code", "message", "hint")
        found = [
            {"path": str(p.path), **{name: getattr(p, name) for name in fields}, "severity": severity(p.code)}
            for p in problems
        ]
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for problem in problems:
        click.echo(_github(problem) if form == "github" else str(problem))


def refuse(error: CorpusError, form: str = "text") -> NoReturn:
    """Print why nothing could be done, and leave with exit code 2."""
    print_problems(error.problems, form)
    raise SystemExit(UNUSABLE)


def _github(problem: Problem) -> str:
    says = f"{problem.message}; {problem.hint}" if problem.hint else problem.message
    place = f"file={_escape(str(problem.path))},line={problem.line},col={problem.column}"
    level = {"error": "error", "warning": "warning", "note": "notice"}[severity(problem.code)]
    return f"::{level} {place},title={_escape(problem.code)}::{_escape(says, data=True)}"


def _escape(text: str, *, data: bool = False) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return escaped if data else escaped.replace(":", "%3A").replace(",", "%2C")
