"""What a corpus marks, as files that models are trained and measured on: spaCy's DocBin, and CoNLL columns.

Only what stands in the annotations goes in; the text is cut into words by spaCy's rules for its language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import spacy
from spacy.tokens import Doc, DocBin, Span

from annotate.corpus.annotations import Annotations
from annotate.corpus.article import Article

Pairs = Iterable[tuple[Article, Annotations]]

SPANS = ("quote", "cue", "source", "event", "time")
"""The groups of ``Doc.spans``; names stand in ``Doc.ents``, each with its actor as ``kb_id``."""


def documents(pairs: Pairs) -> Iterator[Doc]:
    """A document for each article, over its whole text, in the order given.

    A name or span whose bounds are no bounds of words is widened to whole words; of names that overlap, the first and
    longest stays. Lost spans are left out.
    """
    pipeline = spacy.blank("en")
    for article, found in pairs:
        doc = pipeline.make_doc(article.text)
        doc.user_data["article"] = article.id
        doc.ents = _names(doc, found)
        for group in SPANS:
            doc.spans[group] = list(_spans(doc, found, group))
        yield doc


def doc_bin(pairs: Pairs) -> bytes:
    """All of them as one ``.spacy`` file."""
    return DocBin(
        attrs=["ENT_IOB", "ENT_TYPE", "ENT_KB_ID"], docs=list(documents(pairs)), store_user_data=True
    ).to_bytes()


def conll(pairs: Pairs) -> str:
    """A word a line, tab-separated: the word, its first and last code point in the text (end exclusive), and BIO tags
    for the name, the actor it names, the quote, its cue and source, the event, and the time. An empty line parts
    passages; ``# article = ID`` opens each article.
    """
    out: list[str] = []
    for doc in documents(pairs):
        out.append(f"# article = {doc.user_data['article']}")
        columns = [_tags(doc, doc.spans[group], group.upper()) for group in ("quote", "cue", "source", "event", "time")]
        for token in doc:
            if token.is_space:
                if "\n\n" in token.text and out[-1]:
                    out.append("")
                continue
            name = f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O"
            where = f"{token.idx}\t{token.idx + len(token.text)}"
            tags = "\t".join(column[token.i] for column in columns)
            out.append(f"{token.text}\t{where}\t{name}\t{token.ent_kb_id_ or '_'}\t{tags}")
        out.append("")
    return "\n".join(out) + "\n"


def _names(doc: Doc, annotations: Annotations) -> list[Span]:
    found = [
        span
        for entity in annotations.entities
        for mention in entity.mentions
        if mention.is_placed and mention.form == "name"
        if (span := _span(doc, mention.start, mention.end, entity.label, entity.actor or "")) is not None
    ]
    return spacy.util.filter_spans(found)


def _spans(doc: Doc, annotations: Annotations, group: str) -> Iterator[Span]:
    if group == "time":
        wanted = [(time, time.date or "") for time in annotations.times]
    elif group == "event":
        wanted = [(event.evidence, event.type) for event in annotations.events]  # type: ignore[misc]
    else:
        wanted = [
            (span, quote.speaker or "")  # type: ignore[misc]
            for quote in annotations.quotes
            for span in (quote.content if group == "quote" else (getattr(quote, group),))
            if span is not None
        ]
    for span, said in wanted:
        if span.is_placed:
            made = _span(doc, span.start, span.end, group.upper(), said)
            if made is not None:
                yield made


def _span(doc: Doc, start: int, end: int, label: str, known: str) -> Span | None:
    return doc.char_span(start, end, label=label, kb_id=known, alignment_mode="expand")


def _tags(doc: Doc, spans: Iterable[Span], label: str) -> list[str]:
    tags = ["O"] * len(doc)
    for span in spans:
        if all(tags[token.i] == "O" for token in span):
            for token in span:
                tags[token.i] = f"{'B' if token.i == span.start else 'I'}-{label}"
    return tags
