"""``annotate actors``: listing, proposing, renaming, merging and splitting actors, and taking it back."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

import click
from pydantic import ValidationError

from annotate.cli.output import FINDINGS, corpus_option, refuse
from annotate.corpus.actors import ACTOR_TYPES, Actor
from annotate.corpus.changing import actor_changes, undoing
from annotate.corpus.changing.renaming import Rewriting
from annotate.corpus.folder import Files, read_folder
from annotate.corpus.keeping.locking import one_writer
from annotate.corpus.problems import CorpusError, Problem
from annotate.timeline.actors.evidence import Evidence, evidence_in, gathered


@click.group("actors")
def command() -> None:
    """List, propose, rename, merge and split the actors of the corpus.

    A change rewrites every reference in every file and leaves every other byte as it stands.
    """


@command.command("list", short_help="Print each actor with how often it is named.")
@corpus_option
@click.option("--type", "kind", type=click.Choice(ACTOR_TYPES), help="Only actors of this type.")
@click.option("--proposed", is_flag=True, help="Only those whom no person has accepted.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def list_(corpus: Path, kind: str | None, proposed: bool, form: str) -> None:
    """Print each actor with how often, in how many articles and when it is named."""
    files = _read(corpus)
    evidence = _evidence(files)
    rows = []
    for actor in sorted(files.actors, key=lambda actor: actor.id):
        if (kind and actor.type != kind) or (proposed and not actor.proposed):
            continue
        seen = evidence.get(actor.id, Evidence())
        days = sorted(seen.articles.values())
        rows.append(
            {
                "id": actor.id,
                "name": actor.name,
                "type": actor.type,
                "mentions": sum(seen.forms_under(*seen.forms).values()),
                "articles": len(days),
                "first": days[0].isoformat() if days else None,
                "last": days[-1].isoformat() if days else None,
                "proposed": actor.proposed,
            }
        )
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        when = f", {row['first']} to {row['last']}" if row["first"] else ""
        mark = " (proposed)" if row["proposed"] else ""
        named = f"named {row['mentions']} times in {row['articles']} article(s)"
        click.echo(f"{row['id']}: {_plain(str(row['name']))}, {row['type']}{mark}, {named}{when}")


@command.command("propose", short_help="Print what the articles say of proposed actors.")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@corpus_option
def propose(ids: tuple[str, ...], corpus: Path) -> None:
    """Print what the articles say of each proposed actor, or of those with an ID.

    Where and by which words it is named, and which offices stand before its name in which period. 'annotate run'
    writes the proposals themselves into actors.yaml.
    """
    files = _read(corpus)
    evidence = _evidence(files)
    for actor in sorted(files.actors, key=lambda actor: actor.id):
        if actor.id in ids or (not ids and actor.proposed):
            click.echo(_told(actor, evidence.get(actor.id, Evidence())))


@command.command("rename", short_help="Give the actor OLD the id NEW.")
@click.argument("old")
@click.argument("new")
@corpus_option
def rename(old: str, new: str, corpus: Path) -> None:
    """Give the actor OLD the id NEW; its old page leads to the new one."""
    _do(corpus, f"{old} renamed {new}", lambda files: actor_changes.rename(files, old, new))


@command.command("merge", short_help="Make the actor GONE one with KEPT.")
@click.argument("gone")
@click.argument("kept")
@corpus_option
def merge(gone: str, kept: str, corpus: Path) -> None:
    """Make the actor GONE one with KEPT, which takes its names and roles."""
    _do(corpus, f"{gone} merged into {kept}", lambda files: actor_changes.merge(files, gone, kept))


@command.command("split", short_help="Make ACTOR another actor in some articles.")
@click.argument("actor")
@click.argument("new")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("--name", required=True, help="The new actor's name, as the site prints it.")
@click.option("--alias", "aliases", multiple=True, help="Another name of the new actor.")
@corpus_option
def split(actor: str, new: str, articles: tuple[str, ...], name: str, aliases: tuple[str, ...], corpus: Path) -> None:
    """Make ACTOR another actor, NEW, in the articles named (ids or files)."""

    def changes(files: Files) -> list[Rewriting]:
        kind = next((known.type for known in files.actors if known.id == actor), "person")
        try:
            made = Actor(id=new, name=name, type=kind, aliases=aliases)
        except ValidationError as error:
            says = "; ".join(str(found["msg"]) for found in error.errors())
            raise CorpusError([Problem(corpus, 1, 1, "no-id", f"{new!r}: {says}")]) from None
        return actor_changes.split(files, actor, made, {Path(article).stem for article in articles})

    _do(corpus, f"{actor} split, {new} in {len(articles)} article(s)", changes)


@command.command("undo", short_help="Take the last rename, merge or split back.")
@corpus_option
def undo(corpus: Path) -> None:
    """Take the last rename, merge or split back, if its files were not changed since."""
    try:
        with one_writer(corpus):
            last = undoing.undoing(corpus)
            actor_changes.write_all(last.changes)
            undoing.forget_last(corpus)
    except CorpusError as error:
        refuse(error)
    except OSError as error:
        _stop(error)
    click.echo(f"taken back: {last.told}, {len(last.changes)} file(s)")


def _do(corpus: Path, told: str, work: Callable[[Files], list[Rewriting]]) -> None:
    try:
        with one_writer(corpus):
            changes = work(_read(corpus))
            actor_changes.write_all(changes)
            undoing.remember(corpus, told, changes)
    except CorpusError as error:
        refuse(error)
    except OSError as error:
        _stop(error)
    for change in changes:
        click.echo(f"updated {change.path}")
    click.echo(f"{told}: {len(changes)} file(s). Take it back with: annotate actors undo")


def _stop(error: OSError) -> NoReturn:
    click.echo(f"nothing was written: {error}", err=True)
    raise SystemExit(FINDINGS)


def _read(corpus: Path) -> Files:
    try:
        files = read_folder(corpus)
    except CorpusError as error:
        refuse(error)
    broken = [problem for problem in files.problems if problem.path.suffix == ".yaml" and problem.code != "no-article"]
    if broken:
        refuse(CorpusError(broken))
    return files


def _evidence(files: Files) -> dict[str, Evidence]:
    return gathered(evidence_in(files.articles[i], said) for i, said in files.annotations.items())


def _told(actor: Actor, seen: Evidence) -> str:
    lines = [f"{actor.id}: {_plain(actor.name)}, {actor.type}"]
    forms = seen.forms_under(*seen.forms)
    if forms:
        lines.append("  named " + ", ".join(f"{_plain(form)} ({times})" for form, times in forms.most_common()))
    for (title, owner), said in sorted(seen.offices.items(), key=lambda office: office[1].first):
        of = f" of {owner}" if owner else ""
        lines.append(
            f"  {_plain(title)}{of}: {said.times} time(s), {said.first} to {said.last}, first in {said.article}"
        )
    where = sorted(seen.articles, key=lambda article: (seen.articles[article], article))
    lines.append(f"  in {len(where)} article(s): " + _shortened(where))
    return "\n".join(lines)


def _shortened(articles: Sequence[str], most: int = 5) -> str:
    more = f" and {len(articles) - most} more" if len(articles) > most else ""
    return ", ".join(articles[:most]) + more


def _plain(text: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in text)
