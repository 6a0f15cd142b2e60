"""A trained spaCy pipeline as one small file: weights in half precision, compressed, nothing in it that could run."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import srsly
from spacy.about import __version__ as spacy_version
from spacy.language import Language
from spacy.util import load_model_from_config
from thinc.api import Config

_KIND = "dateline pipeline 1"


class PackedPipelineError(Exception):
    """A file is no packed pipeline, or one of another version; the message says which."""


def pack(nlp: Language, path: Path) -> int:
    """Write ``nlp`` to ``path`` and return the size in bytes. What the weights lose is below a thousandth of each."""
    content = {
        "kind": _KIND,
        "config": nlp.config.to_str(),
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
    data = zlib.compress(srsly.msgpack_dumps(content), level=9)
    path.write_bytes(data)
    return len(data)


def unpack(path: Path) -> Language:
    """The pipeline that :func:`pack` wrote.

    Raises:
        PackedPipelineError: the file holds something else.
        OSError: the file cannot be read.
    """
    try:
        content = srsly.msgpack_loads(zlib.decompress(path.read_bytes()))
    except (zlib.error, ValueError) as error:
        raise PackedPipelineError(f"{path}: not a packed pipeline: {error}") from error
    if not isinstance(content, dict) or content.get("kind") != _KIND:
        raise PackedPipelineError(f"{path}: not a packed pipeline that this version reads; train it again")
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
