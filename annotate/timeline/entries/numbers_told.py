"""Numbers that reports of one event give differently: 93 votes in one, 89 votes in the other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from annotate.timeline.actors.names import fold
from annotate.timeline.entries.tellings import Telling, rules, stem

_COUNTED = re.compile(
    r"(?<![\w.,:/-])(\d{1,3}(?:[, ]\d{3})+|\d+(?:\.\d+)?)((?: (?:thousand|million|billion|trillion))?) ([a-z]{3,})"
)
"""A number in digits, and the word for what is counted behind it."""


def numbers_that_differ(tellings: Sequence[Telling]) -> Mapping[str, str]:
    """By report, its own numbers of what the reports count differently: ``89 votes``.

    A report that gives several numbers of a thing counts it as each of them; it differs from another only where the
    two share none.
    """
    given: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for telling in tellings:
        for number, scale, thing in _COUNTED.findall(telling.told):
            if fold(thing) not in rules().plain_words:
                value = re.sub("[, ]", "", number) + scale
                given[stem(fold(thing))].setdefault(telling.key, {})[value] = f"{number}{scale} {thing}"
    told: dict[str, list[str]] = defaultdict(list)
    for by_report in given.values():
        known = set.intersection(*(set(numbers) for numbers in by_report.values()))
        if len(by_report) > 1 and not known:
            for report, numbers in by_report.items():
                told[report] += numbers.values()
    return {report: ", ".join(each) for report, each in told.items()}
