"""The plugin's settings in ``mkdocs.yml``."""

from __future__ import annotations

from mkdocs.config import config_options
from mkdocs.config.base import Config


class AnnotateConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves its __init_subclass__ untyped
    """Below ``plugins: - annotate:``."""

    corpus = config_options.Type(str, default="corpus")
    """The folder of articles and their annotations, relative to ``mkdocs.yml``."""
    fewest_articles = config_options.Type(int, default=0)
    """How many articles must refer to an actor for it to have a page. Of the others only the name is shown, without a
    link; exports hold them all."""
    search_words = config_options.Type(int, default=0)
    """How many words of each section of an article, actor or event the search looks at; 0: all. A large corpus makes a
    large search index, which every reader loads who searches."""
    split_search = config_options.Choice(("auto", "always", "never"), default="auto")
    """Whether the search index is cut into small files, of which a reader loads only those that a question needs: where
    the articles together are larger than three megabytes (auto), always, or never. A site for reading from disk keeps
    Material's own index."""
    exports = config_options.Type(bool, default=True)
    """Whether the site offers the corpus in other formats, below ``data/``."""
    accelerate = config_options.Type(bool, default=True)
    """Whether the plugin prints most of its pages itself, in the theme's frame printed once. Without, MkDocs prints
    each of them: the same pages, in several times the time."""
