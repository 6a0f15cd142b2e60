"""The plugin's settings in ``mkdocs.yml``."""

from __future__ import annotations

from mkdocs.config import config_options
from mkdocs.config.base import Config


class AnnotateConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves its __init_subclass__ untyped
    """Below ``plugins: - annotate:``."""

    corpus = config_options.Type(str, default="corpus")
    """The folder of articles and their annotations, relative to ``mkdocs.yml``."""
    exports = config_options.Type(bool, default=True)
    """Whether the site offers the corpus in other formats, below ``data/``."""
    accelerate = config_options.Type(bool, default=True)
    """Whether the plugin prints most of its pages itself, in the theme's frame printed once. Without, MkDocs prints
    each of them: the same pages, in several times the time."""
