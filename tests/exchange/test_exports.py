"""Every export is what its standard says: each is read by a parser or validator that was not written here."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import atoma
import bibtexparser
import feedparser
import networkx
import pytest
import spacy
import trafilatura
from citeproc.source.json import CiteProcJSON
from frictionless import validate
from icalendar import Calendar
from lxml import etree
from pyld import jsonld
from spacy.tokens import DocBin
from spacy.training import Corpus as SpacyCorpus

from annotate import load
from annotate.exchange.exported import Publication, days
from annotate.exchange.exports import EXPORTS
from annotate.exchange.tables import TABLES
from annotate.exporting import export, export_names, published_files
from annotate.site.addresses import Links, actor_path, address, article_path, event_path
from annotate.timeline.linked import Corpus

ROOT = Path(__file__).parent.parent
SITE = Publication("https://example.org/dateline/")
FEW = ROOT / "site" / "fixtures" / "corpus"
SEED = ROOT.parent / "corpus"

HOSTILE_ARTICLE = """---
title: "</script><script>alert(1)</script> & \\"]]> \\u0001 =cmd|' /C calc'!A0 {\\\\x} 100% $"
date: 2025-03-03
publisher: "<b>The & Quay;\\r\\nATTENDEE:evil</b>"
author: "Ana {Prado} and Tom, Reed"
---

=HYPERLINK("x") \x01\x0b\ufffe said “<img src=x onerror=alert(1)>”, \U0001f54a [x](javascript:alert(1)) _and_ ]]> --> &amp;

- id: x
"""
HOSTILE_SIDECAR = """article: 2025-03-03-hostile
entities:
- actor: ana
  label: PERSON
  mentions:
  - {p: 1, text: said}
quotes:
- id: q1
  speaker: ana
  kind: direct
  content:
  - {p: 1, text: "<img src=x onerror=alert(1)>"}
  - {p: 1, text: "no such words"}
events:
- id: e1
  title: "</p><script>alert(2)</script>; BEGIN:VEVENT"
  date: 2025-03~/2025-05
  status: postponed
  type: CONSULT
  evidence: {p: 1, text: 'HYPERLINK("x")'}
"""
HOSTILE_ACTORS = (
    'actors:\n- {id: ana, name: "<i>Ana</i>,;\\\\ | [x](y)", type: person}\n- {id: index, name: I, type: state}\n'
)
HOSTILE_TIMELINE = """entries:
- id: index
  title: "</script> | [a](b) ; , \\\\ {"
  date: 2025-03~/2025-05
  status: planned
  type: CONSULT
  actors: [ana, index]
  reports: [2025-03-03-hostile#e1]
- {id: undated, title: Undated, status: denied, type: VOTE}
- {id: open, title: Open, date: 2025-03-01/.., status: happened, type: CONSULT, actors: [ana, index], place: index}
- {id: year, title: Year, date: "2025", status: cancelled, type: AID}
- {id: moved, title: Moved, date: 2025-03-04, new_date: 2025-04, status: postponed, type: CONSULT}
"""


@pytest.fixture(scope="module", params=["few", "seed", "hostile", "empty"])
def corpus(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    if request.param == "few":
        return load(FEW)
    if request.param == "seed":
        return load(SEED)
    folder = tmp_path_factory.mktemp("corpus")
    if request.param == "hostile":
        (folder / "2025-03-03-hostile.md").write_text(HOSTILE_ARTICLE, encoding="utf-8")
        (folder / "2025-03-03-hostile.yaml").write_text(HOSTILE_SIDECAR, encoding="utf-8")
        (folder / "actors.yaml").write_text(HOSTILE_ACTORS, encoding="utf-8")
        (folder / "timeline.yaml").write_text(HOSTILE_TIMELINE, encoding="utf-8")
    return load(folder)


def exported(name: str, corpus: Corpus, site: Publication = SITE) -> dict[str, bytes]:
    return {file.path: file.data for file in export(name, corpus, site)}


def written(folder: Path, files: Mapping[str, bytes]) -> Path:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def test_every_calendar_is_read_by_icalendar_and_holds_each_dated_event(corpus: Corpus) -> None:
    files = exported("calendar", corpus)
    dated = [entry for entry in corpus.entries.values() if days(entry) is not None]
    (whole,) = Calendar.from_ical(files["calendars/events.ics"], multiple=True)
    assert whole.errors == []
    events = {str(event["UID"]): event for event in whole.walk("VEVENT")}
    assert set(events) == {f"{entry.id}@dateline" for entry in dated}
    for entry in dated:
        event = events[f"{entry.id}@dateline"]
        assert event.errors == []
        assert event["SUMMARY"] == entry.title
        assert (event.decoded("DTSTART"), event.decoded("DTEND") - timedelta(days=1)) == days(entry) or days(entry)[
            1
        ] == date.max  # type: ignore[index]
    assert sum("/events/" in path for path in files) == len(dated)
    for path, data in files.items():
        if "/events/" in path:
            (single,) = Calendar.from_ical(data, multiple=True)
            assert single.errors == []
            (event,) = single.walk("VEVENT")
            assert event == events[f"{path.split('/')[-1].removesuffix('.ics')}@dateline"]
        if "/actors/" in path:
            actor = path.split("/")[-1].removesuffix(".ics")
            names = {str(event["UID"]).removesuffix("@dateline") for event in Calendar.from_ical(data).walk("VEVENT")}
            assert names == {entry.id for entry in corpus.entries_with(actor) if days(entry) is not None}


@pytest.mark.parametrize(
    ("status", "moved", "said"),
    [("planned", "", "TENTATIVE"), ("cancelled", "", "CANCELLED"), ("happened", "", "CONFIRMED"), ("denied", "", "CANCELLED"),
     ("conditional", "", "TENTATIVE"), ("postponed", "", "CANCELLED"), ("postponed", "2025-04-02", "TENTATIVE")],
)  # fmt: skip
def test_a_calendar_says_how_an_event_stands(tmp_path: Path, status: str, moved: str, said: str) -> None:
    new = f", new_date: {moved}" if moved else ""
    text = f"entries:\n- {{id: a, title: A, date: 2025-03-01, status: {status}{new}, type: VOTE}}\n"
    (tmp_path / "timeline.yaml").write_text(text, encoding="utf-8")
    (event,) = Calendar.from_ical(exported("calendar", load(tmp_path))["calendars/events.ics"]).walk("VEVENT")
    assert event["STATUS"] == said
    assert event.decoded("DTSTART").isoformat() == (moved or "2025-03-01")


def test_every_feed_is_read_by_parsers_of_feeds(corpus: Corpus) -> None:
    files = exported("feeds", corpus)
    assert {"feeds/events.atom", "feeds/events.json", "feeds/corrections.atom", "feeds/corrections.json"} <= set(files)
    for path, data in files.items():
        if path.endswith(".atom"):
            parsed = feedparser.parse(data)
            assert not parsed.bozo, (path, parsed.get("bozo_exception"))
            assert parsed.version == "atom10"
            strict = atoma.parse_atom_bytes(data)
            assert len(strict.entries) == len(parsed.entries)
            assert len({entry.id_ for entry in strict.entries}) == len(strict.entries)
        else:
            feed = atoma.parse_json_feed_bytes(data)
            assert feed.version.endswith("1.1")
            same = files[path.replace(".json", ".atom")]
            assert [item.id_ for item in feed.items] == [entry.id_ for entry in atoma.parse_atom_bytes(same).entries]


def test_a_correction_says_what_was_told_before_and_what_is_told_now() -> None:
    corpus = load(FEW)
    feed = json.loads(exported("feeds", corpus)["feeds/corrections.json"])
    assert feed["items"]
    assert all(" before, now " in item["title"] for item in feed["items"])


def test_the_tables_are_a_valid_data_package(corpus: Corpus, tmp_path: Path) -> None:
    folder = written(tmp_path, exported("csv", corpus))
    report = validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:5]
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert [resource["name"] for resource in package["resources"]] == [table.name for table in TABLES]


def test_the_sqlite_file_is_sound_and_its_keys_lead_somewhere(corpus: Corpus, tmp_path: Path) -> None:
    folder = written(tmp_path, exported("sqlite", corpus))
    with sqlite3.connect(folder / "corpus.sqlite") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        (articles,) = connection.execute("SELECT count(*) FROM articles").fetchone()
        assert articles == len(corpus.articles)
        found = connection.execute("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'said'").fetchone()
        assert (found[0] > 0) == any("said" in a.article.text for a in corpus.articles.values())
        for table in TABLES:
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table.name})")]
            assert columns == [column.name for column in table.columns]
    metadata = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    facets = metadata["databases"]["corpus"]["tables"]["events"]["facets"]
    assert {"status", "type", "place"} <= set(facets)


def test_every_tei_document_is_valid_and_reads_as_its_article(corpus: Corpus) -> None:
    dtd = etree.DTD(str(Path(trafilatura.__file__).parent / "data" / "tei_corpus.dtd"))
    files = exported("tei", corpus)
    assert set(files) == {f"tei/{article}.xml" for article in corpus.articles}
    for path, data in files.items():
        root = etree.fromstring(data)
        assert dtd.validate(root), (path, [error.message for error in dtd.error_log.filter_from_errors()][:3])
        article = corpus.articles[path.split("/")[1].removesuffix(".xml")].article
        tei = "{http://www.tei-c.org/ns/1.0}"
        shown = ["".join(part.itertext()) for part in root.find(f"{tei}text/{tei}body")]
        if "hostile" not in path:
            assert shown == [passage.text for passage in article.passages]
        ids = set(root.xpath("//@xml:id"))
        aims = [aim for value in root.xpath("//@target | //@ref") for aim in value.split(" ") if aim.startswith("#a-")]
        known = {f"#a-{actor}" for actor in corpus.actors}
        assert {aim for aim in aims if aim in known} <= {f"#{name}" for name in ids}


OA = "http://www.w3.org/ns/oa#"
ANNOTATION_TERMS = {
    name: f"oa:{name}"
    for name in ("Annotation", "SpecificResource", "TextualBody", "TextQuoteSelector", "TextPositionSelector", "exact", "prefix", "suffix", "start", "end")
}  # fmt: skip


def test_every_annotation_is_one_to_a_json_ld_processor(corpus: Corpus) -> None:
    """With those terms of the W3C's context that are used here, for a test touches no network."""
    context = {
        "@context": {
            "oa": OA, "as": "http://www.w3.org/ns/activitystreams#", "dc": "http://purl.org/dc/elements/1.1/",
            "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
            "dcterms": "http://purl.org/dc/terms/", "id": "@id", "type": "@type", **ANNOTATION_TERMS,
            "AnnotationCollection": "as:OrderedCollection", "AnnotationPage": "as:OrderedCollectionPage",
            "items": {"@id": "as:items", "@container": "@list"}, "first": {"@id": "as:first"}, "total": "as:totalItems",
            "startIndex": "as:startIndex", "label": "rdfs:label", "modified": "dcterms:modified",
            "body": {"@id": "oa:hasBody"}, "target": {"@id": "oa:hasTarget"}, "source": {"@id": "oa:hasSource", "@type": "@id"},
            "selector": {"@id": "oa:hasSelector"}, "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
            "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"}, "value": "rdf:value", "format": "dc:format",
            "identifying": "oa:identifying", "highlighting": "oa:highlighting", "describing": "oa:describing", "tagging": "oa:tagging",
        }
    }  # fmt: skip

    def loader(address: str, options: object) -> dict[str, object]:
        assert address == "http://www.w3.org/ns/anno.jsonld"
        return {"document": context, "documentUrl": address, "contextUrl": None, "contentType": "application/ld+json"}

    value = json.loads(exported("w3c", corpus)["annotations.jsonld"])
    (expanded,) = jsonld.expand(value, {"documentLoader": loader})
    (page,) = expanded["http://www.w3.org/ns/activitystreams#first"]
    annotations = page.get("http://www.w3.org/ns/activitystreams#items", [{"@list": []}])[0]["@list"]
    assert len(annotations) == value["total"] == len(value["first"]["items"])
    for annotation in annotations:
        assert annotation["@type"] == [f"{OA}Annotation"]
        assert f"{OA}hasTarget" in annotation
    for item in value["first"]["items"]:
        for target in item["target"]:
            quote, position = target["selector"]
            name = json.loads(item["body"][-1]["value"])["article"]
            assert corpus.articles[name].article.text[position["start"] : position["end"]] == quote["exact"]
            whole = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert whole in corpus.articles[name].article.text


def test_spacy_reads_the_training_files(corpus: Corpus, tmp_path: Path) -> None:
    data = exported("spacy", corpus)["corpus.spacy"]
    pipeline = spacy.blank("en")
    docs = list(DocBin().from_bytes(data).get_docs(pipeline.vocab))
    assert [doc.user_data["article"] for doc in docs] == list(corpus.articles)
    assert [doc.text for doc in docs] == [a.article.text for a in corpus.articles.values()]
    exact: list[bool] = []
    for doc, within in zip(docs, corpus.articles.values(), strict=True):
        marked = {m.text for e in within.annotations.entities for m in e.mentions if m.form == "name" and m.is_placed}
        # A name within a word, such as that of a web site, is widened to the word.
        assert all(any(name in span.text for name in marked) for span in doc.ents)
        exact += [span.text in marked for span in doc.ents]
        assert bool(doc.ents) == bool(marked)
        assert len(doc.spans["quote"]) == sum(s.is_placed for q in within.annotations.quotes for s in q.content)
    assert sum(exact) >= 0.98 * len(exact)
    (tmp_path / "train.spacy").write_bytes(data)
    examples = list(SpacyCorpus(tmp_path / "train.spacy")(pipeline))
    assert len(examples) == len(docs)


def test_the_conll_columns_tell_the_same_words_and_sound_tags(corpus: Corpus) -> None:
    text = exported("conll", corpus)["corpus.conll"].decode()
    article = ""
    before = ["O"] * 6
    for line in text.split("\n"):
        if line.startswith("# article = "):
            article = line.removeprefix("# article = ")
        elif line:
            word, start, end, *rest = line.split("\t")
            assert corpus.articles[article].article.text[int(start) : int(end)] == word
            tags = [rest[0], *rest[2:]]
            assert len(tags) == 6
            for tag, earlier in zip(tags, before, strict=True):
                assert not tag.startswith("I-") or earlier[2:] == tag[2:]
            before = tags


def test_networkx_reads_who_met_whom(corpus: Corpus, tmp_path: Path) -> None:
    folder = written(tmp_path, exported("graphml", corpus))
    graph = networkx.read_graphml(folder / "meetings.graphml")
    met = [
        e for e in corpus.entries.values() if e.type == "CONSULT" and e.status == "happened" and len(set(e.actors)) > 1
    ]
    assert set(graph.nodes) == {actor for entry in met for actor in entry.actors}
    assert sum(d["meetings"] for _, _, d in graph.edges(data=True)) == sum(
        len(set(e.actors)) * (len(set(e.actors)) - 1) // 2 for e in met
    )


def test_citations_are_read_by_bibtexparser_and_citeproc(corpus: Corpus) -> None:
    files = exported("citations", corpus)
    library = bibtexparser.parse_string(files["citations.bib"].decode())
    assert library.failed_blocks == []
    keys = {entry.key for entry in library.entries}
    assert keys == {*corpus.articles, *(f"event:{name}" for name in corpus.entries)}
    source = CiteProcJSON(json.loads(files["citations.json"]))
    assert len(source) == len(keys)


def test_the_timelinejs_file_dates_every_slide_and_escapes_what_it_shows(corpus: Corpus) -> None:
    value = json.loads(exported("timelinejs", corpus)["timelinejs.json"])
    assert len(value["events"]) == sum(days(entry) is not None for entry in corpus.entries.values())
    for slide in value["events"]:
        assert list(slide["start_date"]) == ["year", "month", "day"][: len(slide["start_date"])]
        assert "<script" not in json.dumps(slide)
        assert "<img" not in json.dumps(slide)


def test_another_generator_builds_the_markdown_tree(corpus: Corpus, tmp_path: Path) -> None:
    folder = written(tmp_path, exported("markdown", corpus)) / "markdown"
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for name in corpus.articles:
        assert (folder / "site" / "articles" / name / "index.html").is_file()
    for path in (folder / "site").rglob("*.html"):
        assert "<script>alert" not in path.read_text(encoding="utf-8")
        assert "<img src=x" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", export_names())
def test_an_export_gives_the_same_bytes_each_time(name: str, corpus: Corpus) -> None:
    assert exported(name, corpus) == exported(name, corpus)


@pytest.mark.parametrize("name", export_names())
def test_without_an_address_no_file_names_one(name: str) -> None:
    for path, data in exported(name, load(FEW), Publication()).items():
        assert b"example.org/dateline" not in data, path
        assert b'"url": ""' not in data, path


def test_paths_of_exported_files_stay_below_their_folder_and_are_never_the_same(corpus: Corpus) -> None:
    paths = [file.path for name in export_names() for file in export(name, corpus, SITE)]
    assert len(paths) == len(set(paths))
    assert all(not path.startswith("/") and ".." not in path.split("/") for path in paths)
    assert all(file.path.startswith("data/") for file in published_files(corpus, SITE.address, SITE.name, True))


@pytest.mark.parametrize("directory_urls", [True, False])
@pytest.mark.parametrize("name", ["a-b", "index"])
def test_addresses_are_those_of_the_site(name: str, directory_urls: bool) -> None:
    site = Publication("https://example.org/x", directory_urls=directory_urls)
    base = "https://example.org/x/"
    assert site.article(name) == base + address(article_path(name), directory_urls)
    assert site.actor(name) == base + address(actor_path(name), directory_urls)
    assert site.event(name) == base + address(event_path(name), directory_urls)
    assert Links("index.md", directory_urls).event(name) in site.event(name)


def test_every_export_says_what_it_is() -> None:
    assert all(each.title and each.name.isalnum() for each in EXPORTS)
    assert len({each.name for each in EXPORTS}) == len(EXPORTS)
