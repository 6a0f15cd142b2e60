"""The seed report all the way: from seeds/ to a built site, with what a reader is promised about it.

Everything is read from the pages and the files; no id that the annotator chose is taken for granted.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import annotate
from annotate.corpus.actors import Actor
from annotate.corpus.annotations import Quote
from annotate.corpus.timeline import Entry
from annotate.timeline.linked import AnnotatedArticle, Corpus
from tests.markup import Element, by_id, links, the_one, with_class, words
from tests.newsroom import Newsroom, contents

PROJECT = Path(__file__).resolve().parent.parent
SEED = PROJECT / "seeds" / "000_5302ef9ff5af7681.txt"


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """A new project with nothing but the seed: imported, annotated, checked, built."""
    room = Newsroom(tmp_path_factory.mktemp("seeded"))
    for name in ("docs", "seeds"):
        shutil.copytree(PROJECT / name, room.folder / name)
    shutil.copy(PROJECT / "mkdocs.yml", room.folder)
    for command in (("import", f"seeds/{SEED.name}"), ("run",), ("check",)):
        done = room.annotate(*command)
        assert done.returncode == 0, f"annotate {' '.join(command)}: {done.stdout}{done.stderr}"
    built = room.mkdocs("build", "--strict")
    assert built.returncode == 0, built.stderr
    return room


@pytest.fixture(scope="module")
def corpus(seeded: Newsroom) -> Corpus:
    return annotate.load(seeded.corpus)


@pytest.fixture(scope="module")
def report(corpus: Corpus) -> AnnotatedArticle:
    (within,) = corpus.articles.values()
    return within


@pytest.fixture(scope="module")
def page(seeded: Newsroom, report: AnnotatedArticle) -> Element:
    return seeded.page(f"articles/{report.id}")


def actor(corpus: Corpus, name: str) -> Actor:
    """The only actor who goes by ``name``."""
    found = [a for a in corpus.actors.values() if any(name in known.split() for known in (a.name, *a.aliases))]
    assert len(found) == 1, f"{name}: {[a.id for a in found]}"
    return found[0]


def quotes(corpus: Corpus, surname: str) -> list[Quote]:
    return [one.quote for one in corpus.quotes_by(actor(corpus, surname).id)]


def entry_on(corpus: Corpus, day: str, *place: str) -> Entry:
    """The only entry of the day that takes place at one of the places."""
    found = [e for e in corpus.entries.values() if e.date == day and e.place and corpus.name(e.place) in place]
    assert len(found) == 1, f"{day}: {[e.id for e in found]}"
    return found[0]


def names(corpus: Corpus, entry: Entry) -> str:
    return ", ".join(corpus.name(id) for id in entry.actors)


def test_the_body_is_the_text_of_the_seed_to_the_byte(seeded: Newsroom) -> None:
    (path,) = seeded.corpus.glob("*.md")
    _, _, body = path.read_bytes().split(b"---\n", 2)
    paragraphs = SEED.read_bytes().strip().split(b"\n\n")[2:]
    assert len(paragraphs) == 13
    assert body == b"\n" + b"\n\n".join(paragraphs) + b"\n"


def test_what_stands_above_the_text_is_found(report: AnnotatedArticle) -> None:
    front = report.article.front_matter
    assert front.title == "Zelensky Setting Expectations for Ukraine Ahead of Friday's Oval Office Meeting With Trump"
    assert front.date == "2025-02-27T09:59-05:00"
    assert front.subtitle.startswith("‘If we don’t get security guarantees")
    assert front.subtitle.endswith("the President of Ukraine says.")


def test_the_page_shows_the_text_of_the_seed_unchanged(page: Element) -> None:
    shown = [words(one) for one in with_class(the_one(page, "annotated"), "passage")]
    assert shown == SEED.read_text(encoding="utf-8").strip().split("\n\n")[2:]


def test_importing_and_running_again_changes_nothing(seeded: Newsroom) -> None:
    before = contents(seeded.corpus)
    assert seeded.annotate("import", f"seeds/{SEED.name}").returncode == 0
    assert seeded.annotate("run", "--all").returncode == 0
    assert contents(seeded.corpus) == before


def test_eight_quotes_or_more_have_their_speaker(corpus: Corpus) -> None:
    assert len([one for one in corpus.quotes if one.quote.speaker]) >= 8


@pytest.mark.parametrize(
    ("surname", "said"),
    [
        ("Zelensky", "I wanted to have a sentence"),
        ("Putin", "The first contacts with the new US administration give some hope."),
        ("Zakharova", "the first in a series of such expert consultations"),
        ("Costa", "The EU and its member states are ready"),
    ],
)
def test_a_speaker_is_known_by_name(corpus: Corpus, report: AnnotatedArticle, surname: str, said: str) -> None:
    text = report.article.text
    pieces = [text[span.start : span.end] for quote in quotes(corpus, surname) for span in quote.content]
    assert any(piece.startswith(said) for piece in pieces), pieces


def test_peskov_speaks_three_times_and_once_as_he(corpus: Corpus) -> None:
    found = quotes(corpus, "Peskov")
    assert len(found) >= 3
    assert [quote.source.text for quote in found if quote.source].count("he") == 1


def test_the_president_of_ukraine_and_mr_zelensky_are_one(seeded: Newsroom, corpus: Corpus) -> None:
    shown = seeded.page(f"actors/{actor(corpus, 'Zelensky').id}")
    mentioned = the_one(shown, "mentions")
    assert any("President of Ukraine" in words(one) for one in mentioned.iter("mark"))
    assert "Mr. Zelensky" in words(mentioned)


@pytest.mark.parametrize(
    ("day", "date"), [("Friday", "2025-02-28"), ("Thursday", "2025-02-27"), ("Sunday", "2025-03-02")]
)
def test_a_weekday_is_the_day_that_is_meant(report: AnnotatedArticle, day: str, date: str) -> None:
    dates = [time.date for time in report.annotations.times if day in time.text]
    assert dates
    assert set(dates) == {date}


MEETINGS = [
    ("2025-02-28", ("Oval Office", "White House"), ("Zelensky", "Trump"), "Friday"),
    ("2025-03-02", ("London",), ("Zelensky",), "summit"),
    ("2025-02-27", ("Istanbul",), ("Russia", "United States"), "American and Russian officials"),
]


@pytest.mark.parametrize(("day", "place", "who", "says"), MEETINGS)
def test_a_meeting_stands_on_the_timeline_with_place_actors_and_sentence(
    seeded: Newsroom,
    corpus: Corpus,
    report: AnnotatedArticle,
    day: str,
    place: tuple[str, ...],
    who: tuple[str, ...],
    says: str,
) -> None:
    entry = entry_on(corpus, day, *place)
    assert entry.status == "planned"
    line = by_id(seeded.page("timeline"), f"entry-{entry.id}")
    assert [one.get("datetime") for one in the_one(line, "when").iter("time")] == [day]
    assert words(the_one(line, "status")) == "Planned"
    assert words(the_one(line, "place")) in place
    assert all(any(name in words(one) for one in with_class(line, "actor")) for name in who), words(line)
    sentence = words(the_one(line, "sentences"))
    assert says in sentence
    there = re.escape(f"../articles/{report.id}/#") + r"e\d+"
    assert any(re.fullmatch(there, href) for href in links(line))


@pytest.mark.parametrize(("day", "place"), [(day, place) for day, place, _, _ in MEETINGS])
def test_an_event_leads_to_its_sentence_and_the_sentence_to_the_event(
    seeded: Newsroom, corpus: Corpus, page: Element, day: str, place: tuple[str, ...]
) -> None:
    entry = entry_on(corpus, day, *place)
    (key,) = [key for key in entry.reports if key in corpus.events]
    mark = by_id(page, key.split("#")[1])
    assert "evidence" in mark.get("class", "").split()
    assert f"../../events/{entry.id}/" in links(page)
    event_page = seeded.page(f"events/{entry.id}")
    assert f"../../articles/{key.replace('#', '/#')}" in links(event_page)


def test_every_quote_stands_on_the_page_and_leads_to_its_speaker(page: Element, corpus: Corpus) -> None:
    for one in corpus.quotes:
        assert "quote" in by_id(page, one.quote.id).get("class", "").split()
        assert f"../../actors/{one.quote.speaker}/" in links(page)


def test_nobody_of_the_seed_is_known_to_the_program() -> None:
    known = "\n".join(
        path.read_text(encoding="utf-8")
        for wing in ("language", "timeline", "exchange")
        for path in (PROJECT / "annotate" / wing).rglob("*")
        if path.suffix in {".py", ".yaml"}
    )
    people = ("Zelensky", "Putin", "Zakharova", "Peskov", "Antonio Costa")
    assert [name for name in people if name.lower() in known.lower()] == []
