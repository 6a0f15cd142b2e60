"""Actors and pairs of whom there is more than one page holds: cut by date, and nothing out of reach."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.corpus.actors import Actor
from annotate.corpus.annotations import Annotations, Entity, Mention, Quote, Span
from annotate.corpus.article import Article, FrontMatter
from annotate.corpus.timeline import Entry
from annotate.site.edition import Edition, environment
from annotate.site.generated import GeneratedPage
from annotate.site.pages import build
from annotate.site.search.search_entries import search_entries
from annotate.site.shown.dossiers import MOST, Dossier, Part, newest, parts, ways
from annotate.timeline.linked import AnnotatedArticle, Corpus
from benchmarks.corpus_folder import write_corpus
from tests.newsroom import SETTINGS, Newsroom, newsroom
from tests.site.rooms import anew, change, site
from tests.site.test_acceleration import built_twice, same

LIND = Actor(id="lind", name="Mara <b>Lind", type="person", formerly=("lindh",))
PETZ = Actor(id="petz", name="Ivo Petz", type="person")
DATES = st.one_of(
    st.dates(date(2019, 12, 1), date(2020, 2, 20)).map(str),
    st.sampled_from(["2020", "2020-01", "2020-21", "2020?", "2020-01-30/2020-02-02", "2019/2020", "../2020", "020X"]),
    st.none(),
)


def article(number: int, day: date) -> tuple[Article, Annotations]:
    """Lind says something, and Petz is named in it."""
    made = Article(f"report-{number}", Path("x.md"), FrontMatter(title=f"Report {number}", date=str(day)), "Lind: Petz")
    start = made.text.index("Lind")
    entities = tuple(
        Entity(actor=name.lower(), label="PERSON", mentions=(Mention(p=1, text=name).placed(at, at + 4),))
        for name, at in (("Lind", start), ("Petz", start + 6))
    )
    words = Span(p=1, text="Petz").placed(start + 6, start + 10)
    quotes = (Quote(id="q1", speaker="lind", kind="direct", content=(words,)),)
    return made, Annotations(article=made.id, entities=entities, quotes=quotes)


def entry(number: int, when: str | None, actors: Sequence[str] = ("lind", "petz")) -> Entry:
    return Entry(
        id=f"e{number}", title=f"Talk {number}", date=when, status="happened", type="CONSULT", actors=tuple(actors)
    )


def built(days: Iterable[date], dates: Iterable[str | None] = ()) -> dict[str, GeneratedPage]:
    articles = [article(number, day) for number, day in enumerate(days)]
    entries = [entry(number, when) for number, when in enumerate(dates)]
    return {page.path: page for page in build(Edition(Corpus.link(articles, (LIND, PETZ), entries), environment()))}


def days(count: int, apart: int = 9) -> list[date]:
    return [date(2023, 1, 1) + timedelta(days=apart * number) for number in range(count)]


def below(pages: Iterable[str], folder: str) -> list[str]:
    return sorted(path.removeprefix(f"{folder}/") for path in pages if path.startswith(f"{folder}/"))


@given(st.lists(DATES, max_size=400), st.integers(0, 130))
def test_everything_stands_on_exactly_one_of_the_further_pages_and_each_can_be_read(
    dates: list[str | None], articles: int
) -> None:
    entries = [entry(number, when) for number, when in enumerate(dates)]
    within = [AnnotatedArticle(*article(number, day)) for number, day in enumerate(days(articles, 3))]
    whole = Dossier(entries=entries, articles=within)
    found = parts(whole)
    assert bool(found) == (len(entries) > MOST or articles > MOST)
    if found:
        assert Counter(one.id for part in found for one in part.held.entries) == Counter(one.id for one in entries)
        assert Counter(one.id for part in found for one in part.held.articles) == Counter(one.id for one in within)
    assert len({part.key for part in found}) == len(found)
    assert all(part.held.fits or not re.fullmatch(r"\d{4}", part.key) or part.is_cut for part in found)
    keys = {part.key: part for part in found}
    assert all(keys[part.above].is_cut for part in found if part.above)
    linked = [way.path for one in ways(found, "actors/x.md") for way in one.inner or (one,)]
    assert Counter(linked) == Counter(f"actors/x/{part.key}.md" for part in found if part.held)


def test_an_actor_that_fits_on_its_page_stays_on_it() -> None:
    pages = built(days(MOST))
    assert below(pages, "actors/lind") == []
    assert below(pages, "pairs/lind--petz") == []
    assert "By date" not in pages["actors/lind.md"].html


def test_an_actor_with_more_has_a_page_for_each_year_linked_both_ways() -> None:
    pages = built(days(MOST + 20))
    assert below(pages, "actors/lind") == ["2023.md", "2024.md", "2025.md"]
    first = pages["actors/lind.md"].html
    assert '20 older quotes are not shown here: <a href="#by-date">all by date</a>' in first
    assert 'id="by-date"' in first
    for year, earlier, later in (("2023", "", "2024"), ("2024", "2023", "2025"), ("2025", "2024", "")):
        page = pages[f"actors/lind/{year}.md"]
        assert f'href="{year}/"' in first
        assert '<a href="../">' in page.html
        assert f'href="./" aria-current="page">{year}<' in page.html
        assert re.findall(r'rel="(prev|next)" href="../(\d+)/', page.html) == [
            (way, key) for way, key in (("prev", earlier), ("next", later)) if key
        ]
        assert page.title == f"Mara <b>Lind: {year}"
        assert "<b>L" not in page.html
    every = "".join(pages[f"actors/lind/{year}.md"].html for year in (2023, 2024, 2025))
    assert all(f"articles/report-{number}/" in every for number in range(MOST + 20))


def test_a_pair_with_more_is_cut_likewise_and_a_year_with_very_many_by_month() -> None:
    pages = built((), [str(day) for day in days(MOST + 20, 2)] + ["2023", "2023-21", None])
    for folder in ("actors/lind", "actors/petz", "pairs/lind--petz"):
        found = below(pages, folder)
        assert found == ["2023-01.md", *(f"2023-0{n}.md" for n in range(2, 9)), "2023-21.md", "2023.md", "undated.md"]
        year = pages[f"{folder}/2023.md"].html
        assert year.count('<li class="entry ') == 1  # the one that tells no month
        assert 'href="../2023-02/"' in year
        assert 'href="../2023/">2023</a>' in pages[f"{folder}/2023-02.md"].html
        assert "Talk 122" in pages[f"{folder}/undated.md"].html
        assert "All of" in year or "All about" in year


def test_events_without_a_date_do_not_take_the_first_page_from_those_that_have_one() -> None:
    entries = [entry(number, "2024-05-01") for number in range(5)] + [entry(n + 5, None) for n in range(MOST)]
    assert [one.id for one in newest(entries)] == ["e0", "e1", "e2", "e3", "e4"]
    assert newest(entries[:MOST]) == entries[:MOST]
    assert len(newest(entries[5:] * 2)) == MOST


def test_a_day_with_very_many_is_not_cut_any_further() -> None:
    found = parts(Dossier(entries=[entry(number, "2024-05-01") for number in range(MOST + 1)]))
    assert [(part.key, part.title, part.is_cut) for part in found] == [
        ("2024", "2024", True),
        ("2024-05", "May 2024", True),
        ("2024-05-0x", "1 to 10 May 2024", True),
        ("2024-05-01", "1 May 2024", False),
    ]


def test_an_earlier_id_leads_on_from_its_further_pages_too() -> None:
    pages = built(days(MOST + 20))
    assert pages["actors/lindh/2024.md"].leads_to == "../../lind/2024/"


def test_the_search_has_the_actor_once() -> None:
    pages = built(days(MOST + 20))
    assert search_entries(pages["actors/lind/2024.md"], "x/") == []
    texts = [found["text"] for found in search_entries(pages["actors/lind.md"], "x/")]
    assert texts
    assert not any("not shown" in text or "2023" in text for text in texts)


def test_titles_say_what_a_page_holds() -> None:
    titles = [Part(key, Dossier()).title for key in ("2024", "2024-22", "2024-02", "2024-02-2x", "undated")]
    assert titles == ["2024", "Summer 2024", "February 2024", "21 to 29 February 2024", "Date unknown"]


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """Two people in 130 articles, and an address of the site."""
    found = newsroom(tmp_path_factory.mktemp("periods") / "room")
    found.corpus.rmdir()
    write_corpus(found.corpus, 130, people=2)
    return found


def test_every_file_is_the_same_with_and_without_the_accelerator_and_no_link_is_dead(room: Newsroom) -> None:
    fast, slow = built_twice(room, f"{SETTINGS}site_url: https://example.org/news/\n")
    assert same(fast, slow)
    further = [name for name in fast if re.fullmatch(r"(actors|pairs)/[^/]+/2020(-\d\d)?/index.html", name)]
    assert len(further) == 3 * 6
    for name in further:
        address = posixpath.dirname(name)
        assert f"<loc>https://example.org/news/{address}/</loc>".encode() in fast["sitemap.xml"]
        html = fast[name].decode()
        assert f'<link rel="canonical" href="https://example.org/news/{address}/">' in html
        for link in re.findall(r'href="(\.[^"#]*)', html):
            target = posixpath.normpath(posixpath.join(address, link))
            assert target in fast or f"{target}/index.html" in fast or target == ".", link


def test_a_month_that_nothing_was_added_to_is_not_made_again(room: Newsroom, made: list[str]) -> None:
    settings = SETTINGS.replace("annotate]", "{annotate: {exports: false}}]")
    (room.folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    site(room)
    made.clear()
    sidecar = next(room.corpus.glob("2020-03-01-*.yaml"))
    change(sidecar, "kind: direct", "kind: mixed")
    found = site(room)
    further = {path for path in made if re.fullmatch(r"(actors|pairs)/[^/]+/2020.*", path)}
    assert sum(path.endswith("/2020-03.md") for path in further) == 3
    # Others only where they name the article as one that has the same quote.
    assert sum(path.endswith("/2020.md") for path in further) == 0
    assert len(further) < len([path for path in found if re.fullmatch(r"(actors|pairs)/[^/]+/2020.*", path)])
    assert same(found, anew(room))
