"""``annotate train``."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from annotate.cli.output import UNUSABLE, figures_format_option

_PIPELINE = Path("dateline.pipeline")


@click.command("train")
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FOLDER...")
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write, dateline.pipeline or events.weights; 'annotate run --pipeline' takes a pipeline.",
)
@click.option(
    "--part",
    type=click.Choice(["pipeline", "events"]),
    default="pipeline",
    show_default=True,
    help="What to train: the pipeline, or the scorer that tells what is an event, which needs marked articles alone.",
)
@click.option(
    "--held-out", multiple=True, metavar="NAME", help="A folder of articles to measure on, not to learn from."
)
@click.option(
    "--also-learn", multiple=True, metavar="NAME", help="A -dev or -test treebank to learn from all the same."
)
@click.option(
    "--on",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Learn only reported speech, for the parser of this trained pipeline.",
)
@click.option("--steps", type=click.IntRange(1), help="Batches to learn syntax from, instead of the configured number.")
@click.option("--names-steps", type=click.IntRange(1), help="The same for names.")
@click.option("--seed", type=int, default=20250227, show_default=True, help="The same seed gives the same pipeline.")
@figures_format_option("scores")
def command(
    folders: tuple[Path, ...],
    output: Path | None,
    part: str,
    held_out: tuple[str, ...],
    also_learn: tuple[str, ...],
    on: Path | None,
    steps: int | None,
    names_steps: int | None,
    seed: int,
    form: str,
) -> None:
    """Train a pipeline on the treebanks and name corpora in FOLDER.

    Files named *-train are learned from, *-dev watched, *-test only measured on. docs/training.md says where to get
    corpora, and what the pipeline that Dateline ships was trained on. Needs the extra: pip install "dateline[train]".
    """
    try:
        from annotate.language.training.corpora import TrainingError  # noqa: PLC0415  # needs the extra
        from annotate.language.training.event_learning import train_events  # noqa: PLC0415
        from annotate.language.training.pipeline import TrainingSettings, train, train_only_speech  # noqa: PLC0415
    except ModuleNotFoundError as error:
        click.echo(f'training needs the package {error.name}: pip install "dateline[train]"', err=True)
        raise SystemExit(UNUSABLE) from None
    settings = TrainingSettings(steps, names_steps, held_out, also_learn, seed)
    try:
        if part == "events":
            report = train_events(folders, output or Path("events.weights"), progress=sys.stderr)
        elif on is not None:
            report = train_only_speech(folders, on, output or _PIPELINE, held_out=held_out)
        else:
            report = train(folders, output or _PIPELINE, settings=settings, progress=sys.stderr)
    except (TrainingError, OSError) as error:
        click.echo(str(error), err=True)
        raise SystemExit(UNUSABLE) from None
    if form == "json":
        click.echo(json.dumps(asdict(report), indent=1, default=str))
        return
    click.echo(f"wrote {report.output}, {report.size / 1e6:.1f} MB")
    if report.speech not in {None, report.output}:
        click.echo(f"wrote {report.speech}")
    for score in report.scores:
        click.echo(f"{score.corpus:24} {score.component:16} {score.value:7.1%}")
