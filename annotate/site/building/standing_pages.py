"""Pages that stand on the disk as the last build wrote them, and need not be written again.

MkDocs empties the folder of the site before every build. The folders of our pages are moved out of its way first, and
each page that would come out the same is moved back. That takes less time than writing it, and a page keeps its time of
change, so that what publishes the site has to send only what is new.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

Standing = tuple[int, int, str]
"""Of the file of a page: its size, its time of change in nanoseconds, and the frame that it was printed in."""


@dataclass(frozen=True)
class StandingPages:
    """The pages of one site between two builds."""

    site: Path
    """The folder that MkDocs empties."""
    aside: Path
    """Where the pages are meanwhile; on another disk they cannot be moved there, and are written again."""

    def take(self, folders: Iterable[str]) -> None:
        """Move ``folders`` of the site aside."""
        for name in folders:
            folder, aside = self.site / name, self.aside / name
            if not folder.is_dir() or folder.is_symlink():
                continue  # a build that was cut off may have left it aside
            shutil.rmtree(aside, ignore_errors=True)
            with suppress(OSError):
                self.aside.mkdir(parents=True, exist_ok=True)
                folder.rename(aside)

    def put_back(self, name: str, known: Standing) -> bool:
        """Move the page's file ``name`` back, if it stands aside as it is ``known``; whether it did."""
        before, now = self.aside / name, self.site / name
        try:
            status = before.stat()
            if (status.st_size, status.st_mtime_ns) != known[:2]:
                return False
            if name.endswith("/index.html"):
                before, now = before.parent, now.parent
                if len([*before.iterdir()]) > 1:  # somebody has put something beside the page
                    return False
            try:
                before.rename(now)
            except FileNotFoundError:
                now.parent.mkdir(parents=True)
                before.rename(now)
        except OSError:
            return False
        return True

    def end(self) -> None:
        """Remove what the site no longer has."""
        shutil.rmtree(self.aside, ignore_errors=True)


def standing(file: Path, frame: str) -> Standing:
    """Of a file that was just written.

    Raises:
        OSError: it is gone.
    """
    status = file.stat()
    return status.st_size, status.st_mtime_ns, frame
