from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest

from annotate.cli.review import Review
from annotate.corpus.changing.reviewing import accept, change, reject, waiting
from annotate.corpus.folder import read_folder
from annotate.corpus.keeping.locking import one_writer
from annotate.corpus.problems import CorpusError

PATH = Path("talks.yaml")
ARTICLE = "---\ntitle: Talks\ndate: 2025-03-08\n---\n“We agree,” Lind said. The two met on Friday.\n"
TEXT = """\
article: talks
quotes:
- id: q1  # sure?
  speaker: lind
  kind: direct
  content:
  - {p: 1, text: "We agree,"}

# about the meeting
events:
- {id: e1, title: The two met, status: happened, type: CONSULT, evidence: {p: 1, text: The two met}}
- id: e2
  title: Another
  status: planned
  type: OTHER
  evidence: {p: 1, text: Friday}
"""


def test_accepting_adds_one_line_and_moves_nothing_else() -> None:
    new = accept(TEXT, PATH, "quotes", "q1")
    assert new == TEXT.replace('"We agree,"}\n', '"We agree,"}\n  reviewed: true\n')
    assert accept(new, PATH, "quotes", "q1") == new


def test_accepting_an_item_in_braces_and_at_the_end_of_a_file() -> None:
    assert "text: The two met}, reviewed: true}\n" in accept(TEXT, PATH, "events", "e1")
    assert accept(TEXT.rstrip("\n"), PATH, "events", "e2") == TEXT + "  reviewed: true\n"


def test_windows_line_ends_stay() -> None:
    windows = "\ufeff" + TEXT.replace("\n", "\r\n")
    assert accept(windows, PATH, "quotes", "q1") == "\ufeff" + accept(TEXT, PATH, "quotes", "q1").replace("\n", "\r\n")


def test_rejecting_takes_the_item_out_and_leaves_the_comments_around_it() -> None:
    new = reject(TEXT, PATH, "quotes", "q1")
    assert new == TEXT[: TEXT.index("- id: q1")] + TEXT[TEXT.index("\n# about") :]


def test_correcting_changes_one_value_or_adds_its_line() -> None:
    assert change(TEXT, PATH, "quotes", "q1", "speaker", "petz") == TEXT.replace("speaker: lind", "speaker: petz")
    assert "  evidence: {p: 1, text: Friday}\n  date: 2025-03\n" in change(
        TEXT, PATH, "events", "e2", "date", "2025-03"
    )
    assert ", actors: [lind, petz]}\n" in change(TEXT, PATH, "events", "e1", "actors", ["lind", "petz"])
    assert change(TEXT, PATH, "quotes", "q1", "speaker", "") == TEXT.replace("  speaker: lind\n", "")


def test_a_value_that_cannot_be_is_refused() -> None:
    with pytest.raises(CorpusError, match="no EDTF date"):
        change(TEXT, PATH, "events", "e2", "date", "next week")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "talks.md").write_text(ARTICLE)
    (tmp_path / "talks.yaml").write_text(TEXT)
    (tmp_path / "actors.yaml").write_text("actors:\n- {id: lind, name: Lind, type: person}\n")
    return tmp_path


def review(corpus: Path, *answers: str) -> tuple[int, list[str], list[tuple[str, Sequence[str]]]]:
    shown: list[str] = []
    asked: list[tuple[str, Sequence[str]]] = []
    given: Iterator[str] = iter(answers)

    def ask(question: str, words: Sequence[str]) -> str:
        asked.append((question, words))
        answer = next(given, None)
        if answer is None:
            raise EOFError
        return answer

    files = read_folder(corpus)
    left = Review(files, ask, shown.append).go_through(waiting(files))
    return left, shown, asked


def test_a_review_shows_each_item_in_its_sentence_and_writes_at_once(corpus: Path) -> None:
    left, shown, asked = review(corpus, "a", "s", "r", "t", "cancelled")
    assert left == 0
    assert "  p 1: “[We agree,]” Lind said. The two met on Friday." in shown
    assert f"{corpus / 'talks.yaml'}:3" in shown
    text = (corpus / "talks.yaml").read_text()
    assert text.count("reviewed: true") == 2
    assert "e1" not in text
    assert "  status: cancelled\n" in text
    assert "planned" in asked[-1][1]


def test_the_next_review_goes_on_with_what_is_left(corpus: Path) -> None:
    assert review(corpus, "a")[0] == 2
    assert review(corpus, "n", "q")[0] == 2
    assert [one.item.id for one in waiting(read_folder(corpus))] == ["e1", "e2"]


def test_an_answer_can_be_taken_back(corpus: Path) -> None:
    left, _, _ = review(corpus, "a", "r", "u", "u", "u", "q")
    assert left == 3
    assert (corpus / "talks.yaml").read_text() == TEXT


def test_a_file_that_someone_else_changed_meanwhile_is_not_undone(corpus: Path) -> None:
    files = read_folder(corpus)
    answers = iter(["a", "u", "q"])

    def ask(question: str, words: Sequence[str]) -> str:
        answer = next(answers)
        if answer == "u":
            path = corpus / "talks.yaml"
            path.write_text(path.read_text() + "# mine\n")
        return answer

    shown: list[str] = []
    Review(files, ask, shown.append).go_through(waiting(files))
    assert any(line.startswith("nothing was undone") for line in shown)
    assert (corpus / "talks.yaml").read_text().endswith("# mine\n")


def test_an_answer_given_while_a_run_writes_is_refused_and_can_be_given_again(corpus: Path) -> None:
    files, shown = read_folder(corpus), list[str]()
    answers = iter(["a", "a", "q"])

    def ask(question: str, words: Sequence[str]) -> str:
        if any(line.startswith("nothing was written") for line in shown):
            running.close()
        return next(answers)

    with ExitStack() as running:
        running.enter_context(one_writer(corpus))
        left = Review(files, ask, shown.append).go_through(waiting(files))
    assert any("another annotate command is writing" in line for line in shown)
    assert left == 2
    assert (corpus / "talks.yaml").read_text().count("reviewed: true") == 1
