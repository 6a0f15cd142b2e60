"""What stands in the corpus already, nearly, is flagged and linked."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from annotate.corpus.article import read_article
from annotate.exchange.likeness import Likeness, runs
from tests.exchange.documents import report_on
from tests.exchange.samples import LEAD, MORE, SAID

REPORT = f"{LEAD}\n\n{SAID}\n\n{MORE}\n"


def document(text: str, publisher: str, title: str = "Ministers agree on a ferry") -> str:
    return f"---\ntitle: {title}\ndate: 2025-03-03\npublisher: {publisher}\n---\n\n{text}"


def test_a_wire_copy_is_flagged_and_linked_to_the_first(tmp_path: Path) -> None:
    report_on(tmp_path, document(REPORT, "The Quay"), "a.md")
    report = report_on(tmp_path, document(f"{LEAD}\n\n{SAID}\n", "Harbour Post", "Ferry is back"), "b.md")
    (alike,) = report.outcomes[0].alike
    assert (alike.article_id, alike.kind, alike.overlap) == ("2025-03-03-ministers-agree-on-a-ferry", "wire-copy", 1.0)
    assert report.outcomes[0].article is not None
    extra = read_article(report.outcomes[0].article).front_matter.extra
    assert extra == {"wire_copy_of": ["2025-03-03-ministers-agree-on-a-ferry"]}


def test_a_later_version_of_one_publisher_is_a_near_duplicate(tmp_path: Path) -> None:
    report_on(tmp_path, document(REPORT, "The Quay"), "a.md")
    later = document(f"{REPORT}\nThe lighthouse keeper was not asked.\n", "The Quay", "Ferry is back, keeper unasked")
    report = report_on(tmp_path, later, "b.md")
    assert [alike.kind for alike in report.outcomes[0].alike] == ["near-duplicate"]


def test_another_report_of_the_same_event_is_not_flagged(tmp_path: Path) -> None:
    report_on(tmp_path, document(REPORT, "The Quay"), "a.md")
    other = (
        "Boats will cross the strait again. After months of quarrel the two governments found a way to share the cost, "
        "officials told reporters on Monday evening, and the first passengers are expected within the week.\n"
    )
    report = report_on(tmp_path, document(other, "Harbour Post", "Boats cross again"), "b.md")
    assert report.outcomes[0].alike == ()


def test_flags_are_found_between_documents_of_one_import(tmp_path: Path) -> None:
    rows = "title,date,publisher,text\n" + "".join(
        f'{title},2025-03-03,{paper},"{LEAD} {SAID} {MORE}"\n' for title, paper in (("One", "A"), ("Two", "B"))
    )
    report = report_on(tmp_path, rows, "a.csv")
    assert [len(outcome.alike) for outcome in report.outcomes] == [0, 1]


words = st.lists(
    st.sampled_from(["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p"]),
    min_size=60,
    max_size=200,
).map(" ".join)


@given(words)
def test_case_and_punctuation_make_no_difference(text: str) -> None:
    assert runs(text.upper().replace(" ", ", ")) == runs(text)


@given(words)
def test_a_text_is_wholly_like_itself(text: str) -> None:
    held = Likeness()
    held.add("a", text, "")
    found = held.like(text, "")
    assert all(alike.overlap == 1 for alike in found)
