"""A trained spaCy pipeline as one small file, with its weights in half precision."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from spacy.about import __version__ as spacy_version
from spacy.language import Language
from spacy.util import load_model_from_config
from thinc.api import Config

from annotate.language.packing import read_packed, write_packed

_KIND = "dateline pipeline 1"


def pack(nlp: Language, path: Path) -> int:
    """Write ``nlp`` to ``path`` and return the size in bytes. What the weights lose is below a thousandth of each."""
    config = nlp.config.copy()
    config["paths"] = dict.fromkeys(config.get("paths", {}))  # where it was trained is nobody's business
    content = {
        "config": config.to_str(),
        "meta": {**nlp.meta, "spacy_version": f">={spacy_version},<4"},
        "strings": sorted(nlp.vocab.strings),
        "components": {
            name: component.to_bytes(exclude=["model", "vocab"])
            for name, component in nlp.pipeline
            if hasattr(component, "to_bytes")
        },
        "weights": {
            name: _cast(component.model.to_dict(), np.float32, np.float16)
            for name, component in nlp.pipeline
            if hasattr(component, "model")
        },
    }
    return write_packed(path, _KIND, content)


def unpack(path: Path) -> Language:
    """The pipeline that :func:`pack` wrote.

    Raises:
        PackedFileError: the file holds something else.
        OSError: the file cannot be read.
    """
    content = read_packed(path, _KIND)
    nlp = load_model_from_config(Config().from_str(content["config"]), meta=content["meta"])
    for string in content["strings"]:
        nlp.vocab.strings.add(string)
    for name, component in nlp.pipeline:
        if name in content["components"]:
            component.from_bytes(content["components"][name], exclude=["model", "vocab"])  # type: ignore[attr-defined]
        if name in content["weights"]:
            component.model.from_dict(_cast(content["weights"][name], np.float16, np.float32))  # type: ignore[attr-defined]
    return nlp


def _cast(value: Any, old: Any, new: Any) -> Any:
    """``value`` with every array of type ``old`` in it as ``new``."""
    if isinstance(value, np.ndarray):
        return value.astype(new) if value.dtype == old else value
    if isinstance(value, Mapping):
        return {key: _cast(inner, old, new) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_cast(inner, old, new) for inner in value]
    return value
