"""An archive cut into pieces that can be read by themselves."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from annotate.corpus.problems import CorpusError, Problem

Kind = Literal["markdown", "json-lines", "parquet"]

BLOCK_BYTES = 4_000_000
"""Of a file of JSON Lines that one shard takes at most: some thousand articles."""
_LEAST_BYTES, _LEAST_SHARDS = 50_000, 16
"""Smaller blocks are not worth a file of their own; into so many a file is cut at least if they are large enough."""
ARTICLES = 1_000
"""Files of articles that one shard takes."""
_KINDS: dict[str, Kind] = {
    ".md": "markdown", ".jsonl": "json-lines", ".ndjson": "json-lines", ".parquet": "parquet",
}  # fmt: skip
_PACKED = {".gz", ".bz2", ".xz", ".zst"}
"""Suffixes of compressed files, which can only be read from their beginning."""


@dataclass(frozen=True)
class Shard:
    """A piece of an archive."""

    name: str
    """Tells it from the other shards; the file that its annotations go into is called so."""
    address: str
    """Of the file system that holds it, up to and with ``://``."""
    kind: Kind
    paths: tuple[str, ...]
    """Its files, as the file system names them: several of Markdown, otherwise one."""
    part: int = 0
    """Where in the file it begins: bytes of JSON Lines, row groups of Parquet."""
    size: int = 0
    """Bytes that begin within it; 0: the whole file."""
    version: str = ""
    """Changes when its files do, as far as their store can tell without reading them."""


def file_system(address: str) -> tuple[Any, str]:
    """The file system that ``address`` names, and the path in it.

    Raises:
        CorpusError: fsspec, or what it needs for this kind of address, is not installed.
    """
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415  # an extra

        return url_to_fs(address)  # type: ignore[no-any-return]
    except (ImportError, ValueError) as error:
        hint = 'install it with: pip install "dateline[cluster]"' if "fsspec" in str(error) else ""
        raise CorpusError([Problem(Path(address), 1, 1, "no-file-system", str(error), hint)]) from error


def shards_of(address: str) -> Iterator[Shard]:
    """The shards of the archive at ``address``, in the order of its files' names.

    Args:
        address: a folder, a file, or a pattern with ``*``; other files than ``.md``, ``.jsonl``, ``.ndjson`` (also
            compressed) and ``.parquet`` are passed over.

    Raises:
        CorpusError: there is nothing of the kind, or it cannot be reached.
    """
    system, path = file_system(address)
    try:
        found = sorted(_files(system, path))
    except OSError as error:
        raise _refusal(address, f"it cannot be reached: {error}") from error
    files = [(file, kind) for file in found if (kind := _kind(file)) is not None]
    if not files:
        raise _refusal(address, "there are no articles: no *.md, *.jsonl, *.ndjson or *.parquet")
    start = os.path.commonpath([str(PurePosixPath(file).parent) for file, _ in files])
    scheme = address.partition("://")[0] + "://" if "://" in address else ""
    markdown = [file for file, kind in files if kind == "markdown"]
    for first in range(0, len(markdown), ARTICLES):
        some = markdown[first : first + ARTICLES]
        yield Shard(f"articles-{first // ARTICLES:05}", scheme, "markdown", tuple(some), version=_version(system, some))
    for file, kind in files:
        if kind != "markdown":
            yield from _of_file(system, scheme, file, kind, _stem(file, start))


def _files(system: Any, path: str) -> Sequence[str]:
    if "*" in path or "?" in path or "[" in path:
        return [str(file) for file in system.glob(path)]
    if system.isdir(path):
        return [str(file) for file in system.find(path)]
    return [path] if system.exists(path) else []


def _kind(path: str) -> Kind | None:
    suffixes = PurePosixPath(path).suffixes
    if suffixes and suffixes[-1].lower() in _PACKED:
        kind = _KINDS.get(suffixes[-2].lower()) if len(suffixes) > 1 else None
        return kind if kind == "json-lines" else None
    return _KINDS.get(suffixes[-1].lower()) if suffixes else None


def _of_file(system: Any, scheme: str, path: str, kind: Kind, stem: str) -> Iterator[Shard]:
    version = _version(system, [path])
    if kind == "parquet":
        for group in range(_row_groups(system, path)):
            yield Shard(f"{stem}-{group:05}", scheme, kind, (path,), group, version=version)
        return
    size = int(system.size(path) or 0)
    # A small file is cut, too, so that several processes have something to do.
    block = min(BLOCK_BYTES, max(_LEAST_BYTES, size // _LEAST_SHARDS))
    if size <= block or PurePosixPath(path).suffix.lower() in _PACKED:
        yield Shard(f"{stem}-00000", scheme, kind, (path,), version=version)
        return
    for number, start in enumerate(range(0, size, block)):
        yield Shard(f"{stem}-{number:05}", scheme, kind, (path,), start, block, version)


def _row_groups(system: Any, path: str) -> int:
    try:
        from pyarrow import ArrowException  # noqa: PLC0415  # an extra
        from pyarrow.parquet import ParquetFile  # noqa: PLC0415
    except ImportError as error:
        hint = 'install it with: pip install "dateline[cluster]"'
        raise CorpusError([Problem(Path(path), 1, 1, "no-pyarrow", str(error), hint)]) from error
    try:
        with system.open(path, "rb") as file:
            return int(ParquetFile(file).num_row_groups)
    except (OSError, ArrowException) as error:
        raise _refusal(path, f"it is no Parquet file: {error}") from error


def _stem(path: str, start: str) -> str:
    """The file's path below ``start`` as one name, without what tells its kind."""
    inner = PurePosixPath(path).relative_to(start)
    return "--".join([*inner.parts[:-1], inner.name.split(".")[0]])


def _version(system: Any, paths: Sequence[str]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path}\0{system.ukey(path)}\0".encode())
    return digest.hexdigest()[:16]


def _refusal(address: str, message: str) -> CorpusError:
    return CorpusError([Problem(Path(address), 1, 1, "no-archive", message)])
