"""The data page offers every file, and describes every column as the tables have it."""

from __future__ import annotations

import re
from pathlib import Path

from annotate import load
from annotate.exchange.tables import described
from annotate.exporting import export_names, published_files

DOCS = Path(__file__).parent.parent.parent / "docs"
FEW = DOCS.parent / "tests" / "site" / "fixtures" / "corpus"


def test_the_data_page_describes_the_columns_of_every_table() -> None:
    assert (DOCS / "data.md").read_text(encoding="utf-8").endswith(described())


def test_the_data_page_offers_every_file_that_is_published() -> None:
    text = (DOCS / "data.md").read_text(encoding="utf-8")
    linked = set(re.findall(r"\]\((data/[^)]+)\)", text))
    published = {file.path for file in published_files(load(FEW), "", "Dateline", True)}
    assert linked <= published
    # Files of one actor, event or article are named by their folder, tables by their heading.
    rest = {p for p in published - linked if not re.search(r"/actors/|/events/|^data/tei/", p)}
    assert all(f"### {path.removeprefix('data/')}" in text for path in rest), rest


def test_the_page_on_exporting_tells_of_every_format() -> None:
    text = (DOCS / "exporting.md").read_text(encoding="utf-8")
    assert [name for name in export_names() if f"| `{name}` |" not in text] == []
