"""Fitting linear models over named features: one class against the rest of the world, or several against each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

_STEPS, _RATE = 160, 0.1
_SLOWER = ((0.6, 0.3), (0.85, 0.1))
"""From which share of the steps on the rate is multiplied by what."""
_LEAST_SEEN = 2
"""A feature of a single example is not learned."""
_LEAST_WEIGHT = 0.01

Features = Sequence[str]


def fit_classes(
    examples: Sequence[Features], labels: Sequence[str], importance: Sequence[float], *, penalty: float
) -> dict[str, dict[str, float]]:
    """Weights by feature and class that make each example's label likely (softmax, by full batches of Adam).

    Args:
        examples: the features of each.
        labels: the class of each.
        importance: how much each counts.
        penalty: of the squares of the weights; more of it believes the single example less.
    """
    seen = Counter(name for names in examples for name in names)
    index = {name: at for at, name in enumerate(sorted(name for name, count in seen.items() if count >= _LEAST_SEEN))}
    classes = sorted(set(labels))
    pairs = [(row, index[name]) for row, names in enumerate(examples) for name in names if name in index]
    rows, columns = (np.array(side, dtype=np.int64) for side in zip(*pairs, strict=True)) if pairs else (_NONE, _NONE)
    wanted = np.zeros((len(examples), len(classes)))
    wanted[np.arange(len(examples)), [classes.index(label) for label in labels]] = 1.0
    weights = _fitted(rows, columns, wanted, np.array(importance)[:, None], len(index), penalty)
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


_NONE = np.zeros(0, dtype=np.int64)
_Matrix = NDArray[np.float64]


def _fitted(
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
    wanted: _Matrix,
    importance: _Matrix,
    width: int,
    penalty: float,
) -> _Matrix:
    count, classes = wanted.shape
    weights = np.zeros((width, classes))
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        scores = _summed(rows, weights[columns], count)
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        slope = _summed(columns, ((chances - wanted) * importance)[rows], width) + penalty * weights
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope * slope
        rate = _RATE * next((factor for share, factor in reversed(_SLOWER) if step >= share * _STEPS), 1.0)
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    return weights


def _summed(at: NDArray[np.int64], values: _Matrix, length: int) -> _Matrix:
    """For each index below ``length`` the sum of the rows of ``values`` that stand there."""
    return np.stack(
        [np.bincount(at, weights=values[:, column], minlength=length) for column in range(values.shape[1])], axis=1
    )
