"""The word lists that people extend: what stands in them is read."""

from __future__ import annotations

import re

from annotate.corpus.yaml.word_list import word_list
from annotate.language.lexicon import DATA


def test_every_list_of_words_is_asked_for_by_its_name() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in DATA.parent.rglob("*.py"))
    lists = {(path.stem, name) for path in DATA.glob("*.yaml") for name in word_list(path)}
    assert lists
    assert {(file, name) for file, name in lists if not re.search(rf"""["']{name}["']""", code)} == set()
