"""``annotate import``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from annotate.cli.output import FINDINGS, UNUSABLE, corpus_option, format_option, print_problems
from annotate.exchange.importing import ImportReport, import_files


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@corpus_option
@click.option("--date", default="", help="Date of publication, where a document gives none: 2025-02-27.")
@click.option("--title", default="", help="Title, where the document gives none; only with a single FILE.")
@click.option("--publisher", default="", help="Publisher, where a document gives none.")
@click.option("--url", default="", help="Web address, where a document gives none.")
@click.option("--author", default="", help="Author, where a document gives none.")
@click.option("--licence", default="", help="Terms of use, where a document gives none.")
@click.option("--place", default="", help="Place of writing, where a document gives none.")
@format_option
def command(files: tuple[Path, ...], corpus: Path, form: str, **given: str) -> None:
    """Turn each FILE, plain text or Markdown, into an article of the corpus.

    Title, date, deck, byline and place are read from the document; the options fill what it leaves out. Importing a
    document again changes nothing, and no article is ever overwritten.

    Exit code 1 if some of the files were refused and the others went through, 2 if all of them were.
    """
    try:
        report = import_files(files, corpus, **given)
    except ValueError as error:
        raise click.UsageError(_reason(error)) from None
    if form == "json":
        click.echo(_json(report))
    else:
        print_problems(report.problems, form)
    if form == "text":
        for outcome in report.outcomes:
            if outcome.result == "imported":
                click.echo(f"imported {outcome.source} as {outcome.article}")
            elif outcome.result == "unchanged":
                click.echo(f"unchanged {outcome.article}")
    if report.problems:
        raise SystemExit(UNUSABLE if len(report.of("refused")) == len(files) else FINDINGS)


def _reason(error: ValueError) -> str:
    # pydantic's errors are long; their own reason stands in the first of their details.
    details = error.errors() if hasattr(error, "errors") else []
    return str(details[0]["msg"]).removeprefix("Value error, ") if details else str(error)


def _json(report: ImportReport) -> str:
    found = [
        {
            "file": str(outcome.source),
            "result": outcome.result,
            "article": str(outcome.article) if outcome.article else None,
            "problems": [
                {"line": p.line, "column": p.column, "code": p.code, "message": p.message, "hint": p.hint}
                for p in outcome.problems
            ],
        }
        for outcome in report.outcomes
    ]
    return json.dumps(found, ensure_ascii=False, indent=2)
