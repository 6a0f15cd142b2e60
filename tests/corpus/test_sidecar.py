from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.corpus.annotations import Annotations, Entity, Event, Mention, Quote, Span, Time
from annotate.corpus.article import Article, FrontMatter
from annotate.corpus.keeping.sidecar import parse_sidecar, refresh
from annotate.corpus.problems import CorpusError
from annotate.corpus.text.placing import lost, place, spans

S = TypeVar("S", bound=Span)
PATH = Path("corpus/talks.yaml")
BODY = "Mara Lind met Ivo Petz on Friday. “We will meet again,” Lind said.\n\nThe two will meet again on Monday."


def article(body: str = BODY) -> Article:
    return Article("talks", PATH.with_suffix(".md"), FrontMatter(title="Lind meets Petz", date="2025-03-08"), body)


def at(kind: type[S], text: str, within: Article, *, which: int = 0, **fields: object) -> S:
    start = -1
    for _ in range(which + 1):
        start = within.text.index(text, start + 1)
    passage = [p for p in within.passages if p.start <= start][-1]
    return kind(p=passage.name, text=text, **fields).placed(start, start + len(text))


def found(within: Article) -> Annotations:
    has_monday = "Monday" in within.text
    return Annotations(
        entities=(
            Entity(actor="mara-lind", label="PERSON", mentions=tuple(at(Mention, w, within) for w in ("Lind", "Mara Lind"))),
            Entity(actor="ivo-petz", label="PERSON", mentions=(at(Mention, "Ivo Petz", within),), score=0.7),
        ),
        times=(
            at(Time, "Friday", within, date="2025-03-07"),
            *((at(Time, "Monday", within, date="2025-03-10"),) if has_monday else ()),
        ),
        quotes=(
            Quote(
                id="q1", speaker="mara-lind", kind="direct", cue=at(Span, "said", within),
                source=at(Span, "Lind", within, which=2), content=(at(Span, "We will meet again,", within),),
            ),
        ),
        events=(
            Event(
                id="e1", title="Lind and Petz meet", date="2025-03-07", status="happened", type="CONSULT",
                actors=("mara-lind", "ivo-petz"), evidence=at(Span, "Mara Lind met Ivo Petz on Friday.", within),
            ),
        ),
    )  # fmt: skip


def first_run(body: str = BODY) -> str:
    return refresh(None, PATH, article(body), found(article(body)))


def test_a_sidecar_reads_like_a_page_of_notes() -> None:
    text = first_run()
    assert "- {p: 1, text: Friday, date: 2025-03-07}\n" in text
    assert "  source: {p: 1, text: Lind, n: 2}\n" in text
    assert "  actors: [mara-lind, ivo-petz]\n" in text
    assert "start" not in text


def test_what_is_written_is_read_back_with_every_span_in_its_place() -> None:
    written, _ = parse_sidecar(first_run(), PATH)
    placed = place(written, article())
    assert not list(lost(placed))
    assert [(s.start, s.end, s.text) for _, s in spans(placed)] == [
        (s.start, s.end, s.text) for _, s in spans(found(article()))
    ]


def test_a_second_run_changes_nothing() -> None:
    text = first_run()
    assert refresh(text, PATH, article(), found(article())) == text


def test_nothing_is_proposed_in_a_file_that_was_reviewed_as_a_whole() -> None:
    bare = f"article: {article().id}\nreviewed: true\n"
    assert refresh(bare, PATH, article(), found(article())) == bare
    assert refresh(bare.replace("true", "false"), PATH, article(), found(article())) != bare


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_a_person_changed_added_deleted_or_remarked_stays_byte_for_byte(newline: str) -> None:
    edited = (
        first_run()
        .replace("- {p: 1, text: Friday, date: 2025-03-07}", "- {p: 1,  text: 'Friday', date: 2025-03-06} # sure")
        .replace("- {p: 2, text: Monday, date: 2025-03-10}\n", "")
        .replace("\ntimes:\n", "\ntimes:\n# checked against the calendar\n- {p: title, text: Lind, date: 2025}\n")
        .replace("  status: happened\n", "  status: happened\n  reviewed: true\n")
        .replace("\n", newline)
    )
    assert refresh(edited, PATH, article(), found(article())) == edited


def test_untouched_items_follow_a_new_version_of_the_annotator() -> None:
    old = first_run()
    better = found(article())
    better = better.model_copy(
        update={"times": (better.times[0], better.times[1].model_copy(update={"date": "2025-03-17"}))}
    )
    new = refresh(old, PATH, article(), better)
    assert "text: Monday, date: 2025-03-17}" in new
    assert "2025-03-10" not in new


def test_what_is_found_no_more_goes_unless_a_person_touched_it() -> None:
    old = first_run().replace(
        "- {p: 1, text: Friday, date: 2025-03-07}", "- {p: 1, text: Friday, date: 2025-03-07} # keep"
    )
    new = refresh(old, PATH, article(), Annotations())
    assert "# keep" in new
    assert "Monday" not in new
    assert "e1" not in new.split("machine:")[0]


def test_items_follow_their_words_when_a_paragraph_is_put_before_them() -> None:
    longer = article("New first paragraph.\n\n" + BODY)
    new = refresh(first_run(), PATH, longer, found(longer))
    written, _ = parse_sidecar(new, PATH)
    assert not list(lost(place(written, longer)))
    assert [quote.id for quote in written.quotes] == ["q1"]


def test_a_deleted_item_stays_away_when_a_paragraph_is_put_before_it() -> None:
    longer = article("New first paragraph.\n\n" + BODY)
    deleted = first_run().replace("- {p: 2, text: Monday, date: 2025-03-10}\n", "")
    assert "Monday" not in refresh(deleted, PATH, longer, found(longer)).split("machine:")[0]


def test_an_id_is_never_used_again() -> None:
    text = first_run()
    start, end = text.index("- id: q1"), text.index("events:")
    without = text[:start] + text[end:]
    more = found(article())
    other = Quote(id="q1", kind="indirect", content=(at(Span, "The two will meet again", article()),))
    new = refresh(without, PATH, article(), more.model_copy(update={"quotes": (*more.quotes, other)}))
    written, _ = parse_sidecar(new, PATH)
    assert [(q.id, q.content[0].text) for q in written.quotes] == [("q2", "The two will meet again")]


def test_anchors_lost_in_a_changed_text_are_kept() -> None:
    edited = first_run().replace("text: Monday, date: 2025-03-10}", "text: Monday, date: 2025-03-10, reviewed: true}")
    changed = article(BODY.replace("Monday", "Tuesday"))
    new = refresh(edited, PATH, changed, found(changed))
    assert "- {p: 2, text: Monday, date: 2025-03-10, reviewed: true}\n" in new
    assert [span.text for _, span in lost(place(parse_sidecar(new, PATH)[0], changed))] == ["Monday"]


def test_a_broken_sidecar_is_never_written_to() -> None:
    with pytest.raises(CorpusError, match="equal-key"):
        refresh(first_run() + "times: []\n", PATH, article(), found(article()))


def test_a_list_in_one_line_is_a_persons_and_left_alone() -> None:
    text = "article: talks\ntext: x\ntimes: [{p: 1, text: Friday, date: 2025-03-06}]\n"
    assert "times: [{p: 1, text: Friday, date: 2025-03-06}]\n" in refresh(text, PATH, article(), found(article()))


def test_an_indented_list_takes_new_items_at_its_own_margin() -> None:
    text = "article: talks\ntext: x\ntimes:\n    - p: 1\n      text: Friday\n      date: 2025-03-06\n"
    new = refresh(text, PATH, article(), found(article()))
    assert "      date: 2025-03-06\n    - {p: 2, text: Monday, date: 2025-03-10}\n" in new


EDITS = st.lists(st.tuples(st.sampled_from(["delete", "comment", "space", "blank"]), st.integers(0, 60)), max_size=6)


@given(EDITS)
def test_whatever_lines_a_person_typed_are_there_after_two_runs(edits: list[tuple[str, int]]) -> None:
    lines = first_run().splitlines(keepends=True)
    body = next(i for i, line in enumerate(lines) if line.startswith("# What annotate wrote"))
    typed = []
    for kind, number in edits:
        where = 3 + number % (body - 3)
        if kind == "delete" and lines[where].startswith("- {"):
            lines[where] = ""
        elif kind == "comment" and lines[where] and not lines[where].startswith("#"):
            lines[where] = lines[where].replace("\n", f"  # mine {number};\n")
            typed.append(f"# mine {number};")
        elif kind == "blank":
            lines[where] = f"# note {number};\n" + lines[where]
            typed.append(f"# note {number};")
    text = "".join(lines)
    try:
        parse_sidecar(text, PATH)
    except CorpusError:
        return
    once = refresh(text, PATH, article(), found(article()))
    # A comment may have gone again with its line.
    assert all(line in once for line in typed if line in text)
    assert once == text
    assert refresh(once, PATH, article(), Annotations()).count("# mine") == once.count("# mine")


def test_a_date_that_was_deleted_stays_away_when_another_like_it_comes_above() -> None:
    deleted = first_run().replace("- {p: 1, text: Friday, date: 2025-03-07}\n", "")
    now = article(f"They left on Friday.\n\n{BODY}")
    again = refresh(deleted, PATH, now, both_fridays(now))
    assert "- {p: 1, text: Friday, date: 2025-03-07}\n" in again
    assert "{p: 2, text: Friday" not in again
    assert refresh(again, PATH, now, both_fridays(now)) == again


def both_fridays(within: Article) -> Annotations:
    times = tuple(at(Time, "Friday", within, which=which, date="2025-03-07") for which in (0, 1))
    return found(within).model_copy(update={"times": times})


def test_what_was_deleted_in_a_paragraph_is_not_proposed_in_another_like_it() -> None:
    deleted = first_run().replace("- {p: 1, text: Friday, date: 2025-03-07}\n", "")
    now = article(f"{BODY}\n\n{BODY}")
    again = refresh(deleted, PATH, now, both_fridays(now))
    assert "text: Friday, date" not in again
    assert refresh(again, PATH, now, both_fridays(now)) == again


def test_a_quote_that_was_deleted_stays_away_when_its_paragraph_and_the_annotator_change_at_once() -> None:
    text = first_run()
    start = text.index("- id: q1")
    deleted = text[:start] + text[text.index("events:") :]
    now = article(BODY.replace("Lind said.", "Lind said, and left."))
    less = found(now)
    quote = less.quotes[0].model_copy(update={"content": (at(Span, "will meet again,", now),)})
    again = refresh(deleted.replace("quotes:\n", "", 1), PATH, now, less.model_copy(update={"quotes": (quote,)}))
    assert 'will meet again,"}' not in again
    assert "q1 |" in again
