"""Building and serving the site, beside plain MkDocs on the same pages, in one run: CPU seconds and memory.

``python -m benchmarks site`` writes ``benchmarks/results.json``, and ``python -m benchmarks.plot`` draws it.
"""

from __future__ import annotations

import compileall
import json
import math
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from benchmarks.corpus_folder import write_corpus
from benchmarks.edited_page import edited
from benchmarks.markdown_pages import write_html, write_markdown

PROJECT = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).with_name("results.json")
INDEXES = [
    "index.md",
    "timeline.md",
    "articles/index.md",
    "actors/index.md",
    "quotes.md",
    "places.md",
    "corrections.md",
]
_MEGABYTE = 1e6 if sys.platform == "darwin" else 1e3
"""In the units of ``ru_maxrss``."""


@dataclass(frozen=True)
class Build:
    """One ``mkdocs build``, start of Python included."""

    what: str
    articles: int
    pages: int
    processor: float
    """CPU seconds, of the process and those it started."""
    memory: float
    """The most that it held, in MB."""


def measure(sizes: Sequence[int], side_by_side: int, *, default_nav: bool, write: bool) -> dict[str, Any]:
    """Build sites of ``sizes`` articles, and beside plain MkDocs that of ``side_by_side``.

    Args:
        sizes: how many articles, for the growth of cost.
        side_by_side: how many articles for the ratios.
        default_nav: also build with MkDocs' own navigation of all pages, which takes very long.
        write: put the results into the results file.
    """
    compileall.compile_dir(PROJECT / "annotate", quiet=1)
    builds: list[Build] = []
    edits: dict[str, list[float]] = {}
    for count in sorted({*sizes, side_by_side}):
        with tempfile.TemporaryDirectory() as folder:
            corpus = Path(folder) / "corpus"
            write_corpus(corpus, count)
            ours = _ours(Path(folder) / "ours", corpus)
            builds += [build("ours", count, ours), build("ours, nothing changed", count, ours, again=True)]
            if count == side_by_side:
                builds += _others(Path(folder), corpus, count, default_nav=default_nav)
                edits = _edits(Path(folder), corpus, ours)
    found = {
        "machine": machine(),
        "date": datetime.now(UTC).date().isoformat(),
        "side_by_side": side_by_side,
        "builds": [asdict(one) for one in builds],
        "edits": edits,
    }
    if write:
        RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return found


def _ours(project: Path, corpus: Path, **settings: object) -> Path:
    own: Mapping[str, object] = {"corpus": str(corpus), "exports": False, **settings}
    return _project(project, {"plugins": ["search", {"annotate": own}], "nav": INDEXES})


def _others(folder: Path, corpus: Path, count: int, *, default_nav: bool) -> Iterable[Build]:
    docs, whole = folder / "markdown", folder / "html"
    write_markdown(corpus, docs)
    write_html(corpus, whole)
    yield build("ours, accelerate: false", count, _ours(folder / "off", corpus, accelerate=False))
    yield build("plain MkDocs", count, _project(folder / "plain", _plain(docs)))
    yield build("plain MkDocs, pages as ours", count, _project(folder / "plain-html", _plain(whole)))
    if default_nav:
        with_nav = {"docs_dir": str(docs), "plugins": ["search"], "nav": None}
        yield build("plain MkDocs, default nav", count, _project(folder / "with-nav", with_nav))


def _plain(docs: Path) -> Mapping[str, object]:
    shelves = ["articles/", "actors/", "events/", "pairs/", "by-date/", "timeline/", "quotes/"]
    return {"docs_dir": str(docs), "plugins": ["search"], "nav": INDEXES, "not_in_nav": "\n".join(shelves)}


def _project(folder: Path, settings: Mapping[str, object]) -> Path:
    """A project like this one (its theme and extensions), with a page of its own."""
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "about.md").write_text("# About\n\nWritten by hand.\n", encoding="utf-8")
    whole = {"INHERIT": str(PROJECT / "mkdocs.yml"), "docs_dir": "docs", "site_url": "https://example.org/", **settings}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(whole), encoding="utf-8")
    return folder


def build(what: str, articles: int, project: Path, *, again: bool = False) -> Build:
    """Build ``project`` in a process of its own; ``again``: over the site that stands there."""
    if not again:
        shutil.rmtree(project / "site", ignore_errors=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    # As everywhere: what Python has compiled once stays compiled.
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    nowhere = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=project, stdout=nowhere, stderr=nowhere, env=surroundings)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    pages = sum(1 for _ in (project / "site").rglob("*.html"))
    found = Build(what, articles, pages, used.ru_utime + used.ru_stime, used.ru_maxrss / _MEGABYTE)
    print(
        f"  {what:28} {articles:6} articles {pages:6} pages {found.processor:9.2f} s {found.memory:7.0f} MB", flush=True
    )
    return found


def _edits(folder: Path, corpus: Path, ours: Path) -> dict[str, list[float]]:
    """CPU seconds until an edited page is ready: a sidecar with ours, the article's Markdown page with plain MkDocs."""
    article = sorted(corpus.glob("*.md"))[5]
    sidecar, page = article.with_suffix(".yaml"), folder / "markdown" / "articles" / article.name
    words = [" meets ", " sees ", " greets ", " visits "]
    found: dict[str, list[float]] = {}
    for what, project, file in (("ours", ours, sidecar), ("plain MkDocs", folder / "plain", page)):
        edits = [(file, old, new) for old, new in pairwise(words)]
        ready = edited(project, f"articles/{article.stem}/", edits)
        found[what] = [one.processor for one in ready]
        print(f"  {what:28} edited page ready after {[round(one.processor, 2) for one in ready]} s", flush=True)
    return found


def machine() -> str:
    """What it was measured on."""
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


def growth(builds: Iterable[Mapping[str, Any]], what: str = "ours") -> float:
    """The exponent that cost grows with, by least squares on the logarithms: 1 is linear."""
    points = [(math.log(one["articles"]), math.log(one["processor"])) for one in builds if one["what"] == what]
    if len(points) < 2:
        return math.nan
    middle_x, middle_y = (sum(values) / len(points) for values in zip(*points, strict=True))
    spread = sum((x - middle_x) ** 2 for x, _ in points)
    return float(sum((x - middle_x) * (y - middle_y) for x, y in points) / spread)


def ratios(found: Mapping[str, Any]) -> dict[str, float]:
    """What the run shows, by name."""
    side = {one["what"]: one for one in found["builds"] if one["articles"] == found["side_by_side"]}
    cold = side["ours"]["processor"]
    shown = {
        f"{what}, times ours": side[what]["processor"] / cold
        for what in (
            "ours, accelerate: false",
            "plain MkDocs",
            "plain MkDocs, pages as ours",
            "plain MkDocs, default nav",
        )
        if what in side
    }
    shown["nothing changed, share of cold (%)"] = 100 * side["ours, nothing changed"]["processor"] / cold
    if found["edits"]:
        ours, plain = (sorted(found["edits"][what])[1] for what in ("ours", "plain MkDocs"))
        shown["edited page (CPU s)"] = ours
        shown["edited page, plain MkDocs times ours"] = plain / ours
    largest = max((one for one in found["builds"] if one["what"] == "ours"), key=lambda one: one["articles"])
    shown[f"at {largest['articles']} articles, a page (ms)"] = 1000 * largest["processor"] / largest["pages"]
    shown[f"at {largest['articles']} articles, memory (MB)"] = largest["memory"]
    shown["cost grows as articles to the power of"] = growth(found["builds"])
    return shown
