"""``annotate run``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotate.cli.output import FINDINGS, corpus_option, format_option, pipeline_option, print_problems, refuse
from annotate.cli.progress import Progress
from annotate.corpus.problems import CorpusError
from annotate.engines.dask_cluster import DaskCluster
from annotate.engines.local import ThisMachine

if TYPE_CHECKING:
    from annotate.engines import Engine


@click.command("run")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@corpus_option
@format_option
@pipeline_option
@click.option("--all", "everything", is_flag=True, help="Annotate also what has not changed since the last run.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    show_default="one a core, as far as there is work for them",
    help="Worker processes on this machine.",
)
@click.option(
    "--engine",
    "engine_name",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="Where to annotate: here, or on a Dask cluster that is running already.",
)
@click.option("--scheduler", metavar="ADDRESS", help="Of the Dask cluster, as tcp://10.0.0.1:8786.")
@click.option(
    "--from",
    "source",
    metavar="ADDRESS",
    help="Read an archive instead of the corpus: a folder or files of *.md, JSON Lines or Parquet, here or in a store "
    "that fsspec knows (s3://…); may hold * and be given with --to only.",
)
@click.option("--to", "target", metavar="ADDRESS", help="The folder that the archive's annotations are written to.")
def command(
    paths: tuple[Path, ...],
    corpus: Path,
    form: str,
    pipeline: str | None,
    everything: bool,
    jobs: int | None,
    engine_name: str,
    scheduler: str | None,
    source: str | None,
    target: str | None,
) -> None:
    """Annotate the articles of the corpus, or only those at PATH.

    Writes a YAML file beside each article and proposals in actors.yaml and timeline.yaml. Whatever a person typed
    stays byte for byte; a second run in a row changes nothing.

    With --from and --to, an archive of any size is annotated into JSON Lines that 'annotate import' reads, with the
    registry of the corpus, if there is one. What is there already from the same text, registry and version stays.
    """
    if (engine_name == "dask") != (scheduler is not None):
        raise click.UsageError("--engine dask and --scheduler ADDRESS belong together")
    if (source is None) != (target is None):
        raise click.UsageError("--from ADDRESS and --to ADDRESS belong together")
    if source is not None and paths:
        raise click.UsageError("give articles of the corpus, or an archive with --from, not both")
    engine: Engine = DaskCluster(scheduler) if scheduler is not None else ThisMachine(jobs)
    try:
        if source is not None and target is not None:
            problems = _archive(source, target, corpus, engine, pipeline, everything, form)
        else:
            problems = _corpus(corpus, paths, engine, pipeline, everything, form)
    except CorpusError as error:
        refuse(error, form)
    except KeyboardInterrupt:
        click.echo("\ninterrupted: the files written so far are whole, run again to go on", err=True)
        raise SystemExit(130) from None
    if problems:
        raise SystemExit(FINDINGS)


def _corpus(
    corpus: Path, paths: tuple[Path, ...], engine: Engine, pipeline: str | None, everything: bool, form: str
) -> int:
    from annotate.workflow import run  # noqa: PLC0415  # not needed for an archive

    with Progress("articles") as progress:
        report = run(
            corpus,
            paths,
            everything=everything,
            engine=engine,
            pipeline=pipeline,
            progress=lambda done, of, path: progress(done, of, path.name),
        )
    print_problems(report.problems, form)
    if form == "text":
        for change in report.changes:
            click.echo(f"{'wrote' if change.before is None else 'updated'} {change.path}")
        if not report.changes and not report.problems:
            click.echo(f"{report.articles} article(s), nothing to change.")
    return len(report.problems)


def _archive(
    source: str, target: str, corpus: Path, engine: Engine, pipeline: str | None, everything: bool, form: str
) -> int:
    from annotate.archive.annotating import annotate_archive  # noqa: PLC0415  # needs an extra

    with Progress("articles") as progress:
        report = annotate_archive(
            source, target, corpus=corpus, engine=engine, pipeline=pipeline, everything=everything, progress=progress
        )
    print_problems(report.problems, form)
    if form == "text":
        click.echo(
            f"{report.articles:,} article(s) in {report.written:,} file(s) written, {report.kept:,} file(s) as before"
        )
    return len(report.problems)
