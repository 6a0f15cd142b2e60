"""``annotate check``."""

from __future__ import annotations

import gc
from pathlib import Path

import click

from annotate.cli.output import FINDINGS, corpus_option, format_option, print_problems, refuse
from annotate.corpus.article_paths import article_paths
from annotate.corpus.checking import check, findings
from annotate.corpus.folder import read_folder
from annotate.corpus.problems import CorpusError, Problem
from annotate.timeline.actors.ambiguous import ambiguous


@click.command("check")
@corpus_option
@format_option
def command(corpus: Path, form: str) -> None:
    """Report every problem in the corpus: syntax, keys, values, unknown ids, lost anchors, names that
    may mean several actors.

    One line a problem, as path:line:column: code: what is wrong; what would be right. Exit code 1 if there are any;
    notes, such as proposals that wait, are told and do not count. '# annotate: off CODE' in a file switches a rule off.
    """
    try:
        files = read_folder(corpus)
    except CorpusError as error:
        refuse(error, form)
    gc.freeze()  # what was read stays to the end; looking through it for cycles takes a fifth of the time
    if not article_paths(corpus):
        hint = "put articles (*.md) there, or make them from your documents with: annotate import"
        refuse(CorpusError([Problem(corpus, 1, 1, "no-articles", "the folder has no articles", hint)]), form)
    problems = sorted({*check(files, notes=True), *ambiguous(files)})
    print_problems(problems, form)
    if findings(problems):
        raise SystemExit(FINDINGS)
    if form == "text":
        counts = f"{len(files.articles)} article(s), {len(files.actors)} actors, {len(files.entries)} timeline entries"
        click.echo(f"{counts}: all well.")
