"""Each rule's documentation is right: its bad example breaks the rule, its good one does not."""

import re
from pathlib import Path

import pytest

from annotate.corpus.checking import check
from annotate.corpus.folder import read_folder
from annotate.corpus.rules import RULES
from annotate.corpus.rules.page import page
from annotate.corpus.rules.rule import Rule
from tests.corpus.talks import ACTORS, ARTICLE, SIDECAR, TIMELINE

# Whom a lonely "Lind" means is for a person to say.
LIND = "- label: PERSON\n  mentions:\n  - {p: 1, text: Lind}\n"


def codes(folder: Path, example: str) -> set[str]:
    files = {
        "talks.md": ARTICLE,
        "talks.yaml": SIDECAR.replace("entities:\n", f"entities:\n{LIND}"),
        "actors.yaml": ACTORS,
        "timeline.yaml": TIMELINE,
    }
    for name, text in files.items():
        (folder / name).write_text(text)
    head, _, text = example.partition("\n")
    named = re.fullmatch(r"# (\S+)( is missing)?", head)
    assert named is not None
    if named[2]:
        (folder / named[1]).unlink(missing_ok=True)
    else:
        (folder / named[1]).write_text(text)
    return {problem.code for problem in check(read_folder(folder), notes=True)}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_the_examples_of_a_rule_show_what_it_says(tmp_path: Path, rule: Rule) -> None:
    assert rule.code in codes(tmp_path, rule.bad)
    assert rule.code not in codes(tmp_path, rule.good)


def test_the_page_of_rules_is_up_to_date(project: Path) -> None:
    # Make it anew with: python -m annotate.corpus.rules.page
    assert (project / "docs" / "checking.md").read_text(encoding="utf-8") == page()
