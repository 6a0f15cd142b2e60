"""``annotate diff``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from annotate.cli.output import FINDINGS, corpus_option, pipeline_option, print_problems, refuse
from annotate.corpus.comparing import ItemChange, compare
from annotate.corpus.problems import CorpusError, printable
from annotate.desk import Change
from annotate.workflow import run

_SIGNS = {"added": "+", "removed": "-", "changed": "~"}
_COLOURS = {"+": "green", "-": "red", "~": "yellow"}


@click.command("diff")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@corpus_option
@pipeline_option
@click.option("--color/--no-color", default=None, help="Colour the signs; by default only on a terminal.")
def command(paths: tuple[Path, ...], corpus: Path, pipeline: str | None, color: bool | None) -> None:
    """Show, item by item, what 'annotate run' would change; write nothing.

    '+' an item that comes, '-' one that goes, '~' one that changes, with its lines. Exit code 1 if there is something
    to change.
    """
    try:
        report = run(corpus, paths, write=False, everything=True, pipeline=pipeline)
    except CorpusError as error:
        refuse(error)
    print_problems(report.problems, "text")
    for change in report.changes:
        click.secho(printable(str(change.path)), bold=True, color=color)
        for sign, line in _lines(change):
            click.secho(printable(line), fg=_COLOURS.get(sign), color=color)
    if report.changes or report.problems:
        raise SystemExit(FINDINGS)


def _lines(change: Change) -> Iterator[tuple[str, str]]:
    """Each line to be printed, with the sign that colours it."""
    items = compare(change.before, change.after, change.path)
    if not items:
        yield "", "  only what annotate remembers of its own lines and of the text"
    for item in items:
        yield from _item(item)


def _item(item: ItemChange) -> Iterator[tuple[str, str]]:
    sign = _SIGNS[item.kind]
    yield sign, f"  {sign} {item.section}: {item.name}"
    for line_sign, line in item.lines:
        yield line_sign, f"      {line_sign if item.kind == 'changed' else ' '} {line}"
