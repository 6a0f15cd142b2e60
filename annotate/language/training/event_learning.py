"""Training the scorer of events on articles whose events people have marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from annotate.corpus.annotations import EventType
from annotate.language.events.candidates import Rated
from annotate.language.events.component import Events
from annotate.language.events.scorer import EventScorer
from annotate.language.found import FoundEvent, Offsets
from annotate.language.pipeline import build, read
from annotate.language.training.component_scores import ComponentScores
from annotate.language.training.corpora import TrainingError
from annotate.language.training.linear import fit_classes, fit_yes_or_no
from annotate.language.training.marked_articles import marked_files, read_marked
from annotate.language.training.pipeline import TrainingReport
from annotate.language.words.sentences import paragraphs

_PENALTY, _TYPE_PENALTY = 3.0, 1.0
_TWIN = 0.5
"""How much it counts that a word is no event of its own where another word names the same one."""
_THRESHOLD = 0.35
"""Below one half, for an event that is missed costs more than one that is too many."""
_FOLDS = 6
_NAMED_OTHERWISE: dict[EventType, frozenset[str]] = {
    "VOTE": frozenset({"AGREE", "OTHER", "REJECT"}),
    "RULE": frozenset({"OTHER", "REJECT", "ACCUSE"}),
    "COERCE": frozenset({"ASSAULT", "SANCTION", "OTHER"}),
    "SUPPORT": frozenset({"COOPERATE", "OTHER", "AGREE"}),
    "CONCEDE": frozenset({"AGREE", "COOPERATE", "RETREAT", "OTHER"}),
}
"""Types that the marked articles do without, and what stands there in their place."""


@dataclass(frozen=True)
class MarkedEvent:
    """An event as a person marked it."""

    date: str | None
    status: str
    type: str
    evidence: tuple[Offsets, ...]
    optional: bool = False
    """Background that may be left out: neither an example nor a counterexample."""


@dataclass(frozen=True)
class Example:
    """A word that may name an event, and what people made of it."""

    article: str
    rated: Rated
    event: bool
    importance: float
    type: str | None


def train_events(folders: Sequence[Path], output: Path, *, progress: IO[str]) -> TrainingReport:
    """Train on the articles below ``folders`` and write the weights to ``output``.

    The same articles and versions give the same weights. An article is ``NAME.txt`` (title, date line, empty line,
    body) with ``NAME.json``, whose ``date`` is its day and whose ``events`` have ``date``, ``status``, ``type``,
    ``evidence`` and, if they are told again, ``evidence_other``.

    Raises:
        TrainingError: nothing to learn from, or an unreadable article.
        OSError: ``output`` cannot be written.
    """
    examples = list(_examples(folders, progress))
    if not any(example.event for example in examples):
        raise TrainingError(f"no article with marked events in {', '.join(str(folder) for folder in folders)}")
    scores = _cross_validated(examples)
    size = fitted(examples).save(output)
    groups = tuple(sorted({example.article.rpartition("/")[0] for example in examples}))
    return TrainingReport(output, size, groups, scores)


def fitted(examples: Sequence[Example]) -> EventScorer:
    """The scorer that the examples teach."""
    events = fit_yes_or_no(
        [e.rated.features for e in examples], [e.event for e in examples], [e.importance for e in examples],
        penalty=_PENALTY,
    )  # fmt: skip
    typed = [(e.rated.type_features, e.type) for e in examples if e.type is not None]
    types = fit_classes([names for names, _ in typed], [t for _, t in typed], [1.0] * len(typed), penalty=_TYPE_PENALTY)
    return EventScorer(events, types, _THRESHOLD)  # type: ignore[arg-type]  # the marked articles know no others


def _cross_validated(examples: Sequence[Example]) -> tuple[ComponentScores, ...]:
    """How well a scorer does on the folders, or within one folder the articles, that it did not learn from."""
    groups = sorted({example.article.rpartition("/")[0] for example in examples})
    by_folder = len(groups) > 1
    if not by_folder:
        groups = sorted({example.article for example in examples})
    right = taken = wanted = types_right = 0
    for fold in range(min(_FOLDS, len(groups))):
        apart = set(groups[fold::_FOLDS])
        held = [e for e in examples if (e.article.rpartition("/")[0] if by_folder else e.article) in apart]
        rest = [e for e in examples if e not in held]
        if not any(e.event for e in rest):
            continue
        scorer = fitted(rest)
        for example in held:
            found = scorer.chance(example.rated.features) >= scorer.threshold
            right, taken, wanted = right + (found and example.event), taken + found, wanted + example.event
            if example.type is not None:
                told = example.rated.draft.event.type
                types_right += (
                    told if told != "OTHER" else scorer.type_of(example.rated.type_features)
                ) == example.type
    name = "held-out articles"
    return (
        ComponentScores(name, "events F1", 2 * right / max(1, taken + wanted)),
        ComponentScores(name, "event type", types_right / max(1, wanted)),
    )


def _examples(folders: Sequence[Path], progress: IO[str]) -> Iterator[Example]:
    nlp = build()
    component = nlp.get_pipe("dateline_events")
    assert isinstance(component, Events)  # noqa: S101  # the pipeline is our own
    # Candidates are wanted as the rules see them, not as an older scorer does.
    component.scorer = EventScorer()
    for path in (path for folder in folders for path in marked_files(folder, below=True)):
        try:
            text = read_marked(path)
            if "events" not in text.marks:
                continue
            marked, day = [_marked(event) for event in text.marks["events"]], text.day
        except (ValueError, KeyError, TypeError, OSError) as error:
            raise TrainingError(f"{path}: cannot be read as an article with events: {error!r}") from error
        doc = read(nlp, text.body, day, list(paragraphs(text.body)))
        found = labelled(f"{path.parent.name}/{path.stem}", component.candidates(doc), marked)
        progress.write(f"{path.parent.name}/{path.stem}: {len(marked)} events, {len(found)} words to learn from\n")
        yield from found


def _marked(event: dict[str, object]) -> MarkedEvent:
    spans = [event["evidence"], *(event.get("evidence_other") or [])]  # type: ignore[misc]
    return MarkedEvent(
        event["date"],  # type: ignore[arg-type]
        str(event["status"]),
        str(event["type"]).replace("DEMAND", "REQUEST"),
        tuple((int(start), int(end)) for start, end in spans),
        bool(event.get("optional")),
    )


def labelled(article: str, candidates: Sequence[Rated], marked: Sequence[MarkedEvent]) -> list[Example]:
    """The candidates of an article with what people made of them: each event has the one that tells it best."""
    pairs = []
    within: dict[int, list[MarkedEvent]] = {}
    for at, rated in enumerate(candidates):
        for number, event in enumerate(marked):
            if any(
                start <= rated.draft.event.head[0] and rated.draft.event.head[1] <= end for start, end in event.evidence
            ):
                within.setdefault(at, []).append(event)
                pairs.append((-_fit(rated.draft.event, event), at, number))
    teller: dict[int, MarkedEvent] = {}
    told: set[int] = set()
    for _, at, number in sorted(pairs):
        if at not in teller and number not in told:
            teller[at] = marked[number]
            told.add(number)
    examples = []
    for at, rated in enumerate(candidates):
        its = teller.get(at)
        if its is not None and not its.optional:
            examples.append(Example(article, rated, True, 1.0, _named(rated.draft.event.type, its.type)))
        elif its is None and not any(e.optional for e in within.get(at, [])):
            examples.append(Example(article, rated, False, _TWIN if at in within else 1.0, None))
    return examples


def _fit(found: FoundEvent, marked: MarkedEvent) -> float:
    """How well a candidate tells a marked event: 0 to 2."""
    overlap = max(_overlap(found.evidence, span) for span in marked.evidence)
    return (
        overlap
        + 0.5 * (found.date == marked.date)
        + 0.25 * (found.status == marked.status)
        + 0.25 * (found.type == marked.type)
    )


def _overlap(one: Offsets, other: Offsets) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0.0, shared / (max(one[1], other[1]) - min(one[0], other[0])))


def _named(ours: EventType, marked: str) -> str:
    return ours if marked in _NAMED_OTHERWISE.get(ours, ()) else marked
