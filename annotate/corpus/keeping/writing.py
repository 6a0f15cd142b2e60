"""Writing a file whole or not at all, and never over somebody else's change."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from annotate.corpus.problems import ChangedOnDiskError


def write_atomically(path: Path, data: str | bytes, *, expected: bytes | None = None) -> None:
    """Put ``data`` (text as UTF-8) at ``path`` so that a reader, or a crash, sees the old or the new file.

    A link is followed, the file's mode is kept, and missing folders are not made.

    Args:
        path: where to; its folder must exist.
        data: the whole new content. Text is written as it is, line ends included.
        expected: the bytes that were read when ``data`` was made from them; the file must still hold them.

    Raises:
        ChangedOnDiskError: the file no longer holds ``expected``; nothing was written.
        OSError: nothing was written either.
    """
    target = path.resolve()
    content = data.encode("utf-8") if isinstance(data, str) else data
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".new")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(target))
        if expected is not None and (target.read_bytes() if target.exists() else b"") != expected:
            raise ChangedOnDiskError(f"{path} was changed by someone else meanwhile; it was left as it is")
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
