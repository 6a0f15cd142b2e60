"""Annotating much: what a second process gains, how memory grows, and what a run over an unchanged corpus takes."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from annotate.engines.version import annotator_version
from annotate.snapshot import Snapshot, settle
from benchmarks.corpus_folder import write_corpus
from benchmarks.invented import reports


def figures(count: int) -> Iterator[tuple[str, float, str]]:
    """What is measured, its value and its unit; ``count`` is how many articles are annotated."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "archive.jsonl"
        few = _archive(Path(folder) / "few.jsonl", max(1, count // 10))
        _archive(source, count)
        small = _run(few, Path(folder) / "few", 1)
        one = _run(source, Path(folder) / "one", 1)
        two = _run(source, Path(folder) / "two", 2)
        yield "much: one process", count / one.wall, "articles/s"
        yield "much: two processes to one", one.wall / two.wall, "times"
        yield f"much: memory, {max(1, count // 10)} articles", small.memory, "MB"
        yield f"much: memory, {count} articles", one.memory, "MB"
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        write_corpus(corpus, count)
        settle(corpus, Snapshot.of(corpus).mark(annotator_version(), ""))
        begun = time.perf_counter()
        _annotate("run", "--corpus", str(corpus))
        yield f"much: run over {count} unchanged articles", time.perf_counter() - begun, "s"


class _Taken:
    def __init__(self, wall: float, memory: float) -> None:
        self.wall = wall
        self.memory = memory


def _archive(path: Path, count: int) -> Path:
    with path.open("w", encoding="utf-8") as file:
        for number, report in enumerate(reports(count)):
            line = {"id": f"n-{number}", "title": report.title, "date": str(report.date), "text": report.text}
            file.write(json.dumps(line) + "\n")
    return path


def _run(source: Path, target: Path, jobs: int) -> _Taken:
    begun = time.perf_counter()
    memory = _annotate("run", "--from", str(source), "--to", str(target), "--jobs", str(jobs))
    return _Taken(time.perf_counter() - begun, memory)


def _annotate(*arguments: str) -> float:
    """Run the command and return the most memory that it held, in MB; without that of its workers."""
    command = [sys.executable, "-c", _WITH_MEMORY, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # our own command
    return float(done.stderr.splitlines()[-1]) * (1 / 1024 if sys.platform != "darwin" else 1 / 1024**2)


_WITH_MEMORY = """
import resource, sys
from annotate.cli import main
try:
    main(standalone_mode=False)
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""
