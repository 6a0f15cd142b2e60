"""The word lists under ``data/``, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"


class _Words(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # the C loader where there is one
    """Reads ``on``, ``off``, ``no`` and ``yes`` as the words they are; numbers stay numbers."""


_Words.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@cache
def lexicon(name: str) -> Any:
    """The content of ``data/<name>.yaml``; callers must not change it."""
    with (DATA / f"{name}.yaml").open("rb") as file:
        return yaml.load(file, Loader=_Words)  # noqa: S506  # a safe loader
