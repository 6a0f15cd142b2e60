"""GraphML of who met whom: actors as nodes, joined by each meeting, call or visit that happened between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from xml.etree import ElementTree as ET

from annotate.corpus.timeline import Entry
from annotate.exchange.exported import Export, ExportedFile, Publication, days, printable, xml_bytes
from annotate.timeline.linked import Corpus

_KEYS = (
    ("name", "node", "string"), ("type", "node", "string"), ("proposed", "node", "boolean"),
    ("meetings", "edge", "int"), ("first", "edge", "string"), ("last", "edge", "string"), ("events", "edge", "string"),
)  # fmt: skip


def files(corpus: Corpus, site: Publication) -> Iterator[ExportedFile]:
    """``meetings.graphml``; the date and number of the meetings stand on each edge."""
    met: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in corpus.entries.values():
        if entry.type == "CONSULT" and entry.status == "happened":
            for pair in combinations(sorted(set(entry.actors)), 2):
                met[pair].append(entry)
    yield ExportedFile("meetings.graphml", _graph(corpus, met))


def _graph(corpus: Corpus, met: dict[tuple[str, str], list[Entry]]) -> bytes:
    root = ET.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    for name, kind, form in _KEYS:
        ET.SubElement(root, "key", {"id": name, "for": kind, "attr.name": name, "attr.type": form})
    graph = ET.SubElement(root, "graph", id="meetings", edgedefault="undirected")
    for actor_id in sorted({actor for pair in met for actor in pair}):
        actor = corpus.actors.get(actor_id)
        node = ET.SubElement(graph, "node", id=actor_id)
        _data(node, name=corpus.name(actor_id), type=actor.type if actor else "",
              proposed="true" if actor is None or actor.proposed else "false")  # fmt: skip
    for number, ((one, other), entries) in enumerate(sorted(met.items())):
        edge = ET.SubElement(graph, "edge", id=f"e{number}", source=one, target=other)
        spans = sorted(span for entry in entries if (span := days(entry)) is not None)
        first, last = (spans[0][0].isoformat(), spans[-1][1].isoformat()) if spans else ("", "")
        _data(edge, meetings=str(len(entries)), first=first, last=last, events=" ".join(e.id for e in entries))
    return xml_bytes(root)


def _data(element: ET.Element, **values: str) -> None:
    for key, value in values.items():
        if value:
            ET.SubElement(element, "data", key=key).text = printable(value)


EXPORT = Export("graphml", "who met whom, as GraphML", files)
