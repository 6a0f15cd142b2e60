"""``annotate evaluate``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from annotate.cli.output import corpus_option, figures_format_option, pipeline_option, refuse
from annotate.corpus.problems import CorpusError
from annotate.evaluation import evaluate


@click.command("evaluate")
@corpus_option
@pipeline_option
@click.option("--all", "everything", is_flag=True, help="Take every article as reviewed, whatever its items say.")
@figures_format_option("figures")
def command(corpus: Path, pipeline: str | None, everything: bool, form: str) -> None:
    """Show how much of what people reviewed the annotator finds by itself; write nothing.

    Measured on the articles whose every item says 'reviewed: true'. An item that people left as the annotator wrote it
    counts as right, so the figures are only as strict as the review was.
    """
    try:
        found = evaluate(corpus, everything=everything, pipeline=pipeline)
    except CorpusError as error:
        refuse(error, form)
    if form == "json":
        click.echo(json.dumps(found.record(), indent=1))
        return
    click.echo(f"{found.articles} reviewed article(s), {found.day}, Dateline {found.version}")
    click.echo(f"{'':10} {'precision':>9} {'recall':>9} {'F1':>9} {'right':>7} {'found':>7} {'reviewed':>9}")
    for layer in found.scores:
        rates = f"{layer.precision:9.1%} {layer.recall:9.1%} {layer.f1:9.1%}"
        click.echo(f"{layer.layer:10} {rates} {layer.right:7} {layer.found:7} {layer.reviewed:9}")
