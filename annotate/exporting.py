"""Where exports meet the corpus: every format by its name, and the files that the site offers beside its pages."""

from __future__ import annotations

from collections.abc import Iterator

from annotate.exchange.exported import DATA, ExportedFile, Publication
from annotate.timeline.linked import Corpus


def export_names() -> dict[str, str]:
    """The formats that a corpus can be exported in, with a few words on each."""
    from annotate.exchange.exports import EXPORTS  # noqa: PLC0415  # only exporting needs them

    return {each.name: each.title for each in EXPORTS} | {name: title for name, (title, _) in _TRAINING.items()}


def export(name: str, corpus: Corpus, site: Publication) -> Iterator[ExportedFile]:
    """The files of the corpus in the format called ``name``, one of :func:`export_names`."""
    from annotate.exchange.exports import EXPORTS  # noqa: PLC0415  # as above

    if name in _TRAINING:
        yield _training_file(_TRAINING[name][1], corpus)
        return
    yield from next(each for each in EXPORTS if each.name == name).files(corpus, site)


def published_files(corpus: Corpus, address: str, name: str, directory_urls: bool) -> Iterator[ExportedFile]:
    """The files that the site offers beside its pages, their paths below the site's root.

    Args:
        corpus: what the site shows.
        address: of the site; empty where it has none, and the files then name no addresses.
        name: of the site.
        directory_urls: whether its pages' addresses end in a slash.
    """
    from annotate.exchange.exports import EXPORTS  # noqa: PLC0415  # as above

    site = Publication(address, name, directory_urls)
    for each in EXPORTS:
        if each.at_build:
            for file in each.files(corpus, site):
                yield ExportedFile(f"{DATA}/{file.path}", file.data)


_TRAINING = {
    "spacy": ("spaCy's DocBin, for training", "corpus.spacy"),
    "conll": ("CoNLL columns, for training", "corpus.conll"),
}
"""By name, what the language wing exports: a few words, and the file's path."""


def _training_file(path: str, corpus: Corpus) -> ExportedFile:
    from annotate.language.training_files import conll, doc_bin  # noqa: PLC0415  # loads spaCy

    pairs = [(within.article, within.annotations) for within in corpus.articles.values()]
    return ExportedFile(path, doc_bin(pairs) if path.endswith(".spacy") else conll(pairs).encode())
