"""What pages work out before they are printed: charts, histories, threads, shelves, places, corrections."""

from __future__ import annotations

import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest

import annotate
from annotate.corpus.actors import Actor
from annotate.corpus.annotations import Annotations, Event, Quote, Span, Status
from annotate.corpus.article import Article, FrontMatter, read_article
from annotate.corpus.timeline import Entry
from annotate.site.cutting.periods import periods
from annotate.site.cutting.shelves import LONG, newest, shelve
from annotate.site.edition import Edition, environment
from annotate.site.pages import build, build_files
from annotate.site.shown.chart import chart
from annotate.site.shown.corrections import corrections
from annotate.site.shown.histories import history
from annotate.site.shown.places import locate
from annotate.site.shown.threads import Stories, Threads
from annotate.site.shown.topics import topics
from annotate.timeline.linked import Corpus

HAND_MADE = Path(__file__).parent / "fixtures" / "corpus"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return annotate.load(HAND_MADE)


def entry(name: str, when: str | None, status: Status = "happened", actors: tuple[str, ...] = ()) -> Entry:
    return Entry(id=name, title=name, date=when, status=status, type="CONSULT", actors=actors)


def article(folder: Path, day: str) -> Article:
    path = folder / f"{day}-report.md"
    path.write_text(f"---\ntitle: A report of {day}\ndate: {day}\n---\n\nThey met.\n", encoding="utf-8")
    return read_article(path)


def told(folder: Path, *tellings: tuple[str, Status, str | None]) -> tuple[Corpus, Entry]:
    """A corpus in which each article tells the same event: day of the article, status, date."""
    pairs = []
    for day, status, when in tellings:
        event = Event(
            id="e1", title="They meet", date=when, status=status, type="CONSULT", evidence=Span(p=1, text="They met.")
        )
        source = article(folder, day)
        pairs.append((source, Annotations(article=source.id, events=(event,))))
    whole = entry("meeting", None).model_copy(update={"reports": tuple(f"{a.id}#e1" for a, _ in pairs)})
    return Corpus.link(pairs, [], [whole]), whole


def test_a_history_leaves_out_reports_that_say_nothing_new(tmp_path: Path) -> None:
    linked, whole = told(
        tmp_path,
        ("2025-03-01", "planned", "2025-03-10"),
        ("2025-03-02", "planned", "2025-03-10"),
        ("2025-03-03", "planned", "2025-03"),
        ("2025-03-04", "planned", "2025-03-12"),
        ("2025-03-13", "happened", "2025-03-12"),
        ("2025-03-14", "happened", None),
    )
    assert [(str(step.told), step.words) for step in history(linked, whole)] == [
        ("2025-03-01", "announced for 10 March 2025"),
        ("2025-03-04", "announced for 12 March 2025"),
        ("2025-03-13", "reported to have taken place, 12 March 2025"),
    ]


def test_a_chart_places_events_in_order_and_leaves_far_ones_out() -> None:
    days = [date(2025, 1, 1) + timedelta(days=7 * n) for n in range(30)]
    near = [entry(f"e{n}", day.isoformat()) for n, day in enumerate(days)]
    drawn = chart({("Talks", ""): [entry("old", "1994-12-05"), *near, entry("far", "2071")]}, "2025-04-01")
    assert drawn is not None
    assert drawn.left_out == 2
    places = [spot.x for spot in drawn.lanes[0].spots]
    assert places == sorted(places)
    assert all(0 <= x <= 100 for x in places)
    assert len(places) == 30
    assert drawn.today is not None
    assert places[0] < drawn.today < places[-1]
    assert sum(bar.happened > 0 for bar in drawn.bars) == len(drawn.bars)


def test_a_chart_of_very_many_events_gathers_them() -> None:
    many = [entry(f"e{n}", (date(2020, 1, 1) + timedelta(days=n)).isoformat()) for n in range(900)]
    drawn = chart({("Talks", ""): many}, "2022-06-01")
    assert drawn is not None
    assert len(drawn.lanes[0].spots) < 40
    assert drawn.lanes[0].count == 900


@pytest.mark.parametrize("entries", [[], [entry("undated", None)]])
def test_without_a_date_there_is_no_chart(entries: list[Entry]) -> None:
    assert chart({("Talks", ""): entries}, "2025-01-01") is None


def test_a_chart_reaches_the_ends_of_the_calendar() -> None:
    drawn = chart({("Talks", ""): [entry("first", "0001-01-01"), entry("last", "9999-12-31")]}, "2025-01-01")
    assert drawn is not None
    assert [spot.entry for spot in drawn.lanes[0].spots] == ["first", "last"]
    assert chart({("Talks", ""): [entry("first", "0001-01-01")]}, "0001-01-01") is not None
    assert chart({("Talks", ""): [entry("last", "9999-12-31")]}, "9999-12-31") is not None


def test_every_entry_of_a_long_timeline_stands_on_exactly_one_page() -> None:
    days = [date(2019, 1, 1) + timedelta(days=n % 800) for n in range(600)]
    entries = [entry(f"e{n}", day.isoformat()) for n, day in enumerate(days)] + [entry("undated", None)]
    found = [one.id for period in periods(entries) for one in period.entries]
    assert sorted(found) == sorted(one.id for one in entries)
    assert len({period.path for period in periods(entries)}) == len(periods(entries))


@pytest.mark.parametrize("count", [0, 1, LONG, LONG + 1, 1000])
def test_shelves_hold_everything_once_and_the_first_page_the_newest(count: int) -> None:
    days = [date(2024, 1, 1) + timedelta(days=n % 500) for n in range(count)]
    shelves = shelve(days, lambda day: day)
    assert sorted(day for shelf in shelves for day in shelf.items) == sorted(days)
    assert list(newest(shelves)) == sorted(days, reverse=True)[:LONG]


def test_a_thread_leads_to_events_with_the_same_actors(corpus: Corpus) -> None:
    talks = corpus.entries["2024-11-19-second-round-of-guyana-venezuela-talks-in-port-of"]
    earlier, later = Threads(corpus).around(talks)
    assert earlier is not None
    assert later is not None
    for other in (earlier, later):
        assert len(set(other.actors) & set(talks.actors)) >= 2


def test_a_story_leads_from_article_to_article(corpus: Corpus) -> None:
    order = list(corpus.articles.values())
    before, after = Stories(corpus).around(order[2])
    assert (before, after) == (order[1], order[3])
    assert Stories(corpus).around(order[0])[0] is None


def test_topics_are_words_that_quotes_share_and_no_names(corpus: Corpus) -> None:
    found = topics(corpus)
    assert all(topic.count >= 3 for topic in found)
    assert not {"guyana", "venezuela", "that", "with"} & {topic.word for topic in found}


def quoted(*sentences: str) -> Corpus:
    """A corpus in which each of these sentences is a quote of its own."""
    made = []
    for number, words in enumerate(sentences):
        one = Article(f"a{number}", Path(f"a{number}.md"), FrontMatter(title="Talks", date="2025-03-01"), words)
        start = one.text.index(words)
        quote = Quote(id="q1", kind="indirect", content=(Span(p=1, text=words).placed(start, start + len(words)),))
        made.append((one, Annotations(article=one.id, quotes=(quote,))))
    return Corpus.link(made, [], [])


def test_a_word_and_its_plural_are_one_topic() -> None:
    corpus = quoted(
        "many bodies and a speech", "a body, two speeches, the series", "some bodies, one speech, two series"
    )
    assert [topic.word for topic in topics(corpus)] == ["body", "speech"]


def test_a_word_that_no_quote_writes_small_is_a_name_and_no_topic() -> None:
    corpus = quoted("a ferry to Geneva", "Ferry and bus to Geneva", "Geneva, by ferry")
    assert [topic.word for topic in topics(corpus)] == ["ferry"]


def places(*actors: Actor) -> Corpus:
    return Corpus.link([], actors, [])


def test_a_town_is_found_in_its_own_state_and_a_building_in_its_town() -> None:
    peru = Actor(id="peru", name="Peru", type="state")
    lima = Actor(id="lima", name="Lima", type="place", part_of="peru")
    palace = Actor(id="palace", name="Hall of a Thousand Doors", type="place", part_of="lima")
    linked = places(peru, lima, palace)
    dot = locate(linked, lima)
    assert dot is not None
    assert (round(dot.x / 2 - 180), round(84 - dot.y / 2)) == (-77, -12)
    assert locate(linked, palace) == dot


def test_a_place_that_cannot_be_told_has_no_dot() -> None:
    springfield = Actor(id="springfield", name="Springfield", type="place")
    one = Actor(id="one", name="Nowhere in Particular", type="place", part_of="other")
    other = Actor(id="other", name="Nowhere Else in Particular", type="place", part_of="one")
    linked = places(springfield, one, other)
    assert [locate(linked, place) for place in (springfield, one, other)] == [None, None, None]


def test_corrections_are_the_changes_that_mark_items_as_reviewed(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        who = ["-c", "user.name=A curator", "-c", "user.email=curator@example.org"]
        subprocess.run(["git", *who, *arguments], cwd=tmp_path, check=True, capture_output=True)

    sidecar = tmp_path / "corpus" / "2025-03-01-talks.yaml"
    sidecar.parent.mkdir()
    git("init")
    sidecar.write_text("article: 2025-03-01-talks\n", encoding="utf-8")
    git("add", ".")
    git("commit", "-m", "Annotate")
    sidecar.write_text("article: 2025-03-01-talks\ntimes:\n- {p: 1, text: Friday, reviewed: true}\n", encoding="utf-8")
    git("commit", "-a", "-m", "Set the <b>right</b> Friday")
    (found,) = corrections(sidecar.parent)
    assert (found.subject, found.articles) == ("Set the <b>right</b> Friday", ["2025-03-01-talks"])
    assert corrections(tmp_path / "elsewhere") == ()


@pytest.mark.parametrize("directory_urls", [True, False])
def test_an_empty_corpus_makes_every_index_page(directory_urls: bool) -> None:
    empty = Edition(Corpus.link([], [], []), environment(), directory_urls)
    made = {page.path: page.html for page in build(empty)}
    assert {"index.md", "timeline.md", "articles/index.md", "actors/index.md", "quotes.md", "places.md"} <= set(made)
    assert all("<h1" in html for html in made.values())
    assert list(build_files(empty)) == []
