"""``annotate run``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from annotate.cli.output import FINDINGS, corpus_option, format_option, pipeline_option, print_problems, refuse
from annotate.corpus.problems import CorpusError
from annotate.workflow import run


@click.command("run")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@corpus_option
@format_option
@pipeline_option
@click.option("--all", "everything", is_flag=True, help="Annotate also what has not changed since the last run.")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Worker processes.")
def command(
    paths: tuple[Path, ...], corpus: Path, form: str, pipeline: str | None, everything: bool, jobs: int
) -> None:
    """Annotate the articles of the corpus, or only those at PATH.

    Writes a YAML file beside each article and proposals in actors.yaml and timeline.yaml. Whatever a person typed
    stays byte for byte; a second run in a row changes nothing.
    """

    def progress(done: int, of: int, path: Path) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r\033[K{done + 1}/{of} {path.name}", nl=False, err=True)

    try:
        report = run(corpus, paths, everything=everything, jobs=jobs, pipeline=pipeline, progress=progress)
    except CorpusError as error:
        refuse(error, form)
    except KeyboardInterrupt:
        click.echo("\ninterrupted: the files written so far are whole, run again to go on", err=True)
        raise SystemExit(130) from None
    if sys.stderr.isatty():
        click.echo("\r\033[K", nl=False, err=True)
    print_problems(report.problems, form)
    if form == "text":
        for change in report.changes:
            click.echo(f"{'wrote' if change.before is None else 'updated'} {change.path}")
        if not report.changes:
            click.echo(f"{report.articles} article(s), nothing to change.")
    if report.problems:
        raise SystemExit(FINDINGS)
