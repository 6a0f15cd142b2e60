"""Digests of everything that goes into a site: equal as long as building again would give the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from annotate import __version__
from annotate.corpus.article_paths import article_paths
from annotate.corpus.file_states import FileStates, digest, file_states
from annotate.site.asset_files import TEMPLATES
from annotate.site.site_settings import SiteSettings

_PACKAGE = Path(__file__).parent.parent.parent
_CODE = ("corpus", "exchange", "site", "timeline")


def setting_digest(settings: SiteSettings) -> str:
    """Of the version, the code, the templates and ``settings``."""
    return _digest([__version__, _code(), *_contents(TEMPLATES.glob("*.html")), repr(settings)])


@cache
def _code() -> str:
    """Of the package's files, but for the templates, which may change while it serves."""
    paths = [path for part in _CODE for path in (_PACKAGE / part).rglob("*") if path.suffix in {".py", ".yaml"}]
    return _digest(_contents([_PACKAGE / "workflow.py", _PACKAGE / "exporting.py", *paths]))


def _contents(paths: Iterable[Path]) -> Iterator[str]:
    for path in sorted(paths):
        yield path.name
        yield digest(path.read_bytes())


def corpus_digest(folder: Path, known: FileStates) -> tuple[str, FileStates]:
    """Of the files of the corpus in ``folder``, and their states for the next time, when they are ``known``."""
    states = file_states(folder, known)
    return _digest(f"{name} {state[2]}" for name, state in states.items()), states


def articles_size(folder: Path) -> int:
    """The bytes of all articles in ``folder``; what cannot be read counts nothing."""
    size = 0
    for path in article_paths(folder):
        with suppress(OSError):
            size += path.stat().st_size
    return size


def _digest(parts: Iterable[str]) -> str:
    return digest("\0".join(parts).encode("utf-8", "surrogatepass"))
