"""``annotate diff``."""

from __future__ import annotations

import difflib
from pathlib import Path

import click

from annotate.cli.output import FINDINGS, corpus_option, print_problems, refuse
from annotate.corpus.problems import CorpusError
from annotate.workflow import Change, run


@click.command("diff")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@corpus_option
def command(paths: tuple[Path, ...], corpus: Path) -> None:
    """Show, line by line, what 'annotate run' would change; write nothing.

    Exit code 1 if there is something to change.
    """
    try:
        report = run(corpus, paths, write=False, everything=True)
    except CorpusError as error:
        refuse(error)
    print_problems(report.problems, "text")
    for change in report.changes:
        for line in _lines(change):
            colour = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1])
            click.secho(line.rstrip("\n"), fg=colour)
    if report.changes or report.problems:
        raise SystemExit(FINDINGS)


def _lines(change: Change) -> list[str]:
    before = (change.before or "").splitlines(keepends=True)
    name = str(change.path)
    return list(difflib.unified_diff(before, change.after.splitlines(keepends=True), name, name, n=2))
