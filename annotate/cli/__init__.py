"""The command ``annotate``: one file a subcommand, loaded only when it is called."""

from __future__ import annotations

import importlib
import sys

import click

from annotate import __version__

_COMMANDS = {
    "import": ("annotate.cli.import_", "Turn documents into articles of the corpus."),
    "run": ("annotate.cli.run", "Annotate articles; keep whatever people wrote."),
    "check": ("annotate.cli.check", "Report every problem in the corpus with file, line and column."),
    "diff": ("annotate.cli.diff", "Show what a run would change."),
    "review": ("annotate.cli.review", "Go through what nobody has checked yet."),
    "train": ("annotate.cli.train", "Train a pipeline on treebanks and name corpora."),
    "export": ("annotate.cli.export", "Write the corpus in another format: calendar, feeds, tables, TEI …"),
    "evaluate": ("annotate.cli.evaluate", "Compare what the annotator finds with what people reviewed."),
    "actors": ("annotate.cli.actors", "List, propose, rename, merge and split actors."),
    "schema": ("annotate.cli.schema", "Print or write the JSON Schemas of the files."),
}


class _LazyGroup(click.Group):
    """Imports a subcommand's module only when the subcommand is called; ``--help`` imports none."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(_COMMANDS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])


@click.command(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="annotate")
def main() -> None:
    """Turn a folder of news articles into an annotated corpus with a diplomatic timeline.

    Exit codes: 0 done, 1 findings, 2 wrong usage or unreadable input.
    """


if __name__ == "__main__":
    sys.exit(main())
