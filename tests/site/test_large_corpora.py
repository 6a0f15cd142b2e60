"""What keeps the site of a large corpus small: fewer actors with pages, fewer words in the search index."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from annotate.corpus.actors import Actor, Role
from annotate.corpus.annotations import Annotations, Entity, Event, Mention, Quote, Span
from annotate.corpus.article import Article, FrontMatter
from annotate.corpus.timeline import Entry
from annotate.site.edition import Edition, environment
from annotate.site.pages import build
from annotate.site.search.search_index import beginning
from annotate.timeline.linked import Corpus
from annotate.timeline.minor_actors import without_minor_actors
from tests.conftest import CORPUS
from tests.newsroom import SETTINGS, Newsroom, newsroom
from tests.site.rooms import anew, site
from tests.site.test_acceleration import same

ACTORS = (
    Actor(id="lind", name="Mara Lind", type="person", roles=(Role(title="Minister", of="norway"),)),
    Actor(id="norway", name="Norway", type="state"),
    Actor(id="petz", name="Ivo Petz", type="person"),
    Actor(id="roe", name="Ada Roe", type="person"),
)


def article(number: int) -> tuple[Article, Annotations]:
    """The first two name Lind and quote her; the second has Petz in an event as well."""
    front = FrontMatter(title=f"Report {number}", date=str(date(2025, 3, number)))
    made = Article(f"report-{number}", Path("x.md"), front, "Lind met Petz.")
    start = made.text.index("Lind")
    mention = Mention(p=1, text="Lind").placed(start, start + 4)
    entities = (Entity(actor="lind", label="PERSON", mentions=(mention,)),)
    words = Span(p=1, text="met").placed(start + 5, start + 8)
    quotes = (Quote(id="q1", speaker="lind", kind="indirect", content=(words,)),)
    met = Event(id="e1", title="They meet", status="happened", type="CONSULT", actors=("petz",), evidence=words)
    return made, Annotations(article=made.id, entities=entities, quotes=quotes, events=(met,) if number == 2 else ())


def corpus() -> Corpus:
    return Corpus.link([article(1), article(2)], ACTORS, ())


def test_an_actor_of_too_few_articles_is_left_out_and_still_called_by_name() -> None:
    found = without_minor_actors(corpus(), 2)
    assert [*found.actors] == ["lind", "norway"]  # Norway: because Lind holds an office of it
    assert (found.name("petz"), found.name("lind"), found.name("nobody")) == ("Ivo Petz", "Mara Lind", "nobody")


def test_without_the_setting_every_actor_stays() -> None:
    whole = corpus()
    assert without_minor_actors(whole, 0) is whole


def test_large_numbers_are_written_in_groups_of_three() -> None:
    met = {"status": "happened", "type": "CONSULT", "date": "2025-03-02"}
    many = [Entry.model_validate({"id": f"e{number}", "title": "They meet", **met}) for number in range(1200)]
    edition = Edition(Corpus.link([article(1)], ACTORS, many), environment())
    pages = {page.path: page.html for page in build(edition)}
    assert "1,200 events from 1 article." in pages["timeline.md"]
    assert "<b>1,200</b> events" in pages["index.md"]


def test_an_actor_that_is_left_out_has_no_page_and_no_link() -> None:
    pages = {page.path: page.html for page in build(Edition(without_minor_actors(corpus(), 2), environment()))}
    assert "actors/lind.md" in pages
    assert "actors/petz.md" not in pages
    assert "Ivo Petz" in pages["articles/report-2.md"]
    assert not [path for path, html in pages.items() if "actors/petz" in html or "../petz" in html]


def test_the_beginning_of_a_text_is_its_first_words_without_elements() -> None:
    assert beginning("<p>One two</p>\n<ul><li>three &lt;b&gt;</li></ul>", 3) == "One two three"


def test_the_search_looks_at_so_many_words_of_each_section_with_the_accelerator_and_without(tmp_path: Path) -> None:
    room: Newsroom = newsroom(
        tmp_path / "short", {path.name: path.read_bytes() for path in CORPUS.iterdir() if path.is_file()}
    )
    own = "{annotate: {exports: false, search_words: 5, fewest_articles: 2}}]"
    (room.folder / "mkdocs.yml").write_text(SETTINGS.replace("annotate]", own), encoding="utf-8")
    (room.folder / "docs" / "about.md").write_text("# About\n\nOne two three four five six seven.\n", encoding="utf-8")
    made = site(room)
    assert same(made, anew(room))
    texts = {entry["location"]: entry["text"] for entry in json.loads(made["search/search_index.json"])["docs"]}
    assert "seven" in texts["about/"]
    own_texts = [text for location, text in texts.items() if location.startswith(("articles/", "actors/", "events/"))]
    assert max(len(text.split()) for text in own_texts) == 5
