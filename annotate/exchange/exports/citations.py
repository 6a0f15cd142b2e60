"""Citations of every article and event: BibTeX and CSL-JSON."""

from __future__ import annotations

from collections.abc import Iterator

from annotate.exchange.exported import Export, ExportedFile, Publication, as_of, json_text, text_file
from annotate.timeline.citations import cite_article, cite_event
from annotate.timeline.linked import Corpus


def files(corpus: Corpus, site: Publication) -> Iterator[ExportedFile]:
    """``citations.bib`` and ``citations.json``."""
    seen = as_of(corpus).date()
    cited = [cite_article(a.article, site.article(a.id), site.name) for a in corpus.articles.values()]
    cited += [cite_event(entry, site.event(entry.id), site.name, seen) for entry in corpus.entries.values()]
    yield text_file("citations.bib", "\n".join(citation.bibtex for citation in cited))
    yield text_file("citations.json", json_text([citation.csl for citation in cited]))


EXPORT = Export("citations", "citations of articles and events: BibTeX and CSL-JSON", files)
