"""Documents that several tests import, and a short way to import one."""

from __future__ import annotations

from pathlib import Path

from annotate.corpus.article import Article, read_article
from annotate.exchange.importing import ImportReport, import_files

FERRY = "Ministers agree on a ferry\ndate: 2025-03-03\n\nThe ferry runs again.\n"


def imported(tmp_path: Path, content: str | bytes, name: str = "report.txt", **given: str) -> Article:
    """The article that a document with this content becomes."""
    report = report_on(tmp_path, content, name, **given)
    assert [outcome.result for outcome in report.outcomes] == ["imported"], report.problems
    article = report.outcomes[0].article
    assert article is not None
    return read_article(article)


def report_on(tmp_path: Path, content: str | bytes, name: str = "report.txt", **given: str) -> ImportReport:
    """What importing a document with this content into ``tmp_path / "corpus"`` comes to."""
    source = tmp_path / name
    source.write_bytes(content.encode() if isinstance(content, str) else content)
    return import_files([source], tmp_path / "corpus", **given)


def codes(report: ImportReport) -> list[str]:
    """Why documents were refused, in short."""
    return [problem.code for problem in report.problems]


def paragraphs(article: Article) -> list[str]:
    """The passages of the body."""
    return [block.text for block in article.blocks]
