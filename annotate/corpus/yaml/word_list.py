"""The word lists that the wings ship as YAML, which people extend: read once, each word a word."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml


class _Words(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # the C loader where there is one
    """Reads ``on``, ``off``, ``no`` and ``yes`` as the words they are; numbers stay numbers."""


_Words.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@cache
def word_list(path: Path) -> Any:
    """The content of the YAML file at ``path``; callers must not change it."""
    with path.open("rb") as file:
        return yaml.load(file, Loader=_Words)  # noqa: S506  # a safe loader
