"""``annotate schema``."""

from __future__ import annotations

from pathlib import Path

import click

from annotate.cli.output import UNUSABLE, corpus_option
from annotate.corpus.folder import known_actors
from annotate.corpus.schema import SCHEMAS, schema_text, write_schemas


@click.command("schema")
@click.argument("name", required=False, type=click.Choice(list(SCHEMAS)))
@click.option("--write", is_flag=True, help="Write all of them into the corpus folder, where the files look for them.")
@corpus_option
def command(name: str | None, write: bool, corpus: Path) -> None:
    """Print one of the JSON Schemas, or write all of them with --write.

    Editors with YAML support complete and check the corpus' files by them. 'annotate run' keeps them up to date.
    """
    if write == (name is not None):
        raise click.UsageError(f"give either --write or one of {', '.join(SCHEMAS)}")
    if name is not None:
        click.echo(schema_text(name), nl=False)
        return
    try:
        written = write_schemas(corpus / ".schemas", known_actors(corpus))
    except OSError as error:
        click.echo(f"{corpus / '.schemas'}: nothing was written: {error.strerror or error}", err=True)
        raise SystemExit(UNUSABLE) from None
    for path in written:
        click.echo(f"wrote {path}")
    if not written:
        click.echo("The schemas are up to date.")
