"""``annotate import``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from annotate.cli.output import FINDINGS, UNUSABLE, corpus_option, format_option, print_problems, refuse
from annotate.corpus.problems import CorpusError
from annotate.exchange.importing import ImportReport, Outcome, Wishes, import_files


@click.command("import")
@click.argument("sources", nargs=-1, required=True, type=click.Path(), metavar="SOURCE...")
@corpus_option
@click.option("--date", default="", help="Date of publication, where a document gives none: 2025-02-27.")
@click.option("--title", default="", help="Title, where the document gives none; only with a single SOURCE.")
@click.option("--publisher", default="", help="Publisher, where a document gives none.")
@click.option("--url", default="", help="Web address, where a document gives none.")
@click.option("--author", default="", help="Author, where a document gives none.")
@click.option("--licence", default="", help="Terms of use, where a document gives none.")
@click.option("--place", default="", help="Place of writing, where a document gives none.")
@click.option("--follow", is_flag=True, help="Fetch the articles that a feed links to.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=NAME",
    help="The column, or field of JSON, in which FIELD stands, such as text=story; may be given again.",
)
@format_option
def command(
    sources: tuple[str, ...], corpus: Path, form: str, follow: bool, columns: tuple[str, ...], **given: str
) -> None:
    """Turn each SOURCE, a file or a web address, into articles of the corpus.

    Reads plain text, Markdown, saved web pages, RSS and Atom feeds, CSV and JSON Lines with named columns, WARC
    archives, Word and PDF, TimelineJS spreadsheets (into timeline.yaml), and what 'annotate export' wrote as JSON
    Lines or Web Annotations.

    Title, date, deck, byline and place are read from the document; the options fill what it leaves out. Importing a
    document again changes nothing, and no article is ever overwritten. A network is used only for an address that you
    name, and for a feed's articles with --follow.

    Exit code 1 if some of the articles were refused and the others went through, 2 if all of them were.
    """
    try:
        wishes = Wishes(columns=_columns(columns), follow=follow)
        report = import_files(sources, corpus, wishes=wishes, **given)
    except CorpusError as error:
        refuse(error, form)
    except ValueError as error:
        raise click.UsageError(_reason(error)) from None
    if form == "json":
        click.echo(_json(report))
    else:
        print_problems(report.problems, form)
    if form == "text":
        for outcome in report.outcomes:
            _say(outcome)
    if report.problems:
        raise SystemExit(UNUSABLE if len(report.of("refused")) == len(report.outcomes) else FINDINGS)


def _columns(given: tuple[str, ...]) -> dict[str, str]:
    columns = {}
    for pair in given:
        wanted, _, name = pair.partition("=")
        if not name:
            raise ValueError(f"{pair!r} names no column; write FIELD=NAME, such as text=story")
        columns[name] = wanted.strip()
    return columns


def _say(outcome: Outcome) -> None:
    if outcome.result == "imported":
        click.echo(f"imported {outcome.source} as {outcome.article}")
    elif outcome.result == "unchanged":
        click.echo(f"unchanged {outcome.article}")
    for alike in outcome.alike:
        kind = "a wire copy" if alike.kind == "wire-copy" else "a near-duplicate"
        click.echo(f"  {kind} of {alike.article_id}: {alike.overlap:.0%} of the shorter text is in both")


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
            "alike": [{"article": a.article_id, "overlap": a.overlap, "kind": a.kind} for a in outcome.alike],
            "problems": [
                {"line": p.line, "column": p.column, "code": p.code, "message": p.message, "hint": p.hint}
                for p in outcome.problems
            ],
        }
        for outcome in report.outcomes
    ]
    return json.dumps(found, ensure_ascii=False, indent=2)
