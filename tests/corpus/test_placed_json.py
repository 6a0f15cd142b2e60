"""What is found in a text, kept with its offsets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotate.corpus.annotations import Annotations, Entity, Event, Mention, Quote, Span, Time
from annotate.corpus.text.placed_json import from_json, to_json
from annotate.corpus.text.placing import spans

PLACES = st.tuples(st.integers(0, 10_000), st.integers(1, 90)).map(lambda at: (at[0], at[0] + at[1]))
WORDS = st.text(min_size=1, max_size=20)
PASSAGES = st.integers(1, 40) | st.sampled_from(["title", "subtitle"])


def placed(kind: type[Span]) -> st.SearchStrategy[Span]:
    made = st.builds(kind, p=PASSAGES, text=WORDS, n=st.integers(1, 3))
    return st.tuples(made, PLACES).map(lambda both: both[0].placed(*both[1]))


def some(kind: type[Span]) -> st.SearchStrategy[tuple[Span, ...]]:
    return st.lists(placed(kind), min_size=1, max_size=3).map(tuple)


ANNOTATIONS = st.builds(
    Annotations,
    article=st.just("talks"),
    entities=st.lists(
        st.builds(Entity, actor=st.none() | st.just("mara-lind"), label=st.just("PERSON"), mentions=some(Mention))
    ).map(tuple),
    times=st.lists(
        st.tuples(placed(Time), st.sampled_from(["DATE", "TIME", "DURATION", "SET"]), WORDS).map(
            lambda time: time[0].as_timex(time[1], time[2])  # type: ignore[attr-defined]
        )
    ).map(tuple),
    quotes=st.lists(
        st.builds(Quote, id=st.just("q1"), kind=st.just("mixed"), content=some(Span), source=placed(Span), cue=st.none())
    ).map(tuple),
    events=st.lists(
        st.builds(
            Event, id=st.just("e1"), title=WORDS, status=st.just("planned"), type=st.just("CONSULT"),
            evidence=placed(Span), also=some(Span), score=st.none() | st.floats(0, 1),
        )
    ).map(tuple),
)  # fmt: skip


@given(ANNOTATIONS)
def test_everything_comes_back_as_it_was_with_its_offsets_and_kinds(found: Annotations) -> None:
    back = from_json(to_json(found))
    assert back == found
    assert [(s.start, s.end) for _, s in spans(back)] == [(s.start, s.end) for _, s in spans(found)]
    assert [(time.kind, time.timex) for time in back.times] == [(time.kind, time.timex) for time in found.times]
