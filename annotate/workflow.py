"""Where the wings meet: loading a corpus, annotating it, and writing what was found.

The wings know nothing of each other; this module hands the findings of one to the next. It imports the language wing
only when there is something to annotate, so that loading and building never load spaCy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from annotate.corpus.annotations import Annotations
from annotate.corpus.article import Article
from annotate.corpus.article_paths import article_paths
from annotate.corpus.checking import MILD, check
from annotate.corpus.folder import Files, read_folder, require_folder
from annotate.corpus.item_lines import item_lines
from annotate.corpus.keeping.locking import one_writer
from annotate.corpus.problems import CorpusError, Problem
from annotate.corpus.read_before import ReadBefore
from annotate.desk import Desk, Progress, RunReport
from annotate.engines import Engine
from annotate.engines.local import ThisMachine
from annotate.engines.version import annotator_version
from annotate.last_run import LastRun
from annotate.snapshot import Snapshot, is_settled, settle
from annotate.timeline.linked import Corpus


def load(root: str | Path, before: ReadBefore | None = None) -> Corpus:
    """The corpus in the folder ``root``, linked.

    Lost anchors and missing sidecars are carried in ``Corpus.problems``; the items are there, unplaced.

    Args:
        root: the folder.
        before: what was read from it before; files that have not changed since are not read again.

    Raises:
        CorpusError: with every other problem of its files and between them.
    """
    files = read_folder(Path(root), before)
    problems = check(files)
    if any(problem.code not in MILD for problem in problems):
        raise CorpusError(problems)
    return Corpus.link(_pairs(files), files.actors, files.entries, problems, item_lines(files))


def run(
    root: Path,
    chosen: Sequence[Path] = (),
    *,
    write: bool = True,
    everything: bool = False,
    jobs: int | None = 1,
    engine: Engine | None = None,
    pipeline: str | None = None,
    progress: Progress | None = None,
) -> RunReport:
    """Annotate articles and bring their sidecars, the registry's and the timeline's proposals up to date.

    A broken article or sidecar is reported and left alone, and the others go on. What people wrote stays.

    Args:
        root: the corpus folder.
        chosen: articles or folders of articles; none: all.
        write: False: only find out what would change.
        everything: annotate also what has not changed since the last run.
        jobs: worker processes for the annotating; None: as many as there are cores and work for.
        engine: where to annotate, instead of in processes here.
        pipeline: the trained pipeline to build on, see ``Annotator``; None: the shipped one.
        progress: told how many are done, of how many, and which is next.

    Raises:
        CorpusError: the folder or a chosen article is missing, there are no articles, or ``actors.yaml`` or
            ``timeline.yaml`` is broken, ``pipeline`` can't be used, or another command is writing there; nothing was
            written.
    """
    if not write:
        return _run(root, chosen, write, everything, engine or ThisMachine(jobs), pipeline, progress)
    with one_writer(root):
        return _run(root, chosen, write, everything, engine or ThisMachine(jobs), pipeline, progress)


def _run(
    root: Path,
    chosen: Sequence[Path],
    write: bool,
    everything: bool,
    engine: Engine,
    pipeline: str | None,
    progress: Progress | None,
) -> RunReport:
    before = Snapshot.of(root)
    version = (annotator_version(), pipeline or "")
    if not everything and root.is_dir() and is_settled(root, before.mark(*version)):
        return RunReport(articles=len(article_paths(root, chosen)))
    require_folder(root)
    paths = article_paths(root, chosen)
    if not paths:
        hint = "put articles (*.md) there, or make them from your documents with: annotate import"
        raise CorpusError([Problem(root, 1, 1, "no-articles", "the folder has no articles", hint)])
    report = RunReport(articles=len(paths))
    state = LastRun.beside(root, " ".join(version), anew=everything, write=write)
    desk = Desk(root, state, before.digests, report, write=write)
    desk.look(article_paths(root))
    desk.annotate(paths, engine, pipeline, progress)
    desk.propose()
    report.changes = [change for change in desk.changes.values() if change.is_any]
    if write and not chosen and not report.problems:
        # What was read and written, and not what stands there now: a person may have gone on meanwhile.
        after = before.with_texts((change.path, change.after) for change in report.changes)
        settle(root, after.mark(*version))
    return report


def _pairs(files: Files) -> Iterator[tuple[Article, Annotations]]:
    for article in sorted(files.articles.values(), key=lambda article: (article.date, article.id)):
        yield article, files.annotations.get(article.id) or Annotations(article=article.id)
