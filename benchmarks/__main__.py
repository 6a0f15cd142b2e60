"""``python -m benchmarks``: times annotating, reading a corpus and building a site, and prints the figures."""

from __future__ import annotations

import argparse
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import yaml

from benchmarks.actors import changing, linking
from benchmarks.annotating_much import figures
from benchmarks.check_folder import write_check_folder
from benchmarks.corpus_folder import write_corpus
from benchmarks.invented import reports
from benchmarks.site_speed import measure, ratios

PEOPLE = 5_000
"""In the registry that articles are linked to."""
PROJECT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Run all, or those that are named."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(BENCHMARKS)}; none: all")
    parser.add_argument("--articles", type=int, default=200, help="how many invented articles (default: 200)")
    parser.add_argument("--rounds", type=int, default=3, help="of how many rounds the median is taken (default: 3)")
    parser.add_argument("--sizes", default="100,300,1000", help="articles, for the growth of the site's cost")
    parser.add_argument("--default-nav", action="store_true", help="also with a navigation of all pages: slow")
    given = parser.parse_args()
    SIZES[:] = [int(size) for size in given.sizes.split(",")]
    DEFAULT_NAV[:] = [True] * given.default_nav
    unknown = set(given.names) - set(BENCHMARKS)
    if unknown or given.articles < 1 or given.rounds < 1:
        parser.error(f"there is no benchmark {unknown}" if unknown else "give numbers from 1")
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    print(f"{given.articles} invented articles, median of {given.rounds} rounds")
    for name in given.names or BENCHMARKS:
        BENCHMARKS[name](given.articles, given.rounds)


def annotating(count: int, rounds: int) -> None:
    """Words a second, in one process, and what loading takes."""
    from annotate.language.annotator import Annotator  # noqa: PLC0415  # its import is part of what is measured

    begun = time.perf_counter()
    annotator = Annotator()
    say("annotate: load the pipeline", time.perf_counter() - begun, "s")
    made = [(report.text, report.date) for report in reports(count)]
    words = sum(len(text.split()) for text, _ in made)
    spent = timed(rounds, lambda: list(annotator.pipe(made)))
    say("annotate: speed", words / spent, "words/s")
    say("annotate: an article", spent / count * 1000, "ms")


def trained(count: int, rounds: int) -> None:
    """The trained components by themselves, against spaCy's own small preset in the same run."""
    from benchmarks.trained_pipeline import compared  # noqa: PLC0415  # loads spaCy

    ours, preset = compared([report.text for report in reports(count)], rounds)
    say("trained: speed", ours, "words/s")
    say("trained: efficiency preset", preset, "words/s")
    say("trained: ours to the preset", ours / preset, "times")


def bare(count: int, rounds: int) -> None:
    """The annotator against the bare pipeline, on invented articles and on those of the project's own corpus."""
    from annotate.corpus.article import read_article  # noqa: PLC0415  # beside the other imports of one benchmark
    from benchmarks.bare_pipeline import beside_bare  # noqa: PLC0415

    invented = [(report.text, report.date) for report in reports(count)]
    own = [(article.text, article.date) for article in map(read_article, sorted((PROJECT / "corpus").glob("*.md")))]
    for name, texts in (("invented", invented), ("own corpus", own)):
        plain, whole = beside_bare(texts, rounds)
        words = sum(len(text.split()) for text, _ in texts)
        say(f"bare: {name}, bare pipeline", words / plain, "words/s")
        say(f"bare: {name}, annotator", words / whole, "words/s")
        say(f"bare: {name}, annotator to bare", whole / plain, "times")


def sharing(count: int, rounds: int) -> None:
    """What each component of the pipeline takes, and what quotes and their speakers cost on top of the others."""
    from annotate.language.pipeline import build, make_doc  # noqa: PLC0415  # see above

    nlp = build()
    made = list(reports(count))
    spent: dict[str, list[float]] = {"the words": [], **{name: [] for name in nlp.pipe_names}}
    for _ in range(rounds):
        begun = time.perf_counter()
        docs = [make_doc(nlp, report.text, report.date) for report in made]
        spent["the words"].append(time.perf_counter() - begun)
        for name, component in nlp.pipeline:
            begun = time.perf_counter()
            docs = [component(doc) for doc in docs]
            spent[name].append(time.perf_counter() - begun)
    took = {name: median(times) for name, times in spent.items()}
    for name, seconds in took.items():
        say(f"share: {name.removeprefix('dateline_')}", 100 * seconds / sum(took.values()), "%")
    quotes = took["dateline_quotes"] + took["dateline_coreference"]
    say("share: quotes and speakers on top", 100 * quotes / (sum(took.values()) - quotes), "%")


def finding_times(count: int, rounds: int) -> None:
    """The component for date expressions by itself, on texts whose words and sentences are known; processor time."""
    from annotate.language.pipeline import build, make_doc  # noqa: PLC0415  # see above

    nlp = build()
    made = list(reports(count))
    docs = [make_doc(nlp, report.text, report.date) for report in made]
    for name, component in nlp.pipeline:
        if name == "dateline_times":
            break
        docs = [component(doc) for doc in docs]
    words = sum(len(report.text.split()) for report in made)
    spent = []
    for _ in range(rounds):
        begun = time.process_time()
        for doc in docs:
            component(doc)
        spent.append(time.process_time() - begun)
    found = sum(len(doc._.times) for doc in docs)
    say("times: speed", words / median(spent), "words/s")
    say("times: date expressions", found / words * 1000, "in 1000 words")


def much(count: int, rounds: int) -> None:
    """What a second process gains, how memory grows with an archive, and a run over an unchanged corpus."""
    for name, value, unit in figures(count):
        say(name, value, unit)


def reading(count: int, rounds: int) -> None:
    """Reading, checking and linking a corpus."""
    import annotate  # noqa: PLC0415  # beside the other benchmarks, so that each can run without the others' imports

    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        write_corpus(corpus, count)
        size = sum(path.stat().st_size for path in corpus.iterdir())
        spent = timed(rounds, lambda: annotate.load(corpus))
    say("load: the corpus", spent, "s")
    say("load: speed", count / spent, "articles/s")
    say("load: its size", size / 1e6, "MB")


def checking(count: int, rounds: int) -> None:
    """``annotate check`` on sidecars of 200 lines, start of Python included."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        write_check_folder(corpus, count)
        lines = [path.read_text(encoding="utf-8").count("\n") for path in corpus.glob("report-*.yaml")]
        command = [sys.executable, "-c", "from annotate.cli import main; main()", "check", "--corpus", str(corpus)]
        before = processor_time_of_children()
        spent = timed(rounds, lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL))
        busy = (processor_time_of_children() - before) / rounds
    say("check: lines of a sidecar", sum(lines) / count, "lines")
    say("check: the corpus", spent, "s")
    say("check: processor time", busy, "s")


def building(count: int, rounds: int) -> None:
    """A whole ``mkdocs build``, start of Python included."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        write_corpus(site / "corpus", count)
        settings = {
            "INHERIT": str(PROJECT / "mkdocs.yml"),
            "docs_dir": str(PROJECT / "docs"),
            "plugins": ["search", {"annotate": {"corpus": "corpus"}}],
        }
        config = site / "mkdocs.yml"
        config.write_text(yaml.safe_dump(settings), encoding="utf-8")
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--clean", "--config-file", str(config)]
        spent = timed(rounds, lambda: subprocess.run(command, check=True, cwd=site))
        pages = sum(1 for _ in (site / "site").rglob("*.html"))
        search = site / "site" / "search" / "search_index.json"
        size = search.stat().st_size if search.exists() else 0
    say("build: the site", spent, "s")
    say("build: speed", pages / spent, "pages/s")
    say("build: search index", size / 1e6, "MB")
    say("build: most memory", memory_of_children(), "MB")


def knowing(count: int, rounds: int) -> None:
    """Linking to a registry of 5,000 actors, adding to it, and changing actors in up to 500 articles."""
    for what, figure in (linking(count, PEOPLE) | changing(min(count, 500), PEOPLE)).items():
        say(what, figure, "")


def site(count: int, rounds: int) -> None:
    """Building and serving, beside plain MkDocs on the same pages, side by side for five times as many articles."""
    found = measure(SIZES, 5 * count, default_nav=bool(DEFAULT_NAV), write=True)
    for what, figure in ratios(found).items():
        say(what, figure, "")


SIZES: list[int] = []
"""Numbers of articles for which the growth of the site's cost is fitted."""
DEFAULT_NAV: list[bool] = []
"""Whether MkDocs is also to build with its own navigation of all pages."""

BENCHMARKS: dict[str, Callable[[int, int], None]] = {
    "annotate": annotating,
    "trained": trained,
    "bare": bare,
    "share": sharing,
    "times": finding_times,
    "much": much,
    "load": reading,
    "check": checking,
    "build": building,
    "actors": knowing,
    "site": site,
}


def timed(rounds: int, work: Callable[[], object]) -> float:
    """Seconds that ``work`` takes, the median of ``rounds``."""
    spent = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        spent.append(time.perf_counter() - begun)
    return median(spent)


def memory_of_children() -> float:
    """The most memory that a finished child process held, in MB."""
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


def processor_time_of_children() -> float:
    """Seconds that finished child processes have computed, all of them together."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def say(what: str, figure: float, unit: str) -> None:
    """One line of the report."""
    print(f"  {what:32} {figure:12,.2f} {unit}", flush=True)


if __name__ == "__main__":
    main()
