"""Training the pipeline: syntax on treebanks, names on marked texts, both packed into one file with their scores."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any, TypeVar

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as spacy_train
from spacy.util import load_config
from thinc.api import fix_random_seed

from annotate import __version__
from annotate.language.quotes.scorer import SUFFIX
from annotate.language.training.component_scores import ComponentScores, name_scores, syntax_scores
from annotate.language.training.corpora import Corpora, Split, TrainingError, find_corpora, named_texts
from annotate.language.training.name_swapping import NameSwapper
from annotate.language.training.named_texts import NamedText, as_doc, blank
from annotate.language.training.speech import learn_speech, speech_scores, write_speech
from annotate.language.training.treebanks import read_docs
from annotate.language.words.packed import pack

T = TypeVar("T")

_CONFIGS = Path(__file__).parent
_WATCHED_WORDS = 9_000
"""Words that progress is watched on: enough to see it, few enough to cost next to nothing."""
_SWAPPED = 2
"""Times that a public paragraph is learned from with other names in it, besides its own."""
_OWN, _OWN_SWAPPED = 4, 10
"""The same for our own articles, which are few and the nearest to what will be read."""


@dataclass(frozen=True)
class TrainingSettings:
    """What may be chosen; the rest stands in ``syntax.cfg`` and ``names.cfg``."""

    syntax_steps: int | None = None
    """Batches learned from; None: as configured."""
    names_steps: int | None = None
    held_out: tuple[str, ...] = ()
    """Folders of articles that are watched and not learned from."""
    also_learn: tuple[str, ...] = ()
    """Treebanks, by file name without suffix, that are learned from although their names say dev or test."""
    seed: int = 20250227


@dataclass(frozen=True)
class TrainingReport:
    """What came out."""

    output: Path
    size: int
    """Bytes."""
    learned_from: tuple[str, ...]
    """File names."""
    scores: tuple[ComponentScores, ...]
    speech: Path | None = None
    """The weights for reported speech, beside the pipeline; None: no article has quotes to learn from."""


def train(
    folders: Sequence[Path],
    output: Path,
    *,
    settings: TrainingSettings | None = None,
    progress: IO[str],
) -> TrainingReport:
    """Train on the corpora in ``folders`` and write the packed pipeline to ``output``.

    The same corpora, settings and library versions give the same pipeline.

    Args:
        folders: see :func:`annotate.language.training.corpora.find_corpora`.
        output: the file to write.
        settings: None: as configured.
        progress: where a line is written at each look at the scores.

    Raises:
        TrainingError: nothing to learn from, or an unreadable corpus.
    """
    settings = settings or TrainingSettings()
    corpora = find_corpora(folders, settings.held_out, settings.also_learn)
    with tempfile.TemporaryDirectory(prefix="dateline-training-") as folder:
        work = Path(folder)
        nlp = _train_syntax(corpora, work, settings, progress)
        # It helps the others while they learn; the parser finds sentences better.
        nlp.remove_pipe("senter")
        names = _train_names(corpora, work, settings, progress)
        if names is not None:
            nlp.add_pipe("ner", source=names)
        scores = (*syntax_scores(nlp, corpora.test.treebanks), *name_scores(nlp, corpora))
    nlp.meta.update(
        name="dateline",
        version=__version__,
        description="Tags, morphology, lemmas, dependencies and names of English news.",
        license="CC BY-SA 4.0",
        trained=date.today().isoformat(),
        learned_from=[path.name for path in corpora.train.files()],
        performance={f"{score.corpus}/{score.component}": score.value for score in scores},
    )
    size = pack(nlp, output)
    speech, speech_scores = train_speech(corpora, output, output.with_suffix(SUFFIX))
    learned_from = tuple(path.name for path in corpora.train.files())
    return TrainingReport(output, size, learned_from, (*scores, *speech_scores), speech)


def train_only_speech(
    folders: Sequence[Path], pipeline: Path, output: Path, *, held_out: Iterable[str] = ()
) -> TrainingReport:
    """Learn reported speech for a pipeline that is trained already, from articles with quotes in ``folders``.

    Raises:
        TrainingError: no quote is marked in them, or an article's JSON can't be read.
    """
    corpora = find_corpora(folders, held_out, treebanks=False)
    written, scores = train_speech(corpora, pipeline, output)
    if written is None:
        raise TrainingError(f"no article with quotes in {', '.join(str(folder) for folder in folders)}")
    learned_from = tuple(path.name for path in corpora.train.articles)
    return TrainingReport(output, output.stat().st_size, learned_from, scores, written)


def train_speech(corpora: Corpora, pipeline: Path, output: Path) -> tuple[Path | None, tuple[ComponentScores, ...]]:
    """Learn reported speech for the parser in the file ``pipeline``, and write the weights to ``output``.

    Returns:
        The file and how good it is on articles that were held out; None where no quote is marked to learn from.

    Raises:
        TrainingError: an article's JSON can't be read.
    """
    try:
        scorer = learn_speech(corpora.train.articles, pipeline)
        if scorer is None:
            return None, ()
        write_speech(scorer, corpora.train.articles, output)
        return output, tuple(speech_scores(scorer, corpora.dev.articles, pipeline))
    except (KeyError, TypeError, ValueError) as error:
        raise TrainingError(f"cannot be read as articles with quotes: {error}") from error


def _train_syntax(corpora: Corpora, work: Path, settings: TrainingSettings, progress: IO[str]) -> Language:
    vocabulary = spacy.blank("en").vocab
    try:
        docs = [doc for path in corpora.train.treebanks for doc in read_docs(path, vocabulary)]
        watched = [doc for path in corpora.dev.treebanks for doc in read_docs(path, vocabulary)]
    except ValueError as error:
        raise TrainingError(str(error)) from error
    if not docs:
        raise TrainingError(f"no sentence in {', '.join(path.name for path in corpora.train.treebanks)}")
    return _run("syntax", docs, watched or docs, work, settings.syntax_steps, settings.seed, progress)


def _train_names(corpora: Corpora, work: Path, settings: TrainingSettings, progress: IO[str]) -> Language | None:
    texts = texts_to_learn_names_from(corpora.train, settings.seed)
    if not any(text.names for text in texts):
        return None
    nlp = blank()
    docs = [as_doc(nlp, text) for text in texts]
    public, own = named_texts(corpora.dev)
    watched = [as_doc(nlp, text) for text in (*_shuffled(public, settings.seed)[:100], *own)]
    return _run("names", docs, watched or docs, work, settings.names_steps, settings.seed, progress)


def texts_to_learn_names_from(split: Split, seed: int) -> list[NamedText]:
    """The paragraphs with names, as they are and with names of other origins in them, shuffled."""
    public, own = named_texts(split)
    swapper = NameSwapper(seed)
    texts = [*public, *own * _OWN]
    for times, paragraphs in ((_SWAPPED, public), (_OWN_SWAPPED, own)):
        for _ in range(times):
            texts += [swapper.swap(text) for text in paragraphs if text.names]
    return _shuffled(texts, seed)


def _shuffled(items: Iterable[T], seed: int) -> list[T]:
    shuffled = list(items)
    random.Random(seed).shuffle(shuffled)  # noqa: S311  # no secret depends on it
    return shuffled


def _run(
    part: str, docs: list[Doc], watched: list[Doc], work: Path, steps: int | None, seed: int, progress: IO[str]
) -> Language:
    """Train what ``part``'s configuration says and return the best of what was seen."""
    output = work / part
    output.mkdir()
    paths = {"train": work / f"{part}-train.spacy", "dev": work / f"{part}-dev.spacy"}
    _write(docs, paths["train"])
    _write(_sample(watched, seed), paths["dev"])
    overrides: dict[str, Any] = {f"paths.{name}": str(path) for name, path in paths.items()}
    overrides["system.seed"] = seed
    config = load_config(_CONFIGS / f"{part}.cfg", overrides=overrides, interpolate=False)
    if steps is not None:
        config["training"]["max_steps"] = steps
        config["training"]["eval_frequency"] = max(1, min(config["training"]["eval_frequency"], steps // 2))
    fix_random_seed(seed)
    nlp = init_nlp(config)
    progress.write(f"{part}: {len(docs)} paragraphs, {sum(len(doc) for doc in docs)} words\n")
    spacy_train(nlp, output, stdout=progress, stderr=progress)
    return spacy.load(output / "model-best")


def _write(docs: Iterable[Doc], path: Path) -> None:
    attributes = ["TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE"]
    DocBin(attrs=attributes, docs=docs).to_disk(path)


def _sample(docs: list[Doc], seed: int) -> list[Doc]:
    kept, words = [], 0
    for doc in _shuffled(docs, seed):
        kept.append(doc)
        words += len(doc)
        if words > _WATCHED_WORDS:
            break
    return kept
