"""``annotate export``."""

from __future__ import annotations

import sys
import zipfile
from io import BytesIO
from pathlib import Path

import click

from annotate.cli.output import UNUSABLE, corpus_option, refuse
from annotate.corpus.keeping.writing import write_atomically
from annotate.corpus.problems import CorpusError
from annotate.exchange.exported import ExportedFile, Publication
from annotate.exporting import export, export_names
from annotate.workflow import load


@click.command("export")
@click.argument("name", metavar="FORMAT", required=False)
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), help="A folder, a .zip file, or the one file to write."
)
@click.option("--site-url", default="", help="The address of the published site, for links: https://example.org/.")
@click.option("--site-name", default="Dateline", show_default=True, help="The name of the site.")
@click.option("--flat-urls", is_flag=True, help="The site's pages end in .html (use_directory_urls: false).")
@click.option("--list", "listed", is_flag=True, help="List the formats.")
@corpus_option
def command(
    name: str | None, output: Path | None, site_url: str, site_name: str, flat_urls: bool, listed: bool, corpus: Path
) -> None:
    """Write the corpus in another FORMAT, or in 'all' of them.

    A format of one text file is printed, unless --output says where to put it. The same corpus gives the same bytes,
    whenever and wherever it is exported.
    """
    names = export_names()
    if listed:
        for each, title in names.items():
            click.echo(f"{each:12} {title}")
        return
    if name not in names and name != "all":
        known = ", ".join([*names, "all"])
        says = f"there is no format {name!r}; choose one of {known}" if name else f"name one: {known}"
        raise click.UsageError(says)
    if site_url and not site_url.startswith(("http://", "https://")):
        raise click.UsageError(f"{site_url!r} is no web address; write https://…")
    try:
        loaded = load(corpus)
    except CorpusError as error:
        refuse(error)
    site = Publication(site_url, site_name, not flat_urls)
    files = [file for each in (names if name == "all" else [name]) for file in export(str(each), loaded, site)]
    try:
        _put(files, output)
    except OSError as error:
        click.echo(f"{output}: nothing more was written: {error.strerror or error}", err=True)
        raise SystemExit(UNUSABLE) from None


def _put(files: list[ExportedFile], output: Path | None) -> None:
    if output is None:
        if len(files) == 1 and (not sys.stdout.isatty() or b"\0" not in files[0].data):
            sys.stdout.buffer.write(files[0].data)
            return
        raise click.UsageError(f"this format has {len(files)} file(s); say where to put them with --output FOLDER")
    if output.suffix == ".zip":
        write_atomically(output, _archive(files))
        click.echo(f"wrote {len(files)} file(s) into {output}")
        return
    alone = len(files) == 1 and output.suffix != "" and not output.is_dir()
    for file in files:
        target = output if alone else output / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, file.data)
    click.echo(f"wrote {output}" if alone else f"wrote {len(files)} file(s) into {output}")


def _archive(files: list[ExportedFile]) -> bytes:
    """All files in one archive that says nothing of the day or the machine it was made on."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            about = zipfile.ZipInfo(file.path)
            about.create_system, about.external_attr = 3, 0o644 << 16
            about.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(about, file.data)
    return out.getvalue()
