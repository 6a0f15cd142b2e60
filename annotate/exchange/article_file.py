"""A draft as the text of an article's file: front matter in clean YAML, then the body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from annotate.corpus.article import Article, FrontMatter, read_article
from annotate.corpus.problems import CorpusError, Problem
from annotate.corpus.yaml.yaml_writing import line, scalar
from annotate.exchange.draft import Draft

# Dates and addresses stand without quotation marks where YAML allows it: no ": " and no " #" is in them.
_PLAIN = re.compile(r"\d{4}-\d{2}-\d{2}(T[\d:.]+([+-][\d:]+|Z)?)?|https?://[\w./?&=%~+@,;:#-]*[\w/=]", re.ASCII)
_DEFAULT_LANGUAGE = "en"


def article_text(draft: Draft, source: str) -> str:
    """The whole file of the article that ``draft`` describes; ``source`` says what it was imported from."""
    values = {name: getattr(draft, name, "") for name in FrontMatter.model_fields if name != "extra"}
    values["source"] = source
    if values["language"] == _DEFAULT_LANGUAGE:
        del values["language"]
    del values["sources"]
    lines = [f"{name}: {_scalar(value)}" for name, value in values.items() if value]
    if draft.sources:
        lines += ["sources:", *(line(record).rstrip("\n") for record in draft.sources)]
    if draft.extra:
        lines += ["extra:", *_nested(draft.extra, "  ")]
    return "\n".join(["---", *lines, "---", "", draft.body])


def verified(text: str, article_id: str, source: Path) -> Article:
    """The article that ``text`` will be once it stands in the corpus as ``article_id``.

    Raises:
        CorpusError: it would be none; the problems name ``source``, for that is what the user can change.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{article_id}.md"
        path.write_bytes(text.encode("utf-8"))
        try:
            article = read_article(path)
        except CorpusError as error:
            raise CorpusError(Problem(source, 1, 1, p.code, p.message, p.hint) for p in error.problems) from None
    if not article.passages[1:] or not article.blocks:
        raise CorpusError([Problem(source, 1, 1, "no-text", "there is no text below the title")])
    return article


def _scalar(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else scalar(value)


def _nested(values: Mapping[str, object], indent: str) -> Iterator[str]:
    for key, value in values.items():
        if isinstance(value, Mapping) and value:
            yield f"{indent}{scalar(key)}:"
            yield from _nested(value, f"{indent}  ")
        else:
            yield f"{indent}{scalar(key)}: {_flow(value)}"


def _flow(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(str(key))}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(inner) for inner in value) + "]"
    return "~" if value is None else scalar(str(value))
