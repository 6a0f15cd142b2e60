"""``annotate review``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from annotate.cli.output import corpus_option, refuse
from annotate.corpus.annotations import STATUSES, Event, Quote, Span
from annotate.corpus.article_paths import article_paths
from annotate.corpus.changing.reviewing import Waiting, accept, change, line_of, reject, waiting
from annotate.corpus.folder import Files, read_folder
from annotate.corpus.keeping.locking import one_writer
from annotate.corpus.keeping.writing import write_atomically
from annotate.corpus.problems import CorpusError, printable
from annotate.corpus.reading import read_text

Ask = Callable[[str, Sequence[str]], str]
"""Puts a question and gives the answer, with words to complete it from."""

_HELP = "a accept · r reject · s speaker · d date · t status · c actors · p place · n next · u undo · q quit"


@click.command("review")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@corpus_option
def command(paths: tuple[Path, ...], corpus: Path) -> None:
    """Go through the quotes and events that nobody has checked, one by one, with their sentence.

    Every answer is written at once, as a hand would write it: 'reviewed: true' to accept, the item taken out to reject,
    a line changed to correct. Stop at any time; the next review goes on with what is left.
    """
    try:
        files = read_folder(corpus)
        chosen = [path.stem for path in article_paths(corpus, paths)] if paths else []
    except CorpusError as error:
        refuse(error)
    left = Review(files, _prompt(), click.echo).go_through(waiting(files, chosen))
    click.echo(f"{left} left to review." if left else "Everything is reviewed.")


def _prompt() -> Ask:
    from prompt_toolkit import prompt  # noqa: PLC0415  # only an interactive review needs it
    from prompt_toolkit.completion import WordCompleter  # noqa: PLC0415

    def ask(question: str, words: Sequence[str]) -> str:
        completer = WordCompleter(list(words), sentence=False, match_middle=True) if words else None
        return str(prompt(question, completer=completer))

    return ask


@dataclass
class Review:
    """One sitting."""

    files: Files
    ask: Ask
    show: Callable[[str], None]
    done: list[tuple[int, Path, str, str]] = field(default_factory=list)
    """What was written, the last one last: at which item, file, text before and after."""

    def go_through(self, items: Sequence[Waiting]) -> int:
        """Ask about each item; how many are left unreviewed."""
        at, handled = 0, set[int]()
        while at < len(items):
            try:
                answer = self._one(at, items[at], f"[{at + 1}/{len(items)}] {_HELP}: ")
            except (EOFError, KeyboardInterrupt):
                answer = "q"
            if answer == "q":
                break
            if answer == "u":
                back = self._undo()
                handled.discard(back if back is not None else -1)
                at = at if back is None else back
            elif answer in {"a", "r"}:
                handled.add(at)
                at += 1
            elif answer == "n":
                at += 1
        return len(items) - len(handled)

    def _one(self, number: int, one: Waiting, question: str) -> str:
        """Show the item, ask, and write what was answered; the letter of what is to happen next."""
        for line in describe(one):
            self.show(printable(line))
        answer = self.ask(question, ()).strip().lower() or "n"
        key = {"s": "speaker", "d": "date", "t": "status", "c": "actors", "p": "place"}.get(answer)
        if key in ("date", "status", "actors", "place") and isinstance(one.item, Quote):
            self.show(f"a quote has no {key}")
            return ""
        if key == "speaker" and isinstance(one.item, Event):
            self.show("an event has no speaker")
            return ""
        if answer == "a":
            return self._write(number, one, lambda text: accept(text, one.path, one.section, one.item.id), "a")
        if answer == "r":
            return self._write(number, one, lambda text: reject(text, one.path, one.section, one.item.id), "r")
        if key is None:
            return answer if answer in {"n", "u", "q"} else ""
        actors = [actor.id for actor in self.files.actors]
        words = {"status": STATUSES, "date": ()}.get(key, actors)
        typed = self.ask(f"{key}: ", list(words)).replace(",", " ").split()
        value: str | list[str] = typed if key == "actors" else " ".join(typed)

        def corrected(text: str) -> str:
            changed = change(text, one.path, one.section, one.item.id, key, value)
            return accept(changed, one.path, one.section, one.item.id)

        return self._write(number, one, corrected, "a")

    def _write(self, number: int, one: Waiting, edit: Callable[[str], str], answer: str) -> str:
        try:
            with one_writer(self.files.root):
                before = read_text(one.path)
                after = edit(before)
                write_atomically(one.path, after, expected=before.encode("utf-8"))
        except KeyError:
            self.show("nothing was written: the item is not in the file any more")
            return ""
        except (CorpusError, OSError) as error:
            self.show(f"nothing was written: {error}")
            return ""
        self.done.append((number, one.path, before, after))
        return answer

    def _undo(self) -> int | None:
        """Take back the last answer; the item it was given to, None if there is nothing to take back."""
        if not self.done:
            self.show("there is nothing to undo")
            return None
        at, path, before, after = self.done[-1]
        try:
            with one_writer(self.files.root):
                write_atomically(path, before, expected=after.encode("utf-8"))
        except CorpusError as error:
            self.show(f"nothing was undone: {error}")
            return None
        except OSError as error:
            self.done.pop()  # so that what was done before it can still be taken back
            self.show(f"nothing was undone: {error}")
            return None
        self.done.pop()
        return at


def describe(one: Waiting) -> list[str]:
    """The item in a few lines: where it stands, what it says, the paragraph it rests on with its words in brackets."""
    item = one.item
    if isinstance(item, Quote):
        says = f"{item.kind} quote {item.id} of {item.speaker or ', '.join(item.speakers) or 'nobody named'}"
    else:
        parts = [
            item.date or "no date",
            item.status,
            ", ".join(item.actors) or "nobody named",
            item.place or "no place",
        ]
        says = f"event {item.id}: {item.title} ({'; '.join(parts)})"
    return ["", f"{one.path}:{line_of(one)}", f"  {says}", *(f"  {line}" for line in _context(one))]


def _context(one: Waiting) -> list[str]:
    text = one.article.text
    spans = sorted((s.start, s.end) for s in _spans(one.item) if s.is_placed)
    if not spans:
        return ["its words do not stand in the article any more"]
    lines = []
    for passage in one.article.passages:
        inner = [(start, end) for start, end in spans if passage.start <= start < passage.end]
        if inner:
            parts, done = [f"p {passage.name}: "], passage.start
            for start, end in inner:
                parts += [text[done:start], "[", text[start:end], "]"]
                done = end
            lines.append("".join([*parts, text[done : passage.end]]))
    return lines


def _spans(item: Quote | Event) -> Sequence[Span]:
    return item.content if isinstance(item, Quote) else (item.evidence,)
