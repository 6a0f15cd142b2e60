"""Renaming, merging and splitting actors: exactly the lines that must change, comments kept, and back again."""

from __future__ import annotations

import difflib
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

from annotate.cli import main
from annotate.corpus.checking import check
from annotate.corpus.folder import read_folder
from benchmarks.corpus_folder import write_corpus

# At night: pytest --hypothesis-profile=nightly
ARTICLES = 500 if settings.default.max_examples >= 10_000 else 40


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("made") / "corpus"
    write_corpus(root, ARTICLES)
    return root


@pytest.fixture
def corpus(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "corpus"))


def actors(corpus: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["actors", *arguments, "--corpus", str(corpus)])


def texts(corpus: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(corpus.iterdir()) if path.is_file()}


def changed(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """The lines taken out and put in, without those of the annotator's memory."""
    lines = []
    for name, text in before.items():
        parts = [t.split("machine:")[0].splitlines() for t in (text, after[name])]
        found = difflib.unified_diff(*parts, n=0, lineterm="")
        lines += [line for line in found if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    return lines


def most_named(corpus: Path, number: int = 0) -> str:
    files = read_folder(corpus)
    times: dict[str, int] = {}
    for said in files.annotations.values():
        for entity in said.entities:
            times[entity.actor or ""] = times.get(entity.actor or "", 0) + 1
    return sorted(times, key=lambda actor: (-times[actor], actor))[number]


def commented(corpus: Path) -> dict[str, str]:
    """A comment of its own at the end of every line that names an actor, in all files; what stands in them then."""
    number = 0
    for path in sorted(corpus.glob("*.yaml")):
        body, machine, memory = path.read_text(encoding="utf-8").partition("machine:")
        lines = body.split("\n")
        for at, line in enumerate(lines):
            if re.match(r"(- | {2})(id|actor|speaker|actors): ", line):
                number += 1
                lines[at] = f"{line}  # comment {number}."
        path.write_text("\n".join(lines) + machine + memory, encoding="utf-8")
    assert number > 4 * ARTICLES
    return texts(corpus)


def comments(files: dict[str, str]) -> list[str]:
    return sorted(found for text in files.values() for found in re.findall(r"# comment \d+\.", text))


def where_named(files: dict[str, str], actor: str) -> dict[str, list[int]]:
    """By file of annotations or the timeline, the numbers of the lines that refer to the actor."""
    token = re.compile(rf"(?<![\w-]){re.escape(actor)}(?![\w-])")
    return {
        name: found
        for name, text in files.items()
        if name.endswith(".yaml") and name != "actors.yaml"
        for found in [[n for n, line in enumerate(body(text)) if token.search(line)]]
        if found
    }


def body(text: str) -> list[str]:
    return text.partition("\nmachine:")[0].split("\n")


@pytest.mark.parametrize("what", ["rename", "merge", "split"])
def test_exactly_the_lines_that_must_change_do_and_every_comment_stays(corpus: Path, what: str) -> None:
    one, other = most_named(corpus), most_named(corpus, 1)
    before = commented(corpus)
    named = where_named(before, one)
    articles = [name.removesuffix(".yaml") for name in named if name != "timeline.yaml"][::2]
    said = {
        "rename": ["rename", one, "a-new-id"],
        "merge": ["merge", one, other],
        "split": ["split", one, "a-new-id", *articles, "--name", "Somebody Else"],
    }[what]
    result = actors(corpus, *said)
    assert result.exit_code == 0, result.output
    after, new = texts(corpus), other if what == "merge" else "a-new-id"
    assert comments(after) == comments(before)
    assert check(read_folder(corpus)) == []
    assert before.keys() == after.keys()
    for name in before.keys() - {"actors.yaml"}:
        was, now = body(before[name]), body(after[name])
        assert len(was) == len(now), name
        changed = [n for n, (old, line) in enumerate(zip(was, now, strict=True)) if old != line]
        if what != "split":
            assert changed == named.get(name, []), name
        else:
            told = name == "timeline.yaml" or name.removesuffix(".yaml") in articles
            assert set(changed) <= set(named.get(name, [])), name
            assert bool(changed) == told, name
        for n in changed:
            assert now[n] in (
                was[n].replace(one, new),
                was[n].replace(f"{one}, ", ""),
                was[n].replace(f", {one}", ""),
            ), name
    items = [
        set(text.partition("\nmachine:")[0].split("\n- ")) for text in (before["actors.yaml"], after["actors.yaml"])
    ]
    touched = {item.split("\n")[0].partition("  #")[0].removeprefix("id: ") for item in items[0] ^ items[1]}
    assert touched - {new} == ({one} if what != "split" else touched & {one})


def test_a_rename_changes_the_lines_that_name_it_and_no_other(corpus: Path) -> None:
    old, before = most_named(corpus), texts(corpus)
    assert actors(corpus, "rename", old, "a-new-id").exit_code == 0
    lines = changed(before, texts(corpus))
    out, into = ([line[1:] for line in lines if line[0] == sign] for sign in "-+")
    assert sorted(line.replace(old, "a-new-id") for line in out) == sorted(
        line for line in into if "formerly" not in line
    )
    assert [line for line in into if "formerly" in line] == [f"  formerly: [{old}]"]
    assert check(read_folder(corpus)) == []


def test_a_merge_leaves_one_actor_with_both_names(corpus: Path) -> None:
    gone, kept = most_named(corpus), most_named(corpus, 1)
    names = {actor.id: actor.name for actor in read_folder(corpus).actors}
    assert actors(corpus, "merge", gone, kept).exit_code == 0
    found = {actor.id: actor for actor in read_folder(corpus).actors}
    assert gone not in found
    assert (names[gone] in found[kept].aliases, found[kept].formerly) == (True, (gone,))
    assert check(read_folder(corpus)) == []
    for entry in read_folder(corpus).entries:
        assert len(set(entry.actors)) == len(entry.actors)


def test_a_split_changes_the_articles_named_and_their_entries(corpus: Path) -> None:
    actor = most_named(corpus)
    files = read_folder(corpus)
    naming = [i for i, said in files.annotations.items() if any(e.actor == actor for e in said.entities)]
    chosen, others = naming[:1], naming[1:]
    before = texts(corpus)
    result = actors(corpus, "split", actor, "somebody-else", *chosen, "--name", "Somebody Else")
    assert result.exit_code == 0
    assert check(read_folder(corpus)) == []
    after = texts(corpus)
    assert {name for name in before if before[name] != after[name]} == {
        f"{chosen[0]}.yaml",
        "actors.yaml",
        "timeline.yaml",
    }
    said = read_folder(corpus).annotations
    assert all(any(e.actor == actor for e in said[i].entities) for i in others)
    assert {e.actor for e in said[chosen[0]].entities} >= {"somebody-else"}


@pytest.mark.parametrize(
    "arguments",
    [("rename", "{0}", "a-new-id"), ("merge", "{0}", "{1}"), ("split", "{0}", "b", "{article}", "--name", "B")],
)
def test_every_change_can_be_taken_back_to_the_byte(corpus: Path, arguments: tuple[str, ...]) -> None:
    first, second = most_named(corpus), most_named(corpus, 1)
    annotations = read_folder(corpus).annotations
    article = next(i for i, said in annotations.items() if any(e.actor == first for e in said.entities))
    before = texts(corpus)
    assert actors(corpus, *(a.format(first, second, article=article) for a in arguments)).exit_code == 0
    assert texts(corpus) != before
    assert actors(corpus, "undo").exit_code == 0
    assert texts(corpus) == before
    assert actors(corpus, "undo").exit_code == 2


def test_what_was_changed_since_is_not_overwritten_by_taking_back(corpus: Path) -> None:
    old = most_named(corpus)
    actors(corpus, "rename", old, "a-new-id")
    registry = corpus / "actors.yaml"
    registry.write_text(registry.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    before = texts(corpus)
    result = actors(corpus, "undo")
    assert (result.exit_code, "changed since" in result.output) == (2, True)
    assert texts(corpus) == before


def test_comments_stay_also_those_of_an_actor_that_goes(corpus: Path) -> None:
    gone, kept = most_named(corpus), most_named(corpus, 1)
    registry = corpus / "actors.yaml"
    text = registry.read_text(encoding="utf-8")
    text = text.replace(f"- id: {gone}\n", f"# above\n- id: {gone}  # at its id\n  # within\n")
    registry.write_text(text.replace(f"- id: {kept}\n", f"- id: {kept}  # kept\n"), encoding="utf-8")
    assert actors(corpus, "merge", gone, kept).exit_code == 0
    after = registry.read_text(encoding="utf-8")
    for comment in ("# above", "# at its id", "# within", f"- id: {kept}  # kept"):
        assert comment in after
    assert check(read_folder(corpus)) == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("rename", "nobody-at-all", "x"), "there is no actor"),
        (("rename", "{0}", "{1}"), "is taken"),
        (("rename", "{0}", "No Id"), "is no id"),
        (("merge", "{0}", "{0}"), "into itself"),
        (("split", "{0}", "b", "no-such-article", "--name", "B"), "no such article"),
        (("split", "{0}", "B!", "x", "--name", "B"), "should match"),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_written(
    corpus: Path, arguments: tuple[str, ...], says: str
) -> None:
    before = texts(corpus)
    names = (most_named(corpus), most_named(corpus, 1))
    result = actors(corpus, *(a.format(*names) for a in arguments))
    assert result.exit_code == 2
    assert says in result.output
    assert texts(corpus) == before


def test_actors_are_listed_with_where_they_are_named(corpus: Path) -> None:
    actor = most_named(corpus)
    line = next(line for line in actors(corpus, "list").output.splitlines() if line.startswith(f"{actor}: "))
    assert ", person" in line
    assert "article(s), 20" in line
    told = actors(corpus, "propose", actor).output
    assert told.startswith(f"{actor}: ")
    assert "  named " in told
    assert " article(s): " in told
