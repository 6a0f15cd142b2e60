from pathlib import Path

import pytest

from annotate.corpus.checking import check
from annotate.corpus.folder import read_folder
from annotate.corpus.problems import CorpusError
from tests.corpus.talks import ACTORS, ARTICLE, SIDECAR, TIMELINE


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for name, text in {
        "talks.md": ARTICLE, "talks.yaml": SIDECAR, "actors.yaml": ACTORS, "timeline.yaml": TIMELINE,
    }.items():  # fmt: skip
        (tmp_path / name).write_text(text)
    return tmp_path


def change(corpus: Path, name: str, old: str, new: str) -> None:
    text = (corpus / name).read_text()
    assert old in text
    (corpus / name).write_text(text.replace(old, new, 1))


def findings(corpus: Path) -> list[str]:
    return [str(problem).removeprefix(f"{corpus}/") for problem in check(read_folder(corpus))]


def test_a_sound_corpus_has_no_findings(corpus: Path) -> None:
    assert findings(corpus) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "finding"),
    [
        ("talks.yaml", "actor: mara-lind", "actor: mara-lint", "talks.yaml:3:3: unknown-actor: 'mara-lint' is not in actors.yaml; did you mean 'mara-lind'?"),
        ("talks.yaml", "text: Friday", "text: Fryday", "talks.yaml:8:3: lost-anchor: 'Fryday' does not stand in paragraph 1; p: 1 has 'Friday'"),
        ("talks.yaml", "{p: 1, text: Friday", "{p: 2, text: Friday", "talks.yaml:8:3: lost-anchor: 'Friday' does not stand in paragraph 2; the words stand in p: 1"),
        ("talks.yaml", "text: Friday", "text: Friday, n: 2", "talks.yaml:8:3: lost-anchor: 'Friday' stands 1 time(s) in paragraph 1, there is no number 2; write n: 1 or less"),
        ("talks.yaml", "{p: 1, text: Friday", "{p: 9, text: Friday", "talks.yaml:8:3: lost-anchor: 'Friday' cannot be found: no paragraph 9; the words stand in p: 1"),
        ("talks.yaml", "article: talks", "article: walks", "talks.yaml:1:1: wrong-article: the file says it belongs to 'walks'; write article: talks"),
        ("talks.yaml", "status: happened", "status: hapened", "talks.yaml:12:3: unknown-value: 'hapened' is not one of 'happened', 'planned', 'postponed', 'cancelled', 'conditional' or 'denied'; did you mean 'happened'?"),
        ("talks.yaml", "  status: happened\n", "\tstatus: happened\n", "talks.yaml:12:1: yaml-syntax: a tab stands where YAML allows only spaces; indent with spaces"),
        ("timeline.yaml", "talks#e1", "talks#e2", "timeline.yaml:6:13: unknown-report: no article has the event 'talks#e2'; did you mean 'talks#e1'?"),
        ("actors.yaml", "type: person}", "type: person, part_of: lindland}", "actors.yaml:2:50: unknown-actor: 'lindland' is not in actors.yaml; add it to actors.yaml, or take an id that stands there"),
    ],
)  # fmt: skip
def test_each_fault_is_one_line_with_its_place_and_what_would_be_right(
    corpus: Path, name: str, old: str, new: str, finding: str
) -> None:
    change(corpus, name, old, new)
    assert finding in findings(corpus)


def test_all_faults_of_all_files_come_in_one_run(corpus: Path) -> None:
    change(corpus, "talks.yaml", "actor: mara-lind", "actor: nobody")
    change(corpus, "talks.yaml", "text: Friday", "text: Sunday")
    change(corpus, "timeline.yaml", "status: happened", "status: happend")
    (corpus / "other.md").write_text("no front matter")
    (corpus / "third.md").write_text(ARTICLE)
    (corpus / "fourth.yaml").write_text("article: fourth\n")
    codes = {finding.split(" ")[1] for finding in findings(corpus)}
    assert codes >= {
        "unknown-actor:",
        "lost-anchor:",
        "unknown-value:",
        "no-front-matter:",
        "no-sidecar:",
        "no-article:",
    }


def test_ids_that_stand_twice_are_named_with_the_first_line(corpus: Path) -> None:
    event = SIDECAR[SIDECAR.index("- id: e1") :]
    (corpus / "talks.yaml").write_text(SIDECAR + event)
    (corpus / "actors.yaml").write_text(ACTORS + "- {id: mara-lind, name: Other, type: person}\n")
    assert [f for f in findings(corpus) if "twice" in f] == [
        "actors.yaml:3:4: id-twice: the actor 'mara-lind' stands twice; first on line 2",
        "talks.yaml:15:3: id-twice: the event 'e1' stands twice; first on line 10",
    ]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no-folder: there is no such folder"):
        read_folder(tmp_path / "nowhere")


def test_a_file_that_cannot_be_read_is_no_fault_of_those_that_refer_to_it(corpus: Path) -> None:
    change(corpus, "actors.yaml", "type: person", "type: persona")
    change(corpus, "talks.yaml", "article: talks", "article: [")
    assert [finding.split(" ")[1] for finding in findings(corpus)] == ["unknown-value:", "yaml-syntax:"]


def test_a_rule_is_switched_off_on_a_line_for_an_item_or_for_a_file(corpus: Path) -> None:
    change(corpus, "talks.yaml", "text: Friday", "text: Sunday")
    assert len(findings(corpus)) == 1
    change(corpus, "talks.yaml", "date: 2025-03-07}", "date: 2025-03-07}  # annotate: off lost-anchor")
    assert findings(corpus) == []
    change(corpus, "talks.yaml", "  # annotate: off lost-anchor", "")
    change(corpus, "talks.yaml", "times:\n", "times:\n# annotate: off status-date, lost-anchor\n")
    assert findings(corpus) == []
    change(corpus, "talks.yaml", "# annotate: off status-date, lost-anchor\n", "")
    change(corpus, "talks.yaml", "article: talks", "# annotate: off-file lost-anchor\narticle: talks")
    assert findings(corpus) == []


def test_a_comment_above_an_item_covers_all_its_lines_and_no_other(corpus: Path) -> None:
    change(
        corpus,
        "talks.yaml",
        "  evidence: {p: 1, text: Mara Lind met … on Friday.}",
        "  evidence: {p: 1, text: nothing}",
    )
    change(corpus, "talks.yaml", "- id: e1", "# annotate: off lost-anchor\n- id: e1")
    assert findings(corpus) == []
    change(corpus, "talks.yaml", "text: Friday", "text: Sunday")
    assert [f.split(" ")[1] for f in findings(corpus)] == ["lost-anchor:"]


def test_a_rule_is_switched_off_for_an_article_in_its_front_matter(corpus: Path) -> None:
    (corpus / "more.md").write_text(ARTICLE.replace("title:", "# annotate: off-file no-sidecar\ntitle:"))
    assert findings(corpus) == []
    (corpus / "more.md").write_text(ARTICLE + "\n# annotate: off-file no-sidecar\n")
    assert [f.split(" ")[1] for f in findings(corpus)] == ["no-sidecar:"]


def test_switching_off_a_rule_that_is_none_is_a_finding(corpus: Path) -> None:
    change(corpus, "talks.yaml", "article: talks", "article: talks  # annotate: off lost-ancor")
    assert findings(corpus) == [
        "talks.yaml:1:33: unknown-rule: there is no rule 'lost-ancor'; did you mean 'lost-anchor'?"
    ]


def test_what_makes_a_file_unreadable_cannot_be_switched_off(corpus: Path) -> None:
    change(corpus, "talks.yaml", "article: talks", "# annotate: off-file equal-key\narticle: talks\narticle: talks")
    assert "equal-key:" in [f.split(" ")[1] for f in findings(corpus)]
