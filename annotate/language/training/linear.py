"""Fitting linear models over named features, in three kinds, each the same for the same examples.

Several classes against each other (of which yes or no is a case), one of several offers or none of them, and yes or no
with as few weights as will do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Features = Sequence[str]
_Matrix = NDArray[np.float64]
_Places = NDArray[np.int64]


@dataclass(frozen=True)
class _Pace:
    """How weights are sought by full batches of Adam (Kingma and Ba 2015)."""

    steps: int
    rate: float
    slower: tuple[tuple[float, float], ...]
    """From which share of the steps on the rate is multiplied by what."""
    forget: float
    """How much of the slopes' spread each step replaces, 0 to 1."""


_CLASSES = _Pace(160, 0.1, ((0.6, 0.3), (0.85, 0.1)), 0.01)
_OFFERS = _Pace(400, 0.05, ((0.7, 0.3),), 0.001)
_SPARSE_STEPS = 400
_SPARSE_PENALTY = 1.0
"""What a weight of a sparse model costs by its square."""

# A feature of fewer examples is not learned, and a smaller weight is left out.
_LEAST_SEEN, _LEAST_WEIGHT = 2, 0.01
_LEAST_SEEN_OF_OFFERS, _LEAST_WEIGHT_OF_OFFERS = 3, 0.001
_LEAST_SEEN_OF_SPARSE, _LEAST_WEIGHT_OF_SPARSE = 6, 0.05


def fit_classes(
    examples: Sequence[Features], labels: Sequence[str], importance: Sequence[float], *, penalty: float
) -> dict[str, dict[str, float]]:
    """Weights by feature and class that make each example's label likely (softmax).

    Args:
        examples: the features of each.
        labels: the class of each.
        importance: how much each counts.
        penalty: of the squares of the weights; more of it believes the single example less.
    """
    index = _columns(examples, _LEAST_SEEN)
    classes = sorted(set(labels))
    rows, columns = _cells(examples, index)
    wanted = np.zeros((len(examples), len(classes)))
    wanted[np.arange(len(examples)), [classes.index(label) for label in labels]] = 1.0
    counts = np.array(importance)[:, None]

    def slope(weights: _Matrix) -> _Matrix:
        scores = _summed(rows, weights[columns], len(examples))
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        return _summed(columns, ((chances - wanted) * counts)[rows], len(index)) + penalty * weights

    weights = _descended(slope, np.zeros((len(index), len(classes))), _CLASSES)
    return {
        name: {
            label: round(float(weight), 3)
            for label, weight in zip(classes, weights[at], strict=True)
            if abs(weight) >= _LEAST_WEIGHT
        }
        for name, at in index.items()
    }


def fit_yes_or_no(
    examples: Sequence[Features], labels: Sequence[bool], importance: Sequence[float], *, penalty: float
) -> dict[str, float]:
    """Weights by feature whose sum is the logarithm of the odds for yes; see :func:`fit_classes`."""
    # Two classes share what one of them would have to learn alone, so the penalty is doubled.
    both = fit_classes(examples, ["yes" if label else "no" for label in labels], importance, penalty=2 * penalty)
    return {name: weight for name, sides in both.items() if (weight := _difference(sides))}


def _difference(sides: Mapping[str, float]) -> float:
    return round(sides.get("yes", 0.0) - sides.get("no", 0.0), 3)


def fit_offers(
    choices: Sequence[Sequence[Features]], right: Sequence[int | None], *, penalty: float
) -> dict[str, float]:
    """Weights under which the right offers are likely, and none of them is where no offer is right.

    Maximum entropy over the offers of a choice and "none of them".

    Args:
        choices: for each the features of its offers, at least one.
        right: the index of each choice's right offer; None: none of them.
        penalty: as for :func:`fit_classes`.
    """
    offers = [features for choice in choices for features in choice]
    index = _columns(offers, _LEAST_SEEN_OF_OFFERS)
    if not index:
        return {}
    sizes = [len(choice) for choice in choices]
    first: _Places = np.cumsum([0, *sizes[:-1]], dtype=np.int64)
    group = np.repeat(np.arange(len(choices)), sizes)
    wanted = np.zeros(len(offers))
    wanted[[start + offer for start, offer in zip(first, right, strict=True) if offer is not None]] = 1
    rows, columns = _cells(offers, index)

    def slope(weights: _Matrix) -> _Matrix:
        sums = np.asarray(np.bincount(rows, weights=weights[columns], minlength=len(offers)), dtype=np.float64)
        wrong = (_shares(sums, first, group) - wanted)[rows]
        return np.bincount(columns, weights=wrong, minlength=len(index)) + penalty * weights

    weights = _descended(slope, np.zeros(len(index)), _OFFERS)
    return {
        name: round(float(weight), 3)
        for name, weight in zip(index, weights, strict=True)
        if abs(weight) >= _LEAST_WEIGHT_OF_OFFERS
    }


def _shares(sums: _Matrix, first: _Places, group: _Places) -> _Matrix:
    """How likely each offer is among those of its choice and "none of them", whose sum is 0."""
    highest = np.maximum(0.0, np.maximum.reduceat(sums, first))
    powers = np.exp(sums - highest[group])
    return np.asarray(powers / (np.add.reduceat(powers, first) + np.exp(-highest))[group])


def fit_sparse(
    examples: Sequence[Iterable[str]], labels: Sequence[bool], *, sparse: float
) -> tuple[float, dict[str, float]]:
    """What always weighs, and weights by feature: the logarithm of the odds for yes. Most are nought and left out.

    Logistic regression with an elastic net, by accelerated proximal gradient steps (Beck and Teboulle's FISTA).

    Args:
        examples: the features of each, none twice.
        labels: whether each is one.
        sparse: what a weight costs by its size; the more, the fewer are left.
    """
    index = _columns(examples, _LEAST_SEEN_OF_SPARSE)
    table = np.zeros((len(examples), len(index) + 1), dtype=np.float32)
    table[:, -1] = 1
    for row, features in enumerate(examples):
        table[row, [index[name] for name in features if name in index]] = 1
    weights = _shrunk(table, np.array(labels, dtype=np.float32), sparse)
    kept = {
        name: round(float(weights[at]), 2) for name, at in index.items() if abs(weights[at]) >= _LEAST_WEIGHT_OF_SPARSE
    }
    return round(float(weights[-1]), 2), kept


def _shrunk(table: NDArray[np.float32], wanted: NDArray[np.float32], sparse: float) -> NDArray[np.float32]:
    probe = np.ones(table.shape[1], dtype=np.float32)
    steepest = 1.0
    for _ in range(20):
        probe = table.T @ (table @ probe)
        steepest = float(np.linalg.norm(probe))
        probe /= steepest
    width = steepest / 4 + _SPARSE_PENALTY
    weights = np.zeros(table.shape[1], dtype=np.float32)
    ahead, pace = weights, 1.0
    for _ in range(_SPARSE_STEPS):
        slope = table.T @ (1 / (1 + np.exp(-(table @ ahead))) - wanted) + _SPARSE_PENALTY * ahead
        step = ahead - slope / width
        shrunk = np.sign(step) * np.maximum(np.abs(step) - sparse / width, 0)
        shrunk[-1] = step[-1]
        faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = shrunk + (pace - 1) / faster * (shrunk - weights)
        weights, pace = shrunk, faster
    return weights


def _columns(examples: Iterable[Iterable[str]], least_seen: int) -> dict[str, int]:
    """The features that are seen often enough, in the order of their columns."""
    seen = Counter(name for features in examples for name in features)
    return {name: at for at, name in enumerate(sorted(name for name, count in seen.items() if count >= least_seen))}


def _cells(examples: Sequence[Features], index: Mapping[str, int]) -> tuple[_Places, _Places]:
    """Row and column of every feature of every example."""
    cells = [(row, index[name]) for row, features in enumerate(examples) for name in features if name in index]
    rows, columns = np.array(cells, dtype=np.int64).reshape(-1, 2).T
    return np.ascontiguousarray(rows), np.ascontiguousarray(columns)


def _descended(slope: Callable[[_Matrix], _Matrix], weights: _Matrix, pace: _Pace) -> _Matrix:
    """The weights to which ``slope`` leads down from ``weights``."""
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    keep = 1 - pace.forget
    for step in range(1, pace.steps + 1):
        down = slope(weights)
        mean = 0.9 * mean + 0.1 * down
        spread = keep * spread + pace.forget * down * down
        rate = pace.rate * next((times for share, times in reversed(pace.slower) if step >= share * pace.steps), 1.0)
        weights = weights - rate * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - keep**step)) + 1e-8)
    return weights


def _summed(at: _Places, values: _Matrix, length: int) -> _Matrix:
    """For each index below ``length`` the sum of the rows of ``values`` that stand there."""
    return np.stack(
        [np.bincount(at, weights=values[:, column], minlength=length) for column in range(values.shape[1])], axis=1
    )
