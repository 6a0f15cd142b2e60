"""``python -m benchmarks.public_names FILE.iob2 ...``: the annotator's names against Universal NER's, span by span.

Its PER, ORG and LOC stand for our PERSON, ORG and GPE, LOC, FAC; names that it has no label for are left out. Where it
calls a country that acts an organisation, Dateline calls it a state, so a second figure takes either for right.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from annotate.language.annotator import Annotator
from annotate.language.training.name_corpora import read_iob

_THEIRS = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
_THEIR_LABELS = frozenset(_THEIRS.values())

Names = dict[tuple[int, int], str]
"""Label by first and last offset, in code points, the end not included."""


def main() -> None:
    """Print precision, recall and F1 of each file."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.public_names", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a file in Universal NER's IOB2")
    parser.add_argument(
        "--sentences", default="", metavar="PREFIX", help="only sentences whose id begins so: 'n' is the news of PUD"
    )
    given = parser.parse_args()
    annotator = Annotator()
    for path in given.files:
        pairs = [(_found(annotator, text), theirs) for text, theirs in _marked(path, given.sentences)]
        print(f"{path.name}: {sum(len(theirs) for _, theirs in pairs)} names")
        _say("span and label", [(_relabelled(ours), theirs) for ours, theirs in pairs])
        _say("the same, states either way", [(_relabelled(ours, theirs), theirs) for ours, theirs in pairs])
        _say("span alone", [(dict.fromkeys(ours, ""), dict.fromkeys(theirs, "")) for ours, theirs in pairs])


def _marked(path: Path, prefix: str) -> Iterator[tuple[str, Names]]:
    for text, marked in read_iob(path, prefix):
        yield text, {(start, end): label for start, end, label in marked if label in _THEIR_LABELS}


def _found(annotator: Annotator, text: str) -> Names:
    return {
        (mention.start, mention.end): entity.label
        for entity in annotator.annotate(text).entities
        for mention in entity.mentions
        if mention.form == "name" and entity.label in _THEIRS
    }


def _relabelled(ours: Names, theirs: Mapping[tuple[int, int], str] = MappingProxyType({})) -> Names:
    """Our names with their labels; a state that stands in ``theirs`` as an organisation is one."""
    return {
        span: "ORG" if label == "GPE" and theirs.get(span) == "ORG" else _THEIRS[label] for span, label in ours.items()
    }


def _say(what: str, pairs: list[tuple[Names, Names]]) -> None:
    right = sum(theirs.get(span) == label for ours, theirs in pairs for span, label in ours.items())
    found, marked = sum(len(ours) for ours, _ in pairs), sum(len(theirs) for _, theirs in pairs)
    precision, recall = right / max(1, found), right / max(1, marked)
    print(f"  {what:<28} P {precision:.3f}  R {recall:.3f}  F1 {2 * right / max(1, found + marked):.3f}")


if __name__ == "__main__":
    main()
