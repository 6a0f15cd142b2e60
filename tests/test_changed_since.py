"""A run that reads only what has changed leaves the very files that a run without any memory leaves."""

from __future__ import annotations

import datetime
import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate import contributions, desk, workflow
from annotate.corpus.annotations import Annotations, Entity, Event, Mention, Quote, Span
from annotate.corpus.article import Article, read_article
from annotate.language.annotating import Setup
from annotate.last_run import STATE

SENTENCES = (
    "Ada Lind met Ivo Petz in Norway on 2025-03-04.",
    "Lind met Petz on 2025-03-04.",
    "Petz met Ruiz in Chad on 2025-03-09.",
    "Foreign Minister Eva Ruiz spoke of Norway.",
    "“We go on,” Ruiz said.",
    "Nothing else came of it.",
)
_NAME = re.compile(r"(?:Ada |Ivo |Eva )?(?:Lind|Petz|Ruiz)|Norway|Chad")


def toy(setup: Setup, articles: Sequence[Article]) -> list[Annotations]:
    """An annotator of names, quotes and meetings that needs no time."""
    return [_found(article) for article in articles]


def _found(article: Article) -> Annotations:
    names: dict[str, list[Mention]] = {}
    quotes, events = [], []
    for passage in article.passages:

        def span(start: int, end: int, kind: type[Span] = Span, passage: object = passage) -> Span:
            text = passage.text[start:end]  # type: ignore[attr-defined]
            first = passage.start + start  # type: ignore[attr-defined]
            return kind(p=passage.name, text=text).placed(first, first + len(text))  # type: ignore[attr-defined]

        for found in _NAME.finditer(passage.text):
            names.setdefault(found[0], []).append(span(*found.span(), kind=Mention))  # type: ignore[arg-type]
        for found in re.finditer(r"“(.*?),” (\w+) said", passage.text):
            quote = Quote(
                id=f"q{len(quotes) + 1}", kind="direct", content=(span(*found.span(1)),), speaker=_id(found[2])
            )
            quotes.append(quote)
        for found in re.finditer(r"([\w ]+) met ([\w ]+?)(?: in (\w+))? on (\S{10})", passage.text):
            who = (_id(found[1]), _id(found[2]))
            place = _id(found[3]) if found[3] else None
            events.append(
                Event(id=f"e{len(events) + 1}", title=f"{found[1]} meets {found[2]}", date=found[4], status="happened",
                      type="CONSULT", actors=who, place=place, evidence=span(*found.span()))
            )  # fmt: skip
    entities = tuple(
        Entity(actor=_id(name), label="GPE" if name in {"Norway", "Chad"} else "PERSON", mentions=tuple(mentions))
        for name, mentions in names.items()
    )
    return Annotations(article=article.id, entities=entities, quotes=tuple(quotes), events=tuple(events))


def _id(name: str) -> str:
    return name.lower().replace(" ", "-")


def write(root: Path, number: int, chosen: Sequence[int]) -> None:
    day = datetime.date(2025, 3, 5 + number)
    body = "\n\n".join(SENTENCES[n] for n in chosen)
    (root / f"{day}-report-{number}.md").write_text(f"---\ntitle: Report {number}\ndate: {day}\n---\n\n{body}\n")


def edit(root: Path, what: str, number: int, chosen: Sequence[int]) -> None:
    """One of the things that people do to a corpus."""
    sidecars = sorted(root.glob("2*.yaml"))
    sidecar = sidecars[number % len(sidecars)] if sidecars else root / "none.yaml"
    curated = root / ("actors.yaml" if number % 2 else "timeline.yaml")
    if what == "write":
        write(root, number, chosen)
    elif what == "delete":
        for path in list(root.glob(f"*-report-{number}.*")):
            path.unlink()
    elif what == "lone":
        for path in list(root.glob(f"*-report-{number}.md")):
            path.unlink()
    elif what == "break":
        for path in list(root.glob(f"*-report-{number}.md")):
            path.write_text("no front matter")
    elif what == "touch":
        for path in list(root.glob(f"*-report-{number}.md")):
            path.write_text(path.read_text())
    elif what == "author":
        for path in list(root.glob(f"*-report-{number}.md")):
            path.write_text(path.read_text().replace("\ndate:", "\nauthor: A. Reporter\ndate:", 1))
    elif what == "relink" and sidecar.exists():
        sidecar.write_text(sidecar.read_text().replace("actor: lind", "actor: lena-lind", 1))
    elif what == "drop event" and sidecar.exists():
        sidecar.write_text(re.sub(r"- id: e1\n(?:  .*\n)+", "", sidecar.read_text(), count=1))
    elif what == "spoil" and sidecar.exists():
        sidecar.write_text("entities: [")
    elif what == "remove sidecar" and sidecar.exists():
        sidecar.unlink()
    elif what == "accept" and curated.exists():
        curated.write_text(curated.read_text().replace("  proposed: true\n", "", 1))
    elif what == "strike" and curated.exists():
        curated.write_text(re.sub(r"^- id: .*\n(?:  .*\n)+", "", curated.read_text(), count=1, flags=re.MULTILINE))
    elif what == "retitle" and (root / "timeline.yaml").exists():
        path = root / "timeline.yaml"
        path.write_text(path.read_text().replace("title: ", "title: So it was that ", 1))


EDITS = st.tuples(
    st.sampled_from([
        "write", "write", "delete", "lone", "break", "touch", "author", "relink", "drop event", "spoil",
        "remove sidecar", "accept", "strike", "retitle",
    ]),
    st.integers(0, 5),
    st.lists(st.integers(0, len(SENTENCES) - 1), min_size=1, max_size=4),
)  # fmt: skip


def files(root: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in root.iterdir() if path.is_file()}


@pytest.fixture(scope="module", autouse=True)
def toy_annotator() -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(desk, "annotate_articles", toy)
        yield


@given(st.lists(st.lists(EDITS, min_size=1, max_size=3), min_size=1, max_size=4))
@settings(max_examples=12 if settings.default.max_examples < 1_000 else settings.default.max_examples)
def test_after_any_edits_a_run_leaves_what_a_run_from_nothing_leaves(
    rounds: list[list[tuple[str, int, list[int]]]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project" / "corpus"
        root.mkdir(parents=True)
        for number in range(4):
            write(root, number, [number, number + 1, 5])
        workflow.run(root)
        for edits in rounds:
            for what, number, chosen in edits:
                edit(root, what, number, chosen)
            if not list(root.glob("*.md")):
                write(root, 0, [0])
            fresh = Path(folder) / "fresh" / "corpus"
            shutil.copytree(root, fresh)
            problems = [(p.path.name, p.line, p.code) for p in workflow.run(root).problems]
            told = [(p.path.name, p.line, p.code) for p in workflow.run(fresh).problems]
            assert files(root) == files(fresh)
            assert sorted(problems) == sorted(told)
            assert workflow.run(root).changes == []
            shutil.rmtree(fresh.parent)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    root = tmp_path / "corpus"
    root.mkdir()
    for number in range(5):
        write(root, number, [number, 3, 5])
    workflow.run(root)
    return root


def test_only_the_article_that_changed_is_read(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def noted(path: Path) -> Article:
        read.append(path.stem)
        return read_article(path)

    monkeypatch.setattr(desk, "read_article", noted)
    monkeypatch.setattr(contributions, "read_article", noted)
    write(corpus, 2, [1, 2, 4])
    assert workflow.run(corpus).annotated >= 1
    assert set(read) == {"2025-03-07-report-2"}


def test_an_article_is_linked_to_somebody_new_without_being_annotated_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "corpus"
    root.mkdir()
    for number in range(3):
        write(root, number, [1, 5])  # Lind and Petz, by their surnames alone
    workflow.run(root)
    before = files(root)
    annotated: list[str] = []

    def noted(setup: Setup, articles: Sequence[Article]) -> list[Annotations]:
        annotated.extend(article.id for article in articles)
        return toy(setup, articles)

    monkeypatch.setattr(desk, "annotate_articles", noted)
    write(root, 3, [0])  # in full
    assert workflow.run(root).annotated == 1
    assert annotated == ["2025-03-08-report-3"]
    linked = {name for name, text in files(root).items() if "ada-lind" in text and text != before.get(name)}
    assert {f"2025-03-0{day}-report-{day - 5}.yaml" for day in (5, 6, 7, 8)} <= linked


def test_what_would_change_is_told_without_leaving_anything(corpus: Path) -> None:
    state = corpus.parent / STATE
    before = state.read_bytes()
    write(corpus, 2, [1, 2, 4])
    kept = files(corpus)
    would = {change.path.name: change.after for change in workflow.run(corpus, write=False).changes}
    assert would
    assert (files(corpus), state.read_bytes()) == (kept, before)
    workflow.run(corpus)
    assert files(corpus) == kept | would


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0 torn"])
def test_a_memory_that_is_torn_or_lost_costs_only_time(corpus: Path, content: bytes) -> None:
    state = corpus.parent / STATE
    kept = files(corpus)
    state.write_bytes(content)
    (corpus / "2025-03-05-report-0.md").touch()
    (corpus.parent / ".cache" / "annotate" / "settled").unlink()
    assert workflow.run(corpus).changes == []
    assert files(corpus) == kept
